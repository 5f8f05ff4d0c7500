import type { MikroORM } from '@mikro-orm/postgresql';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { notify } from '../notifications/notify.ts';
import type { Services } from '../services.ts';
import { measureOperations } from './measure.ts';

/**
 * Opens an incident for what went past its alarm threshold and tells the administrators and the office chief of it, once;
 * ends those that are over. Any worker may do this at any time.
 */
export async function watchOperations(orm: MikroORM, services: Services): Promise<{ began: number; ended: number }> {
  const { checks } = await measureOperations(services);
  const alarms = checks.filter(({ state }) => state === 'alarm');
  return forkFor(orm, systemScope).transactional(async em => {
    const ended = await em.execute<unknown[]>(
      `update operations_incident set ended_at = clock_timestamp()
       where ended_at is null and not jsonb_exists(?::jsonb, check_code) returning 1`,
      [JSON.stringify(alarms.map(({ check }) => check))],
    );
    let began = 0;
    for (const { check, value, alarm } of alarms) {
      const [incident] = await em.execute<{ id: string }[]>(
        `insert into operations_incident (check_code, value, threshold) values (?, ?, ?) on conflict do nothing returning id`,
        [check, value, alarm],
      );
      if (!incident) continue;
      began += 1;
      const people = await em.execute<{ id: string }[]>(
        `select id from app_user where role in ('SYS_ADMIN', 'OFFICE_CHIEF') and is_active`,
      );
      await notify(em, {
        occasion: `operations:${incident.id}`,
        kind: 'operations-alarm',
        recipients: people.map(({ id }) => id),
        params: { check },
        subject: { kind: 'operations', id: null },
      });
    }
    return { began, ended: ended.length };
  });
}
