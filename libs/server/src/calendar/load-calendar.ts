import { addDays, type CalendarDay } from '@yardstick/domain/calendar-day';
import { WorkCalendar } from '@yardstick/domain/work-calendar';
import type { ReadPool } from '../database/read-pool.ts';

/** The calendar as the database has it now, from its first year to its last. */
export async function loadCalendar(reads: ReadPool): Promise<WorkCalendar> {
  const [bounds, exceptions] = await reads.unfenced([
    { name: 'calendar-bounds', text: `select min("on"), max("on") from calendar_day` },
    {
      name: 'calendar-exceptions',
      text: `select "on", is_workday, coalesce(name, '') from calendar_day
             where is_workday <> (extract(isodow from "on") < 6) order by "on"`,
    },
  ]);
  const [from, to] = (bounds?.[0] ?? [null, null]) as [CalendarDay | null, CalendarDay | null];
  // An empty table covers no day: every question to it is refused with a sentence.
  if (!from || !to) return new WorkCalendar('2000-01-02', addDays('2000-01-02', -1), []);
  return new WorkCalendar(
    from,
    to,
    (exceptions as [CalendarDay, boolean, string][]).map(([on, isWorkday, name]) => ({ on, isWorkday, name })),
  );
}
