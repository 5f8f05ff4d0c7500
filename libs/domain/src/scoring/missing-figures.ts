import { trackedFigures } from './progress-figures.ts';
import { figuresOf, readsRecords, yearKey } from './scheme-figures.ts';
import type { DeferredFigure, Indicator, ScoringScheme, UnitInputs } from './scheme.ts';

/** A figure without which an indicator says nothing of a unit. */
export interface NeededFigure {
  indicator: string;
  figure: string;
  /** Without: of any year, or of none. */
  year?: number;
  /** Recorded under whatever year, it is there: the method adds up all years. */
  anyYear?: true;
}

export interface MissingFigure extends NeededFigure {
  unitCode: string;
  unitName: string;
}

const tracked: ReadonlySet<string> = new Set(trackedFigures);

/**
 * What the scheme asks for and somebody has to record. Never asked for: what is counted here, and registers of events
 * (praise, false reports, vetoes, ceilings, caps, ties), in which an empty page means that nothing happened. The counts
 * that a `deduction` rests on are asked for: without them full marks would look like a result.
 */
export function neededFigures(scheme: ScoringScheme): NeededFigure[] {
  return scheme.indicators.flatMap(neededBy);
}

function neededBy({ code: indicator, method }: Indicator): NeededFigure[] {
  const dated = (figure: string, year?: number): NeededFigure => ({
    indicator,
    figure,
    ...(year === undefined ? {} : { year }),
  });
  switch (method.kind) {
    case 'bonus':
      return [];
    case 'progress': {
      const used = method.deductions.map(({ figure }) => figure);
      if (figuresOf(method).some(figure => tracked.has(figure))) return [];
      return [...new Set(used)].flatMap(figure => method.years.map(year => dated(figure, year)));
    }
    case 'mean-of-figures':
      return method.years.map(year => dated(method.figure, year)).filter(({ figure }) => !tracked.has(figure));
    case 'rate':
    case 'deduction':
      return [...new Set(figuresOf(method))]
        .filter(figure => !tracked.has(figure))
        .map(figure => ({ indicator, figure, anyYear: true as const }));
    default:
      return tracked.has(method.figure) ? [] : [dated(method.figure, method.year)];
  }
}

/**
 * What is asked for of each unit and nobody recorded, in the order of units and indicators. What was ruled not to apply
 * to the unit, or not to be known yet in the whole round, is not missing.
 */
export function missingFigures(scheme: ScoringScheme, units: readonly UnitInputs[]): MissingFigure[] {
  const needed = neededFigures(scheme);
  return units.flatMap(unit => {
    const known = new Set(unit.figures.map(({ code, year }) => yearKey(code, year)));
    const codes = new Set(unit.figures.map(({ code }) => code));
    const ruledOut = new Set(unit.notApplicable?.map(({ indicator }) => indicator));
    const deferred = new Set(unit.notYetKnown?.map(({ figure, year }) => yearKey(figure, year)));
    return needed
      .filter(({ indicator, figure, year, anyYear }) => {
        if (ruledOut.has(indicator) || deferred.has(yearKey(figure, year))) return false;
        return anyYear ? !codes.has(figure) : !known.has(yearKey(figure, year));
      })
      .map(item => ({ ...item, unitCode: unit.unitCode, unitName: unit.unitName }));
  });
}

/** Registers of events of which no unit has an entry: taken as empty, and said so. */
export function silentFigures(scheme: ScoringScheme, units: readonly UnitInputs[]): string[] {
  const needed = new Set(neededFigures(scheme).map(({ figure }) => figure));
  const recorded = new Set(units.flatMap(unit => unit.figures.map(({ code }) => code)));
  return scheme.figures
    .map(({ code }) => code)
    .filter(code => !tracked.has(code) && !needed.has(code) && !recorded.has(code));
}

/**
 * Takes what is not known yet out of a unit's inputs, also where somebody recorded it already: in one round every unit is
 * measured by the same figures. An indicator that cannot do without it does not count for now; a mean goes by its other years.
 */
export function withoutDeferred(
  scheme: ScoringScheme,
  unit: UnitInputs,
  deferred: readonly DeferredFigure[],
): UnitInputs {
  const asked = new Set(neededFigures(scheme).map(({ figure, year }) => yearKey(figure, year)));
  const notYetKnown = deferred.filter(({ figure, year }) => asked.has(yearKey(figure, year)));
  if (notYetKnown.length === 0) return unit;
  const keys = new Map(notYetKnown.map(item => [yearKey(item.figure, item.year), item]));
  const ruledOut = new Set(unit.notApplicable?.map(({ indicator }) => indicator));
  const rulings = scheme.indicators.flatMap(indicator => {
    const needed = neededBy(indicator);
    const lost = needed.flatMap(({ figure, year }) => keys.get(yearKey(figure, year)) ?? []);
    const goesOn =
      indicator.method.kind === 'mean-of-figures' && lost.length < needed.length && scheme.missing === 'renormalise';
    if (lost.length === 0 || goesOn || ruledOut.has(indicator.code)) return [];
    const names = lost.map(({ figure, year, reason }) => {
      const name = scheme.figures.find(({ code }) => code === figure)?.name.zh ?? figure;
      return `${year === undefined ? '' : `${year} 年`}${name}(${reason.replace(/[。.；;]+$/, '')})`;
    });
    return [{ indicator: indicator.code, reason: `数据尚未产生,暂不计:${names.join('、')}` }];
  });
  const undated = new Set(notYetKnown.filter(({ year }) => year === undefined).map(({ figure }) => figure));
  const sumsUp = new Set(neededFigures(scheme).flatMap(({ figure, anyYear }) => (anyYear ? [figure] : [])));
  const isOut = (code: string, year?: number): boolean =>
    keys.has(yearKey(code, year)) || (undated.has(code) && sumsUp.has(code));
  return {
    ...unit,
    figures: unit.figures.filter(({ code, year }) => !isOut(code, year)),
    ...(rulings.length > 0 ? { notApplicable: [...(unit.notApplicable ?? []), ...rulings] } : {}),
    notYetKnown,
  };
}

/** A scheme that names no year is one for every year: whoever evaluates by it says which. */
export const namesNoYear = (scheme: ScoringScheme): boolean =>
  scheme.indicators.every(({ method }) => !('years' in method) && !('year' in method && method.year !== undefined));

/** The year a figure is recorded under: its own, else, where records or counts add up, the year evaluated; 0 for none. */
export function recordedUnder(scheme: ScoringScheme, item: NeededFigure, figuresYear: number | null): number {
  if (item.year !== undefined) return item.year;
  const method = scheme.indicators.find(({ code }) => code === item.indicator)?.method;
  return method?.kind === 'figure' ? 0 : (figuresYear ?? 0);
}

/** Of an evaluation of one year only that year's figures, and those without a year; read by records, they lose the year. */
export function figuresOfYear(scheme: ScoringScheme, unit: UnitInputs, figuresYear: number): UnitInputs {
  const byRecord = new Set(scheme.indicators.flatMap(({ method }) => (readsRecords(method) ? [method.figure] : [])));
  const dated = new Set(unit.figures.flatMap(({ code, year }) => (year === figuresYear ? [code] : [])));
  return {
    ...unit,
    figures: unit.figures
      .filter(
        ({ code, year }) => year === figuresYear || (year === undefined && !(byRecord.has(code) && dated.has(code))),
      )
      .map(figure => {
        if (!byRecord.has(figure.code)) return figure;
        const { year: _, ...undated } = figure;
        return undated;
      }),
  };
}

/**
 * Whether a recorded figure may be corrected as this one of this year (0 for none): what the scheme would not read there
 * corrects nothing. What is counted here, and what stands on batches or lines, is put right where it comes from.
 */
export function isCorrectable(
  scheme: ScoringScheme,
  figure: { code: string; year: number },
  recordedYears: readonly number[],
): boolean {
  const { code, year } = figure;
  if (tracked.has(code) || !scheme.figures.some(known => known.code === code)) return false;
  // added up over all years, or counted whenever it happened: beside another one it would count twice
  const isAlone = recordedYears.length === 0 || recordedYears.includes(year);
  const methods = scheme.indicators.map(({ method }) => method).filter(method => figuresOf(method).includes(code));
  if (methods.length === 0) return isAlone;
  return methods.every(method => {
    if (readsRecords(method)) return false;
    if ('years' in method) return method.years.includes(year);
    return method.kind === 'figure' ? year === (method.year ?? 0) : isAlone;
  });
}
