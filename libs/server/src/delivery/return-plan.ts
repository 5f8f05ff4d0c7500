import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** The office sends the plan back, with the reason. */
export function returnPlan(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'returnPlan', 'returnPlan', input, action => {
    action.returnPlan(input.reason ?? '', context.now);
  });
}
