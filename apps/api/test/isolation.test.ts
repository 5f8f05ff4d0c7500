import { unitTables } from '@yardstick/server/database/fences';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, unitB, type Api } from './api.fixture.ts';
import { isolationMatrix, secret, thingsOf, type Both } from './isolation.fixture.ts';

let both: Both;
beforeAll(async () => {
  const api: Api = await openTestApi(inject('postgres'));
  both = {
    api,
    mine: await thingsOf(api, api.people.liaison, 'OWN'),
    theirs: await thingsOf(api, api.people.otherLiaison, secret),
  };
});
afterAll(() => both?.api.close());

const stayFrozen = ['evaluation_unit', 'self_assessment', 'assessment_line', 'indicator_ruling'];

describe('policies and fences together', () => {
  isolationMatrix(() => both);

  it('show administrators no unit’s work at all', async () => {
    for (const who of ['admin', 'auditor'] as const) {
      const client = both.api.as(who);
      const { code } = await client.ask(`{ actions(filter: {}, page: 1, pageSize: 1) { total } }`);
      const file = await client.send({ method: 'GET', url: `/files/evidence/${both.theirs.evidenceId}` });
      expect([code, file.statusCode]).toEqual(['FORBIDDEN', 404]);
    }
  });
});

describe('policies alone, the fences taken down', () => {
  const each = (what: string) =>
    Promise.all([...unitTables, 'notice'].map(table => both.api.db.sql(`alter table ${table} ${what}`)));
  beforeAll(() => each('disable row level security'));
  afterAll(() => each('enable row level security'));
  isolationMatrix(() => both);
});

describe('fences alone, asked by the database role itself', () => {
  const scopeOf = (unitId: string, userId = '') => ({ all: false, unitId, userId });
  const asUnit = <T>(text: string, values: unknown[] = [], unitId: string = unitA) =>
    both.api.db.services.reads.objects<T>(scopeOf(unitId), text, values);
  /** In a transaction of its own, so that references are checked. */
  const refusalOf = async (text: string, values: unknown[]): Promise<string | undefined> =>
    asUnit(text, values).then(
      () => undefined,
      (error: unknown) => (error as { code: string }).code,
    );

  it.each(unitTables)('show of %s the own rows and no other', async table => {
    expect(await asUnit(`select distinct unit_id from ${table}`)).toEqual([{ unit_id: unitA }]);
    expect(await asUnit(`select 1 from ${table} where unit_id = $1`, [unitB])).toEqual([]);
    expect(await asUnit(`select 1 from ${table}`, [], '')).toEqual([]);
  });

  it.each(unitTables)('let no row of another unit be written into %s, nor an own one be given away', async table => {
    // What belongs to a frozen evaluation is refused for that, whoever asks.
    const isOpen = stayFrozen.includes(table)
      ? `evaluation_id in (select id from evaluation where state <> 'frozen')`
      : 'true';
    const [row] = await both.api.db.sql<{ row: object }>(
      `select to_jsonb(t) as row from ${table} t where unit_id = $1 and ${isOpen} limit 1`,
      [unitB],
    );
    const insert = `insert into ${table} overriding system value select (jsonb_populate_record(null::${table}, $1)).*`;
    expect(await refusalOf(insert, [row!.row])).toBe('42501');
    expect(await refusalOf(`update ${table} set unit_id = $1 where ${isOpen}`, [unitB])).toBe('42501');
    const touch = `update ${table} set unit_id = unit_id where unit_id = $1 returning 1`;
    // steps are written once: the role may not touch any
    if (
      ['finding_remark', 'unit_request_step', 'letter_step', 'periodic_report_step', 'report_exemption'].includes(
        table,
      ) ||
      [
        ...['evaluation_objection_evidence', 'evaluation_confirmation', 'final_ruling'],
        ...['case_file_list', 'case_file_draw'],
      ].includes(table)
    )
      expect(await refusalOf(touch, [unitB])).toBe('42501');
    else expect(await asUnit(touch, [unitB])).toEqual([]);
  });

  it.each([
    [
      'a milestone on another unit’s action',
      `insert into milestone (unit_id, id, action_id, seq, title, deliverable, proof_kinds, due_on, original_due_on)
       values ('${unitA}', gen_random_uuid(), $1, 9, 'x', 'x', '[]', '2024-11-01', '2024-11-01')`,
      'actionId',
    ],
    [
      'a report on it',
      `insert into progress_report (unit_id, id, action_id, percent, done, reported_by, reported_by_id)
       values ('${unitA}', gen_random_uuid(), $1, 1, 'x', 'x', gen_random_uuid())`,
      'actionId',
    ],
    [
      'an entry on its timeline',
      `insert into timeline_entry (unit_id, action_id, verb, actor_name, actor_unit) values ('${unitA}', $1, 'x', 'x', 'x')`,
      'actionId',
    ],
  ] as const)('let no own row refer to another unit’s: %s', async (_what, text, id) => {
    expect(await refusalOf(text, [both.theirs[id]])).toBe('23503');
  });

  it('let no own evidence refer to another unit’s milestone, nor the other way round', async () => {
    const link = `insert into evidence_link (unit_id, evidence_id, milestone_id) values ('${unitA}', $1, $2)`;
    expect(await refusalOf(link, [both.mine.evidenceId, both.theirs.milestoneId])).toBe('23503');
    expect(await refusalOf(link, [both.theirs.evidenceId, both.mine.milestoneId])).toBe('23503');
  });

  it('show everybody their own inbox only', async () => {
    const { liaison, otherLiaison } = both.api.people;
    const read = (userId: string) =>
      both.api.db.services.reads.objects(scopeOf(unitA, userId), `select distinct recipient_id from notice`);
    expect(await read(liaison.id)).toEqual([{ recipient_id: liaison.id }]);
    expect(await read(otherLiaison.id)).toEqual([{ recipient_id: otherLiaison.id }]);
    expect(await read('')).toEqual([]);
  });
});
