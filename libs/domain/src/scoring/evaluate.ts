import { assertNone } from '../violation.ts';
import { zero } from './decimal.ts';
import { compose } from './compose.ts';
import { inputBlockers } from './input-blockers.ts';
import { hitsOf, printerAt, refsOf } from './method-parts.ts';
import { scoreIndicators } from './methods.ts';
import { explainTies, grade, rank, standingOf } from './ranking.ts';
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
  const standings = units.map(unit => standingOf(scheme, scoreUnit(scheme, unit), unit.figures));
  rank(standings);
  explainTies(scheme, standings);
  grade(scheme, standings);
  const gradeCounts: Record<string, number> = Object.fromEntries(scheme.grades.map(g => [g.code, 0]));
  for (const { unit } of standings) gradeCounts[unit.grade] = (gradeCounts[unit.grade] ?? 0) + 1;
  return {
    scheme: { code: scheme.code, version: scheme.version },
    units: standings.map(standing => standing.unit),
    gradeCounts,
  };
}

function scoreUnit(scheme: ScoringScheme, inputs: UnitInputs): UnitResult {
  const { unitCode, unitName, figures } = inputs;
  const indicators = scoreIndicators(scheme, inputs);
  const { groups, total, lines } = compose(scheme, indicators, figures);
  const hit = scheme.vetoes
    .map(veto => ({ veto, hits: hitsOf(figures, veto.figure) }))
    .filter(({ hits }) => hits.length > 0);
  const isZero = hit.some(({ veto }) => veto.effect === 'zero');
  return {
    unitCode,
    unitName,
    total: printerAt(scheme, 'total')(isZero ? zero : total),
    grade: '',
    rank: 0,
    vetoes: hit.map(({ veto, hits }) => ({ code: veto.code, name: veto.name, refs: hits.flatMap(refsOf) })),
    indicators,
    ...(scheme.groups ? { groups } : {}),
    lines,
  };
}
