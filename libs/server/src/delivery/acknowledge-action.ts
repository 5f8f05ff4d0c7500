import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** The unit signs for receipt. */
export function acknowledgeAction(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'acknowledgeAction', 'acknowledge', input, action => {
    action.acknowledge(context.now);
  });
}
