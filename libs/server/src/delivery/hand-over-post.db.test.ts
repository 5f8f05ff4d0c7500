import type { PostKind, Role } from '@yardstick/domain/roles';
import { RuleViolation } from '@yardstick/domain/violation';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { Forbidden, type Context } from '../context.ts';
import { forkFor } from '../database/orm.ts';
import { deliverOne } from '../notifications/notifications.fixture.ts';
import { sweepReminders } from '../notifications/sweep-reminders.ts';
import { createUser } from '../people/create-user.ts';
import { deactivateUser } from '../people/deactivate-user.ts';
import { openUnitAccounts } from '../people/open-unit-accounts.ts';
import { answerableOn, unitPosts } from '../people/posts.queries.ts';
import { handOverPreview } from './hand-over.queries.ts';
import { countByKind } from './open-work.queries.ts';
import { handOverPost, type HandOverPostInput } from './hand-over-post.ts';

let db: TestDatabase;
let world: World;
let chief: Somebody;
let admin: Somebody;
let unit: string;
let head: Somebody;
let liaison: Somebody;
let unitNo = 0;

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  await world.unit('SFJ', { is_scored: false, kind: 'office' });
  chief = await world.person('OFFICE_CHIEF', 'SFJ');
  admin = await world.person('SYS_ADMIN', 'SFJ');
});
afterAll(() => db?.drop());
beforeEach(async () => {
  await world.stopClock();
  unit = await world.unit(`U${(unitNo += 1)}`);
  head = await world.person('UNIT_HEAD', unit);
  liaison = await world.person('UNIT_LIAISON', unit);
});

function as(who: { id: string; name: string; role: Role; unitId: string }, idempotencyKey?: string): Context {
  const all = who.role.startsWith('OFFICE');
  const scope = { all, unitId: all || who.role === 'SYS_ADMIN' ? '' : who.unitId, userId: who.id };
  return {
    em: forkFor(db.orm, scope),
    actor: { id: who.id, name: who.name, role: who.role, unitId: who.unitId, unitName: `${who.unitId}局` },
    scope,
    now: new Date(`${world.today}T02:00:00Z`),
    today: world.today,
    locale: 'zh-CN',
    request: { id: randomUUID(), ip: '127.0.0.1', session: '1' },
    idempotencyKey,
    services: db.services,
  };
}

const order = (change: Partial<HandOverPostInput> = {}): HandOverPostInput => ({
  unitId: unit,
  post: 'liaison',
  day: world.today,
  outgoingId: liaison.id,
  outgoing: 'leaves',
  ...change,
});
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => (error instanceof RuleViolation ? error.violations.map(v => v.code) : [String(error)]),
  );
const held = (of = unit) =>
  db.sql<{ post: PostKind; name: string; from_on: string; to_on: string | null }>(
    `select post, name, from_on::text, to_on::text from post_holding where unit_id = $1 order by post, from_on, to_on nulls last`,
    [of],
  );
const charges = (actionId: string) =>
  db.sql(
    `select role, name, from_on::text as "from", to_on::text as "to" from charge where action_id = $1 order by role, from_on, to_on nulls last`,
    [actionId],
  );

/** An ordinary month's open work under the liaison's name. */
async function openWork() {
  const owned = await world.action(unit, 'in-progress', { owner_name: liaison.name, head_in_charge: '王某' });
  const milestone = await world.milestone(unit, owned, 'planned', {
    due_on: '2024-10-16',
    original_due_on: '2024-10-16',
  });
  await world.milestone(unit, owned, 'accepted');
  const done = await world.action(unit, 'done', { owner_name: liaison.name });
  await world.request(liaison, owned, 'help', 'in-review');
  const toPlan = await world.action(unit, 'assigned');
  const upload = await world.upload(liaison, { state: 'open', received: 0, sha256: null });
  const attached = await world.upload(liaison, { state: 'attached' });
  const unread = await world.notice(liaison, { unit_id: unit });
  const read = await world.notice(liaison, { unit_id: unit, read_at: '2024-10-14T08:00:00Z' });
  return { owned, milestone, done, toPlan, upload, attached, unread, read };
}

describe('handing over a post', () => {
  it('moves everything that is open, and nothing that is over', async () => {
    const things = await openWork();
    await sweepReminders(db.orm, (await db.services.rules()).reminder);
    const next = await world.person('UNIT_STAFF', unit);
    const preview = await handOverPreview(as(chief), unit, 'liaison');
    expect(preview).toMatchObject({ outgoingName: liaison.name, earliestOn: '2022-01-01' });
    expect(preview.candidates.map(person => person.userId).sort()).toEqual([head.id, next.id].sort());

    const leavesBefore = await world.leafCount();
    const done = await handOverPost(as(chief), order({ successorId: next.id, note: '轮岗' }));
    expect(await world.leafCount()).toBe(leavesBefore + 1);
    expect(done).toMatchObject({ isNewAccount: false, initialPassword: null, outgoingName: liaison.name });
    expect(done.moved).toEqual(preview.work);
    expect(countByKind(done.moved)).toEqual([
      { kind: 'owned-action', count: 1 },
      { kind: 'action-to-plan', count: 1 },
      { kind: 'milestone', count: 1 },
      { kind: 'request', count: 1 },
      { kind: 'upload', count: 1 },
      { kind: 'notice', count: 1 },
      { kind: 'reminder', count: 1 },
    ]);

    expect((await held()).filter(row => row.post === 'liaison')).toEqual([
      { post: 'liaison', name: liaison.name, from_on: '2022-01-01', to_on: world.today },
      { post: 'liaison', name: next.name, from_on: world.today, to_on: null },
    ]);
    const one = <T>(text: string, id: string) => db.sql<T>(text, [id]).then(rows => rows[0]);
    expect(await one(`select owner_name, version from unit_action where id = $1`, things.owned)).toEqual({
      owner_name: next.name,
      version: 2,
    });
    expect(await one(`select owner_name from unit_action where id = $1`, things.done)).toEqual({
      owner_name: liaison.name,
    });
    expect(await one(`select verb, text from timeline_entry where action_id = $1`, things.owned)).toEqual({
      verb: 'handOverPost',
      text: `联络员交接:${liaison.name} → ${next.name}(自 ${world.today})`,
    });
    expect(await one(`select user_id from upload where id = $1`, things.upload)).toEqual({ user_id: next.id });
    expect(await one(`select user_id from upload where id = $1`, things.attached)).toEqual({ user_id: liaison.id });
    expect(await one(`select recipient_id from notice where id = $1`, things.unread)).toEqual({
      recipient_id: next.id,
    });
    expect(await one(`select recipient_id from notice where id = $1`, things.read)).toEqual({
      recipient_id: liaison.id,
    });
    expect(await one(`select role, is_active from app_user where id = $1`, next.id)).toEqual({
      role: 'UNIT_LIAISON',
      is_active: true,
    });
    expect(await one(`select role, is_active from app_user where id = $1`, liaison.id)).toMatchObject({
      is_active: false,
    });
    expect(await db.sql(`select 1 from session where user_id = $1 and ended_at is null`, [liaison.id])).toEqual([]);
    const [event] = await db.sql<{ event: object }>(`select event from outbox_message order by id desc limit 1`);
    expect(event!.event).toEqual({
      type: 'post.handed-over',
      unitId: unit,
      holdingId: done.holdingId,
      outgoingId: liaison.id,
    });
  });

  it('gives the next reminders to the successor and repeats none that was sent', async () => {
    const rules = (await db.services.rules()).reminder;
    const { milestone } = await openWork();
    const later = await world.milestone(unit, await world.action(unit), 'planned', { due_on: '2024-10-18' });
    await sweepReminders(db.orm, rules);
    const [sent] = await db.sql<{ id: string }>(
      `select id from reminder where milestone_id = $1 and state = 'pending'`,
      [milestone],
    );
    expect(await deliverOne(db, Number(sent!.id))).toBe('sent');
    const next = await world.person('UNIT_STAFF', unit);
    await handOverPost(as(chief), order({ successorId: next.id }));
    await sweepReminders(db.orm, rules);
    const pending = await db.sql(
      `select milestone_id, stage, recipient_id from reminder where unit_id = $1 and state = 'pending'`,
      [unit],
    );
    expect(pending).toEqual([{ milestone_id: later, stage: 'D-3', recipient_id: next.id }]);
    // what was sent and not yet read went along
    expect(
      await db.sql(`select 1 from notice where recipient_id = $1 and milestone_id = $2`, [next.id, milestone]),
    ).toHaveLength(1);
    await db.setClock('2024-10-16T10:00:00+08:00');
    await sweepReminders(db.orm, rules);
    expect(
      await db.sql(`select stage, recipient_id from reminder where milestone_id = $1 and state = 'pending'`, [
        milestone,
      ]),
    ).toEqual([{ stage: 'D0', recipient_id: next.id }]);
  });

  it('opens the account of a newcomer, whose first password is told again to the same request only', async () => {
    const key = randomUUID();
    const account = { username: `${unit.toLowerCase()}.next`, name: '李某' };
    const first = await handOverPost(as(chief, key), order({ account, outgoing: 'stays' }));
    const again = await handOverPost(as(chief, key), order({ account, outgoing: 'stays' }));
    expect(first.initialPassword).toMatch(/^\w{4}(-\w{4}){3}$/);
    expect(again).toEqual(first);
    expect(
      await db.sql(
        `select name, role, must_change_password, is_active from app_user where id in ($1, $2) order by role`,
        [first.successorId, liaison.id],
      ),
    ).toEqual([
      { name: '李某', role: 'UNIT_LIAISON', must_change_password: true, is_active: true },
      { name: liaison.name, role: 'UNIT_STAFF', must_change_password: false, is_active: true },
    ]);
  });

  it('has one effect however often it is sent at once, with a key or without', async () => {
    await openWork();
    const next = await world.person('UNIT_STAFF', unit);
    const key = randomUUID();
    const before = await world.leafCount();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => handOverPost(as(chief, key), order({ successorId: next.id }))),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await world.leafCount()).toBe(before + 1);
    expect((await held()).filter(row => row.post === 'liaison')).toHaveLength(2);

    const third = await world.person('UNIT_STAFF', unit);
    const refusals = await Promise.all(
      Array.from({ length: 20 }, () =>
        refusal(handOverPost(as(chief), order({ outgoingId: next.id, successorId: third.id }))),
      ),
    );
    expect(refusals.filter(codes => codes.length === 0)).toHaveLength(1);
    expect(new Set(refusals.flat())).toEqual(new Set(['STALE']));
    expect(await world.leafCount()).toBe(before + 2);
    expect((await held()).filter(row => row.post === 'liaison')).toHaveLength(3);
  });

  it.each(['unit_action', 'timeline_entry', 'reminder', 'notice', 'upload', 'ledger_leaf', 'outbox_message'])(
    'leaves nothing changed when writing to %s fails in the middle',
    async table => {
      await openWork();
      await sweepReminders(db.orm, (await db.services.rules()).reminder);
      const before = await world.fingerprint();
      await db.sql(
        `create function break_down() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`,
      );
      await db.sql(
        `create trigger breaks before insert or update on ${table} for each row execute function break_down()`,
      );
      try {
        const account = { username: `${unit.toLowerCase()}.next`, name: '李某' };
        await expect(handOverPost(as(chief, randomUUID()), order({ account }))).rejects.toThrow('broken');
      } finally {
        await db.sql(`drop function break_down() cascade`);
      }
      expect(await world.fingerprint()).toEqual(before);
    },
  );

  it('leaves the post visibly empty that the successor held before', async () => {
    const deputy = await world.person('UNIT_LIAISON', unit);
    await world.action(unit);
    await handOverPost(as(chief), order({ successorId: deputy.id, day: '2024-10-10' }));
    const [posts] = await unitPosts(as(chief), unit);
    expect(
      posts!.posts.map(({ post, holding, emptySince, isMissed }) => [
        post,
        holding?.name ?? null,
        emptySince,
        isMissed,
      ]),
    ).toEqual([
      ['head', head.name, null, false],
      ['deputy-head', null, null, false],
      ['liaison', deputy.name, null, false],
      ['deputy-liaison', null, '2024-10-10', false],
    ]);
  });

  it('fills a post that is empty and takes over what its last holder left behind', async () => {
    const { owned, unread } = await openWork();
    await deactivateUser(as(admin), { userId: liaison.id });
    const [empty] = await unitPosts(as(admin), unit);
    expect(empty!.posts.find(one => one.post === 'liaison')).toMatchObject({
      holding: null,
      isMissed: true,
      emptySince: world.today,
    });
    const account = { username: `${unit.toLowerCase()}.next`, name: '李某' };
    const done = await handOverPost(as(head), order({ account, outgoingId: null, outgoing: null }));
    expect(done.outgoingName).toBe(liaison.name);
    expect(await db.sql(`select owner_name from unit_action where id = $1`, [owned])).toEqual([{ owner_name: '李某' }]);
    expect(await db.sql(`select recipient_id from notice where id = $1`, [unread])).toEqual([
      { recipient_id: done.successorId },
    ]);
  });

  it('refuses what cannot be, and a form that is out of date', async () => {
    const other = await world.person('UNIT_STAFF', await world.unit(`X${unit}`));
    const tries: [Partial<HandOverPostInput>, string[]][] = [
      [{ successorId: other.id }, ['HAND_OVER_SUCCESSOR_UNFIT']],
      [{ successorId: liaison.id }, ['HAND_OVER_TO_HOLDER']],
      [{ successorId: head.id, day: '2024-10-16' }, ['HAND_OVER_IN_FUTURE']],
      [{ successorId: head.id, day: '2021-12-31' }, ['HAND_OVER_BEFORE_HOLDER', 'HAND_OVER_BEFORE_OWN_POST']],
      [{}, ['HAND_OVER_SUCCESSOR_MISSING']],
      [{ account: { username: 'A', name: ' ' } }, ['USERNAME_INVALID', 'PERSON_NAME_MISSING']],
      [
        { account: { username: liaison.username, name: '李某' }, outgoing: null },
        ['HAND_OVER_OUTGOING_MISSING', 'USERNAME_TAKEN'],
      ],
      [{ outgoingId: head.id, successorId: head.id }, ['STALE']],
    ];
    const before = await world.fingerprint();
    for (const [change, codes] of tries) expect(await refusal(handOverPost(as(chief), order(change)))).toEqual(codes);
    expect(await world.fingerprint()).toEqual(before);
  });

  it('is the unit head’s for the liaisons of the own unit, and not for those beside or above', async () => {
    const next = await world.person('UNIT_STAFF', unit);
    const deputyHead = await world.person('UNIT_HEAD', unit);
    const otherHead = await world.person('UNIT_HEAD', await world.unit(`Y${unit}`));
    const before = await world.fingerprint();
    await expect(handOverPost(as(otherHead), order({ successorId: next.id }))).rejects.toThrow(Forbidden);
    await expect(handOverPost(as(liaison), order({ successorId: next.id }))).rejects.toThrow(Forbidden);
    await expect(
      handOverPost(as(head), order({ post: 'head', outgoingId: head.id, successorId: next.id })),
    ).rejects.toThrow(Forbidden);
    await expect(handOverPost(as(head), order({ successorId: deputyHead.id }))).rejects.toThrow(Forbidden);
    await expect(handOverPreview(as(liaison), unit, 'liaison')).rejects.toThrow(Forbidden);
    expect(await world.fingerprint()).toEqual(before);
    expect(await refusal(handOverPost(as(head), order({ successorId: next.id })))).toEqual([]);
  });

  it('shows an administrator how much would move and none of what', async () => {
    await openWork();
    const preview = await handOverPreview(as(admin), unit, 'liaison');
    expect(preview.work).toEqual([]);
    expect(preview.counts).toContainEqual({ kind: 'milestone', count: 1 });
    expect(preview.candidates.map(person => person.userId)).toEqual([head.id]);
  });
});

describe('opening and closing accounts', () => {
  it('fills the posts in turn and empties them again', async () => {
    const second = await createUser(as(admin), {
      username: `${unit.toLowerCase()}.second`,
      name: '赵某',
      role: 'UNIT_LIAISON',
      unitId: unit,
    });
    await createUser(as(chief), {
      username: `${unit.toLowerCase()}.third`,
      name: '钱某',
      role: 'UNIT_LIAISON',
      unitId: unit,
    });
    await deactivateUser(as(admin), { userId: second.userId });
    await deactivateUser(as(chief), { userId: head.id });
    expect(await held()).toEqual([
      { post: 'deputy-liaison', name: '赵某', from_on: world.today, to_on: world.today },
      { post: 'head', name: head.name, from_on: '2022-01-01', to_on: world.today },
      { post: 'liaison', name: liaison.name, from_on: '2022-01-01', to_on: null },
    ]);
    const opened = await openUnitAccounts(as(admin), { unitIds: [unit] });
    expect(opened.map(account => account.role)).toEqual(['UNIT_HEAD']);
    expect((await held()).filter(row => row.post === 'head').map(row => row.to_on)).toEqual([world.today, null]);
  });
});

describe('the database', () => {
  const insert = (post: string, from: string, to: string | null) =>
    refusal(
      db.sql(
        `insert into post_holding (unit_id, id, post, user_id, name, from_on, to_on, recorded_by)
         values ($1, gen_random_uuid(), $2, $3, '某', $4, $5, '某')`,
        [unit, post, chief.id, from, to],
      ),
    );

  it('refuses two holders of a post on one day, a deletion and a rewriting', async () => {
    expect(await insert('liaison', '2021-01-01', '2022-01-02')).toEqual([expect.stringContaining('one post')]);
    expect(await insert('liaison', '2021-01-01', '2022-01-01')).toEqual([]);
    for (const change of [
      `delete from post_holding where unit_id = $1`,
      `update post_holding set name = 'x' where unit_id = $1`,
      `update post_holding set to_on = '2021-06-01' where unit_id = $1 and to_on is not null`,
    ])
      await expect(db.sql(change, [unit])).rejects.toThrow(/written once/);
  });
});

describe('who answers for an action', () => {
  it('is kept from the approval of its plan to its end, whatever verb changes it', async () => {
    const action = await world.action(unit, 'plan-in-review', { owner_name: '张某', head_in_charge: '王某' });
    expect(await charges(action)).toEqual([]);
    const on = async (day: string, change: string) => {
      await db.setClock(`${day}T10:00:00+08:00`);
      await db.sql(`update unit_action set ${change} where id = $1`, [action]);
    };
    await on('2024-04-01', `state = 'in-progress'`);
    await on('2024-05-01', `owner_name = '李某'`);
    await on('2024-05-15', `state = 'suspended', state_before_suspension = 'in-progress'`);
    await on('2024-06-01', `state = 'in-progress', state_before_suspension = null`);
    await on('2024-07-01', `state = 'done'`);
    await on('2024-08-01', `state = 'returned'`);
    expect(await charges(action)).toEqual([
      { role: 'head-in-charge', name: '王某', from: '2024-04-01', to: '2024-07-01' },
      { role: 'head-in-charge', name: '王某', from: '2024-08-01', to: null },
      { role: 'owner', name: '张某', from: '2024-04-01', to: '2024-05-01' },
      { role: 'owner', name: '李某', from: '2024-05-01', to: '2024-07-01' },
      { role: 'owner', name: '李某', from: '2024-08-01', to: null },
    ]);
  });

  it('can be asked for any past day, a hand-over counting from its own day', async () => {
    await db.setClock('2024-03-04T10:00:00+08:00');
    const action = await world.action(unit, 'in-progress', { owner_name: liaison.name, head_in_charge: '王某' });
    await world.stopClock();
    const next = await world.person('UNIT_STAFF', unit);
    await handOverPost(as(chief), order({ successorId: next.id, day: '2024-09-02', outgoing: 'stays' }));
    const asked = async (day: string) => {
      const { holders, charges: open } = await answerableOn(as(head), unit, day);
      return [
        holders.find(one => one.post === 'liaison')?.holding?.name,
        open.map(one => [one.actionId, one.ownerName, one.headInCharge]),
      ];
    };
    expect(await asked('2024-09-01')).toEqual([liaison.name, [[action, liaison.name, '王某']]]);
    expect(await asked('2024-09-02')).toEqual([next.name, [[action, next.name, '王某']]]);
    expect(await asked('2024-03-03')).toEqual([liaison.name, []]);
    expect(await asked('2021-12-31')).toEqual([undefined, []]);
  });
});
