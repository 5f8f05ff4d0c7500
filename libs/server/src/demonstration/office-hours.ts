import { dayAt, dayNumber, type CalendarDay } from '@yardstick/domain/calendar-day';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import type { Random } from './random.ts';

/** A moment in milliseconds since 1970. */
export type Moment = number;

const shanghaiAhead = 8 * 3_600_000;
const opensAt = 8 * 60 + 40;
const closesAt = 17 * 60 + 20;
const lunch = { from: 11 * 60 + 50, to: 14 * 60 + 10 };

export const momentOn = (day: CalendarDay, minuteOfDay: number): Moment =>
  dayNumber(day) * 86_400_000 - shanghaiAhead + minuteOfDay * 60_000;

export const dayOf = (at: Moment): CalendarDay => dayAt(Math.floor((at + shanghaiAhead) / 86_400_000));

const minuteOf = (at: Moment): number => Math.floor((at + shanghaiAhead) / 60_000) % 1440;

/** When people in offices do things: on working days, within working hours, never before what came first. */
export class OfficeHours {
  constructor(
    readonly calendar: WorkCalendar,
    readonly random: Random,
  ) {}

  /** Some time on the day, or on the next working day when it is none. */
  on(day: CalendarDay): Moment {
    const worked = this.calendar.nextWorkdayOnOrAfter(day);
    const minute = this.random.between(opensAt, closesAt - (lunch.to - lunch.from));
    return momentOn(worked, minute < lunch.from ? minute : minute + lunch.to - lunch.from) + this.#seconds();
  }

  /** That many working days later; none: within the hour, or the next morning when the day is over. */
  later(after: Moment, workingDays: number): Moment {
    if (workingDays > 0) return this.on(this.calendar.addWorkingDays(dayOf(after), workingDays));
    const soon = after + this.random.between(8, 70) * 60_000;
    if (dayOf(soon) !== dayOf(after) || minuteOf(soon) > closesAt)
      return (
        momentOn(this.calendar.addWorkingDays(dayOf(after), 1), opensAt + this.random.between(0, 80)) + this.#seconds()
      );
    const minute = minuteOf(soon);
    return minute >= lunch.from && minute < lunch.to
      ? soon + (lunch.to - minute + this.random.between(0, 40)) * 60_000
      : soon;
  }

  #seconds(): number {
    return this.random.between(0, 59) * 1000;
  }
}
