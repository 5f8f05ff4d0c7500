import type { CalendarException } from '@yardstick/domain/work-calendar';
import type { Context } from '../context.ts';

export interface CalendarYearView {
  year: number;
  noticeNo: string;
  workdayCount: number;
  exceptions: CalendarException[];
}

export function calendarYears(context: Context): Promise<CalendarYearView[]> {
  return context.services.reads.objects<CalendarYearView>(
    context.scope,
    `select y.year, y.notice_no as "noticeNo",
            (select count(*)::int from calendar_day d where d.year = y.year and d.is_workday) as "workdayCount",
            coalesce((select jsonb_agg(jsonb_build_object('on', d."on", 'isWorkday', d.is_workday, 'name', coalesce(d.name, '')) order by d."on")
              from calendar_day d where d.year = y.year and d.name is not null), '[]') as exceptions
     from calendar_year y order by y.year`,
  );
}
