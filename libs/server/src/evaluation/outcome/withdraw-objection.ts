import type { Context } from '../../context.ts';
import { onObjection, type ObjectionVerbInput } from './on-objection.ts';

/** The unit no longer objects. */
export function withdrawObjection(context: Context, input: ObjectionVerbInput): Promise<string> {
  return onObjection(context, 'withdrawObjection', input, objection => {
    objection.withdraw(context.now);
  });
}
