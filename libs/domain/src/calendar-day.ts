import { RuleViolation } from './violation.ts';

/** A day of the civil calendar, `2024-06-30`: no time, no zone. Compares as text. */
export type CalendarDay = string;

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01. Refuses text that is no real day. */
export function dayNumber(day: CalendarDay): number {
  const number = Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
  if (!Number.isInteger(number) || dayAt(number) !== day)
    throw new RuleViolation([{ code: 'CALENDAR_DAY_INVALID', params: { text: day } }]);
  return number;
}

export const dayAt = (number: number): CalendarDay => new Date(number * MS_PER_DAY).toISOString().slice(0, 10);

export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && dayAt(ms / MS_PER_DAY) === text;
}

export const addDays = (day: CalendarDay, n: number): CalendarDay => dayAt(dayNumber(day) + n);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number => dayNumber(to) - dayNumber(from);

// Making one takes longer than most requests have for everything.
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day it is at `instant` on a wall in `timeZone`. */
export function calendarDay(instant: Date, timeZone = 'Asia/Shanghai'): CalendarDay {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(instant);
}

export const yearOf = (day: CalendarDay): number => Number(day.slice(0, 4));

/** 1 is Monday, 7 is Sunday. */
export const weekday = (day: CalendarDay): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

/** 2024年6月30日 */
export function chineseDate(day: CalendarDay): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
