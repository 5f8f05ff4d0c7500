import { daysBetween, yearOf, type CalendarDay } from './calendar-day.ts';
import { isLiveEvidence, type EvidenceKind, type EvidenceState } from './evidence.ts';
import type { FileTextReason, FileTextState } from './file-text.ts';
import type { Violation } from './violation.ts';

/**
 * What a person should look at before a milestone is submitted or accepted. Hints, never a verdict: nothing here keeps
 * anybody from anything.
 */

export interface SimilarityRules {
  /** From how much taken-over text on a document is shown beside the one it resembles. */
  ownEarlierYearPercent: number;
  otherUnitPercent: number;
  /** Letters and Chinese characters below which texts are not compared: a form filled in twice is no copy. */
  leastCharacters: number;
}

export interface DatingRules {
  longBeforeUploadDays: number;
}

/** Another place where the same file serves. */
export interface SameFile {
  isOwn: boolean;
  /** Attached to this very milestone a second time. */
  isHere: boolean;
  /** The same piece of evidence, taken from the unit's library, rather than uploaded again. */
  isReused: boolean;
  /** Null where the reader may not know. */
  year: number | null;
  milestoneCount: number;
}

export interface NearText {
  isOwn: boolean;
  year: number | null;
  percent: number;
}

export interface CheckedEvidence {
  id: string;
  kind: EvidenceKind;
  state: EvidenceState;
  documentOn: CalendarDay | null;
  uploadedOn: CalendarDay;
  text: { state: FileTextState; reason: FileTextReason | null };
  sameFiles: readonly SameFile[];
  nearTexts: readonly NearText[];
}

export interface CheckFacts {
  year: number;
  programStartsOn: CalendarDay;
  startOn: CalendarDay;
  dueOn: CalendarDay;
  proofKinds: readonly EvidenceKind[];
  evidence: readonly CheckedEvidence[];
}

export const findingCodes = [
  'KIND_MISSING',
  'KIND_NOT_ASKED',
  'DAY_MISSING',
  'DAY_BEFORE_PROGRAM',
  'DAY_IN_OTHER_YEAR',
  'DAY_BEFORE_START',
  'DAY_AFTER_DUE',
  'DAY_AFTER_UPLOAD',
  'DAY_LONG_BEFORE_UPLOAD',
  'UPLOADED_AFTER_DUE',
  'SAME_FILE_TWICE_HERE',
  'SAME_FILE_OWN_YEAR',
  'SAME_FILE_OTHER_YEAR',
  'SAME_FILE_OTHER_UNIT',
  'NEAR_OWN_EARLIER_YEAR',
  'NEAR_OTHER_UNIT',
  'TEXT_WAITING',
  'TEXT_NONE',
  'TEXT_UNREADABLE',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** `look`: somebody should look at it. `note`: good to know. */
export type FindingWeight = 'look' | 'note';

export interface Finding {
  code: FindingCode;
  weight: FindingWeight;
  evidenceId: string | null;
  params: Record<string, string | number>;
  /** Which of the evidence's `sameFiles` or `nearTexts` it is about. */
  about: number | null;
}

const noted: readonly FindingCode[] = [
  'DAY_MISSING',
  'SAME_FILE_OWN_YEAR',
  'TEXT_WAITING',
  'TEXT_NONE',
  'TEXT_UNREADABLE',
];
/** Of these the day is not asked for. */
const dayless: readonly EvidenceKind[] = ['photo', 'link', 'other'];

/** Everything worth a look, in the order in which the evidence was uploaded; what is missing comes first. */
export function checkMilestone(facts: CheckFacts, similarity: SimilarityRules, dating: DatingRules): Finding[] {
  const findings: Finding[] = [];
  const find = (
    code: FindingCode,
    evidenceId: string | null,
    params: Finding['params'] = {},
    about: number | null = null,
  ): void => {
    findings.push({ code, weight: noted.includes(code) ? 'note' : 'look', evidenceId, params, about });
  };
  const live = facts.evidence.filter(evidence => isLiveEvidence(evidence.state));
  if (!live.some(evidence => facts.proofKinds.includes(evidence.kind)))
    find('KIND_MISSING', null, { kinds: facts.proofKinds.join() });
  for (const evidence of live) {
    const { id, kind, text } = evidence;
    if (!facts.proofKinds.includes(kind)) find('KIND_NOT_ASKED', id, { kinds: facts.proofKinds.join(), kind });
    const day = dayFinding(evidence, facts, dating);
    if (day) find(day, id, dayParams(evidence, facts));
    if (evidence.uploadedOn > facts.dueOn && day !== 'DAY_AFTER_DUE')
      find('UPLOADED_AFTER_DUE', id, dayParams(evidence, facts));
    evidence.sameFiles.forEach((same, index) => {
      const code = sameFileFinding(same, facts.year);
      if (code) find(code, id, { year: same.year ?? '', count: same.milestoneCount }, index);
    });
    evidence.nearTexts.forEach((near, index) => {
      const least = near.isOwn ? similarity.ownEarlierYearPercent : similarity.otherUnitPercent;
      if (near.percent < least) return;
      const code = near.isOwn ? 'NEAR_OWN_EARLIER_YEAR' : 'NEAR_OTHER_UNIT';
      find(code, id, { year: near.year ?? '', percent: near.percent }, index);
    });
    if (text.state === 'waiting') find('TEXT_WAITING', id);
    else if (text.state === 'no-text' && text.reason !== 'picture')
      find('TEXT_NONE', id, { textReason: text.reason ?? '' });
    else if (text.state === 'unreadable') find('TEXT_UNREADABLE', id, { textReason: text.reason ?? '' });
  }
  // What to look at comes first, document by document.
  const place = new Map(live.map(({ id }, index) => [id, index]));
  const rank = ({ evidenceId, weight }: Finding): number =>
    2 * (evidenceId === null ? -1 : place.get(evidenceId)!) + (weight === 'note' ? 1 : 0);
  return findings.sort((a, b) => rank(a) - rank(b));
}

/** One sentence about a document's day is enough: the one that says most. */
function dayFinding(evidence: CheckedEvidence, facts: CheckFacts, dating: DatingRules): FindingCode | null {
  const { documentOn, uploadedOn } = evidence;
  if (documentOn === null) return dayless.includes(evidence.kind) ? null : 'DAY_MISSING';
  if (documentOn < facts.programStartsOn) return 'DAY_BEFORE_PROGRAM';
  if (yearOf(documentOn) !== facts.year) return 'DAY_IN_OTHER_YEAR';
  if (documentOn > uploadedOn) return 'DAY_AFTER_UPLOAD';
  if (documentOn > facts.dueOn) return 'DAY_AFTER_DUE';
  if (documentOn < facts.startOn) return 'DAY_BEFORE_START';
  return daysBetween(documentOn, uploadedOn) > dating.longBeforeUploadDays ? 'DAY_LONG_BEFORE_UPLOAD' : null;
}

/** What material has in common with other material may be in order; whoever handed it in knows why and may say so. */
export const mayBeExplained = (code: FindingCode): boolean =>
  code === 'SAME_FILE_OTHER_YEAR' || code === 'SAME_FILE_OTHER_UNIT' || code.startsWith('NEAR_');

export const longestRemark = 200;

export function remarkBlockers({ hint, text }: { hint: string; text: string }): Violation[] {
  if (!/^[0-9a-f]{16}$/.test(hint)) return [{ code: 'FINDING_UNKNOWN', field: 'hint' }];
  if (!text.trim()) return [{ code: 'REMARK_MISSING', field: 'text' }];
  return text.trim().length > longestRemark
    ? [{ code: 'FIELD_TOO_LONG', field: 'text', params: { max: longestRemark } }]
    : [];
}

const dayParams = ({ documentOn, uploadedOn }: CheckedEvidence, facts: CheckFacts): Finding['params'] => ({
  documentOn: documentOn ?? '',
  uploadedOn,
  dueOn: facts.dueOn,
  startOn: facts.startOn,
  programStartsOn: facts.programStartsOn,
  year: facts.year,
});

/** Whoever came later is asked; that a later year took it over is said there. */
function sameFileFinding(same: SameFile, year: number): FindingCode | null {
  if (!same.isOwn) return 'SAME_FILE_OTHER_UNIT';
  if (same.isHere) return 'SAME_FILE_TWICE_HERE';
  if (same.year === year) return 'SAME_FILE_OWN_YEAR';
  return same.year !== null && same.year < year ? 'SAME_FILE_OTHER_YEAR' : null;
}
