import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** The unit head sends the completion back to the liaison, with the reason. */
export function declineCompletion(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'declineCompletion', 'declineCompletion', input, action => {
    action.declineCompletion(input.reason ?? '', context.now);
  });
}
