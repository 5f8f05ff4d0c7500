import { assertNone } from '../violation.ts';
import { zero } from './decimal.ts';
import { compose } from './compose.ts';
import { inputBlockers } from './input-blockers.ts';
import { hitsOf, printerAt, refsOf } from './method-parts.ts';
import { scoreIndicators } from './methods.ts';
import { place, standingOf, type Placement, type Standing } from './ranking.ts';
import type { EvaluationResult, ScoringScheme, UnitInputs, UnitResult } from './scheme.ts';
import { validateScheme } from './validate-scheme.ts';

/**
 * Scores, ranks and grades the units, the same for the same inputs in any order:
 * - an indicator's score is rounded once; groups and the total add up the scores as printed, so it can be checked by hand;
 * - what does not apply is left out and its group, or the total, is brought back to the whole;
 * - ranks go by total, then by what the scheme names, then they are shared; vetoed units come after all others and get
 *   the last grade;
 * - a quota is filled by rank; units tied across its edge all get the next grade.
 */
export function evaluate(scheme: ScoringScheme, units: readonly UnitInputs[]): EvaluationResult {
  assertNone(validateScheme(scheme));
  assertNone(inputBlockers(scheme, units));
  const sheets = new Map<string, Sheet>();
  const standings = units.map(unit => {
    const { sheet, standing } = scoreUnit(scheme, unit);
    sheets.set(unit.unitCode, sheet);
    return standing;
  });
  const placements = place(scheme, standings);
  const gradeCounts: Record<string, number> = Object.fromEntries(scheme.grades.map(g => [g.code, 0]));
  for (const { grade } of placements) gradeCounts[grade] = (gradeCounts[grade] ?? 0) + 1;
  return {
    scheme: { code: scheme.code, version: scheme.version },
    units: placements.map(placement => joined(sheets.get(placement.unitCode)!, placement)),
    gradeCounts,
  };
}

/** A unit's marks before anybody else's are known. */
export type Sheet = Omit<UnitResult, 'rank' | 'grade'>;

/**
 * For more units than fit into memory: each is scored and its sheet put away, `place` ranks and grades the standings, and
 * `joined` gives the same result as `evaluate`. The caller has asked `validateScheme` and `inputBlockers`.
 */
export function scoreUnit(scheme: ScoringScheme, inputs: UnitInputs): { sheet: Sheet; standing: Standing } {
  const { unitCode, unitName, figures } = inputs;
  const indicators = scoreIndicators(scheme, inputs);
  const { groups, total, lines } = compose(scheme, indicators, figures);
  const hit = scheme.vetoes
    .map(veto => ({ veto, hits: hitsOf(figures, veto.figure) }))
    .filter(({ hits }) => hits.length > 0);
  const isZero = hit.some(({ veto }) => veto.effect === 'zero');
  const sheet = {
    unitCode,
    unitName,
    total: printerAt(scheme, 'total')(isZero ? zero : total),
    vetoes: hit.map(({ veto, hits }) => ({ code: veto.code, name: veto.name, refs: hits.flatMap(refsOf) })),
    indicators,
    ...(scheme.groups ? { groups } : {}),
    lines,
  };
  return { sheet, standing: standingOf(scheme, sheet, figures) };
}

export const joined = (sheet: Sheet, { rank, grade, lines }: Placement): UnitResult => ({
  ...sheet,
  rank,
  grade,
  lines: [...sheet.lines, ...lines],
});
