import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** The office chief completes the action. */
export function completeAction(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'completeAction', 'complete', input, action => {
    action.complete(context.now);
  });
}
