import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { isCalendarDay, yearOf } from '@yardstick/domain/calendar-day';
import { assertNone } from '@yardstick/domain/violation';
import type { CalendarException } from '@yardstick/domain/work-calendar';
import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import { canImportCalendar } from '../people/people.policy.ts';

export interface ImportCalendarInput {
  year: number;
  /** Number of the State Council's notice. */
  noticeNo: string;
  /** Only the days that differ from Monday-to-Friday. */
  exceptions: CalendarException[];
}

/** Takes in one year's holiday notice; a later notice for the same year replaces it. Answers the number of exceptions. */
export function importCalendar(context: Context, input: ImportCalendarInput): Promise<{ count: number }> {
  return act(context, { name: 'importCalendar', entity: 'CalendarYear', id: String(input.year), input }, async em => {
    authorize(canImportCalendar(context.actor));
    await writeCalendarYear(em, input);
    return { count: input.exceptions.length };
  });
}

export async function writeCalendarYear(em: SqlEntityManager, input: ImportCalendarInput): Promise<void> {
  for (const { on } of input.exceptions)
    if (!isCalendarDay(on) || yearOf(on) !== input.year)
      assertNone([{ code: 'CALENDAR_YEAR_INVALID', params: { day: on, year: input.year } }]);
  await em.execute(
    `insert into calendar_year (year, notice_no) values (?, ?)
     on conflict (year) do update set notice_no = excluded.notice_no, imported_at = app_now()`,
    [input.year, input.noticeNo],
  );
  await em.execute(
    `insert into calendar_day ("on", year, is_workday, name)
     select d::date, ?, coalesce(x."isWorkday", extract(isodow from d) < 6), x.name
     from generate_series(make_date(?, 1, 1), make_date(?, 12, 31), interval '1 day') d
     left join jsonb_to_recordset(?::jsonb) as x("on" date, "isWorkday" boolean, name text) on x."on" = d::date
     on conflict ("on") do update set is_workday = excluded.is_workday, name = excluded.name`,
    [input.year, input.year, input.year, JSON.stringify(input.exceptions)],
  );
  await em.execute(
    `update calendar_day c set working_day_no = n.no
     from (select "on", count(*) filter (where is_workday) over (order by "on") as no from calendar_day) n
     where n."on" = c."on" and c.working_day_no <> n.no`,
  );
}
