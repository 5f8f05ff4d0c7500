import { LockMode } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { EvidenceKind } from '@yardstick/domain/plan';
import { maxMilestones } from '@yardstick/domain/action';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { emptyDraft } from './drafts.ts';
import { Milestone } from './milestone.entity.ts';
import { assertFresh } from './on-action.ts';
import { UnitAction } from './unit-action.entity.ts';
import { canWorkOn } from './unit-action.policy.ts';

export interface PlanActionInput {
  actionId: string;
  expectedVersion?: number | null;
  content: string;
  target?: string | null;
  steps?: string | null;
  ownerName: string;
  section: string;
  headInCharge: string;
  milestones: {
    id?: string | null;
    title: string;
    deliverable: string;
    acceptanceRule?: string | null;
    proofKinds: EvidenceKind[];
    dueOn: CalendarDay;
  }[];
}

/** Saves the plan as it stands, complete or not; what is missing is asked for when it is submitted. */
export function planAction(context: Context, input: PlanActionInput): Promise<string> {
  return act(context, { name: 'planAction', entity: 'UnitAction', id: input.actionId, input }, async em => {
    const action = found(
      await em.findOne(UnitAction, { id: input.actionId }, { lockMode: LockMode.PESSIMISTIC_WRITE }),
    );
    authorize(canWorkOn(context.actor, action));
    assertFresh(action.version, input.expectedVersion);
    if (input.milestones.length > maxMilestones)
      assertNone([
        {
          code: 'PLAN_MILESTONES_TOO_MANY',
          field: 'milestones',
          params: { max: maxMilestones, count: input.milestones.length },
        },
      ]);
    action.plan({
      content: input.content,
      target: input.target ?? null,
      steps: input.steps ?? null,
      ownerName: input.ownerName,
      section: input.section,
      headInCharge: input.headInCharge,
    });
    const standing = await em.find(Milestone, { unitId: action.unitId, actionId: action.id });
    const kept = new Set<string>();
    input.milestones.forEach((draft, index) => {
      const plan = {
        seq: index + 1,
        title: draft.title,
        deliverable: draft.deliverable,
        acceptanceRule: draft.acceptanceRule ?? null,
        proofKinds: draft.proofKinds,
        dueOn: draft.dueOn,
      };
      const known = standing.find(milestone => milestone.id === draft.id);
      if (known) {
        kept.add(known.id);
        known.plan(plan);
      } else em.persist(new Milestone(action.unitId, action.id, plan, context.now));
    });
    // Before the plan was first approved a dropped milestone is no record yet: nothing refers to it.
    for (const milestone of standing) if (!kept.has(milestone.id)) em.remove(milestone);
    await emptyDraft(em, 'plan', action);
    return action.id;
  });
}
