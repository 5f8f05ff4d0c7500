import type { Role } from '@yardstick/domain/roles';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Context } from '../context.ts';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { claimReminders, deliverReminders, sendClaimed, type Claim } from './deliver-reminders.ts';
import { notices } from './inbox.queries.ts';
import { deliverOne, World } from './notifications.fixture.ts';
import { notify, notifyCount } from './notify.ts';
import { readNotices } from './read-notices.ts';
import { sweepReminders } from './sweep-reminders.ts';

let db: TestDatabase;
let world: World;
let liaison: string;
let head: string;

const system = () => forkFor(db.orm, systemScope);
const claim = async (id: number): Promise<Claim> => (await claimReminders(system(), [id]))[0]!;
const send = async (one: Claim) => (await sendClaimed(system(), db.services, [one])).get(one.id);
const deliver = (id: number) => deliverOne(db, id);
const leaves = async (): Promise<number> =>
  Number((await db.sql<{ size: string }>(`select size from ledger_head`))[0]!.size);
const told = () =>
  db.sql<{ recipient_id: string; kind: string; occasion: string }>(
    `select recipient_id, kind, occasion from notice order by id`,
  );
const stateOf = async (id: number): Promise<string> =>
  (await db.sql<{ state: string }>(`select state from reminder where id = $1`, [id]))[0]!.state;

/** One milestone and the reminder of it that is pending at the given moment. */
async function pendingAt(
  moment: string,
  dueOn = '2024-10-30',
): Promise<{ id: number; milestone: string; action: string }> {
  const action = await world.action('GAJ');
  const milestone = await world.milestone('GAJ', action, dueOn);
  await db.setClock(moment);
  await sweepReminders(db.orm, (await db.services.rules()).reminder);
  const [row] = await db.sql<{ id: string }>(
    `select id from reminder where milestone_id = $1 and state = 'pending' order by id`,
    [milestone],
  );
  return { id: Number(row!.id), milestone, action };
}

function contextOf(userId: string, role: Role, locale: 'zh-CN' | 'en' = 'zh-CN'): Context {
  const scope = { all: role.startsWith('OFFICE'), unitId: 'GAJ', userId };
  return {
    em: forkFor(db.orm, scope),
    actor: { id: userId, name: '某', role, unitId: 'GAJ', unitName: 'GAJ局' },
    scope,
    now: new Date('2024-10-23T02:00:00Z'),
    today: '2024-10-23',
    locale,
    request: { id: randomUUID(), ip: '127.0.0.1', session: '1' },
    services: db.services,
  };
}

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  await world.unit('GAJ');
  liaison = await world.person('UNIT_LIAISON', 'GAJ');
  head = await world.person('UNIT_HEAD', 'GAJ');
});
afterAll(() => db?.drop());
beforeEach(() => db.sql(`truncate notice, reminder, milestone, timeline_entry, unit_action cascade`));

describe('a reminder', () => {
  it('becomes one notice and one ledger leaf, however many deliver it', async () => {
    const { id, milestone } = await pendingAt('2024-10-23T10:00:00+08:00');
    const before = await leaves();
    const results = await Promise.all(Array.from({ length: 10 }, () => deliver(id)));
    expect(results.filter(result => result === 'sent')).toHaveLength(1);
    expect(results.filter(result => result === 'taken')).toHaveLength(9);
    expect(await told()).toEqual([
      { recipient_id: liaison, kind: 'milestone-due', occasion: `milestone:${milestone}:v1:D-7:${liaison}` },
    ]);
    expect((await leaves()) - before).toBe(1);
    expect(await deliver(id)).toBe('taken');
  });

  it.each(['2024-10-23T08:29:59+08:00', '2024-10-23T17:31:00+08:00', '2024-10-26T10:00:00+08:00'])(
    'waits outside working hours: %s',
    async moment => {
      const { id } = await pendingAt(moment);
      expect(await deliver(id)).toBe('not-now');
      expect(await stateOf(id)).toBe('pending');
      await db.setClock('2024-10-28T08:30:00+08:00');
      expect(await deliver(id)).toBe('sent');
    },
  );

  it('that was claimed just before the window closed waits for the next one', async () => {
    const { id } = await pendingAt('2024-10-23T17:29:00+08:00');
    const claimed = await claim(id);
    await db.setClock('2024-10-23T17:31:00+08:00');
    expect(await send(claimed)).toBe('not-now');
    expect(await told()).toEqual([]);
    await db.setClock('2024-10-24T08:30:00+08:00');
    expect(await send(claimed)).toBe('sent');
  });

  it('goes out on a Saturday that is worked', async () => {
    const { id } = await pendingAt('2024-10-12T10:00:00+08:00', '2024-10-12');
    expect(await deliver(id)).toBe('sent');
    expect((await told())[0]!.kind).toBe('milestone-due-today');
  });

  it.each([
    [`update milestone set handed_in_on = '2024-10-23'`],
    [`update milestone set due_on = '2024-11-30', due_version = 2`],
    [`update unit_action set state = 'suspended'`],
  ])('is dropped at the last moment after: %s', async change => {
    const { id } = await pendingAt('2024-10-23T10:00:00+08:00');
    await db.sql(change);
    expect(await deliver(id)).toBe('void');
    expect(await told()).toEqual([]);
  });

  it('is refused to one who overstayed the lease', async () => {
    const { id } = await pendingAt('2024-10-23T10:00:00+08:00');
    const sleeper = await claim(id);
    expect(await deliver(id)).toBe('taken');
    await db.sql(`update reminder set lease_until = clock_timestamp() - interval '1 second' where id = $1`, [id]);
    const successor = await claim(id);
    expect(successor.leaseNo).toBe(sleeper.leaseNo + 1);
    expect(await send(sleeper)).toBe('taken');
    expect(await told()).toEqual([]);
    expect(await send(successor)).toBe('sent');
    expect(await send(sleeper)).toBe('taken');
    expect(await told()).toHaveLength(1);
  });
});

describe('many reminders at once', () => {
  const pending = async (count: number): Promise<number[]> => {
    const action = await world.action('GAJ');
    for (let n = 0; n < count; n++) await world.milestone('GAJ', action, '2024-10-30');
    await db.setClock('2024-10-23T10:00:00+08:00');
    await sweepReminders(db.orm, (await db.services.rules()).reminder);
    return (await db.sql<{ id: string }>(`select id from reminder where state = 'pending' order by id`)).map(row =>
      Number(row.id),
    );
  };
  const deliverAll = (ids: number[]) => deliverReminders(db.orm, db.services, ids);

  it('become one notice and one leaf each, however many deliver them', async () => {
    const ids = await pending(30);
    const before = await leaves();
    const runs = await Promise.all([
      deliverAll(ids),
      deliverAll(ids.toReversed()),
      deliverAll(ids.slice(10)),
      deliverAll(ids.slice(0, 20)),
    ]);
    for (const id of ids) {
      const results = runs.map(run => run.get(id)).filter(result => result !== undefined);
      expect(results.filter(result => result === 'sent')).toHaveLength(1);
      expect(results.filter(result => result === 'taken')).toHaveLength(results.length - 1);
    }
    expect(new Set((await told()).map(({ occasion }) => occasion)).size).toBe(30);
    expect(await told()).toHaveLength(30);
    expect((await leaves()) - before).toBe(30);
    const [{ gaps }] = (await db.sql<{ gaps: number }>(
      `select (max(seq) - count(*))::int as gaps from ledger_leaf`,
    )) as [{ gaps: number }];
    expect(gaps).toBe(0);
  });

  it('are each asked whether they are still wanted', async () => {
    const ids = await pending(4);
    await db.sql(
      `update milestone set handed_in_on = '2024-10-23' where id = (select milestone_id from reminder where id = $1)`,
      [ids[1]],
    );
    expect([...(await deliverAll(ids)).values()]).toEqual(['sent', 'void', 'sent', 'sent']);
    expect(await told()).toHaveLength(3);
  });

  it('are not held back by one that cannot be sent, which is tried again', async () => {
    const ids = await pending(5);
    const [bad] = await db.sql<{ dedupe_key: string }>(`select dedupe_key from reminder where id = $1`, [ids[2]]);
    await db.sql(`alter table notice add constraint one_refused check (occasion <> '${bad!.dedupe_key}')`);
    await expect(deliverAll(ids)).rejects.toThrow('one_refused');
    expect(await told()).toHaveLength(4);
    expect(await stateOf(ids[2]!)).toBe('claimed');
    await db.sql(`alter table notice drop constraint one_refused`);
    await db.sql(`update reminder set lease_until = clock_timestamp() - interval '1 second' where id = $1`, [ids[2]]);
    expect((await deliverAll(ids)).get(ids[2]!)).toBe('sent');
    expect(await told()).toHaveLength(5);
  });
});

describe('the inbox', () => {
  it('words a reminder by the day it went out, in the reader’s language', async () => {
    const { id, action, milestone } = await pendingAt('2024-10-23T10:00:00+08:00');
    await deliver(id);
    const [zh] = (await notices(contextOf(liaison, 'UNIT_LIAISON'), 1, 20)).rows;
    expect(zh).toMatchObject({
      kind: 'milestone-due',
      title: '节点“印发指引”将于 2024-10-30 到期（剩余 7 天）',
      actionId: action,
      milestoneId: milestone,
      readAt: null,
    });
    await db.setClock('2024-11-11T10:00:00+08:00');
    await sweepReminders(db.orm, (await db.services.rules()).reminder);
    for (const row of await db.sql<{ id: string }>(`select id from reminder where state = 'pending'`))
      await deliver(Number(row.id));
    const [en] = (await notices(contextOf(head, 'UNIT_HEAD', 'en'), 1, 20)).rows;
    expect(en!.title).toBe('Milestone “印发指引” is overdue by 8 working days');
  });

  it('shows only one’s own, by pages, and counts the unread', async () => {
    for (let n = 0; n < 5; n++)
      await notify(system(), {
        occasion: `o${n}`,
        kind: 'plan-approved',
        recipients: n === 4 ? [head] : [liaison, head],
        params: { action: `A${n}`, measure: 'M' },
      });
    const mine = contextOf(liaison, 'UNIT_LIAISON');
    const first = await notices(mine, 1, 3);
    expect(first).toMatchObject({ total: 4, unread: 4 });
    expect(first.rows.map(row => row.title)).toEqual(['计划已批准：A3', '计划已批准：A2', '计划已批准：A1']);
    expect((await notices(mine, 2, 3)).rows.map(row => row.title)).toEqual(['计划已批准：A0']);

    const theirs = (await notices(contextOf(head, 'UNIT_HEAD'), 1, 10)).rows.map(row => row.id);
    expect(await readNotices(mine, { ids: [...theirs, first.rows[0]!.id, 'x'] })).toEqual({ count: 1 });
    expect(await readNotices(contextOf(liaison, 'UNIT_LIAISON'), { ids: [first.rows[0]!.id] })).toEqual({ count: 0 });
    expect(await notices(mine, 1, 3, { tab: 'new' })).toMatchObject({ total: 3, unread: 3 });
    expect((await notices(contextOf(head, 'UNIT_HEAD'), 1, 10)).unread).toBe(5);
  });

  it('shows office staff, who see every unit, still only their own', async () => {
    await notify(system(), { occasion: 'o', kind: 'plan-approved', recipients: [liaison], params: {} });
    expect(await notices(contextOf(head, 'OFFICE_STAFF'), 1, 10)).toMatchObject({ rows: [], total: 0, unread: 0 });
  });
});

describe('telling', () => {
  it('happens once per occasion and recipient', async () => {
    const order = {
      occasion: 'once',
      kind: 'plan-approved' as const,
      recipients: [liaison, head, liaison],
      params: {},
    };
    expect(await notify(system(), order)).toBe(2);
    expect(await notify(system(), order)).toBe(0);
  });

  it('of a growing number replaces the smaller one and asks to be read again', async () => {
    const tell = (count: number) =>
      notifyCount(system(), {
        occasion: 'grows',
        kind: 'actions-issued',
        recipients: [liaison],
        params: { count, day: '2024-10-23' },
      });
    expect([await tell(2), await tell(2)]).toEqual([1, 0]);
    await db.sql(`update notice set read_at = app_now()`);
    expect([await tell(1), await tell(3), await tell(3)]).toEqual([0, 1, 0]);
    expect((await notices(contextOf(liaison, 'UNIT_LIAISON'), 1, 10)).rows).toMatchObject([
      { title: '新下达 3 项任务，请签收', readAt: null },
    ]);
  });
});
