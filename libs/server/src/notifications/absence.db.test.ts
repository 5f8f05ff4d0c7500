import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { sendDeliveries } from './channels/send-deliveries.ts';
import type { Message, Sender } from './channels/channel.ts';
import { NotAccepted } from './channels/channel.ts';
import { writeDigests } from './digest.ts';
import { writeGroupDigests } from './group-digest.ts';
import { World } from './notifications.fixture.ts';
import { notify } from './notify.ts';
import { sweepReminders } from './sweep-reminders.ts';
import { writeWeeklyExceptions } from './weekly-exceptions.ts';

let db: TestDatabase;
let world: World;
let liaison: string;
let deputy: string;
let head: string;
let chief: string;
let leader: string;
const nameOf = (id: string): string =>
  ({ [liaison]: 'liaison', [deputy]: 'deputy', [head]: 'head', [chief]: 'chief', [leader]: 'leader' })[id] ?? id;

const away = (userId: string, standInId: string | null = null, days = ['2024-10-23', '2024-10-25']) =>
  db.sql(
    `insert into absence (unit_id, id, user_id, from_on, last_on, stand_in_id, recorded_by)
     select unit_id, $1, id, $3, $4, $5, '某' from app_user where id = $2`,
    [randomUUID(), userId, ...days, standInId],
  );
const tell = (recipients: string[], occasion = randomUUID()) =>
  notify(forkFor(db.orm, systemScope), {
    occasion,
    kind: 'plan-returned',
    recipients,
    params: { action: '程序指引', measure: 'M04', reason: '缺签章' },
    unitId: 'GAJ',
  });
const told = async () =>
  (
    await db.sql<{ recipient_id: string; for_user_id: string | null; kind: string }>(
      `select recipient_id, for_user_id, kind from notice order by id`,
    )
  )
    .map(
      row =>
        `${nameOf(row.recipient_id)}${row.for_user_id ? ` for ${nameOf(row.for_user_id)}` : ''}${row.kind === 'no-recipient' ? ' alarm' : ''}`,
    )
    .sort();
const rules = async (change: object) => {
  await db.sql(`update rule_set set body = body || $1::jsonb where kind = 'channel'`, [JSON.stringify(change)]);
};

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'), {
    SMTP_URL: 'smtp://127.0.0.1:9',
    PUBLIC_URL: 'https://yardstick.example/',
    WEBHOOK_URL: 'http://127.0.0.1:9/',
    WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    ROBOTS: JSON.stringify([
      { name: 'office', kind: 'wecom', url: 'http://127.0.0.1:9/?key=k' },
      { name: 'gaj', kind: 'dingtalk', url: 'http://127.0.0.1:9/?access_token=k', secret: 's', unit: 'GAJ' },
    ]),
  });
  world = await World.build(db);
  await world.unit('SFJ');
  await world.unit('GAJ');
  chief = await world.person('OFFICE_CHIEF', 'SFJ');
  leader = await world.person('LEADER', 'SFJ', { email: 'leader@ezhou.example' });
  head = await world.person('UNIT_HEAD', 'GAJ', { email: 'head@gaj.example' });
  liaison = await world.person('UNIT_LIAISON', 'GAJ', { email: 'liaison@gaj.example' });
  deputy = await world.person('UNIT_LIAISON', 'GAJ', { email: 'deputy@gaj.example' });
});
afterAll(() => db?.drop());
beforeEach(async () => {
  await db.sql(`truncate notice, delivery, delivery_notice, channel_health, absence, reminder cascade`);
  await db.sql(`truncate milestone, unit_action cascade`);
  await db.sql(`update app_user set muted_kinds = '[]', is_active = true`);
  await db.setClock('2024-10-23T10:00:00+08:00'); // a Wednesday
});

describe('who is away', () => {
  it('is told, and so is the deputy, or whoever was named', async () => {
    await away(liaison);
    await tell([liaison]);
    expect(await told()).toEqual(['deputy for liaison', 'liaison']);
    await db.sql(`truncate notice, delivery_notice, absence cascade`);
    await away(liaison, head);
    await tell([liaison, head]);
    expect(await told()).toEqual(['head', 'liaison']); // once, in the head's own right
    await tell([liaison]);
    expect(await told()).toEqual(['head', 'head for liaison', 'liaison', 'liaison']);
  });

  it('is not told when the rules say so', async () => {
    await rules({ absence: { tells: 'stand-in' } });
    try {
      await away(liaison);
      await tell([liaison]);
      expect(await told()).toEqual(['deputy for liaison']);
    } finally {
      await rules({ absence: { tells: 'both' } });
    }
  });

  it('and whose stand-in is away too, is an alarm on the chief’s desk, once a day', async () => {
    await away(liaison);
    await away(deputy, null, ['2024-10-22', '2024-10-30']);
    await tell([liaison]);
    await tell([liaison]);
    await tell([]);
    expect(await told()).toEqual(['chief alarm', 'liaison', 'liaison']);
    await db.setClock('2024-10-26T10:00:00+08:00'); // the liaison is back
    await tell([liaison]);
    expect((await told()).filter(line => line.includes('alarm'))).toHaveLength(1);
  });

  it('cannot be away twice on a day, and the record is not rewritten', async () => {
    await away(liaison);
    await expect(away(liaison, null, ['2024-10-25', '2024-10-28'])).rejects.toMatchObject({ code: 'YS005' });
    await expect(db.sql(`update absence set last_on = '2024-10-30'`)).rejects.toMatchObject({ code: 'YS002' });
    await expect(db.sql(`delete from absence`)).rejects.toMatchObject({ code: 'YS002' });
    await db.sql(`update absence set ended_on = '2024-10-24', ended_by = '某', ended_at = now()`);
    await away(liaison, null, ['2024-10-24', '2024-10-28']);
  });

  it('has reminders go to the stand-in, and to the office when nobody is left', async () => {
    const { reminder } = await db.services.rules();
    const action = await world.action('GAJ');
    await world.milestone('GAJ', action, '2024-10-22');
    const recipients = async () =>
      (
        await db.sql<{ recipient_id: string; is_alarm: boolean }>(
          `select recipient_id, is_alarm from reminder where state = 'pending' and stage = 'W+1'`,
        )
      )
        .map(row => `${nameOf(row.recipient_id)}${row.is_alarm ? ' alarm' : ''}`)
        .sort();
    await away(liaison, head);
    await sweepReminders(db.orm, reminder);
    expect(await recipients()).toEqual(['deputy', 'head', 'liaison']);
    await db.sql(`truncate reminder, absence`);
    for (const person of [liaison, deputy, head]) await away(person);
    await sweepReminders(db.orm, reminder);
    expect(await recipients()).toEqual(['chief alarm']);
  });
});

describe('the digest', () => {
  it('passes over muted kinds, the absent and the leading group', async () => {
    await tell([liaison, deputy, head, leader]);
    await db.sql(`update app_user set muted_kinds = '["plan-returned", "plan-approved"]' where id = $1`, [deputy]);
    await away(head, deputy);
    await notify(forkFor(db.orm, systemScope), {
      occasion: 'approved', kind: 'plan-approved', recipients: [deputy], params: { action: 'a', measure: 'm' },
    }); // prettier-ignore
    expect(await writeDigests(db.orm, db.services)).toBe(2);
    const rows = await db.sql<{ recipient_id: string; item_count: number; read: number }>(
      `select recipient_id, item_count, (select count(*)::int from delivery_notice where delivery_id = d.id) as read from delivery d`,
    );
    expect(rows.map(row => [nameOf(row.recipient_id), row.item_count, row.read]).sort()).toEqual([
      ['deputy', 1, 1], // a returned plan cannot be muted, whatever the account says
      ['liaison', 1, 1],
    ]);
  });
});

describe('the leading group', () => {
  it('is told once a week what is red, with links, and nothing else', async () => {
    const action = await world.action('GAJ', { title: '久拖' });
    await world.milestone('GAJ', action, '2024-08-01');
    await db.setClock('2024-10-21T08:40:00+08:00'); // Monday, before nine
    expect(await writeWeeklyExceptions(db.orm, db.services)).toBe(0);
    await db.setClock('2024-10-22T10:00:00+08:00'); // nobody worked on Monday: Tuesday makes up for it
    expect(await writeWeeklyExceptions(db.orm, db.services)).toBe(1);
    expect(await writeWeeklyExceptions(db.orm, db.services)).toBe(0);
    const [notice] = await db.sql<{ params: object }>(`select params from notice`);
    expect(notice!.params).toMatchObject({ reds: 1, ageing: 1, repeated: 0 });
    const [mail] = await db.sql<{ body: string; purpose: string }>(`select body, purpose from delivery`);
    expect(mail!.body).toContain(`https://yardstick.example/actions/${action}`);
    expect(mail!.purpose).toBe('weekly-exceptions');
    expect(await writeDigests(db.orm, db.services)).toBe(0);
    await db.setClock('2024-10-28T10:00:00+08:00');
    expect(await writeWeeklyExceptions(db.orm, db.services)).toBe(1);
  });
  it('hears nothing of a week in which nothing is red', async () => {
    expect(await writeWeeklyExceptions(db.orm, db.services)).toBe(0);
    expect(await told()).toEqual([]);
  });
});

describe('a group', () => {
  it('reads counts and posts of its unit, the office’s of every unit, the webhook as data; once a day', async () => {
    const action = await world.action('GAJ');
    await world.milestones('GAJ', action, ['2024-10-22', '2024-10-25']);
    await world.action('GAJ', { state: 'plan-to-sign' });
    expect(await writeGroupDigests(db.orm, db.services)).toBe(3);
    expect(await writeGroupDigests(db.orm, db.services)).toBe(0);
    const bodies = await db.sql<{ target: string; body: string; params: { units: object[] } }>(
      `select target, body, params from delivery order by target`,
    );
    const [gaj, office, webhook] = bodies;
    expect(gaj!.body).toContain('- 联络员：已逾期 1、即将到期 1\n- 主要负责人：待审签 1');
    expect(office!.body).toContain('- GAJ局：已逾期 1、即将到期 1、待审签 1');
    expect(webhook!.params.units).toEqual([
      { unitId: 'GAJ', unit: 'GAJ局', toSign: 1, overdue: 1, due: 1, returned: 0, toAcknowledge: 0 },
    ]);
    const names = await db.sql<{ name: string }>(`select name from app_user`);
    for (const { body } of bodies) for (const { name } of names) expect(body).not.toContain(name);
  });
});

describe('sending', () => {
  const sent: Message[] = [];
  const sender = (channel: Sender['channel'], target: string, send: Sender['send']): Sender => ({
    channel,
    target,
    send: async message => {
      sent.push(message);
      return send(message);
    },
    close: () => undefined,
  });
  const put = (channel: string, count: number, target = 'office') =>
    db.sql(
      `insert into delivery (dedupe_key, channel, target, message_id, purpose, day, subject, body)
       select $1 || n, $1, $2, $1 || n, 'group-digest', app_today(), 's', 'b' from generate_series(1, $3) n`,
      [channel, target, count],
    );
  const states = async () =>
    Object.fromEntries(
      (await db.sql<{ state: string; n: number }>(`select state, count(*)::int as n from delivery group by 1`)).map(
        ({ state, n }) => [state, n],
      ),
    );
  const yes = () => Promise.resolve({ providerId: 'p' });
  const round = (way: Sender) => sendDeliveries(db.orm, db.services, way);
  beforeEach(() => {
    sent.length = 0;
  });

  it('keeps to twenty messages a minute for a robot, and goes on when the minute is over', async () => {
    await put('wecom-robot', 25);
    await round(sender('wecom-robot', 'office', yes));
    await round(sender('wecom-robot', 'office', yes));
    expect(sent).toHaveLength(20);
    await db.sql(`update delivery set tried_at = tried_at - interval '61 seconds' where tried_at is not null`);
    await round(sender('wecom-robot', 'office', yes));
    expect(sent).toHaveLength(25);
    expect(await states()).toEqual({ sent: 25 });
  });

  it('leaves a robot alone that was too fast, for as long as it was told to', async () => {
    await put('dingtalk-robot', 3, 'gaj');
    const busy = sender('dingtalk-robot', 'gaj', () => Promise.reject(new NotAccepted('errcode 130101', 'now', 600)));
    await round(busy);
    await round(busy);
    expect(sent).toHaveLength(1);
    const [health] = await db.sql<{ failures_in_row: number; rest: number }>(
      `select failures_in_row, extract(epoch from back_off_until - clock_timestamp())::int as rest from channel_health`,
    );
    expect(health).toMatchObject({ failures_in_row: 1 });
    expect(health!.rest).toBeGreaterThan(590);
    expect(await states()).toEqual({ ready: 3 });
    await db.sql(`update channel_health set back_off_until = clock_timestamp()`);
    await round(sender('dingtalk-robot', 'gaj', yes));
    expect(await states()).toEqual({ sent: 3 });
    expect(await db.sql(`select failures_in_row, back_off_until from channel_health`)).toEqual([
      { failures_in_row: 0, back_off_until: null },
    ]);
  });

  it.each([
    ['sms', 1, 'unknown'],
    ['wecom-robot', 1, 'unknown'],
    ['wecom-app', 2, 'failed'],
    ['webhook', 5, 'failed'],
  ] as const)('by %s is tried %i times at most when nobody knows, and ends as %s', async (channel, most, state) => {
    await put(channel, 1);
    const mute = sender(channel, 'office', () => Promise.reject(new Error('no answer')));
    for (let n = 0; n < 7; n++) await round(mute);
    expect(sent.map(message => message.id)).toEqual(Array(most).fill(`${channel}1`));
    expect(await states()).toEqual({ [state]: 1 });
    await db.setClock('2024-10-24T10:00:00+08:00');
    await round(mute);
    expect(await states()).toEqual({ [state]: 1 });
  });

  it('passes over what a sender left behind when it was killed: a text message is never sent again', async () => {
    await put('sms', 1);
    await put('email', 1);
    await db.sql(`update delivery set state = 'sending', attempts = 1`);
    await round(sender('sms', 'office', yes));
    await round(sender('email', 'office', yes));
    expect(sent.map(message => message.id)).toEqual(['email1']);
    expect(await states()).toEqual({ unknown: 1, sent: 1 });
  });

  it('does not let a sender that was thought dead overwrite what came after it', async () => {
    await put('email', 1);
    let answer: (taken: { providerId: string | null }) => void = () => undefined;
    const slow = new Promise<{ providerId: string | null }>(resolve => (answer = resolve));
    const first = round(sender('email', 'office', () => slow));
    await expect.poll(states).toEqual({ sending: 1 });
    await db.sql(`update delivery set state = 'unknown'`);
    await db.sql(`update delivery set state = 'sending', attempts = 2`); // a second sender has it now
    answer({ providerId: null });
    await first;
    expect(await db.sql(`select state, attempts from delivery`)).toEqual([{ state: 'sending', attempts: 2 }]);
  });

  it('waits for the window', async () => {
    await put('sms', 1);
    await db.setClock('2024-10-23T20:00:00+08:00');
    await round(sender('sms', 'office', yes));
    await db.setClock('2024-10-26T10:00:00+08:00'); // Saturday
    await round(sender('sms', 'office', yes));
    expect(sent).toHaveLength(0);
  });
});
