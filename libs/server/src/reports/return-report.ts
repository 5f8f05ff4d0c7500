import { markBlockers, type ReportMark } from '@yardstick/domain/periodic-report';
import { assertNone } from '@yardstick/domain/violation';
import type { Context } from '../context.ts';
import { onReport, type ReportVerbInput } from './on-report.ts';

export interface ReturnReportInput extends ReportVerbInput {
  /** The parts that are to be changed. */
  marks?: { part: string; note?: string | null }[] | null;
}

/** The office sends a report back with the reason and the parts it wants changed. When it first came in stays on record. */
export function returnReport(context: Context, input: ReturnReportInput): Promise<string> {
  return onReport(context, 'returnReport', input, report => {
    const marks = (input.marks ?? []).map(({ part, note }) => ({ part, note: note?.trim() || null }));
    assertNone(markBlockers(marks));
    report.return(input.reason ?? '', marks as ReportMark[], context.actor.name, context.now, context.today);
  });
}
