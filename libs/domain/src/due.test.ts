import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar-day.ts';
import {
  currentStage,
  dueDayOf,
  isPaused,
  lastWorkdayFor,
  mayDeliver,
  reachedStages,
  recipientsAt,
  ruleOf,
  type DueRule,
  type ReminderRules,
} from './due.ts';
import { programExceptions, programCalendar } from './work-calendar.fixture.ts';
import { WorkCalendar } from './work-calendar.ts';

const calendar = programCalendar();

const rule: DueRule = {
  within: null,
  lead: { days: [15, 7, 3, 1, 0], in: 'calendar' },
  overdue: { first: 1, every: 3, in: 'working' },
  to: {
    before: ['liaison', 'deputy-liaison'],
    overdue: ['liaison', 'deputy-liaison'],
    escalate: [
      { after: 5, to: ['deputy-head'] },
      { after: 10, to: ['head'] },
    ],
  },
  channels: ['in-app', 'email'],
  wording: 'milestone',
  statutory: false,
  pauseWorkingDays: 5,
};
const window = { from: '08:30', to: '17:30', workdaysOnly: true };

describe('the stages of a reminder', () => {
  it('come 15, 7, 3 and 1 days before, on the day, and then by working days', () => {
    expect(reachedStages('2024-09-30', '2024-10-14', rule, calendar).map(({ stage, on }) => ({ stage, on }))).toEqual([
      { stage: 'D-15', on: '2024-09-15' },
      { stage: 'D-7', on: '2024-09-23' },
      { stage: 'D-3', on: '2024-09-27' },
      { stage: 'D-1', on: '2024-09-29' },
      { stage: 'D0', on: '2024-09-30' },
      { stage: 'W+1', on: '2024-10-08' },
      { stage: 'W+4', on: '2024-10-11' },
    ]);
  });

  it('have none long before the due day, and the last reached is the current one', () => {
    expect(currentStage('2024-09-30', '2024-09-14', rule, calendar)).toBeNull();
    expect(currentStage('2024-09-30', '2024-09-26', rule, calendar)?.stage).toBe('D-7');
    expect(currentStage('2024-09-30', '2024-10-07', rule, calendar)?.stage).toBe('D0');
  });

  it('come in order even when the rules list them otherwise', () => {
    const stages = reachedStages(
      '2024-09-30',
      '2024-09-30',
      { ...rule, lead: { days: [0, 7, 3, 7], in: 'calendar' } },
      calendar,
    );
    expect(stages.map(s => s.stage)).toEqual(['D-7', 'D-3', 'D0']);
  });

  it('refuse to go on past the end of the calendar', () => {
    expect(() => reachedStages('2024-12-20', '2025-01-10', rule, calendar)).toThrow('CALENDAR_ENDS');
    expect(currentStage('2025-01-10', '2025-01-07', rule, calendar)?.stage).toBe('D-3');
  });

  it('are each reached exactly once, one day at a time', () => {
    const wide = new WorkCalendar('2022-01-01', '2025-12-31', programExceptions);
    const cases = fc.record({ due: fc.integer({ min: 0, max: 1300 }), issued: fc.integer({ min: 0, max: 60 }) });
    fc.assert(
      fc.property(cases, ({ due, issued }) => {
        const dueOn = addDays('2022-02-01', due);
        const end = addDays(dueOn, 60);
        const seen: string[] = [];
        const startOn = addDays(dueOn, -issued);
        let last = currentStage(dueOn, addDays(startOn, -1), rule, wide)?.stage;
        const missedBefore = reachedStages(dueOn, addDays(startOn, -1), rule, wide).length;
        for (let today = startOn; today <= end; today = addDays(today, 1)) {
          const now = currentStage(dueOn, today, rule, wide);
          if (now && now.stage !== last) {
            expect(now.on).toBe(today);
            seen.push(now.stage);
          }
          last = now?.stage;
        }
        const all = reachedStages(dueOn, end, rule, wide);
        expect(seen).toEqual(all.slice(missedBefore).map(s => s.stage));
        expect(new Set(all.map(s => s.stage)).size).toBe(all.length);
        for (const { stage, on } of all)
          if (stage.startsWith('W+')) expect(wide.workingDaysBetween(dueOn, on)).toBe(Number(stage.slice(2)));
      }),
      { numRuns: 80 },
    );
  });
});

describe('a rule', () => {
  it('may count the days before in working days and those after in calendar days', () => {
    const other: DueRule = {
      ...rule,
      lead: { days: [3, 1, 0], in: 'working' },
      overdue: { first: 2, every: 5, in: 'calendar' },
    };
    expect(reachedStages('2024-10-06', '2024-10-15', other, calendar)).toEqual([
      { stage: 'W-3', on: '2024-09-27', step: 0 },
      { stage: 'W-1', on: '2024-09-30', step: 0 },
      { stage: 'D0', on: '2024-10-06', step: 0 },
      { stage: 'D+2', on: '2024-10-08', step: 2 },
      { stage: 'D+7', on: '2024-10-13', step: 7 },
    ]);
    expect(reachedStages('2024-10-06', '2024-12-30', { ...other, overdue: null }, calendar)).toHaveLength(3);
  });

  it('differs in a program only where the program says so', () => {
    const rules = {
      window,
      digestAt: '09:00',
      kinds: { milestone: rule },
      programs: { P1: { milestone: { statutory: true } } },
    };
    const of = (program?: string) => ruleOf(rules as unknown as ReminderRules, 'milestone', program);
    expect(of()).toEqual(rule);
    expect(of('P2')).toEqual(rule);
    expect(of('P1')).toEqual({ ...rule, statutory: true });
  });

  it.each([
    ['2024-09-25', 15, '2024-10-21'],
    ['2022-09-28', 10, '2022-10-17'],
    ['2023-09-27', 5, '2023-10-10'],
    ['2024-02-05', 5, '2024-02-18'],
  ])('counts working days from %s: %i later is %s', (base, days, due) => {
    expect(dueDayOf(base, { days, in: 'working' }, calendar)).toBe(due);
  });

  it('rolls a counted period forward from a rest day, and leaves a named day where it is', () => {
    expect(dueDayOf('2024-09-21', { days: 10, in: 'calendar' }, calendar)).toBe('2024-10-08');
    expect(dueDayOf('2024-09-20', { days: 10, in: 'calendar' }, calendar)).toBe('2024-09-30');
    expect(lastWorkdayFor('2024-06-30', calendar)).toBe('2024-06-28');
    expect(lastWorkdayFor('2024-12-31', calendar)).toBe('2024-12-31');
  });

  it('rests while an extension is asked for, and not for ever', () => {
    expect(isPaused('2024-09-27', '2024-10-10', rule, calendar)).toBe(true);
    expect(isPaused('2024-09-27', '2024-10-11', rule, calendar)).toBe(false);
    expect(isPaused('2024-09-27', '2024-09-27', { pauseWorkingDays: 0 }, calendar)).toBe(false);
  });
});

describe('a message', () => {
  it('may go out only in working hours of a workday, both ends included', () => {
    const at = (day: string, time: string) => mayDeliver({ day, time }, { window }, calendar);
    expect(at('2024-09-30', '08:29')).toBe(false);
    expect(at('2024-09-30', '08:30')).toBe(true);
    expect(at('2024-09-30', '17:30')).toBe(true);
    expect(at('2024-09-30', '17:31')).toBe(false);
    expect(at('2024-10-01', '10:00')).toBe(false);
    expect(at('2024-09-29', '10:00')).toBe(true);
    const anyDay = { window: { ...window, workdaysOnly: false } };
    expect(mayDeliver({ day: '2024-10-01', time: '10:00' }, anyDay, calendar)).toBe(true);
  });

  it('goes to the liaisons, and higher up the longer a thing is overdue', () => {
    expect(recipientsAt(0, rule)).toEqual(['liaison', 'deputy-liaison']);
    expect(recipientsAt(4, rule)).toEqual(['liaison', 'deputy-liaison']);
    expect(recipientsAt(7, rule)).toEqual(['liaison', 'deputy-liaison', 'deputy-head']);
    expect(recipientsAt(10, rule)).toEqual(['liaison', 'deputy-liaison', 'deputy-head', 'head']);
  });
});
