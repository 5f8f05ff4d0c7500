import type { Context } from '../context.ts';
import { onMilestone, type MilestoneVerbInput } from './on-milestone.ts';

/** The office sends a milestone back, with the reason. The due day stays where it is. */
export function returnMilestone(context: Context, input: MilestoneVerbInput): Promise<string> {
  return onMilestone(context, 'returnMilestone', input, milestone => {
    milestone.return(context.actor.name, input.reasonCode ?? 'other', input.reason ?? '', context.now);
  });
}
