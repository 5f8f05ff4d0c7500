import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** The office sends the completion back. The due day stays where it is. */
export function returnCompletion(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'returnCompletion', 'returnCompletion', input, action => {
    action.returnCompletion(input.reasonCode ?? 'other', input.reason ?? '', context.now);
  });
}
