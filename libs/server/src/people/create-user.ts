import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { isUnitRole, type Role } from '@yardstick/domain/roles';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import { enterUnit } from '../database/scope.ts';
import { hashPassword, initialPasswords } from './passwords.ts';
import { canAdministerUsers, canGiveRole } from './people.policy.ts';
import { takeEmptyPost } from './posts.ts';
import { Unit } from './unit.entity.ts';
import { User } from './user.entity.ts';

export interface CreateUserInput {
  username: string;
  name: string;
  role: Role;
  unitId: string;
  email?: string | null;
}

/** An account with the password its holder must change; the password is told this once and kept nowhere. */
export interface OpenedAccount {
  userId: string;
  initialPassword: string;
}

/** What is wrong with the names of an account to be opened. */
export async function userNameBlockers(
  em: SqlEntityManager,
  { username, name }: { username: string; name: string },
): Promise<Violation[]> {
  const blockers: Violation[] = [];
  if (!/^[a-z0-9][a-z0-9.-]{2,39}$/.test(username)) blockers.push({ code: 'USERNAME_INVALID', field: 'username' });
  if (!name.trim()) blockers.push({ code: 'PERSON_NAME_MISSING', field: 'name' });
  if (await em.count(User, { username }))
    blockers.push({ code: 'USERNAME_TAKEN', field: 'username', params: { username } });
  return blockers;
}

export async function createUser(context: Context, input: CreateUserInput): Promise<OpenedAccount> {
  const passwordOf = initialPasswords(context);
  const userId = await act(context, { name: 'createUser', entity: 'User', input }, async em => {
    authorize(canAdministerUsers(context.actor) && canGiveRole(context.actor, input.role));
    const unit = await em.findOne(Unit, input.unitId);
    const blockers = await userNameBlockers(em, input);
    if (!unit) blockers.push({ code: 'UNIT_UNKNOWN', field: 'unitId', params: { unit: input.unitId } });
    else if (unit.isScored !== isUnitRole(input.role) && unit.isScored)
      blockers.push({ code: 'ROLE_NOT_FOR_UNIT', field: 'role' });
    assertNone(blockers);
    const user = new User({ ...input, email: input.email ?? null });
    user.givePassword(await hashPassword(passwordOf(user.id)));
    em.persist(user);
    await enterUnit(em, input.unitId);
    await takeEmptyPost(em, context, user);
    return user.id;
  });
  return { userId, initialPassword: passwordOf(userId) };
}
