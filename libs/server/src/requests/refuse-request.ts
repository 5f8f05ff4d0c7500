import type { Context } from '../context.ts';
import { onRequest, type RequestVerbInput } from './on-request.ts';

/** The office chief refuses, with the reason: the day stands, the action stays with the unit. */
export function refuseRequest(context: Context, input: RequestVerbInput): Promise<string> {
  return onRequest(context, 'refuseRequest', input, ({ request }) => {
    request.refuse('refuseRequest', input.reason ?? '', context.now, context.today);
  });
}
