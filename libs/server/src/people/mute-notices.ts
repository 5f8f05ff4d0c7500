import { muteBlockers } from '@yardstick/domain/channel';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { found, type Context } from '../context.ts';
import { User } from './user.entity.ts';

/**
 * The kinds of notices the reader wants to hear no more of: they come by no outside channel and stand apart in the inbox,
 * where every one of them is kept.
 */
export async function muteNotices(context: Context, input: { kinds: string[] }): Promise<{ count: number }> {
  const { channel } = await context.services.rules();
  return act(context, { name: 'muteNotices', entity: 'User', id: context.actor.id, input }, async em => {
    assertNone(muteBlockers(input.kinds, channel));
    const user = found(await em.findOne(User, context.actor.id));
    user.mute(input.kinds);
    return { count: user.mutedKinds.length };
  });
}
