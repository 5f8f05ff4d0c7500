import type { Bilingual } from '../bilingual.ts';
import { compare, negate, parseDecimal, sum, zero, type Ratio } from './decimal.ts';
import { hitsOf, lineAt, refsOf } from './method-parts.ts';
import type {
  Ceiling,
  FigureInput,
  Grade,
  IndicatorResult,
  ScoreLine,
  ScoringScheme,
  TieBreak,
  UnitResult,
  VetoResult,
} from './scheme.ts';

/** What ranks and grades a unit, and no more: a nation's units fit into memory. */
export interface Standing {
  unitCode: string;
  total: Ratio;
  vetoes: readonly VetoResult[];
  /** The more the better. */
  tieBreaks: Ratio[];
  /** Codes of the ceilings it stands under, with the records. */
  ceilings: { code: string; refs: string[] }[];
}

export interface Placement {
  unitCode: string;
  rank: number;
  grade: string;
  /** How rank and grade came about, where it is not plain from the total. */
  lines: ScoreLine[];
}

export function standingOf(
  scheme: ScoringScheme,
  unit: Pick<UnitResult, 'unitCode' | 'total' | 'vetoes' | 'indicators'>,
  figures: readonly FigureInput[],
): Standing {
  return {
    unitCode: unit.unitCode,
    total: parseDecimal(unit.total),
    vetoes: unit.vetoes,
    tieBreaks: (scheme.ranking.by ?? []).map(by => tieBreakOf(by, unit.indicators, figures)),
    ceilings: (scheme.ceilings ?? []).flatMap(({ code, figure }) => {
      const hits = hitsOf(figures, figure);
      return hits.length > 0 ? [{ code, refs: hits.flatMap(refsOf) }] : [];
    }),
  };
}

function tieBreakOf(by: TieBreak, indicators: readonly IndicatorResult[], figures: readonly FigureInput[]): Ratio {
  const value =
    by.figure !== undefined
      ? sum(figures.filter(f => f.code === by.figure).map(f => parseDecimal(f.value)))
      : parseDecimal(indicators.find(i => i.code === by.indicator)?.score ?? '0');
  return by.better === 'more' ? value : negate(value);
}

/** One placed unit on its way. */
interface Placed extends Placement {
  standing: Standing;
}

/** Ranks and grades the units, in order of rank, then of unit code. */
export function place(scheme: ScoringScheme, standings: readonly Standing[]): Placement[] {
  const placed = ranked(standings);
  explainTies(scheme, placed);
  grade(scheme, placed);
  return placed.map(({ unitCode, rank, grade, lines }) => ({ unitCode, rank, grade, lines }));
}

function ranked(standings: readonly Standing[]): Placed[] {
  const order = [...standings].sort(
    (a, b) => byMerit(a, b) || (a.unitCode < b.unitCode ? -1 : a.unitCode > b.unitCode ? 1 : 0),
  );
  const placed: Placed[] = [];
  order.forEach((standing, i) => {
    const above = placed[i - 1];
    const rank = above && byMerit(above.standing, standing) === 0 ? above.rank : i + 1;
    placed.push({ standing, unitCode: standing.unitCode, rank, grade: '', lines: [] });
  });
  return placed;
}

const isVetoed = ({ vetoes }: Standing): boolean => vetoes.length > 0;

const byTotal = (a: Standing, b: Standing): number =>
  Number(isVetoed(a)) - Number(isVetoed(b)) || compare(b.total, a.total);

function byMerit(a: Standing, b: Standing): number {
  const order = byTotal(a, b);
  if (order !== 0) return order;
  for (let i = 0; i < a.tieBreaks.length; i += 1) {
    const difference = compare(b.tieBreaks[i]!, a.tieBreaks[i]!);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Says, to those of one total, what was compared. */
function explainTies(scheme: ScoringScheme, units: readonly Placed[]): void {
  const { by = [] } = scheme.ranking;
  if (by.length === 0) return;
  const line = lineAt(scheme, 'total');
  const names = by.map(item => nameOf(scheme, item));
  for (const tied of runs(units, (a, b) => byTotal(a.standing, b.standing) === 0)) {
    if (tied.length < 2) continue;
    for (const { standing, lines } of tied)
      by.forEach(({ better }, i) => {
        const value = standing.tieBreaks[i]!;
        const text = {
          zh: `总分相同,比较${names[i]!.zh}(${better === 'more' ? '多' : '少'}者在前)`,
          en: `Equal totals, compared by ${names[i]!.en} (${better} is better)`,
        };
        lines.push(line(text, better === 'more' ? value : negate(value)));
      });
  }
}

const nameOf = (scheme: ScoringScheme, by: TieBreak): Bilingual =>
  by.figure !== undefined
    ? scheme.figures.find(f => f.code === by.figure)!.name
    : scheme.indicators.find(i => i.code === by.indicator)!.name;

function grade(scheme: ScoringScheme, units: readonly Placed[]): void {
  const line = lineAt(scheme, 'total');
  const last = scheme.grades.at(-1)!;
  for (const unit of units)
    for (const veto of unit.standing.vetoes) {
      unit.grade = last.code;
      const isZero = scheme.vetoes.find(v => v.code === veto.code)?.effect === 'zero';
      const text = {
        zh: `一票否决:${veto.name.zh},${isZero ? '总分计 0 分,' : ''}评为${last.name.zh}`,
        en: `Veto, ${veto.name.en}: ${isZero ? 'the total counts as 0, ' : ''}graded ${last.name.en}`,
      };
      unit.lines.push(line(text, zero, veto.refs));
    }
  const best = new Map(units.map(unit => [unit, bestGradeOf(scheme, unit.standing)]));
  for (const unit of units) explainCeilings(scheme, unit);
  scheme.grades.forEach((band, index) => {
    const from = parseDecimal(band.from);
    const reaching = units.filter(
      unit => !unit.grade && best.get(unit)! <= index && compare(unit.standing.total, from) >= 0,
    );
    const places = placesIn(band, units.length);
    let before = 0;
    for (const tied of runs(reaching, (a, b) => a.rank === b.rank)) {
      for (const unit of tied)
        if (before + tied.length <= places) unit.grade = band.code;
        else unit.lines.push(line(quotaText(band, places, Math.max(0, places - before), tied.length), zero));
      before += tied.length;
    }
  });
}

/** Index of the best grade that no ceiling bars; a vetoed unit has got its grade already. */
export function bestGradeOf(scheme: ScoringScheme, standing: Standing): number {
  if (isVetoed(standing)) return 0;
  return Math.max(0, ...standing.ceilings.map(({ code }) => ceilingOf(scheme, code).index));
}

function ceilingOf(scheme: ScoringScheme, code: string): { ceiling: Ceiling; index: number } {
  const ceiling = scheme.ceilings!.find(c => c.code === code)!;
  return { ceiling, index: scheme.grades.findIndex(g => g.code === ceiling.grade) };
}

/** Each ceiling is said where it costs the unit something. */
function explainCeilings(scheme: ScoringScheme, { standing, lines }: Placed): void {
  if (isVetoed(standing)) return;
  for (const { code, refs } of standing.ceilings) {
    const { ceiling, index } = ceilingOf(scheme, code);
    if (index > 0 && compare(standing.total, parseDecimal(scheme.grades[index - 1]!.from)) >= 0)
      lines.push(lineAt(scheme, 'total')(ceilingText(ceiling, scheme.grades[index]!), zero, refs));
  }
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
