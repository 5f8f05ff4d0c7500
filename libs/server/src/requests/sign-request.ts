import type { Context } from '../context.ts';
import { onRequest, type RequestVerbInput } from './on-request.ts';

/** The head of the unit agrees; from now on the office's time to reply runs. */
export function signRequest(context: Context, input: RequestVerbInput): Promise<string> {
  return onRequest(context, 'signRequest', input, ({ request }) => {
    request.sign(context.now, context.today);
  });
}
