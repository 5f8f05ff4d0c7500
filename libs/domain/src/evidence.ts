import type { Bilingual } from './bilingual.ts';
import { moveTableFaults, verbsFrom, type MoveTable } from './moves.ts';

export const evidenceKinds = [
  'document',
  'roster',
  'ledger',
  'report',
  'statistics',
  'case',
  'link',
  'photo',
  'other',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const evidenceKindLabels: Record<EvidenceKind, Bilingual> = {
  document: { zh: '文件', en: 'Document' },
  roster: { zh: '名册', en: 'Roster' },
  ledger: { zh: '台账', en: 'Ledger' },
  report: { zh: '报告', en: 'Report' },
  statistics: { zh: '统计表', en: 'Statistics' },
  case: { zh: '案例', en: 'Case' },
  link: { zh: '公开链接', en: 'Public link' },
  photo: { zh: '照片', en: 'Photo' },
  other: { zh: '其他', en: 'Other' },
};

export const evidenceStateLabels = {
  draft: { zh: '草稿', en: 'Draft' },
  submitted: { zh: '待审', en: 'Submitted' },
  accepted: { zh: '采信', en: 'Accepted' },
  returned: { zh: '退回', en: 'Returned' },
  questioned: { zh: '存疑', en: 'Questioned' },
  revoked: { zh: '失效', en: 'Revoked' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  superseded: { zh: '已更新版本', en: 'Superseded' },
} as const satisfies Record<string, Bilingual>;

export type EvidenceState = keyof typeof evidenceStateLabels;
export const evidenceStates = Object.keys(evidenceStateLabels) as EvidenceState[];

export type EvidenceVerb =
  | 'submitEvidence'
  | 'withdrawEvidence'
  | 'acceptEvidence'
  | 'returnEvidence'
  | 'questionEvidence'
  | 'revokeEvidence'
  | 'supersedeEvidence';

/** A file never changes: a correction is a new version, and the old one steps back or is withdrawn. */
export const evidenceMoves: MoveTable<EvidenceVerb, EvidenceState> = {
  submitEvidence: { from: ['draft'], to: 'submitted', by: ['liaison', 'unit-head'] },
  withdrawEvidence: {
    from: ['draft', 'submitted', 'returned', 'questioned'],
    to: 'withdrawn',
    by: ['liaison'],
    needsReason: true,
  },
  acceptEvidence: { from: ['submitted', 'questioned'], to: 'accepted', by: ['office-staff', 'office-chief'] },
  returnEvidence: {
    from: ['submitted', 'questioned'],
    to: 'returned',
    by: ['office-staff', 'office-chief'],
    needsReason: true,
  },
  questionEvidence: { from: ['submitted'], to: 'questioned', by: ['office-staff', 'office-chief'], needsReason: true },
  revokeEvidence: { from: ['accepted'], to: 'revoked', by: ['office-staff', 'office-chief'], needsReason: true },
  // By a new version: at once while nobody has accepted the old one, otherwise when the new one is accepted.
  supersedeEvidence: {
    from: ['draft', 'submitted', 'returned', 'questioned', 'accepted'],
    to: 'superseded',
    by: ['liaison', 'system'],
  },
};

export const evidenceMovesFrom = (state: EvidenceState): EvidenceVerb[] => verbsFrom(evidenceMoves, state);

/** Faults of the table itself; a test expects none. */
export const checkEvidenceMoves = (): string[] => moveTableFaults(evidenceMoves, evidenceStates, 'draft');

/** Evidence that still stands for its milestone. */
export const isLiveEvidence = (state: EvidenceState): boolean =>
  state === 'draft' || state === 'submitted' || state === 'accepted' || state === 'questioned';

export const returnReasonCodes = [
  'wrong-period',
  'not-issued',
  'unclear',
  'wrong-kind',
  'incomplete',
  'not-matching',
  'copied',
  'other',
] as const;
export type ReturnReasonCode = (typeof returnReasonCodes)[number];

export const returnReasonLabels: Record<ReturnReasonCode, Bilingual> = {
  'wrong-period': { zh: '材料所属时段不符', en: 'Covers another period' },
  'not-issued': { zh: '文件未正式印发', en: 'Not formally issued' },
  unclear: { zh: '内容看不清', en: 'Cannot be read clearly' },
  'wrong-kind': { zh: '材料种类不符', en: 'Wrong kind of evidence' },
  incomplete: { zh: '材料不完整', en: 'Incomplete' },
  'not-matching': { zh: '与节点成果不对应', en: 'Does not match the deliverable' },
  copied: { zh: '照搬往年或其他单位材料', en: 'Copied from last year or another unit' },
  other: { zh: '其他（请写明）', en: 'Other (say what)' },
};
