import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { addReportStep, reportLine } from './on-report.ts';
import { ReportExemption } from './periodic-report.entity.ts';
import { canExemptReport } from './periodic-report.policy.ts';

export interface ExemptReportInput {
  reportId: string;
  reason: string;
}

/** The office chief lets one unit off one report, before it came in and with the reason. */
export function exemptReport(context: Context, input: ExemptReportInput): Promise<string> {
  const { reportId, reason } = input;
  return act(context, { name: 'exemptReport', entity: 'PeriodicReport', id: reportId, reason, input }, async em => {
    const line = found(await reportLine(em, reportId));
    authorize(canExemptReport(context.actor, line));
    if (!reason.trim()) assertNone([{ code: 'REASON_REQUIRED', field: 'reason' }]);
    if (line.isExempt) assertNone([{ code: 'REPORT_EXEMPT' }]);
    if (!['expected', 'drafted', 'to-sign'].includes(line.state)) assertNone([{ code: 'REPORT_RECEIVED' }]);
    const exemption = em.create(ReportExemption, {
      unitId: line.unitId,
      reportId,
      reason: reason.trim(),
      exemptedBy: context.actor.name,
      exemptedById: context.actor.id,
      exemptedOn: context.today,
    });
    exemption.announce();
    addReportStep(em, context, line.unitId, reportId, 'exemptReport', reason);
    return reportId;
  });
}
