import type { Context } from '../context.ts';
import { Program } from '../program/program.entity.ts';
import { emptyDraft } from './drafts.ts';
import { Milestone } from './milestone.entity.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** The liaison hands the plan to the unit head for signature. */
export function submitPlan(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'submitPlan', 'submitPlan', input, async (action, em) => {
    const milestones = await em.find(
      Milestone,
      { unitId: action.unitId, actionId: action.id },
      { orderBy: { seq: 'asc' } },
    );
    const program = await em.findOneOrFail(Program, action.programId);
    action.submitPlan(milestones, program.startsOn, context.now);
    await emptyDraft(em, 'plan', action);
  });
}
