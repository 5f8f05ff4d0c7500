import { addressBlockers, addressOf, type Addresses, type PersonalChannel } from '@yardstick/domain/channel';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { canSetContacts } from './people.policy.ts';
import { User } from './user.entity.ts';

export interface SetContactsInput {
  /** Whose; the caller's own when not given. */
  userId?: string | null;
  email?: string | null;
  mobile?: string | null;
  wecomId?: string | null;
  dingtalkId?: string | null;
  preferredChannel?: PersonalChannel | null;
}

const given = (text: string | null | undefined): string | null => text?.trim() || null;

/** Says where a person is told outside of the app, and by which way first. */
export function setContacts(context: Context, input: SetContactsInput): Promise<string> {
  const userId = input.userId ?? context.actor.id;
  return act(context, { name: 'setContacts', entity: 'User', id: userId, input }, async em => {
    const user = found(await em.findOne(User, userId));
    authorize(canSetContacts(context.actor, user));
    const addresses: Addresses = {
      email: given(input.email),
      mobile: given(input.mobile),
      wecomId: given(input.wecomId),
      dingtalkId: given(input.dingtalkId),
    };
    const preferred = input.preferredChannel ?? null;
    assertNone([
      ...addressBlockers(addresses),
      ...(preferred && addressOf(preferred, addresses) === ''
        ? [{ code: 'CHANNEL_WITHOUT_ADDRESS', field: 'preferredChannel' }]
        : []),
    ]);
    user.reachAt(addresses, preferred);
    return user.id;
  });
}
