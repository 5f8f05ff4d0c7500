import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDay, daysBetween, isCalendarDay, weekday, yearOf } from './calendar-day.ts';

const anyDay = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map(d => d.toISOString().slice(0, 10));

describe('a calendar day', () => {
  it('is a real day written like 2024-06-30', () => {
    expect(['2024-06-30', '2024-02-29'].every(isCalendarDay)).toBe(true);
    expect(['2023-02-29', '2024-06-31', '2024-6-30', '2024-06-30T00:00', '', '2024-13-01'].some(isCalendarDay)).toBe(
      false,
    );
    expect(() => addDays('2023-02-29', 1)).toThrow('CALENDAR_DAY_INVALID');
  });

  it('adds days across months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
    expect(daysBetween('2024-06-30', '2024-06-15')).toBe(-15);
  });

  it('adds and counts consistently', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -900, max: 900 }), (day, n) => {
        const other = addDays(day, n);
        expect(daysBetween(day, other)).toBe(n);
        expect(isCalendarDay(other)).toBe(true);
        expect(weekday(addDays(day, 7))).toBe(weekday(day));
      }),
    );
  });

  it('knows its weekday, Monday first, and its year', () => {
    expect(['2024-07-01', '2024-06-30', '1969-12-29'].map(weekday)).toEqual([1, 7, 1]);
    expect(yearOf('2024-06-30')).toBe(2024);
  });

  it('is the day on the wall in Shanghai unless another zone is named', () => {
    expect(calendarDay(new Date('2024-06-29T15:59:59Z'))).toBe('2024-06-29');
    expect(calendarDay(new Date('2024-06-29T16:00:00Z'))).toBe('2024-06-30');
    expect(calendarDay(new Date('2024-06-29T16:00:00Z'), 'UTC')).toBe('2024-06-29');
  });
});
