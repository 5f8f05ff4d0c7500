import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** Struck off after verification. */
export function closeAction(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'closeAction', 'close', input, action => {
    action.close(context.now);
  });
}
