import type { Bilingual } from './bilingual.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { EvaluationState } from './evaluation.ts';
import { moveTableFaults, type MoveTable } from './moves.ts';
import type { Violation } from './violation.ts';

export const objectionStateLabels = {
  'to-sign': { zh: '待单位审签', en: 'To sign' },
  submitted: { zh: '待裁定', en: 'To be decided' },
  upheld: { zh: '异议成立', en: 'Upheld' },
  rejected: { zh: '异议不成立', en: 'Rejected' },
  declined: { zh: '单位未同意', en: 'Declined by the unit head' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Record<string, Bilingual>;

export type ObjectionState = keyof typeof objectionStateLabels;
export const objectionStates = Object.keys(objectionStateLabels) as ObjectionState[];

export type ObjectionVerb =
  'signObjection' | 'declineObjection' | 'withdrawObjection' | 'upholdObjection' | 'rejectObjection';

/** A unit's word against one of its marks: the liaison writes, the head signs, somebody else than who marked decides. */
export const objectionMoves: MoveTable<ObjectionVerb, ObjectionState> = {
  signObjection: { from: ['to-sign'], to: 'submitted', by: ['unit-head'] },
  declineObjection: { from: ['to-sign'], to: 'declined', by: ['unit-head'], needsReason: true },
  withdrawObjection: { from: ['to-sign', 'submitted'], to: 'withdrawn', by: ['liaison'] },
  upholdObjection: {
    from: ['submitted'],
    to: 'upheld',
    by: ['office-staff', 'office-chief', 'leader'],
    needsReason: true,
  },
  rejectObjection: {
    from: ['submitted'],
    to: 'rejected',
    by: ['office-staff', 'office-chief', 'leader'],
    needsReason: true,
  },
};

/** Faults of the table itself; a test expects none. */
export const checkObjectionMoves = (): string[] => moveTableFaults(objectionMoves, objectionStates, 'to-sign');

/** What the office may change about results before they are frozen, as data. */
export interface EvaluationRules {
  /** How long a unit may object, counted from the day of the release. */
  objectionWorkingDays: number;
  /** With fewer units than this no distribution is shown: it would tell who is who. */
  smallestDistribution: number;
  /** Of the bands in which totals are counted, in whole marks. */
  bandWidth: number;
}

/** The last day itself still counts. */
export const isWindowOpen = (objectionsUntil: CalendarDay | null, today: CalendarDay): boolean =>
  objectionsUntil !== null && today <= objectionsUntil;

/** Why nobody can object, or sign an objection, now. */
export function windowBlockers(facts: {
  state: EvaluationState;
  objectionsUntil: CalendarDay | null;
  today: CalendarDay;
}): Violation[] {
  const { state, objectionsUntil, today } = facts;
  if (state !== 'provisional' || objectionsUntil === null) return [{ code: 'OBJECTION_NOT_OPEN' }];
  if (today > objectionsUntil) return [{ code: 'OBJECTION_TOO_LATE', params: { lastDay: objectionsUntil } }];
  return [];
}

export const longestObjection = 2000;

/** What is wrong with an objection as it is written. */
export function objectionBlockers(facts: {
  reason: string;
  /** How many lines the mark that it is about has; null: there is no such mark. */
  lineCount: number | null;
  line: number | null;
  hasAnother: boolean;
}): Violation[] {
  const { reason, lineCount, line } = facts;
  const violations: Violation[] = [];
  if (lineCount === null) violations.push({ code: 'OBJECTION_ABOUT_NOTHING', field: 'indicator' });
  else if (line !== null && (line < 0 || line >= lineCount))
    violations.push({ code: 'OBJECTION_ABOUT_NOTHING', field: 'line' });
  if (facts.hasAnother) violations.push({ code: 'OBJECTION_EXISTS', field: 'indicator' });
  if (!reason.trim()) violations.push({ code: 'REASON_REQUIRED', field: 'reason' });
  else if (reason.length > longestObjection)
    violations.push({ code: 'FIELD_TOO_LONG', field: 'reason', params: { max: longestObjection } });
  return violations;
}

/** Nobody decides about their own work: not who ordered the evaluation, nor who gave the office's mark. */
export const isOwnWork = (
  personId: string,
  objection: { orderedById: string; markedById: string | null | undefined },
): boolean => personId === objection.orderedById || personId === objection.markedById;

export interface FreezeFacts {
  state: EvaluationState;
  today: CalendarDay;
  objectionsUntil: CalendarDay | null;
  unitCount: number;
  confirmedCount: number;
  /** Signed and not decided. */
  undecidedCount: number;
  /** Upheld, and nothing computed again since. */
  uncorrectedCount: number;
}

/** Why a result cannot be proposed to be frozen; empty when nothing stands in the way. */
export function freezeBlockers(facts: FreezeFacts): Violation[] {
  const { state, objectionsUntil, today, unitCount, confirmedCount } = facts;
  if (state === 'computed') return [{ code: 'FREEZE_NOT_RELEASED' }];
  if (state !== 'provisional') return [{ code: 'FREEZE_NEEDS_RESULT' }];
  const violations: Violation[] = [];
  if (isWindowOpen(objectionsUntil, today) && confirmedCount < unitCount)
    violations.push({
      code: 'FREEZE_WINDOW_OPEN',
      params: { lastDay: objectionsUntil ?? '', count: unitCount - confirmedCount },
    });
  if (facts.undecidedCount > 0)
    violations.push({ code: 'FREEZE_OBJECTIONS_OPEN', params: { count: facts.undecidedCount } });
  if (facts.uncorrectedCount > 0)
    violations.push({ code: 'FREEZE_CORRECTION_OUTSTANDING', params: { count: facts.uncorrectedCount } });
  return violations;
}

export interface Distribution {
  unitCount: number;
  /** From the highest band to the lowest, empty ones between them included; `to` does not belong to a band. */
  bands: { from: number; to: number; count: number }[];
}

/** How many units lie in each band of totals, without names; null where so few would tell who is who. */
export function distributionOf(totals: readonly string[], rules: EvaluationRules): Distribution | null {
  if (totals.length === 0 || totals.length < rules.smallestDistribution) return null;
  const counts = new Map<number, number>();
  for (const total of totals) {
    const band = Math.floor(Number.parseInt(total, 10) / rules.bandWidth);
    counts.set(band, (counts.get(band) ?? 0) + 1);
  }
  const bands: Distribution['bands'] = [];
  for (let band = Math.max(...counts.keys()); band >= Math.min(...counts.keys()); band--)
    bands.push({ from: band * rules.bandWidth, to: (band + 1) * rules.bandWidth, count: counts.get(band) ?? 0 });
  return { unitCount: totals.length, bands };
}
