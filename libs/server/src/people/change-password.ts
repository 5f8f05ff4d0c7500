import { passwordBlockers } from '@yardstick/domain/password';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { found, type Context } from '../context.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import { User } from './user.entity.ts';

/** Changes one's own password and ends every other session of the same person. */
export async function changePassword(
  context: Context,
  input: { current: string; next: string; keepSessionId: string },
): Promise<string> {
  return act(context, { name: 'changePassword', entity: 'User', id: context.actor.id }, async em => {
    const user = found(await em.findOne(User, context.actor.id));
    if (!(await passwordFits(user.passwordHash, input.current)))
      assertNone([{ code: 'PASSWORD_WRONG', field: 'current' }]);
    assertNone(passwordBlockers(input.next, user.username).map(violation => ({ ...violation, field: 'next' })));
    user.choosePassword(await hashPassword(input.next));
    await em.execute(
      `update session set ended_at = clock_timestamp() where user_id = ? and id <> ? and ended_at is null`,
      [user.id, input.keepSessionId],
    );
    return user.id;
  });
}
