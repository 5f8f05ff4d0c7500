import type { MikroORM } from '@mikro-orm/postgresql';
import { passwordBlockers } from '@yardstick/domain/password';
import type { Role } from '@yardstick/domain/roles';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import type { RequestInfo } from '../context.ts';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { appendLeaf } from '../ledger/append-leaf.ts';
import { hashPassword } from '../people/passwords.ts';
import { Unit } from '../people/unit.entity.ts';
import { User } from '../people/user.entity.ts';
import type { Services } from '../services.ts';
import { dropSetupCode, setupCodeFits } from './setup-code.ts';

export interface SetupInput {
  code: string;
  admin: { username: string; name: string; password: string };
  office: { username: string; name: string; password: string; unitName: string };
}

/** The unit of the program office on a new instance; a plan's unit list may rename it later by importing the same code. */
const officeUnit = 'SFJ';

/** Makes the first two accounts of a blank instance: the system administrator and the program office's chief. */
export async function setUpInstance(
  orm: MikroORM,
  services: Services,
  input: SetupInput,
  request: RequestInfo,
): Promise<void> {
  const blockers: Violation[] = [];
  if (!setupCodeFits(services.config.DATA_DIR, input.code)) blockers.push({ code: 'SETUP_CODE_WRONG', field: 'code' });
  for (const who of ['admin', 'office'] as const) {
    if (!/^[a-z0-9][a-z0-9.-]{2,39}$/.test(input[who].username))
      blockers.push({ code: 'USERNAME_INVALID', field: `${who}.username` });
    for (const blocker of passwordBlockers(input[who].password, input[who].username))
      blockers.push({ ...blocker, field: `${who}.password` });
  }
  if (input.admin.username === input.office.username)
    blockers.push({ code: 'USERNAME_TAKEN', field: 'office.username', params: { username: input.office.username } });
  const hashes = { admin: await hashPassword(input.admin.password), office: await hashPassword(input.office.password) };
  await forkFor(orm, systemScope).transactional(async tx => {
    const em = tx;
    await em.execute(`select pg_advisory_xact_lock(716)`);
    if ((await em.count(User)) > 0) assertNone([{ code: 'SETUP_DONE' }]);
    assertNone(blockers);
    if (!(await em.findOne(Unit, officeUnit))) {
      em.create(Unit, {
        id: officeUnit,
        name: input.office.unitName.trim() || '市司法局',
        shortName: input.office.unitName.trim() || '市司法局',
        aliases: [],
        field: null,
        isScored: false,
        kind: 'office',
        seq: 0,
      });
      await em.flush();
    }
    const roles = { admin: 'SYS_ADMIN', office: 'OFFICE_CHIEF' } as const satisfies Record<string, Role>;
    for (const who of ['admin', 'office'] as const) {
      const user = new User({
        username: input[who].username,
        name: input[who].name,
        role: roles[who],
        unitId: officeUnit,
        email: null,
      });
      user.choosePassword(hashes[who]);
      em.persist(user);
    }
    await em.flush();
    await appendLeaf(em, services.signer, {
      actor: 'system',
      unit: '',
      role: 'SYSTEM',
      session: '',
      ip: request.ip,
      action: 'setUpInstance',
      entity: 'Instance',
      id: null,
      changes: [],
      reason: null,
      request: request.id,
    });
  });
  dropSetupCode(services.config.DATA_DIR);
}
