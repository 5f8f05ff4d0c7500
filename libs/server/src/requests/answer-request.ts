import type { Context } from '../context.ts';
import { onRequest, type RequestVerbInput } from './on-request.ts';

/** The office answers a call for help, which closes it. */
export function answerRequest(context: Context, input: RequestVerbInput): Promise<string> {
  return onRequest(context, 'answerRequest', input, ({ request }) => {
    request.answer(input.reason ?? '', context.now, context.today);
  });
}
