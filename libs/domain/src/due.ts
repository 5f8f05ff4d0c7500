import { personalChannels } from './channel.ts';
import { addDays, daysBetween, type CalendarDay } from './calendar-day.ts';
import type { PostKind } from './roles.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** What can be late. Each kind has a rule of its own, and one source that says what of it is open. */
export const dueKinds = [
  'milestone',
  'receipt',
  'plan',
  'review',
  'correction',
  'request',
  'letter-receipt',
  'letter-reply',
  'report',
  'objection',
  'self-assessment',
] as const;
export type DueKind = (typeof dueKinds)[number];

/** What a reminder or a notice is about, and so where it leads. */
export const subjectKinds = [
  'action',
  'milestone',
  'request',
  'letter',
  'report',
  'evaluation',
  'objection',
  'self-assessment',
  'document',
  'unit-posts',
  'operations',
  'dashboard',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface Subject {
  kind: SubjectKind;
  /** Null where the kind alone says where to look. */
  id: string | null;
}

export type DaysIn = 'calendar' | 'working';

/** So many days of a kind: every "N days" says which days it counts. */
export interface DayCount {
  days: number;
  in: DaysIn;
}

export const officeRecipients = ['office-staff', 'office-chief'] as const;
export type OfficeRecipient = (typeof officeRecipients)[number];
/** Whoever holds a post of the unit today, or the people of an office role. */
export type DueRecipient = PostKind | OfficeRecipient;

/** The inbox always; the others carry the digest. */
export const dueChannels = ['in-app', ...personalChannels] as const;
export type DueChannel = (typeof dueChannels)[number];

/** What the office may change about one kind of thing that can be late, as data. */
export interface DueRule {
  /** How its due day is counted from the day it began; null where the thing carries a day of its own. */
  within: DayCount | null;
  /** Days before the due day on which to remind; 0 is the due day itself. */
  lead: { days: readonly number[]; in: DaysIn };
  /** Days after the due day of the first reminder, and between those that follow; null: none. */
  overdue: { first: number; every: number; in: DaysIn } | null;
  to: {
    before: readonly DueRecipient[];
    overdue: readonly DueRecipient[];
    /** Who is told as well once a thing is overdue by this many days, counted as `overdue` counts. */
    escalate: readonly { after: number; to: readonly DueRecipient[] }[];
  };
  channels: readonly DueChannel[];
  /** Whose sentences the notices are made of. */
  wording: DueKind;
  /** Asked for by law or by the programme's rules: nobody can mute it. */
  statutory: boolean;
  /** While an extension is asked for, reminders of lateness rest, for so many working days at most. */
  pauseWorkingDays: number;
}

export interface ReminderRules {
  /** Wall-clock time within which messages may go out. */
  window: { from: string; to: string; workdaysOnly: boolean };
  /** Wall-clock time from which the day's digest goes out by e-mail. */
  digestAt: string;
  kinds: Record<DueKind, DueRule>;
  /** What differs in a program, by its code. */
  programs: Record<string, Partial<Record<DueKind, Partial<DueRule>>>>;
}

/** The rule for a kind, with what differs in the program. */
export const ruleOf = (rules: ReminderRules, kind: DueKind, programCode?: string | null): DueRule => ({
  ...rules.kinds[kind],
  ...(programCode ? rules.programs[programCode]?.[kind] : undefined),
});

/**
 * The day by which something is due that began on `base`, which is day 0. A counted period that would end on a rest day
 * ends on the next workday; of a day that was named nothing moves, see `lastWorkdayFor`.
 */
export function dueDayOf(base: CalendarDay, count: DayCount, calendar: WorkCalendar): CalendarDay {
  if (count.in === 'working') return calendar.addWorkingDays(base, count.days);
  return calendar.nextWorkdayOnOrAfter(addDays(base, count.days));
}

/** The last workday on which to do what is due on a named day. */
export const lastWorkdayFor = (dueOn: CalendarDay, calendar: WorkCalendar): CalendarDay =>
  calendar.lastWorkdayOnOrBefore(dueOn);

/**
 * `D-15` … `D-1` calendar days before (`W-3`: working days), `D0` on the due day; `W+1`, `W+4`, … working days after it
 * (`D+7`: calendar days).
 */
export interface DueStage {
  stage: string;
  on: CalendarDay;
  /** How many days overdue; 0 before and on the due day. */
  step: number;
}

type StageRule = Pick<DueRule, 'lead' | 'overdue'>;

/** Every stage reached by `today`, oldest first; those of one day from the longest lead to the shortest. */
export function reachedStages(
  dueOn: CalendarDay,
  today: CalendarDay,
  rule: StageRule,
  calendar: WorkCalendar,
): DueStage[] {
  const isWorking = rule.lead.in === 'working';
  const before = [...new Set(rule.lead.days)]
    .sort((a, b) => b - a)
    .map((days): DueStage => {
      const on = isWorking ? calendar.addWorkingDays(dueOn, -days) : addDays(dueOn, -days);
      return { stage: days === 0 ? 'D0' : `${isWorking ? 'W' : 'D'}-${days}`, on, step: 0 };
    })
    .filter(stage => stage.on <= today);
  return [...before, ...overdueStages(dueOn, today, rule.overdue, calendar)];
}

function overdueStages(
  dueOn: CalendarDay,
  today: CalendarDay,
  rule: DueRule['overdue'],
  calendar: WorkCalendar,
): DueStage[] {
  const stages: DueStage[] = [];
  if (!rule || today <= dueOn) return stages;
  const isWorking = rule.in === 'working';
  const daysOverdue = isWorking ? calendar.workingDaysBetween(dueOn, today) : daysBetween(dueOn, today);
  let on = dueOn;
  for (let step = rule.first, reached = 0; step <= daysOverdue; reached = step, step += rule.every) {
    on = isWorking ? calendar.addWorkingDays(on, step - reached) : addDays(on, step - reached);
    stages.push({ stage: `${isWorking ? 'W' : 'D'}+${step}`, on, step });
  }
  return stages;
}

export const currentStage = (
  dueOn: CalendarDay,
  today: CalendarDay,
  rule: StageRule,
  calendar: WorkCalendar,
): DueStage | null => reachedStages(dueOn, today, rule, calendar).at(-1) ?? null;

/** Whom to tell at a stage, by the escalation ladder: the longer overdue, the higher. */
export function recipientsAt(step: number, rule: Pick<DueRule, 'to'>): DueRecipient[] {
  const { before, overdue, escalate } = rule.to;
  if (step === 0) return [...before];
  return [...new Set([...overdue, ...escalate.filter(e => e.after <= step).flatMap(e => e.to)])];
}

/** Whether reminders of lateness rest because an extension was asked for on `filedOn` and is not decided yet. */
export const isPaused = (
  filedOn: CalendarDay,
  today: CalendarDay,
  rule: Pick<DueRule, 'pauseWorkingDays'>,
  calendar: WorkCalendar,
): boolean => rule.pauseWorkingDays > 0 && calendar.workingDaysBetween(filedOn, today) <= rule.pauseWorkingDays;

/** Both ends of the window belong to it. `now` is local time where the units are. */
export function mayDeliver(
  now: { day: CalendarDay; time: string },
  rules: Pick<ReminderRules, 'window'>,
  calendar: WorkCalendar,
): boolean {
  const { from, to, workdaysOnly } = rules.window;
  return now.time >= from && now.time <= to && (!workdaysOnly || calendar.isWorkday(now.day));
}
