import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** A later check found that it does not hold: back to rework, with the reason. */
export function reopenAction(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'reopenAction', 'reopen', input, action => {
    action.reopen(input.reason ?? '', context.now);
  });
}
