import type { Context } from '../context.ts';
import { onRequest, type RequestVerbInput } from './on-request.ts';

/** The unit takes its request back while nobody has decided. */
export function withdrawRequest(context: Context, input: RequestVerbInput): Promise<string> {
  return onRequest(context, 'withdrawRequest', input, ({ request }) => {
    request.withdraw(context.now);
  });
}
