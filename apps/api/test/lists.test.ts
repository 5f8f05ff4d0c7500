import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, unitB, type Api, type Who } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
  await more(2);
});
afterAll(() => api?.close());

/** Actions in both units, each with two milestones, two pieces of evidence and a report. */
async function more(count: number): Promise<void> {
  const { world, people } = api;
  for (let n = 0; n < count; n++)
    for (const by of [people.liaison, people.otherLiaison]) {
      const actionId = await world.action(by.unitId, n % 2 ? 'in-progress' : 'planning');
      const milestoneIds = [
        await world.milestone(by.unitId, actionId),
        await world.milestone(by.unitId, actionId, 'submitted'),
      ];
      await world.evidence(by, milestoneIds, 'submitted');
      await world.evidence(by, milestoneIds.slice(1), 'accepted');
      await world.report(by, actionId);
      await world.notice(by);
    }
}

const wholeRow = `id title light lightReason latestReport { done } milestones { title light }`;
const questions: [string, Who, string][] = [
  [
    'the list of actions',
    'chief',
    `{ actions(filter: {}, sort: MEASURE, page: 1, pageSize: 100) { total tabs { count } rows { ${wholeRow} } } }`,
  ],
  [
    'a unit’s list of actions',
    'liaison',
    `{ actions(filter: { state: [IN_PROGRESS] }, page: 1, pageSize: 100) { total rows { ${wholeRow} } } }`,
  ],
  [
    'the dashboard',
    'leader',
    `{ dashboard { total lights { count } byTask { name } byMeasure { name } byUnit { name } cells { count } redList { title } trend { due } program { tasks { measures { title leadUnits { name } } } } } }`,
  ],
  ['the desk', 'liaison', `{ todo { items { title lightReason } counts { count } } }`],
  ['the office’s desk', 'chief', `{ todo { items { title lightReason } counts { count } } }`],
  [
    'the library',
    'liaison',
    `{ unitEvidence(page: 1, pageSize: 100) { total rows { title usedCount nextMoves { verb } } } }`,
  ],
  ['the inbox', 'liaison', `{ notices(page: 1, pageSize: 100) { total unread rows { title } } }`],
  ['the viewer with the menu', 'liaison', `{ viewer { name unit { name } unreadNoticeCount todoCount } }`],
  ['the programs', 'chief', `{ programs { tasks { measures { title coopUnits { name } issuedCount } } } }`],
  ['the accounts', 'admin', `{ users { name unitName } }`],
];

async function statementsOf(who: Who, query: string): Promise<{ count: number; size: number }> {
  const client = api.as(who);
  const { reads } = api.db.services;
  const counts: number[] = [];
  let size = 0;
  // Rules and calendar are read once and kept for some seconds, which on a slow machine end between two questions.
  for (let n = 0; n < 4; n++) {
    // A write anywhere on the server, as other tests do them: the dashboard is worked out anew.
    await api.db.sql(`select pg_current_xact_id()`);
    const before = reads.statementCount;
    const answer = await client.ask(query);
    expect(answer.code).toBeUndefined();
    counts.push(reads.statementCount - before);
    size = answer.text.length;
  }
  return { count: Math.min(...counts), size };
}

describe('the number of SQL statements', () => {
  it('is the same for few rows and for many, and at most twelve, sixteen for the dashboard', async () => {
    const few = [];
    for (const [, who, query] of questions) few.push(await statementsOf(who, query));
    await more(40);
    for (const [index, [what, who, query]] of questions.entries()) {
      const many = await statementsOf(who, query);
      expect([what, many.count]).toEqual([what, few[index]!.count]);
      expect([what, many.count <= (what === 'the dashboard' ? 16 : 12)]).toEqual([what, true]);
      if (!/viewer|accounts/.test(what)) expect([what, many.size > few[index]!.size]).toEqual([what, true]);
    }
  });

  it('is the same for a record with one milestone and with twelve', async () => {
    const { world, people } = api;
    const withMilestones = async (count: number): Promise<string> => {
      const actionId = await world.action(unitA);
      for (let n = 0; n < count; n++) await world.evidence(people.liaison, [await world.milestone(unitA, actionId)]);
      return `{ action(id: "${actionId}") { measure { title } timeline { text } milestones { title evidence { title } nextMoves { verb } } } }`;
    };
    const [one, twelve] = [
      await statementsOf('liaison', await withMilestones(1)),
      await statementsOf('liaison', await withMilestones(12)),
    ];
    expect(twelve.count).toBe(one.count);
    expect(twelve.size).toBeGreaterThan(one.size * 5);
  });
});

describe('the list of actions', () => {
  const rows = async (who: Who, filter: string, page = 1, pageSize = 100, sort = 'MEASURE') =>
    (
      await api
        .as(who)
        .ask(
          `{ actions(filter: ${filter}, sort: ${sort}, page: ${page}, pageSize: ${pageSize}) { total rows { id unitId state light daysLate dueOn } } }`,
        )
    ).data.actions as {
      total: number;
      rows: { id: string; unitId: string; state: string; light: string; daysLate: number; dueOn: string }[];
    };

  it.each(['DUE_ON', 'DUE_ON_DESC', 'MEASURE', 'UNIT', 'DAYS_LATE', 'PROGRESS'])(
    'sorted by %s shows every action on exactly one page',
    async sort => {
      const seen: string[] = [];
      const { total } = await rows('chief', '{}', 1, 1, sort);
      for (let page = 1; seen.length < total; page++) {
        const { rows: found } = await rows('chief', '{}', page, 7, sort);
        expect(found.length).toBeGreaterThan(0);
        seen.push(...found.map(row => row.id));
      }
      expect(new Set(seen).size).toBe(total);
      expect(seen.length).toBe(total);
    },
  );

  it('may be narrowed by everything at once', async () => {
    const filter = `{ programId: "${api.world.programId}", tab: "in-progress", year: 2024, taskCode: "T1", unitId: "${unitB}", state: [IN_PROGRESS], light: GREEN, text: "名册" }`;
    const narrowed = await rows('chief', filter, 1, 100, 'DUE_ON_DESC');
    const all = await rows('chief', '{}');
    const expected = all.rows.filter(
      row => row.unitId === unitB && row.state === 'IN_PROGRESS' && row.light === 'GREEN',
    );
    expect(narrowed.rows.map(row => row.id).sort()).toEqual(expected.map(row => row.id).sort());
    expect(await rows('chief', filter.replace('名册', '没有这样的'))).toEqual({ total: 0, rows: [] });
  });

  it('shows the same lights and lateness as the record, and the same lights as the dashboard', async () => {
    await api.world.action(unitA, 'in-progress', { due_on: '2024-10-01' });
    await api.world.action(unitA, 'done', { due_on: '2024-10-10' });
    const late = await api.world.action(unitA);
    await api.world.milestone(unitA, late, 'planned', { due_on: '2024-10-11' });
    const all = await rows('liaison', '{}');
    const lights = new Map<string, number>();
    for (const row of all.rows) {
      const { data } = await api.as('liaison').ask(`{ action(id: "${row.id}") { light daysLate } }`);
      expect(data.action).toEqual({ light: row.light, daysLate: row.daysLate });
      lights.set(row.light, (lights.get(row.light) ?? 0) + 1);
    }
    expect(lights.size).toBeGreaterThanOrEqual(3);
    const { data } = await api.as('liaison').ask(`{ dashboard { lights { light count } } }`);
    const counted = (data.dashboard.lights as { light: string; count: number }[]).filter(line => line.count > 0);
    expect(new Map(counted.map(line => [line.light, line.count]))).toEqual(lights);
  });
});
