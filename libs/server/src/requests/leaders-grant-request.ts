import type { Context } from '../context.ts';
import { grant, type GrantRequestInput } from './grant-request.ts';
import { onRequest } from './on-request.ts';

/** The leading group grants an extension that was put before it. */
export function leadersGrantRequest(context: Context, input: GrantRequestInput): Promise<string> {
  return onRequest(context, 'leadersGrantRequest', input, inHand =>
    grant(context, 'leadersGrantRequest', input, inHand),
  );
}
