import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { mayDeliver } from '@yardstick/domain/due';
import type { Services } from '../services.ts';

export interface WallClock {
  day: CalendarDay;
  time: string;
}

/** What the program's clock shows on a wall where the units are. */
export async function wallClock(em: SqlEntityManager): Promise<WallClock> {
  const [now] = await em.execute<WallClock[]>(
    `select to_char(t, 'YYYY-MM-DD') as day, to_char(t, 'HH24:MI') as time
     from (select app_now() at time zone 'Asia/Shanghai' as t) local`,
  );
  if (!now) throw new Error('The database has no clock.');
  return now;
}

/** People are written to within working hours only; what falls due outside of them waits. */
export async function isSendingTime(
  em: SqlEntityManager,
  services: Pick<Services, 'rules' | 'calendar'>,
): Promise<boolean> {
  const [now, rules, calendar] = [await wallClock(em), await services.rules(), await services.calendar()];
  return mayDeliver(now, rules.reminder, calendar);
}
