import type { Context } from '../context.ts';
import { onReport, type ReportVerbInput } from './on-report.ts';

/** The head sends it back to the liaison, with the reason. */
export function declineReport(context: Context, input: ReportVerbInput): Promise<string> {
  return onReport(context, 'declineReport', input, report => {
    report.decline(input.reason ?? '', context.now);
  });
}
