import type { Context } from '../context.ts';
import { onMilestone, type MilestoneVerbInput } from './on-milestone.ts';

/** The unit head sends a milestone back to the liaison, with the reason. */
export function declineMilestone(context: Context, input: MilestoneVerbInput): Promise<string> {
  return onMilestone(context, 'declineMilestone', input, milestone => {
    milestone.decline(input.reason ?? '', context.now);
  });
}
