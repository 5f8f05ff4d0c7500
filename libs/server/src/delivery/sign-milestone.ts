import type { Context } from '../context.ts';
import { onMilestone, type MilestoneVerbInput } from './on-milestone.ts';

/** The unit head signs a milestone; it is handed in from this day and its evidence goes to the office. */
export function signMilestone(context: Context, input: MilestoneVerbInput): Promise<string> {
  return onMilestone(context, 'signMilestone', input, (milestone, evidence) => {
    milestone.sign(context.actor.name, evidence, context.now, context.today);
  });
}
