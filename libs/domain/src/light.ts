import { isFinished, isOpenPlan, type ActionState } from './action.ts';
import { fill, type Locale } from './bilingual.ts';
import { daysBetween, type CalendarDay } from './calendar-day.ts';
import type { MilestoneState } from './milestone.ts';
import type { WorkCalendar } from './work-calendar.ts';

export type Light = 'grey' | 'green' | 'yellow' | 'red' | 'blue' | 'late';

export interface LightRules {
  dueSoonDays: number;
  lagPercent: number;
}

export const defaultLightRules: LightRules = { dueSoonDays: 7, lagPercent: 20 };

export interface LightFacts {
  state: 'not-started' | 'open' | 'finished';
  startOn: CalendarDay;
  dueOn: CalendarDay;
  finishedOn?: CalendarDay | null;
  progressPercent: number;
}

export interface LightReason {
  code: LightReasonCode;
  params: Record<string, string | number>;
}

export interface LightResult {
  light: Light;
  reason: LightReason;
}

/**
 * The light of one thing with a due date, by the programme's rule for traffic lights. The first line that holds decides:
 * 1. state is finished: late when coalesce(finishedOn, today) > dueOn, else blue;
 * 2. red when today > dueOn;
 * 3. grey when state is not-started, today < startOn and progressPercent = 0;
 * 4. yellow when dueOn − today <= dueSoonDays, or progressPercent < expected − lagPercent;
 * 5. green.
 * Days are calendar days. expected is `expectedPercent`, a whole number. The calendar only words the reason in working
 * days; it never changes the light. A finished thing without a date cannot be shown to be on time: it counts as today.
 */
export function lightOf(
  facts: LightFacts,
  today: CalendarDay,
  rules: LightRules,
  calendar?: WorkCalendar,
): LightResult {
  const { startOn, dueOn, progressPercent } = facts;
  if (facts.state === 'finished') {
    const finishedOn = facts.finishedOn ?? today;
    return finishedOn > dueOn
      ? result('late', 'late', { finishedOn, ...span(dueOn, finishedOn, calendar) })
      : result('blue', 'on-time', { finishedOn });
  }
  if (today > dueOn) return result('red', 'overdue', { dueOn, ...span(dueOn, today, calendar) });
  if (facts.state === 'not-started' && today < startOn && progressPercent === 0)
    return result('grey', 'not-started', { startOn });

  const expected = expectedPercent(startOn, dueOn, today);
  const isDueSoon = daysBetween(today, dueOn) <= rules.dueSoonDays;
  const isLagging = progressPercent < expected - rules.lagPercent;
  const params = { progress: progressPercent, expected, ...span(today, dueOn, calendar) };
  if (isLagging) return result('yellow', isDueSoon ? 'due-soon-lagging' : 'lagging', params);
  return isDueSoon ? result('yellow', 'due-soon', params) : result('green', 'on-track', params);
}

/** Share of startOn..dueOn gone by, in whole percent rounded down: clamp(100 × (today − startOn) ÷ (dueOn − startOn)). */
export function expectedPercent(startOn: CalendarDay, dueOn: CalendarDay, today: CalendarDay): number {
  const elapsed = daysBetween(startOn, today);
  const total = daysBetween(startOn, dueOn);
  if (elapsed <= 0) return 0;
  return elapsed >= total ? 100 : Math.floor((100 * elapsed) / total);
}

export interface ActionLightFacts {
  state: ActionState;
  issuedOn: CalendarDay;
  dueOn: CalendarDay;
  finishedOn?: CalendarDay | null;
  progressPercent: number;
}

export interface MilestoneLightFacts {
  state: MilestoneState;
  dueOn: CalendarDay;
  submittedOn?: CalendarDay | null;
  acceptedOn?: CalendarDay | null;
}

/**
 * The light of a unit's action, in this order:
 * 1. suspended, cancelled or not applicable: grey;
 * 2. done, closed or archived: `lightOf` as finished, whatever its milestones;
 * 3. otherwise the worse of (red > yellow > green > grey; the action's own reason when equal)
 *    - the action: `lightOf` from issuedOn, not-started until its plan is approved, then open;
 *    - its earliest open milestone (least dueOn among states planned, to-sign, returned): red when today > dueOn,
 *      yellow when dueOn − today <= dueSoonDays. A milestone handed in is with the office and no longer counts.
 */
export function actionFactsLight(
  action: ActionLightFacts,
  milestones: readonly MilestoneLightFacts[],
  today: CalendarDay,
  rules: LightRules,
  calendar?: WorkCalendar,
): LightResult {
  if (action.state === 'suspended' || action.state === 'cancelled' || action.state === 'not-applicable')
    return result('grey', action.state, {});
  const { dueOn, finishedOn, progressPercent, issuedOn: startOn } = action;
  const state = isFinished(action.state) ? 'finished' : isOpenPlan(action.state) ? 'not-started' : 'open';
  const own = lightOf({ state, startOn, dueOn, finishedOn, progressPercent }, today, rules, calendar);
  const nextDueOn = milestones
    .filter(m => isMilestoneOpen(m.state))
    .map(m => m.dueOn)
    .sort()[0];
  if (state === 'finished' || nextDueOn === undefined) return own;
  const next = milestoneLight(nextDueOn, today, rules, calendar);
  return next && severity[next.light] > severity[own.light] ? next : own;
}

function milestoneLight(
  dueOn: CalendarDay,
  today: CalendarDay,
  rules: LightRules,
  calendar?: WorkCalendar,
): LightResult | null {
  if (today > dueOn) return result('red', 'milestone-overdue', { dueOn, ...span(dueOn, today, calendar) });
  if (daysBetween(today, dueOn) <= rules.dueSoonDays)
    return result('yellow', 'milestone-due-soon', { dueOn, ...span(today, dueOn, calendar) });
  return null;
}

const isMilestoneOpen = (state: MilestoneState): boolean =>
  state === 'planned' || state === 'to-sign' || state === 'returned';

const severity: Record<Light, number> = { blue: 0, late: 0, grey: 0, green: 1, yellow: 2, red: 3 };

/** Calendar days from the due day to `endOn`; zero when not late. */
export const daysLate = (dueOn: CalendarDay, endOn: CalendarDay): number => Math.max(0, daysBetween(dueOn, endOn));

/** Workdays after the due day up to and including `today`; zero when not late. A due date on a rest day does not move. */
export const workingDaysLate = (dueOn: CalendarDay, today: CalendarDay, calendar: WorkCalendar): number =>
  Math.max(0, calendar.workingDaysBetween(dueOn, today));

function result(light: Light, code: LightReasonCode, params: LightReason['params']): LightResult {
  return { light, reason: { code, params } };
}

/** A light must always show, so beyond the work calendar's table its reason is worded in plain days. */
function span(from: CalendarDay, to: CalendarDay, calendar?: WorkCalendar): Record<string, number> {
  const days = daysBetween(from, to);
  if (!calendar?.covers(from) || !calendar.covers(to)) return { days };
  return { days, workingDays: calendar.workingDaysBetween(from, to) };
}

const reasonsZh = {
  'not-started': '{startOn} 起开始',
  'on-track': '剩余 {span}，进度 {progress}%，应达 {expected}%',
  'due-soon': '剩余 {span}，尚未完成',
  lagging: '剩余 {span}，进度 {progress}% 低于应达 {expected}%',
  'due-soon-lagging': '剩余 {span}，进度 {progress}% 低于应达 {expected}%',
  overdue: '{dueOn} 到期，已逾期 {span}',
  'on-time': '{finishedOn} 按期完成',
  late: '{finishedOn} 完成，逾期 {span}',
  'milestone-overdue': '有节点 {dueOn} 到期，已逾期 {span}',
  'milestone-due-soon': '有节点 {dueOn} 到期，剩余 {span}',
  suspended: '已中止，不计时限',
  cancelled: '已撤销',
  'not-applicable': '经批准不适用，不计时限',
} as const;

export type LightReasonCode = keyof typeof reasonsZh;

const reasonsEn: Record<LightReasonCode, string> = {
  'not-started': 'starts on {startOn}',
  'on-track': '{span} left, progress {progress}%, expected {expected}%',
  'due-soon': '{span} left, not finished',
  lagging: '{span} left, progress {progress}% is below the {expected}% expected',
  'due-soon-lagging': '{span} left, progress {progress}% is below the {expected}% expected',
  overdue: 'due {dueOn}, overdue by {span}',
  'on-time': 'finished on time, {finishedOn}',
  late: 'finished {finishedOn}, late by {span}',
  'milestone-overdue': 'a milestone was due {dueOn}, overdue by {span}',
  'milestone-due-soon': 'a milestone is due {dueOn}, {span} left',
  suspended: 'suspended, the clock does not run',
  cancelled: 'cancelled',
  'not-applicable': 'ruled not applicable, the clock does not run',
};

/** Why the light is what it is, in words: 剩余 2 个工作日，进度 40% 低于应达 75%. */
export function lightReason(reason: LightReason, locale: Locale): string {
  const { days = 0, workingDays } = reason.params;
  const count = Number(workingDays ?? days);
  const isWorking = workingDays !== undefined;
  const plural = count === 1 ? '' : 's';
  const words =
    locale === 'en'
      ? `${count} ${isWorking ? 'working ' : ''}day${plural}`
      : `${count} ${isWorking ? '个工作日' : '天'}`;
  return fill((locale === 'en' ? reasonsEn : reasonsZh)[reason.code], { ...reason.params, span: words });
}
