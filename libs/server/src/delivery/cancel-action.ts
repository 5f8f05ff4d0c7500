import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** Cancels the action, with the basis. It stays on record. */
export function cancelAction(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'cancelAction', 'cancel', input, action => {
    action.cancel(input.reason ?? '', context.now);
  });
}
