import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { RequestRules } from '@yardstick/domain/request';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import { claimReminders, turnIntoNotices } from '../notifications/deliver-reminders.ts';
import { runSweep } from '../notifications/sweep-reminders.ts';
import defaultRules from '../rules/default-rules.json' with { type: 'json' };
import { readReminderRules } from '../rules/reminder-rules.ts';
import { withReplyDays } from '../rules/rules.ts';

const mostDelivered = 60;

/**
 * Lets what came up until the last workday go out with the clock at its morning, so that the first sweep of a
 * demonstration finds only its own day's stages new. Of what came up on that day a part stands in the inboxes.
 */
export async function sendRecentReminders(
  em: SqlEntityManager,
  today: CalendarDay,
  calendar: WorkCalendar,
): Promise<void> {
  const rules = withReplyDays(readReminderRules(defaultRules.reminder), defaultRules.request as RequestRules);
  const day = calendar.addWorkingDays(today, -1);
  // The bulk of what was just loaded has no statistics yet.
  for (const table of ['milestone', 'unit_action', 'unit_request', 'reminder']) await em.execute(`analyze ${table}`);
  await em.execute(`update clock set fixed_at = ?::timestamptz`, [`${day}T08:32:00+08:00`]);
  await runSweep(em, rules);
  const newest = await em.execute<{ id: string }[]>(
    `select id from reminder where state = 'pending' and stage_on = ? order by dedupe_key collate "C" limit ?`,
    [day, mostDelivered],
  );
  const claims = await claimReminders(
    em,
    newest.map(({ id }) => Number(id)),
  );
  await turnIntoNotices(em, rules, claims);
  await em.execute(`update reminder set state = 'sent', sent_at = app_now() where state = 'pending'`);
  await em.execute(`update clock set fixed_at = null`);
}
