import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { enterUnit } from '../database/scope.ts';
import { canAdministerUsers, canGiveRole } from './people.policy.ts';
import { leavePosts, lockPosts } from './posts.ts';
import { User } from './user.entity.ts';

/** Closes an account at once; what its holder did stays on record. */
export function deactivateUser(context: Context, input: { userId: string }): Promise<string> {
  return act(context, { name: 'deactivateUser', entity: 'User', id: input.userId, input }, async em => {
    authorize(canAdministerUsers(context.actor) && input.userId !== context.actor.id);
    const user = found(await em.findOne(User, input.userId));
    authorize(canGiveRole(context.actor, user.role));
    user.deactivate();
    await enterUnit(em, user.unitId);
    await lockPosts(em, user.unitId);
    await leavePosts(em, context, user.id, context.today);
    await em.execute(`update session set ended_at = clock_timestamp() where user_id = ? and ended_at is null`, [
      user.id,
    ]);
    return user.id;
  });
}
