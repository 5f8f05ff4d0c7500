import { LockMode } from '@mikro-orm/postgresql';
import { isSameReport, progressBlockers } from '@yardstick/domain/progress';
import { assertNone } from '@yardstick/domain/violation';
import { randomUUID } from 'node:crypto';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { emptyDraft } from './drafts.ts';
import { ProgressReport } from './progress-report.entity.ts';
import { UnitAction } from './unit-action.entity.ts';
import { canWorkOn } from './unit-action.policy.ts';

export interface ReportProgressInput {
  actionId: string;
  /** 0 to 100, whole. */
  percent: number;
  done: string;
  difficulty?: string | null;
  nextStep?: string | null;
  /** Said on purpose: nothing has changed since the last report. */
  isUnchanged?: boolean | null;
  /** Why the percent is lower than last time. */
  fallReason?: string | null;
}

/** Adds one progress report and moves the action's progress to it. Answers the report's id. */
export function reportProgress(context: Context, input: ReportProgressInput): Promise<string> {
  return act(context, { name: 'reportProgress', entity: 'UnitAction', id: input.actionId, input }, async em => {
    const action = found(
      await em.findOne(UnitAction, { id: input.actionId }, { lockMode: LockMode.PESSIMISTIC_WRITE }),
    );
    authorize(canWorkOn(context.actor, action));
    const [last] = await em.find(
      ProgressReport,
      { unitId: action.unitId, actionId: action.id },
      { orderBy: { reportedAt: 'desc' }, limit: 1 },
    );
    assertNone(progressBlockers(input, last ?? null));
    action.report(input.percent, context.now);
    const report = em.create(ProgressReport, {
      unitId: action.unitId,
      id: randomUUID(),
      actionId: action.id,
      percent: input.percent,
      done: input.done.trim(),
      difficulty: input.difficulty?.trim() ?? null,
      nextStep: input.nextStep?.trim() ?? null,
      isUnchanged: last !== undefined && isSameReport(input, last),
      fallReason: last && input.percent < last.percent ? (input.fallReason?.trim() ?? null) : null,
      reportedBy: context.actor.name,
      reportedById: context.actor.id,
      reportedAt: context.now,
    });
    await emptyDraft(em, 'progress', action);
    return report.id;
  });
}
