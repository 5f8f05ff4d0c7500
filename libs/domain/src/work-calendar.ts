import { dayAt, dayNumber, weekday, type CalendarDay } from './calendar-day.ts';
import { RuleViolation } from './violation.ts';

/** A day that differs from the ordinary week, from the yearly holiday notice. */
export interface CalendarException {
  on: CalendarDay;
  isWorkday: boolean;
  name: string;
}

/**
 * Which days are worked, from the State Council's yearly notices: Monday to Friday, except as listed. The notices come
 * out late in the year before, so the table has an end, and beyond it this class refuses rather than guesses.
 */
export class WorkCalendar {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly #first: number;
  readonly #last: number;
  /** `#worked[i]` is the number of workdays among the table's first i days. */
  readonly #worked: Uint32Array;

  constructor(from: CalendarDay, to: CalendarDay, exceptions: readonly CalendarException[]) {
    this.from = from;
    this.to = to;
    this.#first = dayNumber(from);
    this.#last = dayNumber(to);
    const listed = new Map<CalendarDay, boolean>();
    for (const { on, isWorkday } of exceptions) {
      if (listed.has(on) && listed.get(on) !== isWorkday)
        throw new RuleViolation([{ code: 'CALENDAR_CONTRADICTS', params: { day: on } }]);
      listed.set(on, isWorkday);
    }
    const length = Math.max(0, this.#last - this.#first + 1);
    this.#worked = new Uint32Array(length + 1);
    for (let i = 0; i < length; i++) {
      const day = dayAt(this.#first + i);
      this.#worked[i + 1] = this.#worked[i]! + ((listed.get(day) ?? weekday(day) <= 5) ? 1 : 0);
    }
  }

  covers(day: CalendarDay): boolean {
    return day >= this.from && day <= this.to;
  }

  isWorkday(day: CalendarDay): boolean {
    return this.#isWorked(dayNumber(day));
  }

  /** The n-th workday after `day` (before it when n is negative). Zero leaves the day as it is. */
  addWorkingDays(day: CalendarDay, n: number): CalendarDay {
    let number = dayNumber(day);
    const step = Math.sign(n);
    for (let left = Math.abs(n); left > 0;) {
      number += step;
      if (this.#isWorked(number)) left--;
    }
    return dayAt(number);
  }

  /** The number of workdays d with from < d <= to; negative when `to` is before `from`. */
  workingDaysBetween(from: CalendarDay, to: CalendarDay): number {
    return from <= to ? this.#workedIn(from, to) : 0 - this.#workedIn(to, from);
  }

  lastWorkdayOnOrBefore(day: CalendarDay): CalendarDay {
    let number = dayNumber(day);
    while (!this.#isWorked(number)) number--;
    return dayAt(number);
  }

  nextWorkdayOnOrAfter(day: CalendarDay): CalendarDay {
    let number = dayNumber(day);
    while (!this.#isWorked(number)) number++;
    return dayAt(number);
  }

  countIn(year: number): number {
    return this.#workedIn(dayAt(dayNumber(`${year}-01-01`) - 1), `${year}-12-31`);
  }

  #workedIn(after: CalendarDay, upTo: CalendarDay): number {
    const start = dayNumber(after) + 1;
    const end = dayNumber(upTo);
    if (start > end) return 0;
    return this.#worked[this.#indexOf(end) + 1]! - this.#worked[this.#indexOf(start)]!;
  }

  #isWorked(number: number): boolean {
    const index = this.#indexOf(number);
    return this.#worked[index + 1] !== this.#worked[index];
  }

  #indexOf(number: number): number {
    if (number < this.#first || number > this.#last) {
      const params = { firstDay: this.from, lastDay: this.to, day: dayAt(number) };
      throw new RuleViolation([{ code: 'CALENDAR_ENDS', params }]);
    }
    return number - this.#first;
  }
}
