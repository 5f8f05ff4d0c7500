import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** Stops the action, with the basis (a law repealed, say). */
export function suspendAction(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'suspendAction', 'suspend', input, action => {
    action.suspend(input.reason ?? '', context.now);
  });
}
