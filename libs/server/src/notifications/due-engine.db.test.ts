import { addDays, type CalendarDay } from '@yardstick/domain/calendar-day';
import { dueDayOf, reachedStages, type DueKind, type DueRule, type ReminderRules } from '@yardstick/domain/due';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { writeCalendarYear, type ImportCalendarInput } from '../calendar/import-calendar.ts';
import { loadCalendar } from '../calendar/load-calendar.ts';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { claimReminders, turnIntoNotices } from './deliver-reminders.ts';
import { deliverOne, World } from './notifications.fixture.ts';
import { sweepReminders } from './sweep-reminders.ts';

let db: TestDatabase;
let world: World;
let rules: ReminderRules;
const names = new Map<string, string>();

const at = (day: string, time = '10:00'): string => `${day}T${time}:00+08:00`;
const sweepOn = async (day: string, by = rules) => {
  await db.setClock(at(day));
  return sweepReminders(db.orm, by);
};
const withRule = (kind: DueKind, change: Partial<DueRule>): ReminderRules => ({
  ...rules,
  kinds: { ...rules.kinds, [kind]: { ...rules.kinds[kind], ...change } },
});
/** `receipt D0 liaison`: what waits, or what is in another state. */
const reminders = async (state = 'pending'): Promise<string[]> =>
  (
    await db.sql<{ kind: string; stage: string; recipient_id: string }>(
      `select kind, stage, recipient_id from reminder where state = $1`,
      [state],
    )
  )
    .map(row => `${row.kind} ${row.stage} ${names.get(row.recipient_id)}`)
    .sort();
const importYear = (year: ImportCalendarInput): Promise<void> =>
  forkFor(db.orm, systemScope).transactional(em => writeCalendarYear(em, year));

async function request(unitId: string, action: string, more: Record<string, string | null> = {}): Promise<string> {
  const id = randomUUID();
  const row = {
    unit_id: unitId,
    id,
    action_id: action,
    milestone_id: null,
    kind: 'help',
    state: 'in-review',
    reason: '难',
    filed_by: '某',
    filed_on: '2024-10-08',
    filed_at: at('2024-10-08'),
    office_since: '2024-10-08',
    from_due_on: null,
    to_due_on: null,
    ...more,
  };
  await db.sql(
    `insert into unit_request (${Object.keys(row).join()}) values (${Object.keys(row)
      .map((_, i) => `$${i + 1}`)
      .join()})`,
    Object.values(row),
  );
  return id;
}

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  for (const unit of ['GAJ', 'SFJ']) await world.unit(unit);
  for (const [name, role, unit] of [
    ['head', 'UNIT_HEAD', 'GAJ'],
    ['deputy-head', 'UNIT_HEAD', 'GAJ'],
    ['liaison', 'UNIT_LIAISON', 'GAJ'],
    ['chief', 'OFFICE_CHIEF', 'SFJ'],
    ['staff', 'OFFICE_STAFF', 'SFJ'],
  ] as const)
    names.set(await world.person(role, unit), name);
  rules = (await db.services.rules()).reminder;
});
afterAll(() => db?.drop());
beforeEach(() =>
  db.sql(`truncate notice, reminder, unit_request_step, unit_request, milestone, timeline_entry, unit_action cascade`),
);

describe('everything that can be late', () => {
  it('is brought up with whoever must do it: the unit its work, the office its own', async () => {
    const since = at('2024-10-08');
    await world.action('GAJ', { state: 'assigned', issuedOn: '2024-10-08', since });
    const planned = await world.action('GAJ', { state: 'planning', since });
    await db.sql(`update unit_action set acknowledged_at = $2 where id = $1`, [planned, since]);
    const sentBack = await world.action('GAJ', { state: 'planning', since });
    await db.sql(`update unit_action set acknowledged_at = $2, returned_plan = '{}' where id = $1`, [sentBack, since]);
    await world.action('GAJ', { state: 'plan-in-review', since });
    await world.action('GAJ', { state: 'submitted', since, handedInOn: '2024-10-08' });
    await request('GAJ', await world.action('GAJ'));
    const action = await world.action('GAJ');
    const [submitted, returned] = await world.milestones('GAJ', action, ['2024-10-08', '2024-09-30']);
    await db.sql(`update milestone set state = 'submitted', handed_in_on = due_on where id = $1`, [submitted]);
    await db.sql(`update milestone set state = 'returned', returned_count = 1, state_since = $2 where id = $1`, [
      returned,
      since,
    ]);

    // 9, 10, 11, 12, 14, 15, 16, 17, 18 and 21 October are the ten working days that follow
    await sweepOn('2024-10-11');
    expect(await reminders()).toEqual(['receipt D0 liaison']);
    await sweepOn('2024-10-14');
    expect(await reminders()).toEqual([
      'receipt W+1 liaison',
      'request D0 staff',
      'review D0 staff',
      'review D0 staff',
      'review D0 staff',
    ]);
    await sweepOn('2024-10-21');
    expect(await reminders()).toEqual([
      'correction D0 liaison',
      'correction D0 liaison',
      'plan D0 liaison',
      'receipt W+7 deputy-head',
      'receipt W+7 head',
      'receipt W+7 liaison',
      'request W+5 chief',
      'request W+5 staff',
      ...Array<string>(3).fill('review W+4 chief'),
      ...Array<string>(3).fill('review W+4 staff'),
    ]);
    for (const { id } of await db.sql<{ id: string }>(`select id from reminder where state = 'pending'`))
      expect(await deliverOne(db, Number(id))).toBe('sent');
    const told = await db.sql<{ kind: string; subject_kind: string; params: object }>(
      `select distinct on (kind) kind, subject_kind, params from notice order by kind, id`,
    );
    expect(told.map(({ kind }) => kind)).toEqual([
      'correction-due',
      'plan-due',
      'receipt-overdue',
      'request-overdue',
      'review-overdue',
    ]);
    expect(told.find(({ kind }) => kind === 'request-overdue')!.subject_kind).toBe('request');
    for (const { params } of told) expect(Object.values(params)).not.toContain(null);
  });

  it('of a milestone sent back after its day is counted from the return, not from the day', async () => {
    const action = await world.action('GAJ');
    const [returned, early] = await world.milestones('GAJ', action, ['2024-09-30', '2024-10-30']);
    await db.sql(`update milestone set state = 'returned', returned_count = 1, state_since = $1 where id = any ($2)`, [
      at('2024-10-14'),
      [returned, early],
    ]);
    await sweepOn('2024-10-15');
    expect(await reminders()).toEqual(['milestone D-15 liaison']);
    await sweepOn('2024-10-28');
    expect(await reminders()).toEqual(['correction D0 liaison', 'milestone D-3 liaison']);
  });

  it('rests while an extension is asked for, and only so long', async () => {
    const action = await world.action('GAJ');
    const milestone = await world.milestone('GAJ', action, '2024-10-10');
    await request('GAJ', action, {
      kind: 'extension',
      milestone_id: milestone,
      from_due_on: '2024-10-10',
      to_due_on: '2024-10-30',
      filed_on: '2024-10-10',
      office_since: null,
      state: 'to-sign',
    });
    await sweepOn('2024-10-10');
    await db.sql(`update reminder set state = 'sent' where state = 'pending'`);
    await sweepOn('2024-10-16');
    expect(await reminders()).toEqual([]);
    await sweepOn('2024-10-17');
    expect(await reminders()).toEqual(['milestone W+4 liaison']);
  });

  it('that would reach nobody is one alarm a day for the office', async () => {
    await world.unit('KXJ');
    const action = await world.action('KXJ');
    await world.milestones('KXJ', action, ['2024-10-30', '2024-10-30', '2024-10-30']);
    await sweepOn('2024-10-23');
    expect(await reminders()).toEqual(Array<string>(3).fill('milestone D-7 chief'));
    for (const { id } of await db.sql<{ id: string }>(`select id from reminder`)) await deliverOne(db, Number(id));
    expect(await db.sql(`select kind, subject_kind, params->'count' as count from notice`)).toEqual([
      { kind: 'no-recipient', subject_kind: 'unit-posts', count: 3 },
    ]);
  });

  it('of the office falls to its chief when it has no staff, and to whoever keeps the system when it has nobody', async () => {
    const admin = await world.person('SYS_ADMIN', 'SFJ');
    names.set(admin, 'admin');
    await request('GAJ', await world.action('GAJ'));
    const off = (name: string, isActive: boolean) =>
      db.sql(`update app_user set is_active = $2 where id = $1`, [
        [...names].find(([, n]) => n === name)![0],
        isActive,
      ]);
    await off('staff', false);
    await sweepOn('2024-10-14');
    expect(await reminders()).toEqual(['request D0 chief']);
    await off('chief', false);
    await sweepOn('2024-10-14');
    expect(await reminders()).toEqual(['request D0 admin']);
    await off('staff', true);
    await off('chief', true);
  });
});

describe('after three days without any worker', () => {
  it('the next sweep makes exactly the expected set, the overtaken steps superseded', async () => {
    const action = await world.action('GAJ');
    const dues: CalendarDay[] = Array.from({ length: 80 }, (_, i) => addDays('2024-09-01', i));
    const ids = await world.milestones('GAJ', action, dues);
    // up to Thursday all worked; then nothing until Tuesday
    for (let day = '2024-10-08'; day <= '2024-10-10'; day = addDays(day, 1)) await sweepOn(day);
    await db.sql(`update reminder set state = 'sent' where state = 'pending'`);
    const before = new Set(
      await db.sql<{ dedupe_key: string }>(`select dedupe_key from reminder`).then(r => r.map(x => x.dedupe_key)),
    );
    await sweepOn('2024-10-14');
    const calendar = await db.services.calendar();
    const rule = rules.kinds.milestone;
    const expected = { pending: [] as string[], superseded: [] as string[] };
    ids.forEach((id, i) => {
      const stages = reachedStages(dues[i]!, '2024-10-14', rule, calendar);
      stages.forEach(({ stage, step }, n) => {
        const posts = ['liaison', ...(step >= 5 ? ['deputy-head'] : []), ...(step >= 10 ? ['head'] : [])];
        for (const post of posts) {
          const recipient = [...names].find(([, name]) => name === post)![0];
          const key = `milestone:${id}:v1:${stage}:${recipient}`;
          if (!before.has(key)) expected[n === stages.length - 1 ? 'pending' : 'superseded'].push(key);
        }
      });
    });
    const keysOf = async (state: string) =>
      (await db.sql<{ dedupe_key: string }>(`select dedupe_key from reminder where state = $1`, [state]))
        .map(row => row.dedupe_key)
        .filter(key => !before.has(key))
        .sort();
    expect(expected.pending.length).toBeGreaterThan(20);
    expect(await keysOf('pending')).toEqual(expected.pending.sort());
    expect(await keysOf('superseded')).toEqual(expected.superseded.sort());
    // nobody hears of one thing twice on that morning
    const twice = await db.sql(
      `select 1 from reminder where state = 'pending' group by subject_id, recipient_id having count(*) > 1`,
    );
    expect(twice).toEqual([]);
  });
});

describe('a rule that changes', () => {
  it('voids what waits and is not asked for any more, makes what is, and repeats nothing that was sent', async () => {
    const action = await world.action('GAJ');
    await world.milestones('GAJ', action, ['2024-10-30', '2024-10-22']);
    await sweepOn('2024-10-23');
    expect(await reminders()).toEqual(['milestone D-7 liaison', 'milestone W+1 liaison']);
    await db.sql(`update reminder set state = 'sent' where stage = 'W+1'`);
    const later = withRule('milestone', {
      lead: { days: [5, 0], in: 'calendar' },
      overdue: { first: 1, every: 2, in: 'working' },
      to: { before: ['deputy-head'], overdue: ['liaison', 'head'], escalate: [] },
    });
    expect(await sweepOn('2024-10-23', later)).toMatchObject({ voided: 1 });
    // the head had not been told of the first step, the liaison had
    expect(await reminders()).toEqual(['milestone W+1 head']);
    await sweepOn('2024-10-25', later);
    expect(await reminders()).toEqual(['milestone D-5 deputy-head', 'milestone W+3 head', 'milestone W+3 liaison']);
    // and back again
    await sweepOn('2024-10-25');
    expect(await reminders()).toEqual(['milestone D-7 liaison']);
    expect(await reminders('sent')).toEqual(['milestone W+1 liaison']);
  });

  it('is kept with the reminder that was made by it', async () => {
    await world.milestone('GAJ', await world.action('GAJ'), '2024-10-30');
    await db.sql(
      `insert into rule_set (kind, version, body) select 'reminder', 7, body from rule_set where kind = 'reminder' order by version limit 1`,
    );
    await sweepOn('2024-10-23');
    expect(await db.sql(`select distinct rule_version from reminder where state = 'pending'`)).toEqual([
      { rule_version: 7 },
    ]);
    await db.sql(`delete from rule_set where kind = 'reminder' and version = 7`);
  });
});

describe('a calendar notice that arrives late', () => {
  const off = (from: CalendarDay, to: CalendarDay) => {
    const days: ImportCalendarInput['exceptions'] = [];
    for (let on = from; on <= to; on = addDays(on, 1)) days.push({ on, isWorkday: false, name: '春节' });
    return days;
  };
  const worked = (...days: CalendarDay[]) => days.map(on => ({ on, isWorkday: true, name: '春节' }));
  /** 国办发明电〔2019〕16号, and 〔2020〕1号, by which the holiday of 2020 ran on to 2 February. */
  const first = {
    year: 2020,
    noticeNo: '国办发明电〔2019〕16号',
    exceptions: [...off('2020-01-24', '2020-01-30'), ...worked('2020-01-19', '2020-02-01')],
  };
  const extended = {
    year: 2020,
    noticeNo: '国办发明电〔2020〕1号',
    exceptions: [...off('2020-01-24', '2020-02-02'), ...worked('2020-01-19')],
  };
  const dueOf = async (action: string): Promise<CalendarDay> =>
    dueDayOf(
      (await db.sql<{ on: string }>(`select issued_on::text as on from unit_action where id = $1`, [action]))[0]!.on,
      rules.kinds.receipt.within!,
      await loadCalendar(db.services.reads),
    );

  it('moves what is counted and open, and neither what is past nor a day that was named', async () => {
    const eager = withRule('receipt', { lead: { days: [1, 0], in: 'working' } });
    await importYear(first);
    const assigned = (issuedOn: string) => world.action('GAJ', { state: 'assigned', issuedOn, since: at(issuedOn) });
    const [past, open] = [await assigned('2020-01-20'), await assigned('2020-01-22')];
    const finished = await assigned('2020-01-22');
    await db.sql(`update unit_action set state = 'planning' where id = $1`, [finished]);
    const named = await world.milestone(
      'GAJ',
      await world.action('GAJ', { issuedOn: '2020-01-10', since: at('2020-01-10') }),
      '2020-02-01',
    );
    expect([await dueOf(past), await dueOf(open)]).toEqual(['2020-01-23', '2020-02-01']);
    const standing = async () =>
      (
        await db.sql<{ id: string; stage: string; on: string; state: string }>(
          `select subject_id as id, stage, stage_on::text as on, state from reminder where state in ('pending', 'sent')
           and subject_id = any ($1) order by stage_on, stage`,
          [[past, open, named]],
        )
      )
        .map(r => `${r.id === past ? 'past' : r.id === open ? 'open' : 'named'} ${r.stage} ${r.on} ${r.state}`)
        .sort();

    await sweepOn('2020-01-23', eager);
    await db.sql(`update reminder set state = 'sent' where state = 'pending'`);
    await sweepOn('2020-01-31', eager);
    expect(await standing()).toEqual(
      [
        'past D0 2020-01-23 sent',
        'named D-15 2020-01-17 sent',
        'past W+1 2020-01-31 pending',
        'named D-1 2020-01-31 pending',
        'open W-1 2020-01-31 pending',
      ].sort(),
    );

    // on that day the extension becomes known
    await importYear(extended);
    await sweepOn('2020-01-31', eager);
    expect([await dueOf(past), await dueOf(open)]).toEqual(['2020-01-23', '2020-02-04']);
    // the last day of work is the 23rd until the 3rd: neither stage is reached any more
    expect(await standing()).toEqual(
      ['named D-15 2020-01-17 sent', 'past D0 2020-01-23 sent', 'named D-1 2020-01-31 pending'].sort(),
    );
    await sweepOn('2020-02-03', eager);
    expect(await standing()).toEqual(
      [
        'named D-15 2020-01-17 sent',
        'past D0 2020-01-23 sent',
        'past W+1 2020-02-03 pending',
        'named W+1 2020-02-03 pending',
        'open W-1 2020-02-03 pending',
      ].sort(),
    );
    await sweepOn('2020-02-04', eager);
    expect((await standing()).filter(line => line.startsWith('open'))).toEqual(['open D0 2020-02-04 pending']);
    expect(await db.sql(`select 1 from reminder where subject_id = $1`, [finished])).toEqual([]);
  });

  it('leaves no stale reminder, whatever days it changes', async () => {
    const day = fc.integer({ min: 0, max: 200 }).map(n => addDays('2024-03-01', n));
    const change = fc.uniqueArray(fc.record({ on: day, isWorkday: fc.boolean(), name: fc.constant('临时') }), {
      maxLength: 25,
      selector: one => one.on,
    });
    const year2024 = await db.sql<{ on: string; isWorkday: boolean; name: string }>(
      `select "on"::text, is_workday as "isWorkday", name from calendar_day where year = 2024 and name is not null`,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 12, maxLength: 12 }), day, change, async (bases, today, changes) => {
        await db.sql(`truncate notice, reminder, milestone, timeline_entry, unit_action cascade`);
        await importYear({ year: 2024, noticeNo: '一', exceptions: year2024 });
        const known = bases.filter(base => base <= today);
        const ids: string[] = [];
        for (const base of known)
          ids.push(await world.action('GAJ', { state: 'assigned', issuedOn: base, since: at(base) }));
        await sweepOn(today);
        const before = await loadCalendar(db.services.reads);
        // what is over is over: a notice speaks of the days to come
        const later = changes.filter(({ on }) => on >= today);
        const kept = year2024.filter(({ on }) => !later.some(one => one.on === on));
        await importYear({ year: 2024, noticeNo: '二', exceptions: [...kept, ...later] });
        await sweepOn(today);
        const after = await loadCalendar(db.services.reads);
        const pending = await db.sql<{ id: string; stage: string; on: string }>(
          `select subject_id as id, stage, stage_on::text as on from reminder where state = 'pending'`,
        );
        const rule = rules.kinds.receipt;
        known.forEach((base, i) => {
          const [was, is] = [dueDayOf(base, rule.within!, before), dueDayOf(base, rule.within!, after)];
          if (was < today) expect(is).toBe(was);
          const newest = reachedStages(is, today, rule, after).at(-1);
          for (const row of pending.filter(({ id }) => id === ids[i])) expect(row.stage).toBe(newest?.stage);
        });
      }),
      { numRuns: 12 },
    );
    await importYear({ year: 2024, noticeNo: '一', exceptions: year2024 });
  }, 60_000);
});

describe('a reminder of a kind that has no source any more', () => {
  it('is void when its turn comes', async () => {
    await world.milestone('GAJ', await world.action('GAJ'), '2024-10-30');
    await sweepOn('2024-10-23');
    await db.sql(`update reminder set kind = 'forgotten'`);
    const em = forkFor(db.orm, systemScope);
    const [{ id }] = (await db.sql<{ id: string }>(`select id from reminder where state = 'pending'`)) as [
      { id: string },
    ];
    const claims = await claimReminders(em, [Number(id)]);
    expect(await em.transactional(tx => turnIntoNotices(tx, rules, claims))).toEqual([
      { id: Number(id), leaseNo: 1, result: 'void', reason: null },
    ]);
  });
});
