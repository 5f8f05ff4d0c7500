import type { Context } from '../context.ts';
import { onReport, type ReportVerbInput } from './on-report.ts';

/** The unit takes its report back while nobody has judged it. */
export function withdrawReport(context: Context, input: ReportVerbInput): Promise<string> {
  return onReport(context, 'withdrawReport', input, report => {
    report.withdraw(context.now);
  });
}
