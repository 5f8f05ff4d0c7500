import type { Context } from '../context.ts';
import { onRequest, type RequestVerbInput } from './on-request.ts';

/** The head of the unit does not agree; it never leaves the unit. */
export function declineRequest(context: Context, input: RequestVerbInput): Promise<string> {
  return onRequest(context, 'declineRequest', input, ({ request }) => {
    request.decline(input.reason ?? '', context.now, context.today);
  });
}
