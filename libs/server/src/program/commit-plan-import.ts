import { LockMode } from '@mikro-orm/postgresql';
import { assertNone, RuleViolation } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { applyPlan } from './apply-plan.ts';
import { PlanImport } from './program.entity.ts';
import { canImportPlan } from './program.policy.ts';
import type { WorkbookIssue } from './workbook/issue.ts';

/** Makes the program as the workbook says, all of it or nothing. Answers the program's id. */
export function commitPlanImport(context: Context, input: { importId: string }): Promise<string> {
  return act(context, { name: 'commitPlanImport', entity: 'PlanImport', id: input.importId, input }, async em => {
    authorize(canImportPlan(context.actor));
    const reading = found(await em.findOne(PlanImport, input.importId, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    if (reading.state === 'committed') assertNone([{ code: 'IMPORT_ALREADY_COMMITTED' }]);
    const { plan } = reading;
    if (!plan) {
      const errors = (reading.issues as WorkbookIssue[]).filter(issue => issue.severity === 'error');
      throw new RuleViolation([{ code: 'IMPORT_HAS_ERRORS', params: { count: errors.length } }]);
    }
    const program = await applyPlan(em, plan);
    reading.state = 'committed';
    reading.programId = program.id;
    return program.id;
  });
}
