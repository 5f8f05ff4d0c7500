import type { Bilingual } from '../bilingual.ts';
import {
  compare,
  divide,
  exactDecimal,
  multiply,
  parseDecimal,
  printDecimal,
  ratio,
  subtract,
  sum,
  zero,
  type Ratio,
} from './decimal.ts';
import { compose, topOf } from './compose.ts';
import { evaluate } from './evaluate.ts';
import { printerAt } from './method-parts.ts';
import { place, standingOf } from './ranking.ts';
import { missingFigures } from './missing-figures.ts';
import { figuresOf, readsRecords, schemeFigures } from './scheme-figures.ts';
import type {
  EvaluationResult,
  FigureInput,
  IndicatorResult,
  ScoringScheme,
  UnitInputs,
  UnitResult,
} from './scheme.ts';

export interface Rehearsal {
  /** Units whose total, rank or grade would differ, those who move most ranks first. */
  moves: Move[];
  spread: { grade: string; name: Bilingual; before: number; after: number }[];
}

export interface Move {
  unitCode: string;
  unitName: string;
  before: Place;
  after: Place;
  decidedBy: Decision;
}

export interface Place {
  total: string;
  rank: number;
  grade: string;
}

/**
 * `veto`: one was added or taken away. `indicator`: the one whose part of the total changed most, in the direction of the
 * total. `others`: the unit's own total is as it was, and others moved past it or the bands did.
 */
export type Decision =
  { kind: 'veto' | 'others' } | { kind: 'indicator'; code: string; name: Bilingual; before: string; after: string };

/** What a draft would change on the same inputs; nothing is kept. Figures a scheme does not know are left out for it. */
export function rehearse(draft: ScoringScheme, base: ScoringScheme, inputs: readonly UnitInputs[]): Rehearsal {
  const before = evaluate(base, fitting(base, inputs));
  const after = evaluate(draft, fitting(draft, inputs));
  const was = new Map(before.units.map(unit => [unit.unitCode, unit]));
  const moves = after.units
    .map(unit => move(draft, base, was.get(unit.unitCode)!, unit))
    .filter(m => m.before.total !== m.after.total || m.before.rank !== m.after.rank || m.before.grade !== m.after.grade)
    .sort((a, b) => Math.abs(b.before.rank - b.after.rank) - Math.abs(a.before.rank - a.after.rank));
  return { moves, spread: spread(draft, base, before, after) };
}

/** Without what the scheme does not ask for. */
function fitting(scheme: ScoringScheme, inputs: readonly UnitInputs[]): UnitInputs[] {
  const isAsked = asked(scheme);
  const indicators = new Set(scheme.indicators.map(i => i.code));
  return inputs.map(({ notApplicable, ...unit }) => ({
    ...unit,
    figures: unit.figures.filter(isAsked),
    ...(notApplicable ? { notApplicable: notApplicable.filter(n => indicators.has(n.indicator)) } : {}),
  }));
}

/** Whether a scheme counts a figure, in the year it is of. */
function asked(scheme: ScoringScheme): (figure: Pick<FigureInput, 'code' | 'year'>) => boolean {
  const known = new Set(scheme.figures.map(f => f.code));
  const years = new Map<string, Set<number | undefined>>();
  for (const { method } of scheme.indicators) {
    if (method.kind === 'progress') {
      for (const figure of figuresOf(method)) if (!years.has(figure)) years.set(figure, new Set(method.years));
    } else if (readsRecords(method)) {
      const { figure, year } = method;
      years.set(figure, (years.get(figure) ?? new Set()).add(year));
    }
  }
  return ({ code, year }) => known.has(code) && (years.get(code)?.has(year) ?? true);
}

export interface Lack {
  code: string;
  name: Bilingual;
  /** The years it is lacking for, where the draft asks by year. */
  years: number[];
  /** How many units lack it. */
  unitCount: number;
}

/**
 * Figures that a draft asks for and the inputs have not. Where an absent figure means that nothing happened, it is lacking
 * only if `kept`, the scheme the inputs were collected for, did not ask: then nobody looked.
 */
export function lackingFigures(draft: ScoringScheme, inputs: readonly UnitInputs[], kept: ScoringScheme): Lack[] {
  const lacks = new Map<string, { years: Set<number>; units: Set<string> }>();
  const lack = (figure: string, year: number | undefined, unitCode: string): void => {
    const found = lacks.get(figure) ?? { years: new Set(), units: new Set() };
    if (year !== undefined) found.years.add(year);
    found.units.add(unitCode);
    lacks.set(figure, found);
  };
  for (const { figure, year, unitCode } of missingFigures(draft, inputs)) lack(figure, year, unitCode);
  const wasAsked = asked(kept);
  for (const use of uses(draft))
    if (!wasAsked(use))
      for (const { unitCode, figures } of inputs)
        if (!figures.some(f => f.code === use.code && (use.year === undefined || f.year === use.year)))
          lack(use.code, use.year, unitCode);
  return draft.figures.flatMap(({ code, name }) => {
    const found = lacks.get(code);
    return found ? [{ code, name, years: [...found.years].sort(), unitCount: found.units.size }] : [];
  });
}

/** Every figure a scheme counts, with the year where the year decides. */
function uses(scheme: ScoringScheme): { code: string; year?: number }[] {
  const dated = scheme.indicators.flatMap(({ method }) => {
    if (method.kind === 'progress')
      return figuresOf(method).flatMap(code => method.years.map(year => ({ code, year })));
    return readsRecords(method) && method.year !== undefined ? [{ code: method.figure, year: method.year }] : [];
  });
  const hasYears = new Set(dated.map(({ code }) => code));
  const undated = schemeFigures(scheme).filter(({ figure }) => !hasYears.has(figure));
  return [...undated.map(({ figure }) => ({ code: figure })), ...dated];
}

const placeOf = ({ total, rank, grade }: UnitResult): Place => ({ total, rank, grade });

function move(draft: ScoringScheme, base: ScoringScheme, before: UnitResult, after: UnitResult): Move {
  return {
    unitCode: after.unitCode,
    unitName: after.unitName,
    before: placeOf(before),
    after: placeOf(after),
    decidedBy: decision(draft, base, before, after),
  };
}

function decision(draft: ScoringScheme, base: ScoringScheme, before: UnitResult, after: UnitResult): Decision {
  if (before.vetoes.length > 0 !== after.vetoes.length > 0) return { kind: 'veto' };
  const direction = compare(parseDecimal(after.total), parseDecimal(before.total));
  if (direction === 0) return { kind: 'others' };
  const [old, now] = [parts(base, before), parts(draft, after)];
  let best: { code: string; change: Ratio } | undefined;
  for (const code of new Set([...now.keys(), ...old.keys()])) {
    const change = multiply(subtract(now.get(code) ?? zero, old.get(code) ?? zero), ratio(BigInt(direction)));
    if (compare(change, zero) > 0 && (!best || compare(change, best.change) > 0)) best = { code, change };
  }
  if (!best) return { kind: 'others' };
  const { code } = best;
  const indicator = [...draft.indicators, ...base.indicators].find(i => i.code === code)!;
  return {
    kind: 'indicator',
    code,
    name: indicator.name,
    before: printDecimal(old.get(code) ?? zero, base.scale, base.rounding),
    after: printDecimal(now.get(code) ?? zero, draft.scale, draft.rounding),
  };
}

/** Each indicator's part of the total: its mark, by the weights above it. */
function parts(scheme: ScoringScheme, unit: UnitResult): Map<string, Ratio> {
  const results = new Map([...unit.indicators, ...(unit.groups ?? [])].map(result => [result.code, result]));
  const groups = new Map((scheme.groups ?? []).map(group => [group.code, group]));
  const found = new Map<string, Ratio>();
  const share = (codes: readonly string[], worth: Ratio): void => {
    const applicable = codes.map(code => results.get(code)!).filter(result => result.applicable);
    const full = sum(applicable.map(result => parseDecimal(result.full)));
    for (const result of applicable) {
      const factor = divide(worth, full);
      const group = groups.get(result.code);
      if (group) share(group.children, multiply(parseDecimal(group.full), factor));
      else found.set(result.code, multiply(parseDecimal(result.score), factor));
    }
  };
  share(topOf(scheme), parseDecimal('100'));
  for (const { code, method } of scheme.indicators)
    if (method.kind === 'bonus') found.set(code, parseDecimal(results.get(code)!.score));
  return found;
}

function spread(
  draft: ScoringScheme,
  base: ScoringScheme,
  before: EvaluationResult,
  after: EvaluationResult,
): Rehearsal['spread'] {
  const names = new Map([...base.grades, ...draft.grades].map(grade => [grade.code, grade.name]));
  return [...names].map(([grade, name]) => ({
    grade,
    name,
    before: before.gradeCounts[grade] ?? 0,
    after: after.gradeCounts[grade] ?? 0,
  }));
}

export interface WeightEffect {
  code: string;
  name: Bilingual;
  /** By how much its weight was changed. */
  percent: number;
  rankChanges: { unitCode: string; unitName: string; before: number; after: number }[];
}

/**
 * For each weight of the tree, a percentage up and down: whose rank would change. The others of its level keep their
 * proportions. Works on the marks as printed.
 */
export function sensitivity(scheme: ScoringScheme, given: readonly UnitInputs[], percent = 10): WeightEffect[] {
  const inputs = fitting(scheme, given);
  const figuresByUnit = new Map(inputs.map(unit => [unit.unitCode, unit.figures]));
  const result = evaluate(scheme, inputs);
  const ranksBy = (changed: ScoringScheme, code: string | undefined, factor: Ratio): Map<string, number> => {
    const standings = result.units.map(unit => {
      const figures = figuresByUnit.get(unit.unitCode)!;
      const scaled = unit.indicators.map(i => (i.code === code ? scaledBy(i, factor) : i));
      const { total } = compose(changed, scaled, figures);
      const isZero = unit.vetoes.some(({ code: veto }) => scheme.vetoes.find(v => v.code === veto)?.effect === 'zero');
      const printed = printerAt(scheme, 'total')(isZero ? zero : total);
      return standingOf(scheme, { ...unit, total: printed }, figures);
    });
    return new Map(place(scheme, standings).map(({ unitCode, rank }) => [unitCode, rank]));
  };
  const weights = [...scheme.indicators.filter(i => i.method.kind !== 'bonus'), ...(scheme.groups ?? [])];
  return weights.flatMap(({ code, name }) =>
    [percent, -percent].map(change => {
      const factor = ratio(BigInt(100 + change), 100n);
      const ranks = ranksBy(reweighted(scheme, code, factor), code, factor);
      return {
        code,
        name,
        percent: change,
        rankChanges: result.units
          .map(({ unitCode, unitName, rank: before }) => ({ unitCode, unitName, before, after: ranks.get(unitCode)! }))
          .filter(({ before, after }) => before !== after),
      };
    }),
  );
}

const scaledBy = (result: IndicatorResult, factor: Ratio): IndicatorResult => ({
  ...result,
  full: exactDecimal(multiply(parseDecimal(result.full), factor)),
  score: exactDecimal(multiply(parseDecimal(result.score), factor)),
});

const reweighted = (scheme: ScoringScheme, code: string, factor: Ratio): ScoringScheme => ({
  ...scheme,
  ...(scheme.groups
    ? {
        groups: scheme.groups.map(group =>
          group.code === code
            ? {
                ...group,
                full: exactDecimal(multiply(parseDecimal(group.full), factor)),
                outOf: group.outOf ?? group.full,
              }
            : group,
        ),
      }
    : {}),
});
