import type { Role } from '@yardstick/domain/roles';
import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import { hashPassword, initialPasswords } from './passwords.ts';
import { canAdministerUsers } from './people.policy.ts';
import { Unit } from './unit.entity.ts';
import { User } from './user.entity.ts';

export interface NewAccount {
  username: string;
  name: string;
  role: Role;
  unitName: string;
  initialPassword: string;
}

const posts: { role: Role; suffix: string; title: string }[] = [
  { role: 'UNIT_HEAD', suffix: 'head', title: '负责人' },
  { role: 'UNIT_LIAISON', suffix: 'liaison', title: '联络员' },
];

/** Opens the head's and the liaison's account of every unit that has none, all in one go. */
export async function openUnitAccounts(context: Context, input: { unitIds?: string[] | null }): Promise<NewAccount[]> {
  const passwordOf = initialPasswords(context);
  const { opened } = await act(context, { name: 'openUnitAccounts', input }, async em => {
    authorize(canAdministerUsers(context.actor));
    const some = input.unitIds ? { id: { $in: input.unitIds } } : {};
    const units = await em.find(Unit, some, { orderBy: { seq: 'asc' } });
    const holders = await em.find(User, { isActive: true });
    const accounts: (Omit<NewAccount, 'initialPassword'> & { userId: string })[] = [];
    for (const unit of units)
      for (const { role, suffix, title } of posts) {
        if (holders.some(user => user.unitId === unit.id && user.role === role)) continue;
        if (holders.some(user => user.unitId === unit.id && user.role === 'OFFICE_CHIEF')) continue;
        const [username, name] = [`${unit.id.toLowerCase()}.${suffix}`, `${unit.shortName}${title}`];
        const user = new User({ username, name, role, unitId: unit.id, email: null });
        user.givePassword(await hashPassword(passwordOf(user.id)));
        em.persist(user);
        accounts.push({ userId: user.id, username, name, role, unitName: unit.name });
      }
    return { opened: accounts };
  });
  return opened.map(({ userId, ...account }) => ({ ...account, initialPassword: passwordOf(userId) }));
}
