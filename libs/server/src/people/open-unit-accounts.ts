import { roleOfPost } from '@yardstick/domain/post';
import type { PostKind, Role } from '@yardstick/domain/roles';
import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import { enterEveryUnit } from '../database/scope.ts';
import { hashPassword, initialPasswords } from './passwords.ts';
import { canAdministerUsers } from './people.policy.ts';
import { takeEmptyPost } from './posts.ts';
import { Unit } from './unit.entity.ts';
import { User } from './user.entity.ts';

export interface NewAccount {
  username: string;
  name: string;
  role: Role;
  unitName: string;
  initialPassword: string;
}

const posts: { post: PostKind; title: string }[] = [
  { post: 'head', title: '负责人' },
  { post: 'liaison', title: '联络员' },
];

/** Opens the head's and the liaison's account of every unit that has none, all in one go. */
export async function openUnitAccounts(context: Context, input: { unitIds?: string[] | null }): Promise<NewAccount[]> {
  const passwordOf = initialPasswords(context);
  const { opened } = await act(context, { name: 'openUnitAccounts', input }, async em => {
    authorize(canAdministerUsers(context.actor));
    const some = input.unitIds ? { id: { $in: input.unitIds } } : {};
    const units = await em.find(Unit, some, { orderBy: { seq: 'asc' } });
    await enterEveryUnit(em);
    const known = await em.find(User, {});
    const holders = known.filter(user => user.isActive);
    const taken = new Set(known.map(user => user.username));
    const accounts: (Omit<NewAccount, 'initialPassword'> & { userId: string })[] = [];
    for (const unit of units)
      for (const { post, title } of posts) {
        const role = roleOfPost[post];
        if (holders.some(user => user.unitId === unit.id && user.role === role)) continue;
        if (holders.some(user => user.unitId === unit.id && user.role === 'OFFICE_CHIEF')) continue;
        const username = freeUsername(`${unit.id.toLowerCase()}.${post}`, taken);
        const name = `${unit.shortName}${title}`;
        const user = new User({ username, name, role, unitId: unit.id, email: null });
        user.givePassword(await hashPassword(passwordOf(user.id)));
        em.persist(user);
        await takeEmptyPost(em, context, user);
        accounts.push({ userId: user.id, username, name, role, unitName: unit.name });
      }
    return { opened: accounts };
  });
  return opened.map(({ userId, ...account }) => ({ ...account, initialPassword: passwordOf(userId) }));
}

/** Whoever held the post before keeps their user name, so a successor's carries a number. */
function freeUsername(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}-${n}`;
  return name;
}
