import type { Bilingual } from '@yardstick/domain/bilingual';
import { schemeTerms, type Term } from '@yardstick/domain/scoring/scheme-rules';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';

export interface TermView {
  kind: Term['kind'];
  text: Bilingual;
}

export const termsOf = (scheme: ScoringScheme): TermView[] =>
  schemeTerms(scheme).map(({ kind, zh, en }) => ({ kind, text: { zh, en } }));
