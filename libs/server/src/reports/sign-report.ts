import { assertNone } from '@yardstick/domain/violation';
import type { Context } from '../context.ts';
import { factsOf, onReport, reportLine, type ReportVerbInput } from './on-report.ts';

/** The head signs: from now on it counts as received, with the facts of the period as they stand. */
export function signReport(context: Context, input: ReportVerbInput): Promise<string> {
  return onReport(context, 'signReport', input, async (report, em) => {
    const line = await reportLine(em, report.id);
    if (!line) assertNone([{ code: 'REPORT_NOT_EXPECTED' }]);
    const dueOn = line?.dueOn ?? report.dueOn;
    report.sign(await factsOf(em, report), dueOn, context.actor.name, context.now, context.today);
  });
}
