import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** The office chief approves the plan; from here its dates count. */
export function approvePlan(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'approvePlan', 'approvePlan', input, action => {
    action.approvePlan(context.now);
  });
}
