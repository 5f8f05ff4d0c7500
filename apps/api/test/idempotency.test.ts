import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, type Api } from './api.fixture.ts';
import { mutationCases } from './mutations.fixture.ts';

const repeats = 20;
let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
});
afterAll(() => api?.close());
beforeEach(() => api.world.stopClock());

describe('a request sent twenty times at once with one key', () => {
  it.each(Object.entries(mutationCases))('has one effect and one answer: %s', async (name, { by, input }) => {
    const arranged = await input(api);
    const before = await api.world.leafCount();
    const key = randomUUID();
    const client = api.as(by[0]!);
    const answers = await Promise.all(Array.from({ length: repeats }, () => client.mutate(name, arranged, key)));
    expect(answers[0]!.refusals).toEqual([]);
    const told = [...new Set(answers.map(answer => withoutMoments(answer.text)))];
    for (const text of told) expect(JSON.parse(text)).toEqual(JSON.parse(told[0]!)); // says what differs
    expect(told).toHaveLength(1);
    expect(await api.world.leafCount()).toBe(before + 1);
  });
});

/** What is read back afresh with every answer, and true at that moment only. */
const withoutMoments = (text: string): string => text.replace(/"(now|reportedAt)":"[^"]+"/g, '"$1":"…"');

describe('a key', () => {
  it('used again for something else is refused', async () => {
    const key = randomUUID();
    const [first, second] = [await api.world.action(unitA), await api.world.action(unitA)];
    const liaison = api.as('liaison');
    const report = { percent: 10, done: '已开始' };
    expect((await liaison.mutate('reportProgress', { actionId: first, ...report }, key)).refusals).toEqual([]);
    expect((await liaison.mutate('reportProgress', { actionId: second, ...report }, key)).refusals).toEqual([
      'KEY_REUSED',
    ]);
    const changed = { actionId: first, ...report, percent: 20 };
    expect((await liaison.mutate('reportProgress', changed, key)).refusals).toEqual(['KEY_REUSED']);
    expect(await api.db.sql(`select 1 from progress_report where action_id = $1`, [second])).toEqual([]);
  });

  it('belongs to one person: somebody else’s same key is a request of its own', async () => {
    const key = randomUUID();
    const actionId = await api.world.action(unitA);
    for (const who of ['liaison', 'member'] as const)
      await api.as(who).mutate('reportProgress', { actionId, percent: 10, done: who }, key);
    expect(await api.db.sql(`select 1 from progress_report where action_id = $1`, [actionId])).toHaveLength(2);
  });

  it('of a refused request may be used again once the reason is gone', async () => {
    const key = randomUUID();
    const actionId = await api.world.action(unitA, 'planning');
    const liaison = api.as('liaison');
    const report = { actionId, percent: 10, done: '已开始' };
    expect((await liaison.mutate('reportProgress', report, key)).refusals).toEqual(['ACTION_NOT_OPEN']);
    await api.db.sql(`update unit_action set state = 'in-progress' where id = $1`, [actionId]);
    expect((await liaison.mutate('reportProgress', report, key)).refusals).toEqual([]);
  });

  it('tells the same initial passwords again, so that a lost answer loses no account', async () => {
    const code = `N${randomUUID().slice(0, 6).toUpperCase()}`;
    await api.world.unit(code);
    const key = randomUUID();
    const chief = api.as('chief');
    const first = await chief.mutate('openUnitAccounts', { unitIds: [code] }, key);
    const again = await chief.mutate('openUnitAccounts', { unitIds: [code] }, key);
    expect(again.payload).toEqual(first.payload);
    const { username, initialPassword } = again.payload.accounts[0];
    const payload = { username, password: initialPassword };
    const signedIn = await api.anonymous.send({ method: 'POST', url: '/auth/sign-in', payload });
    expect(signedIn.statusCode).toBe(200);
    const others = await chief.mutate('openUnitAccounts', { unitIds: [code] }, randomUUID());
    expect(others.payload.accounts).toEqual([]);
  });
});

describe('two people on one record', () => {
  it('do not overwrite each other: a form filled in on an older version is refused', async () => {
    const actionId = await api.world.action(unitA, 'plan-in-review');
    const seen = (await api.as('chief').ask(`query ($id: ID!) { action(id: $id) { version } }`, { id: actionId })).data
      .action.version as number;
    const reason = '请量化目标。';
    expect((await api.as('staff').mutate('returnPlan', { actionId, expectedVersion: seen, reason })).refusals).toEqual(
      [],
    );
    expect((await api.as('chief').mutate('approvePlan', { actionId, expectedVersion: seen })).refusals).toEqual([
      'STALE',
    ]);
    expect(await api.db.sql(`select state from unit_action where id = $1`, [actionId])).toEqual([
      { state: 'planning' },
    ]);
  });

  it('at the same moment: one approval goes through, and the other learns that it came too late', async () => {
    const actionId = await api.world.action(unitA, 'plan-in-review');
    const chief = api.as('chief');
    const answers = await Promise.all(Array.from({ length: 10 }, () => chief.mutate('approvePlan', { actionId })));
    expect(answers.filter(answer => answer.userErrors.length === 0)).toHaveLength(1);
    expect(answers.every(answer => answer.code === undefined)).toBe(true);
  });

  it('issuing the same actions at once make each of them once', async () => {
    const measureIds = [await api.world.measure()];
    const chief = api.as('chief');
    const order = { programId: api.world.programId, year: 2024, measureIds };
    const answers = await Promise.all(Array.from({ length: 6 }, () => chief.mutate('issueActions', order)));
    expect(answers.every(answer => answer.code === undefined)).toBe(true);
    const made = await api.db.sql(`select unit_id from unit_action where measure_id = $1`, measureIds);
    expect(new Set(made.map(row => row['unit_id'])).size).toBe(made.length);
    expect(answers.reduce((sum, answer) => sum + Number(answer.payload.issuedCount), 0)).toBe(made.length);
  });
});
