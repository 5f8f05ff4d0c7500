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

export async function createUser(context: Context, input: CreateUserInput): Promise<OpenedAccount> {
  const passwordOf = initialPasswords(context);
  const userId = await act(context, { name: 'createUser', entity: 'User', input }, async em => {
    authorize(canAdministerUsers(context.actor) && canGiveRole(context.actor, input.role));
    const unit = await em.findOne(Unit, input.unitId);
    const blockers: Violation[] = [];
    if (!/^[a-z0-9][a-z0-9.-]{2,39}$/.test(input.username))
      blockers.push({ code: 'USERNAME_INVALID', field: 'username' });
    if (!unit) blockers.push({ code: 'UNIT_UNKNOWN', field: 'unitId', params: { unit: input.unitId } });
    else if (unit.isScored !== isUnitRole(input.role) && unit.isScored)
      blockers.push({ code: 'ROLE_NOT_FOR_UNIT', field: 'role' });
    if (await em.count(User, { username: input.username }))
      blockers.push({ code: 'USERNAME_TAKEN', field: 'username', params: { username: input.username } });
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
