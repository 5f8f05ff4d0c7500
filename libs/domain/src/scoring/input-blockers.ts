import type { Violation } from '../violation.ts';
import { compare, greatest, isDecimal, least, parseDecimal, printDecimal, subtract, sum, zero } from './decimal.ts';
import { readsRecords, yearKey, type RecordMethod } from './scheme-figures.ts';
import type {
  CaseFilesMethod,
  ChecklistMethod,
  FigureDefinition,
  FigureInput,
  FigureRecord,
  ScoringScheme,
  ThreeLineMethod,
  UnitInputs,
} from './scheme.ts';

/** Why these inputs cannot be evaluated: a figure misread or miscounted would change marks without anybody noticing. */
export function inputBlockers(scheme: ScoringScheme, units: readonly UnitInputs[]): Violation[] {
  const known = lookUp(scheme);
  const seen = new Set<string>();
  const repeated = units.filter(unit => seen.size === seen.add(unit.unitCode).size);
  return [
    ...repeated.map(unit => ({ code: 'UNIT_REPEATED', params: { unit: unit.unitName } })),
    ...units.flatMap(unit => [
      ...unit.figures.flatMap((figure, i) => figureBlockers(known, unit, figure, i)),
      ...rulingBlockers(scheme, unit),
    ]),
  ];
}

interface Known {
  figures: Map<string, FigureDefinition>;
  /** The years in which a deduction or bonus is counted: one dated otherwise would be lost in silence. */
  years: Map<string, number[]>;
  /** Figures read record by record, and by which method in which year. */
  recorded: Set<string>;
  methods: Map<string, RecordMethod>;
}

function lookUp(scheme: ScoringScheme): Known {
  const years = new Map<string, number[]>();
  const recorded = new Set<string>();
  const methods = new Map<string, RecordMethod>();
  for (const { method } of scheme.indicators) {
    if (method.kind === 'progress')
      for (const { figure } of [...method.deductions, ...method.bonuses])
        if (!years.has(figure)) years.set(figure, method.years);
    if (!readsRecords(method)) continue;
    recorded.add(method.figure);
    methods.set(yearKey(method.figure, method.year), method);
  }
  return { figures: new Map(scheme.figures.map(f => [f.code, f])), years, recorded, methods };
}

function figureBlockers(known: Known, unit: UnitInputs, input: FigureInput, index: number): Violation[] {
  const definition = known.figures.get(input.code);
  const params = { unit: unit.unitName, figure: definition?.name.zh ?? input.code, value: input.value };
  if (!definition) return [{ code: 'FIGURE_UNKNOWN', params }];
  const values = [input, ...input.records, input.self ?? {}, input.office ?? {}, { value: input.population }];
  const unreadable = values.find(({ value }: { value?: string }) => value !== undefined && !isCount(value));
  if (unreadable) return [{ code: 'FIGURE_INVALID', params: { ...params, value: unreadable.value ?? '' } }];

  const faults: Violation[] = [];
  const first = unit.figures.findIndex(f => f.code === input.code && f.year === input.year);
  if (first < index) faults.push({ code: 'FIGURE_REPEATED', params: { ...params, year: input.year ?? '' } });
  if (definition.max && compare(parseDecimal(input.value), parseDecimal(definition.max)) > 0)
    faults.push({ code: 'FIGURE_OUT_OF_RANGE', params: { ...params, max: definition.max } });
  const years = known.years.get(input.code);
  if (years && !years.includes(input.year ?? NaN)) faults.push({ code: 'FIGURE_YEAR_UNKNOWN', params });
  const valued = input.records.flatMap(r => r.value ?? []).map(parseDecimal);
  if (valued.length > 0 && compare(sum(valued), parseDecimal(input.value)) !== 0)
    faults.push({ code: 'FIGURE_NOT_SUM', params: { ...params, sum: printDecimal(sum(valued)) } });

  const method = known.methods.get(yearKey(input.code, input.year));
  if (method) faults.push(...recordBlockers(method, input, params));
  else if (known.recorded.has(input.code)) faults.push({ code: 'FIGURE_YEAR_UNKNOWN', params });
  return faults;
}

type Params = Record<string, string | number>;

function recordBlockers(method: RecordMethod, input: FigureInput, params: Params): Violation[] {
  switch (method.kind) {
    case 'checklist':
      return checklistBlockers(method, input, params);
    case 'survey':
      return [
        ...countBlockers(new Set(method.answers.map(a => a.code)), input, params),
        ...populationBlockers(input, params),
      ];
    case 'ballot':
      return countBlockers(new Set(method.choices.map(c => c.code)), input, params);
    case 'case-files':
      return caseFileBlockers(method, input, params);
    case 'three-line':
      return gapBlockers(method, input, params);
  }
}

const fault = (code: string, params: Params, { ref }: FigureRecord, more: Params = {}): Violation => ({
  code,
  params: { ...params, ref, ...more },
});

function checklistBlockers({ items }: ChecklistMethod, input: FigureInput, params: Params): Violation[] {
  const known = new Map(items.map(item => [item.code, item.points ?? '1']));
  const seen = new Set<string>();
  const unknown = (input.leftOut ?? []).filter(code => !known.has(code));
  return [
    ...unknown.map(code => ({ code: 'FIGURE_ITEM_UNKNOWN', params: { ...params, ref: code, item: code } })),
    ...input.records.flatMap((r): Violation[] => {
      const points = known.get(r.item ?? '');
      const item = r.item ?? '';
      if (points === undefined) return [fault('FIGURE_ITEM_UNKNOWN', params, r, { item })];
      if (seen.size === seen.add(item).size) return [fault('FIGURE_ITEM_REPEATED', params, r, { item })];
      if (input.leftOut?.includes(item)) return [fault('FIGURE_ITEM_LEFT_OUT', params, r, { item })];
      if (r.value === undefined) return [fault('FIGURE_RECORD_EMPTY', params, r)];
      if (compare(parseDecimal(r.value), parseDecimal(points)) > 0)
        return [fault('FIGURE_RECORD_TOO_HIGH', params, r, { value: r.value, max: points })];
      return [];
    }),
  ];
}

function countBlockers(choices: ReadonlySet<string>, input: FigureInput, params: Params): Violation[] {
  return input.records.flatMap((r): Violation[] => {
    if (!choices.has(r.item ?? '')) return [fault('FIGURE_ITEM_UNKNOWN', params, r, { item: r.item ?? '' })];
    if (r.value === undefined) return [fault('FIGURE_RECORD_EMPTY', params, r)];
    return isWhole(r.value) ? [] : [fault('FIGURE_COUNT_NOT_WHOLE', params, r, { value: r.value })];
  });
}

function populationBlockers({ population, value }: FigureInput, params: Params): Violation[] {
  if (population === undefined) return [];
  const isEnough = isWhole(population) && compare(parseDecimal(population), parseDecimal(value)) >= 0;
  return isEnough ? [] : [{ code: 'FIGURE_POPULATION_TOO_SMALL', params: { ...params, population } }];
}

function caseFileBlockers({ outOf, vetoes }: CaseFilesMethod, input: FigureInput, params: Params): Violation[] {
  const seen = new Set<string>();
  const known = new Set(vetoes.map(veto => veto.code));
  return input.records.flatMap((r): Violation[] => {
    if (seen.size === seen.add(r.ref).size) return [fault('FIGURE_FILE_REPEATED', params, r)];
    if (r.value === undefined) return [fault('FIGURE_RECORD_EMPTY', params, r)];
    const unknown = (r.vetoes ?? []).find(code => !known.has(code));
    if (unknown !== undefined) return [fault('FIGURE_ITEM_UNKNOWN', params, r, { item: unknown })];
    if (compare(parseDecimal(r.value), parseDecimal(outOf)) > 0)
      return [fault('FIGURE_RECORD_TOO_HIGH', params, r, { value: r.value, max: outOf })];
    return [];
  });
}

/** A gap above the scheme's needs the reasons of both who marked: the unit and the office. */
function gapBlockers({ gap, outOf }: ThreeLineMethod, input: FigureInput, params: Params): Violation[] {
  const given = [input.self, input.office].filter(line => line !== undefined);
  const marks = [input, ...given].map(({ value }) => value);
  const high = marks.find(value => compare(parseDecimal(value), parseDecimal(outOf)) > 0);
  if (high !== undefined) return [{ code: 'FIGURE_OUT_OF_RANGE', params: { ...params, value: high, max: outOf } }];
  const values = marks.map(parseDecimal);
  const apart = subtract(values.reduce(greatest), values.reduce(least));
  const silent = given.some(({ reason }) => !reason?.trim());
  if (compare(apart, parseDecimal(gap)) <= 0 || !silent) return [];
  return [{ code: 'FIGURE_GAP_UNEXPLAINED', params: { ...params, apart: printDecimal(apart), gap } }];
}

function rulingBlockers(scheme: ScoringScheme, unit: UnitInputs): Violation[] {
  const seen = new Set<string>();
  return (unit.notApplicable ?? []).flatMap(({ indicator, reason }): Violation[] => {
    const known = scheme.indicators.find(i => i.code === indicator);
    const params = { unit: unit.unitName, name: known?.name.zh ?? indicator };
    if (!known || known.method.kind === 'bonus') return [{ code: 'RULING_INDICATOR_UNKNOWN', params }];
    if (seen.size === seen.add(indicator).size) return [{ code: 'RULING_REPEATED', params }];
    return reason.trim() ? [] : [{ code: 'RULING_REASON_MISSING', params }];
  });
}

const isCount = (text: string): boolean =>
  isDecimal(text) && (!text.startsWith('-') || compare(parseDecimal(text), zero) === 0);
const isWhole = (text: string): boolean => /^\d+$/.test(text);
