import { reportParts, reportTextBlockers, type ReportText } from '@yardstick/domain/periodic-report';
import { assertNone } from '@yardstick/domain/violation';
import type { Context } from '../context.ts';
import { emptyDraft } from '../delivery/drafts.ts';
import { onReport } from './on-report.ts';

export interface SubmitReportInput extends ReportText {
  reportId: string;
  expectedVersion?: number | null;
}

/** The liaison puts the text before the head; numbers stand beside it and are nobody's to type. */
export function submitReport(context: Context, input: SubmitReportInput): Promise<string> {
  return onReport(context, 'submitReport', input, async (report, em) => {
    const text = Object.fromEntries(reportParts.map(part => [part, input[part]])) as ReportText;
    assertNone(reportTextBlockers(text));
    report.submit(text, context.actor.name, context.now);
    await emptyDraft(em, 'report', report);
  });
}
