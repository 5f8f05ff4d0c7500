import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { newDayBlockers } from '@yardstick/domain/request';
import { assertNone } from '@yardstick/domain/violation';
import type { Context } from '../context.ts';
import { assertDecidable, onRequest, type RequestInHand, type RequestVerbInput } from './on-request.ts';

export interface GrantRequestInput extends RequestVerbInput {
  /** Another, earlier day than the one asked for. */
  grantedDueOn?: CalendarDay | null;
}

/** The office chief grants what a unit asked for; what follows from it happens in the same transaction. */
export function grantRequest(context: Context, input: GrantRequestInput): Promise<string> {
  return onRequest(context, 'grantRequest', input, inHand => grant(context, 'grantRequest', input, inHand));
}

export async function grant(
  context: Context,
  verb: 'grantRequest' | 'leadersGrantRequest',
  input: GrantRequestInput,
  inHand: RequestInHand,
): Promise<void> {
  const { request, action, milestone } = inHand;
  const dueOn = input.grantedDueOn ?? request.toDueOn ?? null;
  const { sequence } = await assertDecidable(context, verb, inHand, dueOn);
  if (request.kind !== 'extension' || !dueOn) {
    request.grant(verb, context.now, context.today);
    if (request.kind === 'not-applicable') action.exempt(request.reason, context.now);
    if (request.kind === 'decline') action.cancel(request.reason, context.now);
    return;
  }
  const subject = milestone ?? action;
  const facts = {
    dueOn: subject.dueOn,
    actionDueOn: action.dueOn,
    milestone: milestone !== null,
    askedOn: request.toDueOn ?? null,
  };
  assertNone(newDayBlockers(facts, dueOn, 'grantedDueOn'));
  request.grant(verb, context.now, context.today, { dueOn, sequence });
  subject.extend(dueOn);
}
