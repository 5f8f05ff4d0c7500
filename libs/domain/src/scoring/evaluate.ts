import type { Bilingual } from '../bilingual.ts';
import { assertNone } from '../violation.ts';
import { compare, divide, multiply, parseDecimal, printDecimal, sum, zero, type Ratio } from './decimal.ts';
import { inputBlockers } from './input-blockers.ts';
import { scoreIndicator } from './methods.ts';
import type { EvaluationResult, Grade, ScoreLine, ScoringScheme, UnitInputs, UnitResult } from './scheme.ts';
import { validateScheme } from './validate-scheme.ts';

/**
 * Scores, ranks and grades the units, the same for the same inputs in any order:
 * - an indicator's score is rounded once; the total adds up the scores as printed, so it can be checked by hand;
 * - indicators that do not apply are left out and the total is brought back to 100;
 * - ranks go by total, equal totals sharing one; vetoed units come after all others and get the last grade;
 * - a quota is filled by rank; units tied across its edge all get the next grade.
 */
export function evaluate(scheme: ScoringScheme, units: readonly UnitInputs[]): EvaluationResult {
  assertNone(validateScheme(scheme));
  assertNone(inputBlockers(scheme, units));
  const scored = units.map(unit => scoreUnit(scheme, unit)).sort(byRank);
  scored.forEach((unit, i) => {
    const above = scored[i - 1];
    unit.rank = above && sharesRank(above, unit) ? above.rank : i + 1;
  });
  grade(scheme, scored);
  const gradeCounts = Object.fromEntries(
    scheme.grades.map(g => [g.code, scored.filter(unit => unit.grade === g.code).length]),
  );
  return { scheme: { code: scheme.code, version: scheme.version }, units: scored, gradeCounts };
}

function scoreUnit(scheme: ScoringScheme, { unitCode, unitName, figures }: UnitInputs): UnitResult {
  const line = lineIn(scheme);
  const indicators = scheme.indicators.map(indicator => scoreIndicator(indicator, { scheme, figures, line }));
  const applicable = indicators.filter(i => i.applicable);
  const full = sum(applicable.map(i => parseDecimal(i.full)));
  const reached = sum(applicable.map(i => parseDecimal(i.score)));
  const hundred = parseDecimal('100');
  const isWhole = compare(full, hundred) === 0;
  const total = applicable.length === 0 ? zero : isWhole ? reached : divide(multiply(reached, hundred), full);
  const vetoes = scheme.vetoes
    .map(veto => ({
      veto,
      hits: figures.filter(f => f.code === veto.figure && compare(parseDecimal(f.value), zero) > 0),
    }))
    .filter(({ hits }) => hits.length > 0)
    .map(({ veto, hits }) => ({
      code: veto.code,
      name: veto.name,
      refs: hits.flatMap(h => h.records.map(r => r.ref)),
    }));

  const lines: ScoreLine[] = [];
  if (!isWhole) {
    const printed = [printDecimal(reached, scheme.scale), printDecimal(full, scheme.scale)];
    const text = `${printed[0]} ÷ ${printed[1]} × 100`;
    lines.push(
      line({ zh: `只计适用的指标,折算为百分制:${text}`, en: `Only what applies, brought to 100: ${text}` }, total),
    );
  }
  return {
    unitCode,
    unitName,
    total: printDecimal(total, scheme.scale, scheme.rounding),
    grade: '',
    rank: 0,
    vetoes,
    indicators,
    lines,
  };
}

const isVetoed = (unit: UnitResult): boolean => unit.vetoes.length > 0;

const sharesRank = (a: UnitResult, b: UnitResult): boolean => isVetoed(a) === isVetoed(b) && a.total === b.total;

const byRank = (a: UnitResult, b: UnitResult): number =>
  Number(isVetoed(a)) - Number(isVetoed(b)) ||
  compare(parseDecimal(b.total), parseDecimal(a.total)) ||
  (a.unitCode < b.unitCode ? -1 : 1);

/** Gives every unit its grade. `units` are in order of rank. */
function grade(scheme: ScoringScheme, units: readonly UnitResult[]): void {
  const line = lineIn(scheme);
  const last = scheme.grades.at(-1)!;
  for (const unit of units)
    for (const veto of unit.vetoes) {
      unit.grade = last.code;
      const text = {
        zh: `一票否决:${veto.name.zh},评为${last.name.zh}`,
        en: `Veto, ${veto.name.en}: graded ${last.name.en}`,
      };
      unit.lines.push(line(text, zero, veto.refs));
    }
  for (const band of scheme.grades) {
    const reaching = units.filter(u => !u.grade && compare(parseDecimal(u.total), parseDecimal(band.from)) >= 0);
    const places = placesIn(band, units.length);
    for (const unit of reaching) {
      const tied = reaching.filter(u => u.rank === unit.rank).length;
      const before = reaching.filter(u => u.rank < unit.rank).length;
      if (before + tied <= places) unit.grade = band.code;
      else unit.lines.push(line(quotaText(band, places, Math.max(0, places - before), tied), zero));
    }
  }
}

const placesIn = ({ quotaPercent }: Grade, unitCount: number): number =>
  quotaPercent === undefined ? unitCount : Math.floor((unitCount * quotaPercent) / 100);

function quotaText({ name, quotaPercent }: Grade, places: number, left: number, tied: number): Bilingual {
  const zh = `达到${name.zh}分数线;${name.zh}不超过 ${quotaPercent}%,共 ${places} 个名额`;
  const en = `Reaches ${name.en}, which at most ${quotaPercent}% get: ${places} in all`;
  return left > 0
    ? {
        zh: `${zh},剩 ${left} 个,并列 ${tied} 个单位均不评`,
        en: `${en}, ${left} left for ${tied} tied, so none of them gets it`,
      }
    : { zh: `${zh},名次在名额之外`, en: `${en}, and its rank lies beyond them` };
}

const lineIn =
  ({ scale, rounding }: ScoringScheme) =>
  (text: Bilingual, value: Ratio, refs: string[] = []): ScoreLine => ({
    text,
    value: printDecimal(value, scale, rounding),
    refs,
  });
