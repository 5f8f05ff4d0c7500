import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import type { OpenedAccount } from './create-user.ts';
import { hashPassword, initialPasswords } from './passwords.ts';
import { canAdministerUsers, canGiveRole } from './people.policy.ts';
import { forgetFailures } from './sessions.ts';
import { User } from './user.entity.ts';

/** Gives a new initial password and ends every session of the account. */
export async function resetPassword(context: Context, input: { userId: string }): Promise<OpenedAccount> {
  const passwordOf = initialPasswords(context);
  const userId = await act(context, { name: 'resetPassword', entity: 'User', id: input.userId, input }, async em => {
    authorize(canAdministerUsers(context.actor));
    const user = found(await em.findOne(User, input.userId));
    authorize(canGiveRole(context.actor, user.role));
    user.givePassword(await hashPassword(passwordOf(user.id)));
    await forgetFailures(em, user.username);
    await em.execute(`update session set ended_at = clock_timestamp() where user_id = ? and ended_at is null`, [
      user.id,
    ]);
    return user.id;
  });
  return { userId, initialPassword: passwordOf(userId) };
}
