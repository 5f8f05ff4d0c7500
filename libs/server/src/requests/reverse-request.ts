import type { Context } from '../context.ts';
import { assertDecidable, onRequest, type RequestVerbInput } from './on-request.ts';

/** The office chief finds that the action does apply: it goes back to the state it was in. */
export function reverseRequest(context: Context, input: RequestVerbInput): Promise<string> {
  return onRequest(context, 'reverseRequest', input, async inHand => {
    await assertDecidable(context, 'reverseRequest', inHand);
    inHand.request.reverse(input.reason ?? '', context.now);
    inHand.action.reinstate(input.reason ?? '', context.now);
  });
}
