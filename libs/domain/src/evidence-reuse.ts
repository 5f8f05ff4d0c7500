import type { CalendarDay } from './calendar-day.ts';
import type { EvidenceState } from './evidence.ts';
import type { Violation } from './violation.ts';

export interface EvidenceRules {
  /** An accepted item keeps its acceptance on an action whose year, stretched by so many months, holds its date. */
  acceptanceHolds: { monthsBefore: number; monthsAfter: number };
  /** Uploads that nobody went on with are given up after so many hours. */
  abandonedUploadHours: number;
}

/** What came back, was taken back or has a newer version proves nothing further. */
export const isUsableEvidence = (state: EvidenceState): boolean =>
  state === 'draft' || state === 'submitted' || state === 'questioned' || state === 'accepted';

/** The day that counts for the period: the document's own, else the day it was received. */
export function fitsYear(
  item: { documentOn: CalendarDay | null; uploadedOn: CalendarDay },
  year: number,
  rules: EvidenceRules,
): boolean {
  const { monthsBefore, monthsAfter } = rules.acceptanceHolds;
  const monthOf = (day: CalendarDay): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const month = monthOf(item.documentOn ?? item.uploadedOn);
  return month >= year * 12 - monthsBefore && month <= year * 12 + 11 + monthsAfter;
}

/** Whether accepted evidence must be reviewed once more when it is used for an action of `year`. */
export function needsReviewAgain(
  item: { state: EvidenceState; documentOn: CalendarDay | null; uploadedOn: CalendarDay },
  year: number,
  rules: EvidenceRules,
): boolean {
  return item.state === 'accepted' && !fitsYear(item, year, rules);
}

/** Why a piece of evidence cannot be used for one thing more. */
export function reuseBlockers(item: { state: EvidenceState; hasNewerVersion: boolean }): Violation[] {
  if (item.hasNewerVersion) return [{ code: 'EVIDENCE_HAS_NEWER_VERSION' }];
  return isUsableEvidence(item.state) ? [] : [{ code: 'EVIDENCE_NOT_USABLE', params: { evidenceState: item.state } }];
}

export interface ReplaceFacts {
  hasNewerVersion: boolean;
  /** Of the milestones the old version serves. */
  milestones: readonly { title: string; isOpen: boolean }[];
}

/** Why no new version can be filed: only the newest has a successor, and what is handed in stays as it was handed in. */
export function replaceBlockers({ hasNewerVersion, milestones }: ReplaceFacts): Violation[] {
  if (hasNewerVersion) return [{ code: 'EVIDENCE_HAS_NEWER_VERSION' }];
  const [first] = milestones;
  return first && milestones.every(milestone => !milestone.isOpen)
    ? [{ code: 'MILESTONE_CLOSED_TO_EVIDENCE', params: { title: first.title } }]
    : [];
}

/** Whether the old version steps back as soon as there is a new one. */
export function stepsBackAtOnce(state: EvidenceState, milestones: ReplaceFacts['milestones']): boolean {
  return (
    (state === 'draft' || state === 'submitted' || state === 'returned' || state === 'questioned') &&
    milestones.every(milestone => milestone.isOpen)
  );
}
