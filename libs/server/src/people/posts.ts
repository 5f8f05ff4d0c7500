import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { postsOfRole } from '@yardstick/domain/post';
import type { PostKind } from '@yardstick/domain/roles';
import { found, type Context } from '../context.ts';
import { PostHolding } from './post-holding.entity.ts';
import { User } from './user.entity.ts';

/** One at a time changes who holds the posts of a unit, so that what is read stays true until it is written. */
export async function lockPosts(em: SqlEntityManager, unitId: string): Promise<void> {
  await em.execute(`select 1 from unit where id = ? for no key update`, [unitId]);
}

/** A new account takes the first empty post of its role, from today; with both held it stands beside them. */
export async function takeEmptyPost(em: SqlEntityManager, context: Context, user: User): Promise<void> {
  const posts = postsOfRole(user.role);
  if (posts.length === 0) return;
  await lockPosts(em, user.unitId);
  const held = await em.find(PostHolding, { unitId: user.unitId, toOn: null });
  const post = posts.find(one => !held.some(holding => holding.post === one));
  if (!post) return;
  await em.flush(); // the account before what refers to it
  em.persist(
    new PostHolding({
      unitId: user.unitId,
      post,
      userId: user.id,
      name: user.name,
      fromOn: context.today,
      basis: '',
      recordedBy: context.actor.name,
    }),
  );
}

/** Ends what a person holds; the post stays empty, and visibly so. */
export async function leavePosts(
  em: SqlEntityManager,
  context: Context,
  userId: string,
  on: CalendarDay,
): Promise<void> {
  for (const holding of await em.find(PostHolding, { userId, toOn: null }))
    holding.end(on < holding.fromOn ? holding.fromOn : on, context.actor.name, context.now);
}

/** The last holder of an empty post. */
export async function formerHolder(
  em: SqlEntityManager,
  unitId: string,
  post: PostKind,
): Promise<{ userId: string; name: string; toOn: CalendarDay; isActive: boolean } | null> {
  const [last] = await em.find(PostHolding, { unitId, post }, { orderBy: { toOn: 'desc', fromOn: 'desc' }, limit: 1 });
  if (!last?.toOn) return null;
  const user = found(await em.findOne(User, last.userId));
  return { userId: last.userId, name: last.name, toOn: last.toOn, isActive: user.isActive };
}
