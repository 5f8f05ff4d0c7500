import type { Context } from '../context.ts';
import { onRequest, type RequestVerbInput } from './on-request.ts';

/** The office's first look found it complete; a word on it may go along. */
export function passRequest(context: Context, input: RequestVerbInput): Promise<string> {
  return onRequest(context, 'passRequest', input, ({ request }) => {
    request.pass(context.now);
  });
}
