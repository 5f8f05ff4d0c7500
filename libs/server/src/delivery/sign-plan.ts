import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** The unit head signs the plan; it goes to the office. */
export function signPlan(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'signPlan', 'signPlan', input, action => {
    action.signPlan(context.actor.name, context.now);
  });
}
