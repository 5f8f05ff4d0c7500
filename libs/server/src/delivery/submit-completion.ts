import type { Context } from '../context.ts';
import { Milestone } from './milestone.entity.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';
import { evidenceOf } from './on-milestone.ts';

/** The liaison asks for completion: every milestone accepted on accepted evidence. */
export function submitCompletion(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'submitCompletion', 'submitCompletion', input, async (action, em) => {
    const milestones = await em.find(Milestone, { unitId: action.unitId, actionId: action.id });
    const facts = [];
    for (const milestone of milestones) {
      const evidence = await evidenceOf(em, milestone);
      facts.push({
        state: milestone.state,
        acceptedEvidenceCount: evidence.filter(item => item.state === 'accepted').length,
      });
    }
    action.submitCompletion(facts, context.now);
  });
}
