import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from './calendar-day.ts';
import { WorkCalendar } from './work-calendar.ts';
import { programCalendar } from './work-calendar.fixture.ts';
import { sentence } from './wording.ts';
import { RuleViolation } from './violation.ts';

const calendar = programCalendar();
const dayIn2022To2024 = fc.integer({ min: 0, max: 1095 }).map(n => addDays('2022-01-01', n));

describe('the work calendar of the three years', () => {
  it('counts as many workdays as the notices give', () => {
    expect([2022, 2023, 2024].map(year => calendar.countIn(year))).toEqual([249, 249, 251]);
  });

  it.each([
    ['2024-09-25', 15, '2024-10-21'],
    ['2022-09-28', 10, '2022-10-17'],
    ['2023-09-27', 5, '2023-10-10'],
    ['2024-02-05', 5, '2024-02-18'],
  ])('%s and %i working days is %s', (day, n, expected) => {
    expect(calendar.addWorkingDays(day, n)).toBe(expected);
    expect(calendar.workingDaysBetween(day, expected)).toBe(n);
    expect(calendar.workingDaysBetween(expected, day)).toBe(-n);
  });

  it('works on the eve of the Spring Festival of 2024 and on weekends made up for', () => {
    expect(calendar.isWorkday('2024-02-09')).toBe(true);
    expect(calendar.isWorkday('2024-09-29')).toBe(true);
  });

  it('rests on four of the due days of the programme and works on the last', () => {
    const dueDays = ['2022-12-31', '2023-12-31', '2024-06-30', '2024-11-30', '2024-12-31'];
    expect(dueDays.map(day => calendar.isWorkday(day))).toEqual([false, false, false, false, true]);
    expect(calendar.lastWorkdayOnOrBefore('2022-12-31')).toBe('2022-12-30');
    expect(calendar.lastWorkdayOnOrBefore('2024-06-30')).toBe('2024-06-28');
    expect(calendar.nextWorkdayOnOrAfter('2022-12-31')).toBe('2023-01-03');
    expect(calendar.lastWorkdayOnOrBefore('2024-12-31')).toBe('2024-12-31');
  });

  it('goes back by negative working days and stays put for none', () => {
    expect(calendar.addWorkingDays('2022-10-17', -10)).toBe('2022-09-28');
    expect(calendar.addWorkingDays('2024-10-01', 0)).toBe('2024-10-01');
  });

  it('counts what a walk day by day counts', () => {
    fc.assert(
      fc.property(dayIn2022To2024, dayIn2022To2024, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        let walked = 0;
        for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (calendar.isWorkday(day)) walked++;
        expect(calendar.workingDaysBetween(from, to)).toBe(walked);
        expect(Math.abs(calendar.workingDaysBetween(to, from))).toBe(walked);
        expect(walked).toBeLessThanOrEqual(daysBetween(from, to));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a work calendar', () => {
  it('refuses to guess beyond its table and says where it ends', () => {
    const beyond: (() => unknown)[] = [
      () => calendar.isWorkday('2025-01-01'),
      () => calendar.isWorkday('2021-12-31'),
      () => calendar.addWorkingDays('2024-12-31', 1),
      () => calendar.addWorkingDays('2024-12-20', 100),
      () => calendar.workingDaysBetween('2024-12-31', '2025-01-02'),
      () => calendar.countIn(2025),
      () => new WorkCalendar('2024-01-01', '2024-06-30', []).nextWorkdayOnOrAfter('2024-06-30'),
    ];
    for (const ask of beyond) expect(ask).toThrow(RuleViolation);
    try {
      calendar.addWorkingDays('2024-12-31', 1);
    } catch (error) {
      const [violation] = (error as RuleViolation).violations;
      expect(violation).toMatchObject({ code: 'CALENDAR_ENDS', params: { lastDay: '2024-12-31', day: '2025-01-01' } });
      expect(sentence(violation!, 'zh-CN')).toContain('2022-01-01 至 2024-12-31');
    }
  });

  it('asks for no day it does not need', () => {
    expect(calendar.workingDaysBetween('2021-12-31', '2022-01-04')).toBe(1);
    expect(calendar.workingDaysBetween('2025-05-01', '2025-05-01')).toBe(0);
    expect(calendar.addWorkingDays('2024-12-30', 1)).toBe('2024-12-31');
  });

  it('refuses a day listed both as worked and as off', () => {
    const exceptions = [
      { on: '2024-02-09', isWorkday: true, name: '除夕' },
      { on: '2024-02-09', isWorkday: false, name: '除夕' },
    ];
    expect(() => new WorkCalendar('2024-01-01', '2024-12-31', exceptions)).toThrow('CALENDAR_CONTRADICTS');
  });
});
