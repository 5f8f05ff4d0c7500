import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** The unit head signs that the action is complete; the day it is signed is the day it counts as handed in. */
export function signCompletion(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'signCompletion', 'signCompletion', input, action => {
    action.signCompletion(context.now, context.today);
  });
}
