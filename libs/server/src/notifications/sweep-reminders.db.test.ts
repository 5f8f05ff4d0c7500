import { addDays, dayAt, dayNumber } from '@yardstick/domain/calendar-day';
import { reachedStages, recipientsAt, type DueRule, type ReminderRules } from '@yardstick/domain/due';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import defaultRules from '../rules/default-rules.json' with { type: 'json' };
import { readReminderRules } from '../rules/reminder-rules.ts';
import { World } from './notifications.fixture.ts';
import { sweepReminders } from './sweep-reminders.ts';

const standard = readReminderRules(defaultRules.reminder);
const withRule = (kind: keyof ReminderRules['kinds'], change: Partial<DueRule>, of = standard): ReminderRules => ({
  ...of,
  kinds: { ...of.kinds, [kind]: { ...of.kinds[kind], ...change } },
});
const bothAtOnce: DueRule['to'] = { before: ['liaison'], overdue: ['liaison', 'head'], escalate: [] };
const rules = withRule('receipt', { to: bothAtOnce }, withRule('milestone', { to: bothAtOnce }));
const at = (day: string): string => `${day}T10:00:00+08:00`;

let db: TestDatabase;
let world: World;
let liaison: string;
let head: string;
let chief: string;

interface Row {
  dedupe_key: string;
  kind: string;
  is_alarm: boolean;
  milestone_id: string | null;
  stage: string;
  on: string;
  recipient_id: string;
  state: string;
}
const reminders = (): Promise<Row[]> =>
  db.sql<Row>(
    `select dedupe_key, kind, is_alarm, milestone_id, stage, stage_on::text as "on", recipient_id, state from reminder order by stage_on, recipient_id`,
  );
const pending = async (): Promise<string[]> =>
  (await reminders())
    .filter(r => r.state === 'pending')
    .map(r => `${r.stage} ${nameOf(r.recipient_id)}`)
    .sort();
const nameOf = (id: string): string =>
  id === liaison ? 'liaison' : id === head ? 'head' : id === chief ? 'chief' : 'other';
const sweepOn = async (day: string, r = rules) => {
  await db.setClock(at(day));
  return sweepReminders(db.orm, r);
};

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  await world.unit('GAJ');
  await world.unit('SFJ');
  liaison = await world.person('UNIT_LIAISON', 'GAJ');
  head = await world.person('UNIT_HEAD', 'GAJ');
  chief = await world.person('OFFICE_CHIEF', 'SFJ');
});
afterAll(() => db?.drop());
beforeEach(() => db.sql(`truncate reminder, milestone, timeline_entry, unit_action cascade`));

describe('the sweep', () => {
  it('knows the same stages as the rule in the domain library, whatever the days and the rules', async () => {
    const calendar = await db.services.calendar();
    const [first, last] = [dayNumber('2022-05-01'), dayNumber('2024-11-30')];
    const day = fc.integer({ min: first, max: last }).map(dayAt);
    const daysIn = fc.constantFrom<'calendar' | 'working'>('calendar', 'working');
    const someRules = fc.record({
      lead: fc.record({
        days: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }),
        in: daysIn,
      }),
      overdue: fc.option(
        fc.record({ first: fc.integer({ min: 1, max: 5 }), every: fc.integer({ min: 1, max: 9 }), in: daysIn }),
        { freq: 8 },
      ),
      escalate: fc.array(
        fc.record({
          after: fc.integer({ min: 1, max: 20 }),
          to: fc.constantFrom<('head' | 'deputy-head')[]>(['head'], ['deputy-head']),
        }),
        { maxLength: 2 },
      ),
    });
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 20, maxLength: 40 }), day, someRules, async (dues, today, some) => {
        await db.sql(`truncate reminder, milestone, timeline_entry, unit_action cascade`);
        const { lead, overdue, escalate } = some;
        const tried = withRule('milestone', {
          lead,
          overdue,
          to: { before: ['liaison'], overdue: ['liaison'], escalate },
        });
        const rule = tried.kinds.milestone;
        const action = await world.action('GAJ');
        const near = dues
          .map((due, i) => (i % 2 === 0 ? addDays(today, (dayNumber(due) % 60) - 20) : due))
          .filter(d => d <= '2024-12-31');
        const ids = await world.milestones('GAJ', action, near);
        await sweepOn(today, tried);
        const found = new Set(
          (await reminders()).map(r => `${r.milestone_id} ${r.stage} ${r.on} ${nameOf(r.recipient_id)}`),
        );
        const expected = new Set(
          ids.flatMap((id, i) =>
            reachedStages(near[i]!, today, rule, calendar).flatMap(({ stage, on, step }) => {
              const posts = recipientsAt(step, rule);
              return [
                ...(posts.includes('liaison') ? [`${id} ${stage} ${on} liaison`] : []),
                ...(posts.some(post => post !== 'liaison') ? [`${id} ${stage} ${on} head`] : []),
              ];
            }),
          ),
        );
        compared += expected.size;
        expect(found).toEqual(expected);
      }),
      { numRuns: 25 },
    );
    expect(compared).toBeGreaterThan(5_000);
  }, 60_000);

  it('tells of the newest stage only, and once', async () => {
    const action = await world.action('GAJ');
    await world.milestone('GAJ', action, '2024-09-30');
    expect(await sweepOn('2024-10-14')).toEqual({ created: 2, superseded: 7, voided: 0 });
    expect(await pending()).toEqual(['W+4 head', 'W+4 liaison']);
    expect(await sweepOn('2024-10-14')).toEqual({ created: 0, superseded: 0, voided: 0 });
  });

  it('comes to the same reminders day by day and after a standstill, the overtaken ones superseded', async () => {
    const action = await world.action('GAJ');
    const milestone = await world.milestone('GAJ', action, '2024-09-30');
    const keys = async () => (await reminders()).map(r => r.dedupe_key.replace(milestone, '')).sort();
    for (let day = '2024-09-10'; day <= '2024-10-21'; day = addDays(day, 1)) await sweepOn(day);
    const daily = await keys();
    expect(await pending()).toEqual(['W+10 head', 'W+10 liaison']);
    await db.sql(`truncate reminder`);
    await sweepOn('2024-10-21');
    expect(await keys()).toEqual(daily);
    expect(await pending()).toEqual(['W+10 head', 'W+10 liaison']);
  });

  it('passes over what was sent and supersedes what waits when the next stage comes', async () => {
    const action = await world.action('GAJ');
    await world.milestone('GAJ', action, '2024-09-30');
    await sweepOn('2024-09-23');
    await db.sql(`update reminder set state = 'sent' where stage = 'D-7'`);
    await sweepOn('2024-09-27');
    expect(await sweepOn('2024-09-29')).toEqual({ created: 1, superseded: 1, voided: 0 });
    expect((await reminders()).map(r => `${r.stage} ${r.state}`)).toEqual([
      'D-15 superseded',
      'D-7 sent',
      'D-3 superseded',
      'D-1 pending',
    ]);
  });

  it('drops reminders of what was handed in, brings them back when it is sent back, and never repeats one that was sent', async () => {
    const action = await world.action('GAJ');
    const milestone = await world.milestone('GAJ', action, '2024-09-30');
    await sweepOn('2024-10-08');
    await db.sql(`update reminder set state = 'sent' where recipient_id = $1`, [head]);
    await db.sql(`update milestone set handed_in_on = '2024-10-08' where id = $1`, [milestone]);
    expect(await sweepOn('2024-10-08')).toEqual({ created: 0, superseded: 0, voided: 1 });
    expect(await sweepOn('2024-10-09')).toEqual({ created: 0, superseded: 0, voided: 0 });
    await db.sql(`update milestone set handed_in_on = null where id = $1`, [milestone]);
    expect(await sweepOn('2024-10-10')).toMatchObject({ created: 1 });
    expect(await pending()).toEqual(['W+1 liaison']);
  });

  it('forgets the old due day when it moves', async () => {
    const action = await world.action('GAJ');
    const milestone = await world.milestone('GAJ', action, '2024-09-30');
    await sweepOn('2024-09-30');
    await db.sql(`update milestone set due_on = '2024-10-31', due_version = 2 where id = $1`, [milestone]);
    expect(await sweepOn('2024-09-30')).toEqual({ created: 0, superseded: 0, voided: 1 });
    await sweepOn('2024-10-16');
    expect((await reminders()).filter(r => r.state === 'pending').map(r => r.dedupe_key)).toEqual([
      `milestone:${milestone}:v2:D-15:${liaison}`,
    ]);
  });

  it.each(['suspended', 'cancelled', 'done', 'planning'])('says nothing while the action is %s', async state => {
    const action = await world.action('GAJ');
    await world.milestone('GAJ', action, '2024-09-30');
    await sweepOn('2024-09-27');
    await db.sql(`update unit_action set state = $1`, [state]);
    expect(await sweepOn('2024-09-30')).toEqual({ created: 0, superseded: 0, voided: 1 });
  });

  it('does not hold stages against a unit that came before the work began', async () => {
    const action = await world.action('GAJ', { since: at('2024-10-11') });
    await world.milestone('GAJ', action, '2024-09-30');
    await sweepOn('2024-10-12');
    expect(await pending()).toEqual(['W+4 head', 'W+4 liaison']);
    await db.sql(`truncate reminder`);
    await db.sql(`update unit_action set state_since = $1`, [at('2024-10-12')]);
    await sweepOn('2024-10-12');
    expect(await pending()).toEqual([]);
    await sweepOn('2024-10-16');
    expect(await pending()).toEqual(['W+7 head', 'W+7 liaison']);
  });

  it('brings up an action that nobody acknowledged within three working days', async () => {
    await world.action('GAJ', { state: 'assigned', issuedOn: '2024-09-27', since: at('2024-09-27') });
    await sweepOn('2024-10-08'); // 29 and 30 September and 8 October are worked, the days between are off
    expect(await pending()).toEqual(['D0 liaison']);
    expect((await reminders())[0]).toMatchObject({ kind: 'receipt', milestone_id: null, on: '2024-10-08' });
    expect(await sweepOn('2024-10-09')).toEqual({ created: 2, superseded: 1, voided: 0 });
    expect(await pending()).toEqual(['W+1 head', 'W+1 liaison']);
    await db.sql(`update unit_action set state = 'planning'`);
    expect(await sweepOn('2024-10-09')).toEqual({ created: 0, superseded: 0, voided: 2 });
  });

  it('alarms the office when nobody at the unit can be reminded', async () => {
    await db.sql(`update app_user set is_active = false where id = $1`, [liaison]);
    try {
      const action = await world.action('GAJ');
      await world.milestone('GAJ', action, '2024-09-30');
      await sweepOn('2024-09-30');
      expect(await pending()).toEqual(['D0 chief']);
      expect((await reminders()).at(-1)?.is_alarm).toBe(true);
    } finally {
      await db.sql(`update app_user set is_active = true where id = $1`, [liaison]);
    }
    // a successor has come: the alarm stands, the newcomer is told of the newest stage
    await sweepOn('2024-09-30');
    expect(await pending()).toEqual(['D0 chief', 'D0 liaison']);
  });

  it('tells whoever holds the posts named by the rule, a deputy in place of an empty post, and no account without one', async () => {
    await world.unit('JYJ');
    const people = new Map<string, string>();
    for (const [name, role] of [
      ['head', 'UNIT_HEAD'],
      ['deputy-head', 'UNIT_HEAD'],
      ['liaison', 'UNIT_LIAISON'],
      ['deputy-liaison', 'UNIT_LIAISON'],
      ['another', 'UNIT_LIAISON'],
    ] as const)
      people.set(await world.person(role, 'JYJ'), name);
    const told = async (day: string, to: DueRule['to']) => {
      await db.sql(`truncate reminder, milestone, timeline_entry, unit_action cascade`);
      await world.milestone('JYJ', await world.action('JYJ'), '2024-09-30');
      await sweepOn(day, withRule('milestone', { to }));
      return (await reminders())
        .filter(r => r.state === 'pending' && r.stage.startsWith(day > '2024-09-30' ? 'W' : 'D'))
        .map(r => people.get(r.recipient_id) ?? (r.is_alarm ? 'office' : 'somebody'))
        .sort();
    };
    const leave = (post: string) =>
      db.sql(`update post_holding set to_on = '2024-09-01' where unit_id = 'JYJ' and post = $1`, [post]);
    const ladder: DueRule['to'] = {
      before: ['liaison', 'deputy-liaison'],
      overdue: ['liaison'],
      escalate: [
        { after: 4, to: ['deputy-head'] },
        { after: 7, to: ['head'] },
      ],
    };
    expect(await told('2024-09-30', ladder)).toEqual(['deputy-liaison', 'liaison']);
    expect(await told('2024-10-08', ladder)).toEqual(['liaison']);
    expect(await told('2024-10-12', ladder)).toEqual(['deputy-head', 'liaison']);
    expect(await told('2024-10-18', ladder)).toEqual(['deputy-head', 'head', 'liaison']);
    await leave('liaison');
    expect(await told('2024-10-08', ladder)).toEqual(['deputy-liaison']);
    await leave('deputy-head');
    expect(await told('2024-10-12', ladder)).toEqual(['deputy-liaison', 'head']);
    await leave('deputy-liaison');
    expect(await told('2024-10-12', ladder)).toEqual(['head', 'office']);
  });

  it('may be run by many at once', async () => {
    const action = await world.action('GAJ');
    await world.milestones(
      'GAJ',
      action,
      Array.from({ length: 300 }, () => '2024-09-30'),
    );
    await db.setClock(at('2024-09-30'));
    const sweeps = await Promise.all(Array.from({ length: 6 }, () => sweepReminders(db.orm, rules)));
    expect(sweeps.reduce((sum, s) => sum + s.created, 0)).toBe(300);
  });
});
