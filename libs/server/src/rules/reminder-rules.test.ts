import { addDays, daysBetween } from '@yardstick/domain/calendar-day';
import type { ReminderRules } from '@yardstick/domain/due';
import { WorkCalendar } from '@yardstick/domain/work-calendar';
import { describe, expect, it } from 'vitest';
import calendarYears from '../program/data/calendar-cn.json' with { type: 'json' };
import defaultRules from './default-rules.json' with { type: 'json' };
import { horizonDays, numberedRules, readReminderRules, reminderRuleFaults } from './reminder-rules.ts';

const standard = readReminderRules(defaultRules.reminder);
/** The shipped rules with another value at one place; undefined takes it away. */
function changed(place: string, value: unknown): unknown {
  const copy = structuredClone(defaultRules.reminder) as Record<string, unknown>;
  const path = place.split('.');
  const last = path.pop()!;
  const inner = path.reduce((at, key) => at[key] as Record<string, unknown>, copy);
  inner[last] = value;
  return JSON.parse(JSON.stringify(copy));
}

describe('a rule set for reminders', () => {
  it('is as shipped in order', () => {
    expect(reminderRuleFaults(defaultRules.reminder)).toEqual([]);
  });

  it.each([
    ['kinds.milestone.lead.days.0', changed('kinds.milestone.lead.days', [-1])],
    ['kinds.review.to.before', changed('kinds.review.to.before', [])],
    ['kinds.plan.within.in', changed('kinds.plan.within.in', 'weeks')],
    ['kinds.report', changed('kinds.report', undefined)],
    ['window.from', changed('window.from', '8:30')],
    ['window', changed('window.to', '08:00')],
    [
      'programs.P1.milestone.overdue.every',
      changed('programs.P1', { milestone: { overdue: { first: 1, every: 0, in: 'working' } } }),
    ],
    ['(all)', []],
  ])('is refused with the place of its fault: %s', (place, body) => {
    expect(reminderRuleFaults(body).some(fault => fault.startsWith(`${place}: `))).toBe(true);
    expect(() => readReminderRules(body)).toThrow('The rules for reminders cannot be used.');
  });

  it('is numbered with what differs in a program filled up from the kind', () => {
    const rules: ReminderRules = { ...standard, programs: { P1: { plan: { within: { days: 20, in: 'calendar' } } } } };
    const numbered = numberedRules(rules);
    expect(new Set(numbered.map(rule => rule.no)).size).toBe(numbered.length);
    expect(numbered.find(rule => rule.program === 'P1')).toMatchObject({
      kind: 'plan',
      within: { days: 20, in: 'calendar' },
      lead: standard.kinds.plan.lead,
    });
  });

  it('looks far enough ahead for its longest lead in working days, around every holiday', () => {
    const calendar = new WorkCalendar(
      '2022-01-01',
      '2026-12-31',
      calendarYears.flatMap(year => year.days),
    );
    for (const days of [1, 3, 10, 30]) {
      const lead = { days: [days], in: 'working' as const };
      const horizon = horizonDays({
        ...standard,
        kinds: { ...standard.kinds, plan: { ...standard.kinds.plan, lead } },
      });
      for (let due = '2022-06-01'; due < '2026-12-31'; due = addDays(due, 1))
        expect(daysBetween(calendar.addWorkingDays(due, -days), due)).toBeLessThanOrEqual(horizon);
    }
  });
});
