import type { Context } from '../../context.ts';
import { onObjection, type ObjectionVerbInput } from './on-objection.ts';

/** The head of the unit does not object, and says why. */
export function declineObjection(context: Context, input: ObjectionVerbInput): Promise<string> {
  return onObjection(context, 'declineObjection', input, objection => {
    objection.decline(input.reason ?? '', context.now);
  });
}
