import { periodLabel, prefilledText } from '@yardstick/domain/periodic-report';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { addReportStep, factsOf, reportLine } from './on-report.ts';
import { PeriodicReport } from './periodic-report.entity.ts';
import { canMoveReport } from './periodic-report.policy.ts';

export interface StartReportInput {
  reportId: string;
}

/** Begins the report of a period with what the unit told during it, so that nobody types what the system knows. */
export function startReport(context: Context, input: StartReportInput): Promise<string> {
  return act(context, { name: 'startReport', entity: 'PeriodicReport', id: input.reportId, input }, async em => {
    const line = found(await reportLine(em, input.reportId));
    authorize(canMoveReport(context.actor, line, 'startReport'));
    if (line.isExempt) assertNone([{ code: 'REPORT_EXEMPT' }]);
    if (line.state !== 'expected') assertNone([{ code: 'REPORT_STARTED' }]);
    if (context.today < line.fromOn)
      assertNone([{ code: 'REPORT_NOT_OVER', params: { fromOn: line.fromOn, toOn: line.toOn } }]);
    const text = prefilledText(await factsOf(em, line), periodLabel(line, 'zh-CN'));
    const report = new PeriodicReport(line, text, context.actor.name, context.now);
    em.persist(report);
    addReportStep(em, context, line.unitId, line.id, 'startReport', null);
    return report.id;
  });
}
