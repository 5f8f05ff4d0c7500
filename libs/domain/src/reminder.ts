import { addDays, type CalendarDay } from './calendar-day.ts';
import type { PostKind } from './roles.ts';
import type { WorkCalendar } from './work-calendar.ts';

export interface ReminderRules {
  /** Calendar days before the due day; 0 is the due day itself. */
  leadDays: readonly number[];
  /** Working days after the due day of the first reminder, and between those that follow. */
  overdueFirst: number;
  overdueEvery: number;
  /** Wall-clock time within which messages may go out. */
  window: { from: string; to: string; workdaysOnly: boolean };
  recipients: {
    before: readonly PostKind[];
    overdue: readonly PostKind[];
    /** Who is told as well once a thing is overdue by this many working days. */
    escalateAfter: readonly { workingDays: number; to: readonly PostKind[] }[];
  };
  /** Working days after its issue at which an action nobody has acknowledged is brought up. */
  acknowledgeAfterWorkingDays: number;
  /** Wall-clock time from which the day's digest goes out by e-mail. */
  digestAt: string;
}

export const defaultReminderRules: ReminderRules = {
  leadDays: [15, 7, 3, 1, 0],
  overdueFirst: 1,
  overdueEvery: 3,
  window: { from: '08:30', to: '17:30', workdaysOnly: true },
  recipients: {
    before: ['liaison', 'deputy-liaison'],
    overdue: ['liaison', 'deputy-liaison'],
    escalateAfter: [
      { workingDays: 5, to: ['deputy-head'] },
      { workingDays: 10, to: ['head'] },
    ],
  },
  acknowledgeAfterWorkingDays: 3,
  digestAt: '09:00',
};

/** `D-15` … `D-1`, `D0` before and on the due day; `W+1`, `W+4`, … working days after it. */
export interface ReminderStage {
  stage: string;
  on: CalendarDay;
}

/** Every stage reached by `today`, oldest first. */
export function reachedStages(
  dueOn: CalendarDay,
  today: CalendarDay,
  rules: ReminderRules,
  calendar: WorkCalendar,
): ReminderStage[] {
  const before = [...new Set(rules.leadDays)]
    .sort((a, b) => b - a)
    .map(days => ({ stage: days === 0 ? 'D0' : `D-${days}`, on: addDays(dueOn, -days) }))
    .filter(stage => stage.on <= today);
  if (today <= dueOn) return before;
  const overdue: ReminderStage[] = [];
  const daysOverdue = calendar.workingDaysBetween(dueOn, today);
  let on = dueOn;
  let reached = 0;
  for (let step = rules.overdueFirst; step <= daysOverdue; step += rules.overdueEvery) {
    on = calendar.addWorkingDays(on, step - reached);
    reached = step;
    overdue.push({ stage: `W+${step}`, on });
  }
  return [...before, ...overdue];
}

export const currentStage = (
  dueOn: CalendarDay,
  today: CalendarDay,
  rules: ReminderRules,
  calendar: WorkCalendar,
): ReminderStage | null => reachedStages(dueOn, today, rules, calendar).at(-1) ?? null;

/** Posts to tell at a stage, by the escalation ladder: the longer overdue, the higher. */
export function recipientsAt(stage: string, rules: ReminderRules): PostKind[] {
  const { before, overdue, escalateAfter } = rules.recipients;
  if (!stage.startsWith('W+')) return [...before];
  const workingDays = Number(stage.slice(2));
  const escalated = escalateAfter.filter(e => e.workingDays <= workingDays).flatMap(e => e.to);
  return [...new Set([...overdue, ...escalated])];
}

/** Both ends of the window belong to it. `now` is local time where the units are. */
export function mayDeliver(
  now: { day: CalendarDay; time: string },
  rules: Pick<ReminderRules, 'window'>,
  calendar: WorkCalendar,
): boolean {
  const { from, to, workdaysOnly } = rules.window;
  return now.time >= from && now.time <= to && (!workdaysOnly || calendar.isWorkday(now.day));
}
