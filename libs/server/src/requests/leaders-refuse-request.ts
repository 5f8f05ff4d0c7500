import type { Context } from '../context.ts';
import { onRequest, type RequestVerbInput } from './on-request.ts';

/** The leading group refuses, with the reason. */
export function leadersRefuseRequest(context: Context, input: RequestVerbInput): Promise<string> {
  return onRequest(context, 'leadersRefuseRequest', input, ({ request }) => {
    request.refuse('leadersRefuseRequest', input.reason ?? '', context.now, context.today);
  });
}
