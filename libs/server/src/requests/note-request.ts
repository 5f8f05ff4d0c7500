import type { Context } from '../context.ts';
import { onRequest, type RequestVerbInput } from './on-request.ts';

/** The office takes note of an explanation. */
export function noteRequest(context: Context, input: RequestVerbInput): Promise<string> {
  return onRequest(context, 'noteRequest', input, ({ request }) => {
    request.note(context.now, context.today);
  });
}
