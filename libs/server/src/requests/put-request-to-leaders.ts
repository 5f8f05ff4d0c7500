import type { Context } from '../context.ts';
import { assertDecidable, onRequest, type RequestVerbInput } from './on-request.ts';

/** The office chief puts an extension before the leading group, where the rules leave it to them. */
export function putRequestToLeaders(context: Context, input: RequestVerbInput): Promise<string> {
  return onRequest(context, 'putRequestToLeaders', input, async inHand => {
    await assertDecidable(context, 'putRequestToLeaders', inHand);
    inHand.request.putToLeaders(context.now);
  });
}
