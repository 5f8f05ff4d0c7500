import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, unitB, type Api } from './api.fixture.ts';
import {
  columnsOf,
  copyIn,
  writePaths,
  type Column,
  type Ids,
  type Role,
  type WritePath,
} from './freeze-paths.fixture.ts';
import { mutationCases } from './mutations.fixture.ts';

let api: Api;
let paths: WritePath[];
let ids: Ids & { frozen: string };
const clients = new Map<Role, pg.Client>();

beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
  await api.world.unit('CCC');
  const { chief, leader } = api.people;
  const third = await api.world.person('OFFICE_STAFF', 'CCC');
  await api.db.sql(`update app_user set username = username || '-third' where id = $1`, [third.id]);
  const milestoneIds = [await api.world.milestone(unitA, await api.world.action(unitA))];
  const uploadId = await api.world.upload(api.people.liaison);
  const evidence = { uploadId, milestoneIds, title: '执法人员名册', kind: 'ROSTER' };
  expect((await api.as('liaison').mutate('attachEvidence', evidence)).refusals).toEqual([]);
  const by = {
    proposed_by: chief.name,
    proposed_by_id: chief.id,
    proposed_by_unit: chief.unitId,
    approved_by: leader.name,
    approved_by_id: leader.id,
    approved_by_unit: leader.unitId,
  };
  const units = [unitA, unitB];
  ids = {
    id: await api.world.evaluation(chief, units, 'computed', by),
    other: await api.world.evaluation(chief, units, 'computed'),
    empty: await api.world.evaluation(chief, [], 'computed'),
    frozen: await api.world.evaluation(chief, units, 'frozen', by),
  };
  paths = writePaths(await api.db.sql<Column>(columnsOf));
  for (const [role, connectionString, options] of [
    ['app', api.db.appUrl, '-c app.scope=all'],
    ['unit', api.db.appUrl, `-c app.scope=unit -c app.unit=${unitA}`],
    ['owner', api.db.ownerUrl, ''],
  ] as const) {
    const client = new pg.Client({ connectionString, options });
    await client.connect();
    clients.set(role, client);
  }
}, 120_000);
afterAll(async () => {
  for (const client of clients.values()) await client.end();
  await api?.close();
});

const rowsOf = `
concat((select string_agg(x::text, '|') from evaluation x where id = $1),
       (select string_agg(x::text, '|' order by unit_id) from evaluation_unit x where evaluation_id = $1))`;
/** Of the evaluation itself. */
const itsPrint = `select md5(${rowsOf}) as print`;
/** And of the ledger and the evidence it rests on. */
const printWithRest = `
select md5(concat(${rowsOf}, (select string_agg(seq || payload, '|' order by seq) from ledger_leaf),
  (select string_agg(id || sha256, '|' order by id) from evidence), (select string_agg(sha256, '|' order by sha256) from stored_file))) as print`;
const print = async (client: pg.Client, id: string, query = printWithRest): Promise<string> =>
  (await client.query<{ print: string }>(query, [id])).rows[0]!.print;

/** Takes a path in a transaction of its own, and answers what the database said against it. */
async function taken(
  path: WritePath,
  on: Ids,
  end: 'commit' | 'rollback',
): Promise<{ code?: string; changed: boolean }> {
  const client = clients.get(path.role)!;
  await client.query('begin');
  try {
    const before = await print(client, on.id);
    for (const statement of path.statements(on))
      await (statement === `copy ${on.id}` ? copyIn(client, on.id) : client.query(statement as string));
    const changed = (await print(client, on.id)) !== before;
    await client.query(end);
    return { changed };
  } catch (error) {
    await client.query('rollback');
    return { code: (error as { code?: string }).code ?? String(error), changed: false };
  } finally {
    await client.query('discard temp');
    await client.query('deallocate all');
  }
}

describe('paths by which an evaluation is written', () => {
  it('are a hundred and more, and lead to it before the freeze', async () => {
    const answers = [];
    const provable = paths.filter(path => path.isProvable);
    for (const path of provable) answers.push({ path, answer: await taken(path, ids, 'rollback') });
    const idle = answers.filter(({ answer }) => !answer.changed);
    expect(idle.map(({ path, answer }) => `${path.role}: ${path.name}: ${answer.code ?? 'nothing changed'}`)).toEqual(
      [],
    );
    expect(provable.length).toBeGreaterThanOrEqual(100);
    expect(new Set(paths.map(({ role, name }) => `${role} ${name}`)).size).toBe(paths.length);
  }, 60_000);

  it('all end at a guard once it is frozen, and nothing of it is another', async () => {
    const on = { ...ids, id: ids.frozen };
    const owner = clients.get('owner')!;
    const before = [await print(owner, on.id), await print(owner, on.other)];
    const passed = [];
    const guards: Record<string, number> = {};
    for (const path of paths) {
      const { code = 'none' } = await taken(path, on, 'commit');
      guards[code] = (guards[code] ?? 0) + 1;
      const isGuard = ['YS002', 'YS003', '42501'].includes(code) || (!path.isProvable && code === '23503');
      const after = [await print(owner, on.id), await print(owner, on.other)];
      if (!isGuard || String(after) !== String(before)) passed.push(`${path.role}: ${path.name}: ${code}`);
    }
    expect(passed).toEqual([]);
    expect(guards['YS003']).toBeGreaterThanOrEqual(100);
  }, 60_000);

  it('are no verbs either: whatever one is asked to do with a frozen evaluation, it stays what it is', async () => {
    const owner = clients.get('owner')!;
    const before = await print(owner, ids.frozen, itsPrint);
    const tried: string[] = [];
    for (const [verb, { by, input }] of Object.entries(mutationCases)) {
      const asked = await input(api);
      if (!('evaluationId' in asked)) continue;
      tried.push(verb);
      await api.as(by[0]!).mutate(verb, { ...asked, evaluationId: ids.frozen });
      expect([verb, await print(owner, ids.frozen, itsPrint)]).toEqual([verb, before]);
    }
    expect(tried).toEqual(expect.arrayContaining(['proposeFreeze', 'approveFreeze']));
  }, 120_000);
});
