import { assertNone } from '../violation.ts';
import type { ScoringScheme } from './scheme.ts';
import acceptance2024Json from './schemes/acceptance-2024.json' with { type: 'json' };
import { validateScheme } from './validate-scheme.ts';

/** Data becomes a scheme only by passing every check. */
export function readScheme(data: unknown): ScoringScheme {
  assertNone(validateScheme(data));
  return data as ScoringScheme;
}

/** The acceptance at the end of the programme, at its default weights; the office replaces it by its own version. */
export const acceptance2024: ScoringScheme = readScheme(acceptance2024Json);
