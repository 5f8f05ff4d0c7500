import { LockMode } from '@mikro-orm/postgresql';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import { randomUUID } from 'node:crypto';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
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
}

const longestText = 4000;

/** Adds one progress report and moves the action's progress to it. Answers the report's id. */
export function reportProgress(context: Context, input: ReportProgressInput): Promise<string> {
  return act(context, { name: 'reportProgress', entity: 'UnitAction', id: input.actionId, input }, async em => {
    const action = found(
      await em.findOne(UnitAction, { id: input.actionId }, { lockMode: LockMode.PESSIMISTIC_WRITE }),
    );
    authorize(canWorkOn(context.actor, action));
    assertNone(reportBlockers(input));
    action.report(input.percent, context.now);
    const report = em.create(ProgressReport, {
      unitId: action.unitId,
      id: randomUUID(),
      actionId: action.id,
      percent: input.percent,
      done: input.done.trim(),
      difficulty: input.difficulty?.trim() ?? null,
      nextStep: input.nextStep?.trim() ?? null,
      reportedBy: context.actor.name,
      reportedById: context.actor.id,
      reportedAt: context.now,
    });
    return report.id;
  });
}

function reportBlockers(input: ReportProgressInput): Violation[] {
  const blockers: Violation[] = [];
  if (!Number.isInteger(input.percent) || input.percent < 0 || input.percent > 100)
    blockers.push({ code: 'PERCENT_INVALID', field: 'percent' });
  if (!input.done.trim()) blockers.push({ code: 'PROGRESS_DONE_MISSING', field: 'done' });
  for (const field of ['done', 'difficulty', 'nextStep'] as const)
    if ((input[field]?.length ?? 0) > longestText)
      blockers.push({ code: 'FIELD_TOO_LONG', field, params: { max: longestText } });
  return blockers;
}
