import type { Context } from '../../context.ts';
import { onObjection, type ObjectionVerbInput } from './on-objection.ts';

/** The mark stands; the unit is told why. */
export function rejectObjection(context: Context, input: ObjectionVerbInput): Promise<string> {
  return onObjection(context, 'rejectObjection', input, objection => {
    objection.reject(context.actor, input.reason ?? '', context.now, context.today);
  });
}
