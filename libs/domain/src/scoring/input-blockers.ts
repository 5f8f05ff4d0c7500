import type { Violation } from '../violation.ts';
import { compare, isDecimal, parseDecimal, printDecimal, sum, zero } from './decimal.ts';
import type { FigureInput, ScoringScheme, UnitInputs } from './scheme.ts';

/** Why these inputs cannot be evaluated: a figure misread or miscounted would change marks without anybody noticing. */
export function inputBlockers(scheme: ScoringScheme, units: readonly UnitInputs[]): Violation[] {
  const repeated = units.filter((unit, i) => units.findIndex(other => other.unitCode === unit.unitCode) < i);
  return [
    ...repeated.map(unit => ({ code: 'UNIT_REPEATED', params: { unit: unit.unitName } })),
    ...units.flatMap(unit => unit.figures.flatMap((figure, i) => figureBlockers(scheme, unit, figure, i))),
  ];
}

function figureBlockers(scheme: ScoringScheme, unit: UnitInputs, input: FigureInput, index: number): Violation[] {
  const definition = scheme.figures.find(f => f.code === input.code);
  const params = { unit: unit.unitName, figure: definition?.name.zh ?? input.code, value: input.value };
  if (!definition) return [{ code: 'FIGURE_UNKNOWN', params }];
  const unreadable = [input, ...input.records].find(({ value }) => value !== undefined && !isCount(value));
  if (unreadable) return [{ code: 'FIGURE_INVALID', params: { ...params, value: unreadable.value ?? '' } }];

  const faults: Violation[] = [];
  const first = unit.figures.findIndex(f => f.code === input.code && f.year === input.year);
  if (first < index) faults.push({ code: 'FIGURE_REPEATED', params: { ...params, year: input.year ?? '' } });
  if (definition.max && compare(parseDecimal(input.value), parseDecimal(definition.max)) > 0)
    faults.push({ code: 'FIGURE_OUT_OF_RANGE', params: { ...params, max: definition.max } });
  const years = yearsAsked(scheme, input.code);
  if (years && !years.includes(input.year ?? NaN)) faults.push({ code: 'FIGURE_YEAR_UNKNOWN', params });
  const valued = input.records.flatMap(r => r.value ?? []).map(parseDecimal);
  if (valued.length > 0 && compare(sum(valued), parseDecimal(input.value)) !== 0)
    faults.push({ code: 'FIGURE_NOT_SUM', params: { ...params, sum: printDecimal(sum(valued)) } });
  return faults;
}

/** The years in which a deduction or bonus is counted: one dated otherwise would be lost in silence. */
function yearsAsked(scheme: ScoringScheme, figure: string): number[] | undefined {
  for (const { method } of scheme.indicators)
    if (method.kind === 'progress' && [...method.deductions, ...method.bonuses].some(a => a.figure === figure))
      return method.years;
  return undefined;
}

const isCount = (text: string): boolean => isDecimal(text) && compare(parseDecimal(text), zero) >= 0;
