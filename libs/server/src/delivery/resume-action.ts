import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** Takes a suspended action up again where it stood. */
export function resumeAction(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'resumeAction', 'resume', input, action => {
    action.resume(context.now);
  });
}
