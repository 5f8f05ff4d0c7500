import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { MilestoneVerb } from '@yardstick/domain/milestone';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Evidence, EvidenceLink } from '../evidence/evidence.entity.ts';
import { Milestone } from './milestone.entity.ts';
import { assertFresh, tellTimeline } from './on-action.ts';
import { UnitAction } from './unit-action.entity.ts';
import { canMoveMilestone } from './unit-action.policy.ts';

export interface MilestoneVerbInput {
  milestoneId: string;
  expectedVersion?: number | null;
  reason?: string | null;
  reasonCode?: string | null;
}

/** One verb on one milestone. The action is locked first, so that verbs on its milestones come one after another. */
export function onMilestone(
  context: Context,
  verb: MilestoneVerb,
  input: MilestoneVerbInput,
  work: (milestone: Milestone, evidence: Evidence[], action: UnitAction) => void,
): Promise<string> {
  const { reason = null } = input;
  return act(context, { name: verb, entity: 'Milestone', id: input.milestoneId, reason, input }, async em => {
    const { actionId } = found(await em.findOne(Milestone, { id: input.milestoneId }));
    const action = found(await em.findOne(UnitAction, { id: actionId }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    const milestone = found(await em.findOne(Milestone, { id: input.milestoneId }, { refresh: true }));
    authorize(canMoveMilestone(context.actor, milestone, verb));
    assertFresh(milestone.version, input.expectedVersion);
    work(milestone, await evidenceOf(em, milestone), action);
    tellTimeline(em, context, action, verb, [milestone.title, reason].filter(Boolean).join(':'));
    return milestone.id;
  });
}

/** Everything linked to a milestone, whatever its state. */
export async function evidenceOf(em: SqlEntityManager, milestone: Milestone): Promise<Evidence[]> {
  const links = await em.find(EvidenceLink, { unitId: milestone.unitId, milestoneId: milestone.id });
  if (links.length === 0) return [];
  return em.find(Evidence, { unitId: milestone.unitId, id: { $in: links.map(link => link.evidenceId) } });
}
