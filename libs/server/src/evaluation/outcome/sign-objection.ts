import { windowBlockers } from '@yardstick/domain/objection';
import { assertNone } from '@yardstick/domain/violation';
import type { Context } from '../../context.ts';
import { onObjection, type ObjectionVerbInput } from './on-objection.ts';

/** The head of the unit stands behind it; from now on it counts, and nothing is frozen before it is decided. */
export function signObjection(context: Context, input: ObjectionVerbInput): Promise<string> {
  return onObjection(context, 'signObjection', input, (objection, { state, objectionsUntil = null }) => {
    assertNone(windowBlockers({ state, objectionsUntil, today: context.today }));
    objection.sign(context.actor, context.now, context.today);
  });
}
