import type { Context } from '../context.ts';
import { onMilestone, type MilestoneVerbInput } from './on-milestone.ts';

/** The liaison hands a milestone to the unit head. */
export function submitMilestone(context: Context, input: MilestoneVerbInput): Promise<string> {
  return onMilestone(context, 'submitMilestone', input, (milestone, evidence, action) => {
    milestone.submit(evidence, action.state, context.now);
  });
}
