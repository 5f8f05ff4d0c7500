import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate, migrationsList } from './migrate.ts';
import type {} from '@yardstick/testing/global-postgres';

const name = `upgrade_${randomUUID().replaceAll('-', '')}`;
let url: string;
let client: pg.Client;

const asSuperuser = async (text: string): Promise<void> => {
  const superuser = new pg.Client({ connectionString: inject('postgres') });
  await superuser.connect();
  await superuser.query(text);
  await superuser.end();
};

/** The database as the first release left it. */
async function migrateToFirst(): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    logger: () => undefined,
    extensions: [Migrator],
    migrations: { migrationsList: migrationsList.slice(0, 1), snapshot: false, tableName: 'mikro_orm_migrations' },
  });
  await orm.migrator.up();
  await orm.close();
}

beforeAll(async () => {
  await asSuperuser(`create database ${name}`);
  const address = new URL(inject('postgres'));
  address.pathname = `/${name}`;
  url = address.toString();
  await migrateToFirst();
  client = new pg.Client({ connectionString: url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await asSuperuser(`drop database if exists ${name} with (force)`);
});

describe('a database of the first release', () => {
  it('keeps its extensions as requests, counts those granted, and gets the rules that requests need', async () => {
    const [program, task, measure, action, milestone] = Array.from({ length: 5 }, () => randomUUID());
    const extensions = Array.from({ length: 4 }, () => randomUUID());
    await client.query(`
      insert into unit (id, name, short_name, is_scored, kind, seq) values ('GAJ', '公安局', '公安局', true, 'city', 1);
      insert into rule_set (kind, version, body) values ('light', 1, '{}');
      insert into program (id, code, name, starts_on, ends_on) values ('${program}', 'P', 'P', '2022-01-01', '2024-12-31');
      insert into task (id, program_id, seq, code, title) values ('${task}', '${program}', 1, 'T1', 'T');
      insert into measure (id, program_id, task_id, seq, code, title, text, source_clause, scope, due, deliverable, evidence_kinds, weight, reaches_all)
        values ('${measure}', '${program}', '${task}', 1, 'M1', 'm', 'm', 'c', 'ALL', '[]', 'd', '[]', 1, true);
      insert into unit_action (unit_id, id, program_id, measure_id, year, role, title, state, issued_on, start_on, due_on, original_due_on)
        values ('GAJ', '${action}', '${program}', '${measure}', 2024, 'COOP', 'a', 'in-progress', '2024-01-01', '2024-01-01', '2024-12-20', '2024-12-20');
      insert into milestone (unit_id, id, action_id, seq, title, deliverable, proof_kinds, due_on, original_due_on)
        values ('GAJ', '${milestone}', '${action}', 1, 'm', 'd', '[]', '2024-08-01', '2024-05-01');
      insert into extension (unit_id, id, action_id, milestone_id, reason, from_due_on, to_due_on, requested_on, decided_on, state) values
        ('GAJ', '${extensions[0]}', '${action}', '${milestone}', 'a', '2024-05-01', '2024-06-01', '2024-04-20', '2024-04-22', 'granted'),
        ('GAJ', '${extensions[1]}', '${action}', '${milestone}', 'b', '2024-06-01', '2024-08-01', '2024-05-20', '2024-05-22', 'granted'),
        ('GAJ', '${extensions[2]}', '${action}', '${milestone}', 'c', '2024-08-01', '2024-09-01', '2024-07-20', '2024-07-22', 'refused'),
        ('GAJ', '${extensions[3]}', '${action}', null, 'd', '2024-12-20', '2024-12-31', '2024-10-10', null, 'pending')`);
    await migrate(url);
    const { rows } = await client.query(
      `select reason, kind, state, sequence, granted_due_on::text as granted, filed_on::text as filed from unit_request order by filed_on`,
    );
    const extension = { kind: 'extension' };
    expect(rows).toEqual([
      { reason: 'a', ...extension, state: 'granted', sequence: 1, granted: '2024-06-01', filed: '2024-04-20' },
      { reason: 'b', ...extension, state: 'granted', sequence: 2, granted: '2024-08-01', filed: '2024-05-20' },
      { reason: 'c', ...extension, state: 'refused', sequence: null, granted: null, filed: '2024-07-20' },
      { reason: 'd', ...extension, state: 'final-review', sequence: null, granted: null, filed: '2024-10-10' },
    ]);
    const left = await client.query(`select to_regclass('extension') as extension`);
    expect(left.rows).toEqual([{ extension: null }]);
    const rules = await client.query(`select body from rule_set where kind = 'request'`);
    expect(rules.rows[0].body).toMatchObject({ replyWithinWorkingDays: 5 });
  });
});
