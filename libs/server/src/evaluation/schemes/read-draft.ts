import { readSchemeText } from '@yardstick/domain/scoring/scheme-text';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { RuleViolation } from '@yardstick/domain/violation';

/** A draft as the version after `newest`; or a refusal, one sentence for each blocker with its line. */
export function readDraft(text: string, code: string, newest: { version: number } | undefined): ScoringScheme {
  const { scheme, blockers } = readSchemeText(text, code, (newest?.version ?? 0) + 1);
  // a path into the text is none into the form
  if (!scheme) throw new RuleViolation(blockers.map(blocker => ({ ...blocker, field: 'text' })));
  return scheme;
}
