import type { Role } from '@yardstick/domain/roles';
import { roles } from '@yardstick/domain/roles';
import { noticeKinds, noticeKindsToRead } from '@yardstick/domain/notice-wording';
import { todoKinds } from '@yardstick/domain/todo';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { seesAllUnits } from '@yardstick/domain/roles';
import { forkFor } from '../database/orm.ts';
import type { Context } from '../context.ts';
import { longestList, todo, todoCount } from './todo.queries.ts';

let db: TestDatabase;
let world: World;
const people = new Map<Role, Somebody>();
beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  for (const unit of ['AAA', 'BBB']) await world.unit(unit);
  for (const unit of ['SFJ', 'ZFB']) await world.unit(unit, { is_scored: false, kind: 'office' });
  for (const role of roles) {
    const unit = role.startsWith('UNIT') ? 'AAA' : role.startsWith('OFFICE') ? 'SFJ' : 'ZFB';
    people.set(role, await world.person(role, unit));
  }
});
afterAll(() => db?.drop());

function contextOf(who: Somebody): Context {
  const scope = { all: seesAllUnits(who.role), unitId: who.unitId, userId: who.id };
  return {
    em: forkFor(db.orm, scope),
    actor: { ...who, unitName: who.unitId },
    scope,
    now: new Date(`${world.today}T02:00:00Z`),
    today: world.today,
    locale: 'zh-CN',
    request: { id: 'test', ip: '127.0.0.1', session: 'test' },
    services: db.services,
  };
}
const desk = (role: Role) => todo(contextOf(people.get(role)!));
const kindsOf = async (role: Role) => (await desk(role)).items.map(item => item.kind);

describe('the one list', () => {
  it('counts in the menu what it shows, for every role', async () => {
    const liaison = people.get('UNIT_LIAISON')!;
    await world.action('AAA', 'assigned');
    await world.action('AAA', 'planning');
    await world.action('AAA', 'planning', { return_reason: '太笼统' });
    await world.action('AAA', 'plan-to-sign');
    await world.action('AAA', 'completion-to-sign');
    await world.action('AAA', 'returned', { return_reason: '未达标' });
    for (const unit of ['AAA', 'BBB'])
      for (const state of ['plan-in-review', 'submitted', 'final-review'] as const) await world.action(unit, state);
    const action = await world.action('AAA');
    await world.milestone('AAA', action, 'planned', { due_on: '2024-09-30' });
    await world.milestone('AAA', action, 'planned', { due_on: '2024-10-21' });
    await world.milestone('AAA', action, 'returned', { return_reason: '缺签到表' });
    await world.milestone('AAA', action, 'to-sign');
    await world.milestone('AAA', action, 'submitted');
    await world.milestone('AAA', await world.action('AAA'), 'accepted');
    await world.evaluation(people.get('OFFICE_CHIEF')!, ['AAA'], 'freeze-proposed');
    for (const who of people.values())
      for (const kind of noticeKinds) await world.notice(who, { kind, unit_id: who.unitId });
    await world.notice(liaison, { read_at: '2024-10-14T00:00:00Z' });

    for (const role of roles) {
      const list = await desk(role);
      expect([role, list.items.length]).toEqual([role, await todoCount(contextOf(people.get(role)!))]);
      expect(list.total).toBe(list.items.length);
      for (const { kind, count } of list.counts)
        expect([role, kind, list.items.filter(item => item.kind === kind).length]).toEqual([role, kind, count]);
      const places = list.items.map(item => (todoKinds as readonly string[]).indexOf(item.kind));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places).not.toContain(-1);
      expect(list.items.filter(item => item.kind === 'TO_READ')).toHaveLength(noticeKindsToRead(role).length);
    }
  });

  it('offers nobody what is not theirs to do', async () => {
    expect(await kindsOf('UNIT_LIAISON')).toEqual(expect.arrayContaining(['TO_ACKNOWLEDGE', 'TO_COMPLETE']));
    const staff = await kindsOf('UNIT_STAFF');
    expect(staff).not.toContain('TO_ACKNOWLEDGE');
    expect(staff).not.toContain('TO_COMPLETE');
    expect(staff).toContain('OVERDUE');
    expect(await kindsOf('OFFICE_STAFF')).not.toContain('FINAL_REVIEW');
    for (const role of ['SYS_ADMIN', 'AUDIT_ADMIN'] as const)
      expect(new Set(await kindsOf(role))).toEqual(new Set(['TO_READ']));
  });

  it('says in working days how late a row is, how long is left and how long somebody has waited', async () => {
    const { items } = await desk('UNIT_LIAISON');
    // 1 to 7 October 2024 was a holiday, 12 October a Saturday that was worked
    expect(items.find(item => item.dueOn === '2024-09-30')).toMatchObject({ kind: 'OVERDUE', daysLate: 15, workingDaysLate: 7, workingDaysLeft: null }); // prettier-ignore
    expect(items.find(item => item.dueOn === '2024-10-21')).toMatchObject({ kind: 'DUE_SOON', workingDaysLate: 0, workingDaysLeft: 4 }); // prettier-ignore
    const signing = (await desk('UNIT_HEAD')).items.find(item => item.kind === 'TO_SIGN_PLAN');
    expect(signing?.workingDaysWaiting).toBe(0);
  });

  it('does not ask to read what another row stands for', async () => {
    const liaison = people.get('UNIT_LIAISON')!;
    const before = (await desk('UNIT_LIAISON')).counts.find(({ kind }) => kind === 'TO_READ')?.count ?? 0;
    const returned = await world.milestone('AAA', await world.action('AAA'), 'returned', { return_reason: '缺页' });
    const [{ action_id }] = (await db.sql<{ action_id: string }>(`select action_id from milestone where id = $1`, [
      returned,
    ])) as [{ action_id: string }];
    await world.notice(liaison, { kind: 'evidence-returned', action_id, milestone_id: returned, unit_id: 'AAA' });
    await world.notice(liaison, { kind: 'plan-approved', action_id, unit_id: 'AAA' });
    const after = await desk('UNIT_LIAISON');
    expect(after.counts.find(({ kind }) => kind === 'TO_READ')?.count).toBe(before + 1);
    expect(await todoCount(contextOf(liaison))).toBe(after.items.length);
  });

  it('is empty when nothing is to be done, and names the next day that comes', async () => {
    await world.unit('CCC');
    const liaison = await world.person('UNIT_LIAISON', 'CCC');
    expect(await todo(contextOf(liaison))).toEqual({ items: [], counts: [], total: 0, nextDue: null });
    const action = await world.action('CCC');
    await world.milestone('CCC', action, 'planned', { due_on: '2024-12-10' });
    const milestoneId = await world.milestone('CCC', action, 'planned', { due_on: '2024-11-20' });
    expect(await todo(contextOf(liaison))).toEqual({
      items: [],
      counts: [],
      total: 0,
      nextDue: { title: '名册核对完毕', dueOn: '2024-11-20', actionId: action, milestoneId },
    });
  });

  it('cuts a list that is too long after its most consequential rows, and says so by its counts', async () => {
    await world.unit('DDD');
    const liaison = await world.person('UNIT_LIAISON', 'DDD');
    const action = await world.action('DDD');
    for (let n = 0; n < longestList; n++)
      await world.milestone('DDD', action, 'planned', { due_on: '2024-10-20', seq: n });
    const overdue = await world.milestone('DDD', action, 'planned', { due_on: '2024-10-01' });
    await world.notice(liaison, {});
    const list = await todo(contextOf(liaison));
    expect(list.items).toHaveLength(longestList);
    expect(list.items[0]?.id).toBe(overdue);
    expect(list.counts).toEqual([
      { kind: 'OVERDUE', count: 1 },
      { kind: 'DUE_SOON', count: longestList },
      { kind: 'TO_READ', count: 1 },
    ]);
    expect([list.total, await todoCount(contextOf(liaison))]).toEqual([longestList + 2, longestList + 2]);
  });
});
