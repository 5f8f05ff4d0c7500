import type { Context } from '../context.ts';
import { onMilestone, type MilestoneVerbInput } from './on-milestone.ts';

/** The office accepts a milestone whose evidence is all decided. */
export function acceptMilestone(context: Context, input: MilestoneVerbInput): Promise<string> {
  return onMilestone(context, 'acceptMilestone', input, (milestone, evidence) => {
    milestone.accept(context.actor.name, evidence, context.now, context.today);
  });
}
