import type { Context } from '../../context.ts';
import { onPublication, type PublicationVerbInput } from './on-publication.ts';

/** The leading group does not publish it so, and says why. */
export function refusePublication(context: Context, input: PublicationVerbInput): Promise<string> {
  return onPublication(context, 'refusePublication', input, publication => {
    publication.refuse(context.actor, input.reason ?? '', context.now);
  });
}
