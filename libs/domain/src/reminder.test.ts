import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar-day.ts';
import { currentStage, defaultReminderRules as rules, mayDeliver, reachedStages, recipientsAt } from './reminder.ts';
import { programExceptions, programCalendar } from './work-calendar.fixture.ts';
import { WorkCalendar } from './work-calendar.ts';

const calendar = programCalendar();

describe('the stages of a reminder', () => {
  it('come 15, 7, 3 and 1 days before, on the day, and then by working days', () => {
    expect(reachedStages('2024-09-30', '2024-10-14', rules, calendar)).toEqual([
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
    expect(currentStage('2024-09-30', '2024-09-14', rules, calendar)).toBeNull();
    expect(currentStage('2024-09-30', '2024-09-26', rules, calendar)?.stage).toBe('D-7');
    expect(currentStage('2024-09-30', '2024-10-07', rules, calendar)?.stage).toBe('D0');
  });

  it('come in order even when the rules list them otherwise', () => {
    const stages = reachedStages('2024-09-30', '2024-09-30', { ...rules, leadDays: [0, 7, 3, 7] }, calendar);
    expect(stages.map(s => s.stage)).toEqual(['D-7', 'D-3', 'D0']);
  });

  it('refuse to go on past the end of the calendar', () => {
    expect(() => reachedStages('2024-12-20', '2025-01-10', rules, calendar)).toThrow('CALENDAR_ENDS');
    expect(currentStage('2025-01-10', '2025-01-07', rules, calendar)?.stage).toBe('D-3');
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
        let last = currentStage(dueOn, addDays(startOn, -1), rules, wide)?.stage;
        const missedBefore = reachedStages(dueOn, addDays(startOn, -1), rules, wide).length;
        for (let today = startOn; today <= end; today = addDays(today, 1)) {
          const now = currentStage(dueOn, today, rules, wide);
          if (now && now.stage !== last) {
            expect(now.on).toBe(today);
            seen.push(now.stage);
          }
          last = now?.stage;
        }
        const all = reachedStages(dueOn, end, rules, wide);
        expect(seen).toEqual(all.slice(missedBefore).map(s => s.stage));
        expect(new Set(all.map(s => s.stage)).size).toBe(all.length);
        for (const { stage, on } of all)
          if (stage.startsWith('W+')) expect(wide.workingDaysBetween(dueOn, on)).toBe(Number(stage.slice(2)));
      }),
      { numRuns: 80 },
    );
  });
});

describe('a message', () => {
  it('may go out only in working hours of a workday, both ends included', () => {
    const at = (day: string, time: string) => mayDeliver({ day, time }, rules, calendar);
    expect(at('2024-09-30', '08:29')).toBe(false);
    expect(at('2024-09-30', '08:30')).toBe(true);
    expect(at('2024-09-30', '17:30')).toBe(true);
    expect(at('2024-09-30', '17:31')).toBe(false);
    expect(at('2024-10-01', '10:00')).toBe(false);
    expect(at('2024-09-29', '10:00')).toBe(true);
    const anyDay = { window: { ...rules.window, workdaysOnly: false } };
    expect(mayDeliver({ day: '2024-10-01', time: '10:00' }, anyDay, calendar)).toBe(true);
  });

  it('goes to the liaisons, and higher up the longer a thing is overdue', () => {
    expect(recipientsAt('D0', rules)).toEqual(['liaison', 'deputy-liaison']);
    expect(recipientsAt('W+4', rules)).toEqual(['liaison', 'deputy-liaison']);
    expect(recipientsAt('W+7', rules)).toEqual(['liaison', 'deputy-liaison', 'deputy-head']);
    expect(recipientsAt('W+10', rules)).toEqual(['liaison', 'deputy-liaison', 'deputy-head', 'head']);
  });
});
