import type { Bilingual } from './bilingual.ts';
import { moveTableFaults, type MoveTable } from './moves.ts';

/** A unit's own marks in one evaluation: drafted by its liaison, signed by its head. */
export const selfAssessmentStates = ['expected', 'drafted', 'to-sign', 'signed'] as const;
export type SelfAssessmentState = (typeof selfAssessmentStates)[number];

export type SelfAssessmentVerb =
  'saveSelfAssessment' | 'submitSelfAssessment' | 'signSelfAssessment' | 'declineSelfAssessment';

export const selfAssessmentMoves: MoveTable<SelfAssessmentVerb, SelfAssessmentState> = {
  saveSelfAssessment: { from: ['expected', 'drafted'], to: 'drafted', by: ['liaison'] },
  submitSelfAssessment: { from: ['expected', 'drafted'], to: 'to-sign', by: ['liaison'] },
  signSelfAssessment: { from: ['to-sign'], to: 'signed', by: ['unit-head'] },
  declineSelfAssessment: { from: ['to-sign'], to: 'drafted', by: ['unit-head'], needsReason: true },
};

export const selfAssessmentStateLabels: Record<SelfAssessmentState, Bilingual> = {
  expected: { zh: '未填报', en: 'Not begun' },
  drafted: { zh: '填报中', en: 'Being filled in' },
  'to-sign': { zh: '待负责人签发', en: 'Waiting for the head' },
  signed: { zh: '已报送', en: 'Handed in' },
};

/** Faults of the table itself; a test expects none. */
export const checkSelfAssessmentMoves = (): string[] =>
  moveTableFaults(selfAssessmentMoves, selfAssessmentStates, 'expected');

/** How long units have to hand in, how many case files are drawn, and which change against the year before is worth a second look. */
export interface CollectingRules {
  collectWithinWorkingDays: number;
  jumpPercent: number;
  /** How many case files are drawn of a unit, where whoever makes the list does not say otherwise. */
  caseFileSample: number;
  basis: string;
}
