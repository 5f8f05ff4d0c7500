import type { Context } from '../context.ts';
import { onReport, type ReportVerbInput } from './on-report.ts';

/** The office takes the report as it is; a word on it may go along. */
export function acceptReport(context: Context, input: ReportVerbInput): Promise<string> {
  return onReport(context, 'acceptReport', input, report => {
    report.accept(context.actor.name, context.now, context.today);
  });
}
