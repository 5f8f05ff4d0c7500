import type { Bilingual } from './bilingual.ts';
import type { EvaluationState } from './evaluation.ts';
import { moveTableFaults, type MoveTable } from './moves.ts';
import type { Violation } from './violation.ts';

/** How much of a frozen result everybody may see. */
export const publishedLabels = {
  ranking: { zh: '排名、得分和等次', en: 'Ranking with marks and grades' },
  grades: { zh: '仅等次', en: 'Grades only' },
  distribution: { zh: '仅分数分布（不列单位）', en: 'Nothing but the distribution (no names)' },
} as const satisfies Record<string, Bilingual>;
export type Published = keyof typeof publishedLabels;
export const publishedKinds = Object.keys(publishedLabels) as Published[];

export const publicationStates = ['proposed', 'published', 'refused'] as const;
export type PublicationState = (typeof publicationStates)[number];
export type PublicationVerb = 'approvePublication' | 'refusePublication';

export const publicationMoves: MoveTable<PublicationVerb, PublicationState> = {
  approvePublication: { from: ['proposed'], to: 'published', by: ['leader'] },
  refusePublication: { from: ['proposed'], to: 'refused', by: ['leader'], needsReason: true },
};

/** Faults of the table itself; a test expects none. */
export const checkPublicationMoves = (): string[] => moveTableFaults(publicationMoves, publicationStates, 'proposed');

/** Why nothing can be proposed to be published; once published, it is never changed. */
export function publicationBlockers(facts: { state: EvaluationState; standing: PublicationState | null }): Violation[] {
  if (facts.state !== 'frozen') return [{ code: 'PUBLICATION_NEEDS_FREEZE' }];
  if (facts.standing === 'proposed') return [{ code: 'PUBLICATION_PROPOSED' }];
  if (facts.standing === 'published') return [{ code: 'PUBLICATION_DONE' }];
  return [];
}

export interface PublishedUnit {
  unitCode: string;
  unitName: string;
  grade: string;
  /** Set where the ranking is published. */
  total?: string;
  rank?: number;
}

interface Standing {
  unitCode: string;
  unitName: string;
  grade: string;
  total: string;
  rank: number;
}

/** What of a result is published, and no more; grades alone stand in the order of the units' codes, not of their ranks. */
export function publishedUnits(what: Published, units: readonly Standing[]): PublishedUnit[] {
  if (what === 'distribution') return [];
  if (what === 'ranking')
    return units.map(({ unitCode, unitName, grade, total, rank }) => ({ unitCode, unitName, grade, total, rank }));
  return units
    .map(({ unitCode, unitName, grade }) => ({ unitCode, unitName, grade }))
    .sort((a, b) => (a.unitCode < b.unitCode ? -1 : 1));
}
