import { calendarDay } from './calendar-day.ts';
import type { Violation } from './violation.ts';

export interface ProgressText {
  /** 0 to 100, whole. */
  percent: number;
  done: string;
  difficulty?: string | null;
  nextStep?: string | null;
}

export interface ProgressFacts extends ProgressText {
  /** Said on purpose: nothing has changed since the last report. */
  isUnchanged?: boolean | null;
  /** Why the percent is lower than last time. */
  fallReason?: string | null;
}

const longestText = 4000;

const same = (a: string | null | undefined, b: string | null | undefined): boolean =>
  (a?.trim() ?? '') === (b?.trim() ?? '');

export const isSameReport = (a: ProgressText, b: ProgressText): boolean =>
  a.percent === b.percent && same(a.done, b.done) && same(a.difficulty, b.difficulty) && same(a.nextStep, b.nextStep);

/** Why a report cannot be filed as it stands. One like the last is asked about, and one that falls back is to say why. */
export function progressBlockers(
  facts: ProgressFacts,
  last: (ProgressText & { reportedAt: Date }) | null,
): Violation[] {
  const violations: Violation[] = [];
  const { percent } = facts;
  if (!Number.isInteger(percent) || percent < 0 || percent > 100)
    violations.push({ code: 'PERCENT_INVALID', field: 'percent' });
  if (!facts.done.trim()) violations.push({ code: 'PROGRESS_DONE_MISSING', field: 'done' });
  for (const field of ['done', 'difficulty', 'nextStep', 'fallReason'] as const)
    if ((facts[field]?.length ?? 0) > longestText)
      violations.push({ code: 'FIELD_TOO_LONG', field, params: { max: longestText } });
  if (!last || violations.length > 0) return violations;
  if (percent < last.percent && !facts.fallReason?.trim())
    violations.push({ code: 'PROGRESS_FALLS', field: 'fallReason', params: { before: last.percent, after: percent } });
  if (!facts.isUnchanged && isSameReport(facts, last))
    violations.push({ code: 'PROGRESS_UNCHANGED', params: { reportedOn: calendarDay(last.reportedAt) } });
  return violations;
}
