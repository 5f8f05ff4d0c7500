import type { ReminderRules } from '@yardstick/domain/due';
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import calendarYears from '../program/data/calendar-cn.json' with { type: 'json' };
import defaultRules from '../rules/default-rules.json' with { type: 'json' };
import { readReminderRules } from '../rules/reminder-rules.ts';
import { withReplyDays } from '../rules/rules.ts';
import { someItems, type Item, type Population } from './due-days.fixture.ts';

const zones = ['Asia/Shanghai', 'UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'Europe/London'];
const hour = 3_600_000;
const skewsMs = [0, -36 * hour, -7 * 60_000, 90_000, 400 * 24 * hour];

// ————— A calculator of its own: day by day along a list, by rules written out again, without a line of the product's. —————

interface Day {
  on: string;
  works: boolean;
}

function everyDay(): Day[] {
  const special = new Map(calendarYears.flatMap(year => year.days.map(day => [day.on, day.isWorkday] as const)));
  const days: Day[] = [];
  let [y, m, d, weekday] = [2021, 11, 1, 0]; // 1 November 2021 was a Monday
  while (y < 2027) {
    const on = `${y}-${m < 10 ? '0' : ''}${m}-${d < 10 ? '0' : ''}${d}`;
    days.push({ on, works: special.get(on) ?? weekday < 5 });
    weekday = (weekday + 1) % 7;
    const length = m === 2 ? (y % 4 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31;
    [y, m, d] = d < length ? [y, m, d + 1] : m < 12 ? [y, m + 1, 1] : [y + 1, 1, 1];
  }
  return days;
}

/** The place of the n-th worked day after (before) place i. */
function walk(days: Day[], i: number, n: number): number {
  let left = Math.abs(n);
  while (left > 0) {
    i += n > 0 ? 1 : -1;
    if (days[i]!.works) left -= 1;
  }
  return i;
}

function calculate(
  items: Item[],
  rules: ReminderRules,
  from: string,
  count: number,
): { lines: number; sha256: string } {
  const days = everyDay();
  const place = new Map(days.map((day, i) => [day.on, i]));
  const hash = createHash('sha256');
  let lines = 0;
  const start = place.get(from)!;
  for (let now = start; now < start + count; now++) {
    for (const { id, kind, base, dueOn, closedOn } of items) {
      const today = days[now]!.on;
      if (today < base || today >= closedOn) continue;
      const { within, lead, overdue, to } = rules.kinds[kind];
      const due = dueOn === null ? walk(days, place.get(base)!, within!.days) : place.get(dueOn)!;
      let best: { stage: string; at: number; late: number } | null = null;
      for (let at = due - 60; at <= now; at++) {
        const before = lead.in === 'calendar' ? due - at : at === due ? 0 : workedFrom(days, at, due);
        const isLead =
          at <= due && lead.days.includes(before) && (at === due || lead.in === 'calendar' || days[at]!.works);
        if (isLead)
          best = { stage: before === 0 ? 'D0' : `${lead.in === 'calendar' ? 'D' : 'W'}-${before}`, at, late: 0 };
        if (at <= due || !days[at]!.works || !overdue) continue;
        const late = workedFrom(days, due + 1, at + 1);
        if (late >= overdue.first && (late - overdue.first) % overdue.every === 0)
          best = { stage: `W+${late}`, at, late };
      }
      if (!best) continue;
      const whom: string[] = best.late === 0 ? [...to.before] : [...to.overdue];
      for (const { after, to: higher } of to.escalate) if (best.late > 0 && best.late >= after) whom.push(...higher);
      lines += 1;
      hash.update(
        `${today} ${id} ${days[due]!.on} ${best.stage} ${days[best.at]!.on} ${[...new Set(whom)].sort().join()}\n`,
      );
    }
  }
  return { lines, sha256: hash.digest('hex') };
}

/** Worked days among the places from `i` up to, not including, `end`. */
const workedFrom = (days: Day[], i: number, end: number): number => days.slice(i, end).filter(day => day.works).length;

interface ChildAnswer {
  answers: { lines: number; sha256: string }[];
  offsetMinutes: number;
}

const inZone = (TZ: string, population: Population): Promise<ChildAnswer> =>
  new Promise((resolve, reject) => {
    const child = fork(new URL('./due-days.child.ts', import.meta.url), [], {
      env: { ...process.env, TZ, NODE_OPTIONS: '' },
      execArgv: [],
    });
    child.once('message', message => resolve(message as ChildAnswer));
    child.once('error', reject);
    child.once('exit', code => (code ? reject(new Error(`The child in ${TZ} ended with ${code}.`)) : undefined));
    child.send({ population, skewsMs });
  });

describe('what is to be told on each of the 1,461 days of 2022 to 2025', () => {
  it('is the same in 6 time zones with 5 wrong clocks each, and as an independent calculator says', async () => {
    const rules = withReplyDays(readReminderRules(defaultRules.reminder), { ...defaultRules.request } as never);
    const allDays = everyDay();
    const first = allDays.findIndex(day => day.on === '2022-01-01');
    const days = allDays.slice(first, first + 1461).map(day => day.on);
    expect(days.at(-1)).toBe('2025-12-31');
    const items = someItems(days, rules);
    // a moment of each day, from its first second to its last, as the database's clock gives it
    const moments = days.map((on, i) => {
      const [h, m, s] = [(i * 7) % 24, (i * 13) % 60, (i * 29) % 60].map(n => String(n).padStart(2, '0'));
      const time = i % 50 === 0 ? '00:00:00' : i % 50 === 1 ? '23:59:59' : `${h}:${m}:${s}`;
      return new Date(`${on}T${time}+08:00`).toISOString();
    });
    const exceptions = calendarYears.flatMap(year => year.days);
    const expected = calculate(items, rules, '2022-01-01', 1461);
    expect(expected.lines).toBeGreaterThan(2_500);
    expect(new Set(items.map(item => item.kind)).size).toBe(Object.keys(rules.kinds).length);
    const population: Population = { items, rules, exceptions, moments };
    const offsets: number[] = [];
    for (const zone of zones) {
      const { answers, offsetMinutes } = await inZone(zone, population);
      offsets.push(offsetMinutes);
      expect([zone, answers]).toEqual([zone, skewsMs.map(() => expected)]);
    }
    // the children really ran elsewhere
    expect(new Set(offsets).size).toBe(zones.length);
  }, 300_000);
});
