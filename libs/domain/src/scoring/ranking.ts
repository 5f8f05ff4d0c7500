import type { Bilingual } from '../bilingual.ts';
import { compare, negate, parseDecimal, sum, zero, type Ratio } from './decimal.ts';
import { hitsOf, lineAt, refsOf } from './method-parts.ts';
import type { Ceiling, FigureInput, Grade, ScoringScheme, TieBreak, UnitResult } from './scheme.ts';

/** A scored unit with what ranks it, worked out once. */
export interface Standing {
  unit: UnitResult;
  figures: readonly FigureInput[];
  total: Ratio;
  isVetoed: boolean;
  /** The more the better. */
  tieBreaks: Ratio[];
}

export function standingOf(scheme: ScoringScheme, unit: UnitResult, figures: readonly FigureInput[]): Standing {
  return {
    unit,
    figures,
    total: parseDecimal(unit.total),
    isVetoed: unit.vetoes.length > 0,
    tieBreaks: (scheme.ranking.by ?? []).map(by => tieBreakOf(by, unit, figures)),
  };
}

function tieBreakOf(by: TieBreak, unit: UnitResult, figures: readonly FigureInput[]): Ratio {
  const value =
    by.figure !== undefined
      ? sum(figures.filter(f => f.code === by.figure).map(f => parseDecimal(f.value)))
      : parseDecimal(unit.indicators.find(i => i.code === by.indicator)?.score ?? '0');
  return by.better === 'more' ? value : negate(value);
}

/** Puts the units in order and gives each its rank. */
export function rank(standings: Standing[]): void {
  standings.sort(
    (a, b) => byMerit(a, b) || (a.unit.unitCode < b.unit.unitCode ? -1 : a.unit.unitCode > b.unit.unitCode ? 1 : 0),
  );
  standings.forEach((standing, i) => {
    const above = standings[i - 1];
    standing.unit.rank = above && byMerit(above, standing) === 0 ? above.unit.rank : i + 1;
  });
}

const byTotal = (a: Standing, b: Standing): number =>
  Number(a.isVetoed) - Number(b.isVetoed) || compare(b.total, a.total);

function byMerit(a: Standing, b: Standing): number {
  const order = byTotal(a, b);
  if (order !== 0) return order;
  for (let i = 0; i < a.tieBreaks.length; i += 1) {
    const difference = compare(b.tieBreaks[i]!, a.tieBreaks[i]!);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Says, to those of one total, what was compared. `standings` are in order of rank. */
export function explainTies(scheme: ScoringScheme, standings: readonly Standing[]): void {
  const { by = [] } = scheme.ranking;
  if (by.length === 0) return;
  const line = lineAt(scheme, 'total');
  const names = by.map(item => nameOf(scheme, item));
  for (const tied of runs(standings, (a, b) => byTotal(a, b) === 0)) {
    if (tied.length < 2) continue;
    for (const { unit, tieBreaks } of tied)
      by.forEach(({ better }, i) => {
        const value = tieBreaks[i]!;
        const text = {
          zh: `总分相同,比较${names[i]!.zh}(${better === 'more' ? '多' : '少'}者在前)`,
          en: `Equal totals, compared by ${names[i]!.en} (${better} is better)`,
        };
        unit.lines.push(line(text, better === 'more' ? value : negate(value)));
      });
  }
}

const nameOf = (scheme: ScoringScheme, by: TieBreak): Bilingual =>
  by.figure !== undefined
    ? scheme.figures.find(f => f.code === by.figure)!.name
    : scheme.indicators.find(i => i.code === by.indicator)!.name;

/** Gives every unit its grade. `standings` are in order of rank. */
export function grade(scheme: ScoringScheme, standings: readonly Standing[]): void {
  const line = lineAt(scheme, 'total');
  const last = scheme.grades.at(-1)!;
  for (const { unit } of standings)
    for (const veto of unit.vetoes) {
      unit.grade = last.code;
      const isZero = scheme.vetoes.find(v => v.code === veto.code)?.effect === 'zero';
      const text = {
        zh: `一票否决:${veto.name.zh},${isZero ? '总分计 0 分,' : ''}评为${last.name.zh}`,
        en: `Veto, ${veto.name.en}: ${isZero ? 'the total counts as 0, ' : ''}graded ${last.name.en}`,
      };
      unit.lines.push(line(text, zero, veto.refs));
    }
  const best = new Map(standings.map(standing => [standing, bestGrade(scheme, standing)]));
  scheme.grades.forEach((band, index) => {
    const from = parseDecimal(band.from);
    const reaching = standings.filter(
      standing => !standing.unit.grade && best.get(standing)! <= index && compare(standing.total, from) >= 0,
    );
    const places = placesIn(band, standings.length);
    let before = 0;
    for (const tied of runs(reaching, (a, b) => a.unit.rank === b.unit.rank)) {
      for (const { unit } of tied)
        if (before + tied.length <= places) unit.grade = band.code;
        else unit.lines.push(line(quotaText(band, places, Math.max(0, places - before), tied.length), zero));
      before += tied.length;
    }
  });
}

/** Index of the best grade that no ceiling bars, each ceiling said where it costs the unit something. */
function bestGrade(scheme: ScoringScheme, { unit, figures, total, isVetoed }: Standing): number {
  let best = 0;
  if (isVetoed) return best;
  for (const ceiling of scheme.ceilings ?? []) {
    const hits = hitsOf(figures, ceiling.figure);
    const index = scheme.grades.findIndex(g => g.code === ceiling.grade);
    if (hits.length === 0 || index === 0) continue;
    best = Math.max(best, index);
    if (compare(total, parseDecimal(scheme.grades[index - 1]!.from)) >= 0)
      unit.lines.push(lineAt(scheme, 'total')(ceilingText(ceiling, scheme.grades[index]!), zero, hits.flatMap(refsOf)));
  }
  return best;
}

const ceilingText = (ceiling: Ceiling, { name }: Grade): Bilingual => ({
  zh: `${ceiling.name.zh}:最高评为${name.zh}`,
  en: `${ceiling.name.en}: graded ${name.en} at best`,
});

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

/** Neighbours that belong together, in order. */
function runs<T>(items: readonly T[], belong: (a: T, b: T) => boolean): T[][] {
  const all: T[][] = [];
  for (const item of items) {
    const current = all.at(-1);
    if (current && belong(current[0]!, item)) current.push(item);
    else all.push([item]);
  }
  return all;
}
