import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** The unit head sends the plan back to the liaison, with the reason. */
export function declinePlan(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'declinePlan', 'declinePlan', input, action => {
    action.declinePlan(input.reason ?? '', context.now);
  });
}
