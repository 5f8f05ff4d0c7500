import type { Violation } from '../violation.ts';
import { add, compare, isDecimal, parseDecimal, printDecimal, zero } from './decimal.ts';
import type { ScoringMethod, ScoringScheme } from './scheme.ts';

/** Every reason why this data is no usable scoring scheme; an empty list lets it be used as a `ScoringScheme`. */
export function validateScheme(scheme: unknown): Violation[] {
  const faults = schemeShape(scheme, 'scheme');
  return faults.length > 0 ? faults : meaningFaults(scheme as ScoringScheme);
}

/** Looks at one value and names what is wrong with it; `at` is its path. */
type Check = (value: unknown, at: string) => Violation[];

const must =
  (expected: string, holds: (value: unknown) => boolean): Check =>
  (value, at) => {
    if (holds(value)) return [];
    const [where, name] = split(at);
    return [{ code: 'SCHEME_FIELD_INVALID', field: at, params: { where, name, expected } }];
  };

const list =
  (check: Check, fewest = 0): Check =>
  (value, at) =>
    Array.isArray(value) && value.length >= fewest
      ? value.flatMap((item, index) => check(item, `${at}.${index}`))
      : must(`[${'…'.repeat(fewest)}]`, () => false)(value, at);

const record =
  (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return must('{…}', () => false)(value, at);
    const fields = value as Record<string, unknown>;
    const faults: Violation[] = [];
    for (const name of Object.keys(fields))
      if (!Object.hasOwn(required, name) && !Object.hasOwn(optional, name))
        faults.push({ code: 'SCHEME_FIELD_UNKNOWN', field: `${at}.${name}`, params: { where: at, name } });
    for (const [name, check] of Object.entries(required)) {
      if (fields[name] === undefined)
        faults.push({ code: 'SCHEME_FIELD_MISSING', field: `${at}.${name}`, params: { where: at, name } });
      else faults.push(...check(fields[name], `${at}.${name}`));
    }
    for (const [name, check] of Object.entries(optional))
      if (fields[name] !== undefined) faults.push(...check(fields[name], `${at}.${name}`));
    return faults;
  };

const isMark = (value: unknown): value is string =>
  typeof value === 'string' && isDecimal(value) && compare(parseDecimal(value), zero) >= 0;
const integer = (least: number, most: number): Check =>
  must(`${least}–${most}`, v => Number.isInteger(v) && Number(v) >= least && Number(v) <= most);
const oneOf = (...values: string[]): Check => must(values.join(' | '), v => values.includes(v as string));

const text = must('“…”', v => typeof v === 'string');
const code = must('a-z, 0-9, -', v => typeof v === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(v));
const mark = must('≥ 0', isMark);
const positive = must('> 0', v => isMark(v) && compare(parseDecimal(v), zero) > 0);
const name = record({ zh: text, en: text });
const year = integer(2000, 2100);
const years: Check = (value, at) => [
  ...list(year, 1)(value, at),
  ...must('2022, 2023, …', v => !Array.isArray(v) || new Set(v).size === v.length)(value, at),
];

const deduction = record({ code, name, figure: code, per: positive }, { every: integer(1, 1_000_000), cap: positive });
const bonus = record({ code, name, figure: code, per: positive });

const kind = (value: string) => oneOf(value);
const methodShapes: Record<ScoringMethod['kind'], Check> = {
  progress: record(
    { kind: kind('progress'), base: positive, years, deductions: list(deduction), bonuses: list(bonus) },
    { bonusCap: mark },
  ),
  'mean-of-figures': record({ kind: kind('mean-of-figures'), figure: code, years, outOf: positive }),
  rate: record({ kind: kind('rate'), numerator: code, denominator: code }),
  deduction: record({ kind: kind('deduction'), deductions: list(deduction, 1) }),
  figure: record({ kind: kind('figure'), figure: code, outOf: positive }, { year }),
};

const method: Check = (value, at) => {
  const of = (value as { kind?: unknown } | null)?.kind;
  if (typeof of === 'string' && Object.hasOwn(methodShapes, of))
    return methodShapes[of as ScoringMethod['kind']](value, at);
  return oneOf(...Object.keys(methodShapes))(of, `${at}.kind`);
};

const schemeShape = record({
  code,
  name,
  version: integer(1, 1_000_000),
  scale: integer(0, 6),
  rounding: oneOf('half-up'),
  figures: list(record({ code, name }, { max: positive })),
  indicators: list(record({ code, name, full: positive, source: text, clause: text, method }), 1),
  grades: list(record({ code, name, from: mark }, { quotaPercent: integer(0, 100) }), 1),
  vetoes: list(record({ code, name, figure: code })),
  ranking: record({ ties: oneOf('share') }),
  missing: oneOf('renormalise', 'zero'),
});

function meaningFaults(scheme: ScoringScheme): Violation[] {
  return [...repeatedCodes(scheme), ...indicatorFaults(scheme), ...figureFaults(scheme), ...gradeFaults(scheme)];
}

function repeatedCodes(scheme: ScoringScheme): Violation[] {
  const lists: [string, readonly { code: string }[]][] = [
    ['figures', scheme.figures],
    ['indicators', scheme.indicators],
    ['grades', scheme.grades],
    ['vetoes', scheme.vetoes],
    ...scheme.indicators.map((i): [string, { code: string }[]] => [`indicators.${i.code}`, adjustments(i.method)]),
  ];
  return lists.flatMap(([where, items]) =>
    items
      .filter((item, index) => items.findIndex(other => other.code === item.code) < index)
      .map(item => ({ code: 'SCHEME_CODE_REPEATED', field: where, params: { where, name: item.code } })),
  );
}

function indicatorFaults({ indicators }: ScoringScheme): Violation[] {
  const unsourced = indicators.filter(i => !i.source.trim() || !i.clause.trim());
  const faults: Violation[] = unsourced.map(i => ({
    code: 'SCHEME_SOURCE_MISSING',
    field: `indicators.${i.code}`,
    params: { name: i.name.zh },
  }));
  const full = indicators.map(i => parseDecimal(i.full)).reduce(add, zero);
  if (compare(full, parseDecimal('100')) !== 0)
    faults.push({ code: 'SCHEME_FULL_NOT_100', field: 'indicators', params: { sum: printDecimal(full) } });
  return faults;
}

function figureFaults(scheme: ScoringScheme): Violation[] {
  const declared = new Set(scheme.figures.map(f => f.code));
  const used: [string, string][] = [
    ...scheme.indicators.flatMap(i => figuresOf(i.method).map((f): [string, string] => [`indicators.${i.code}`, f])),
    ...scheme.vetoes.map((v): [string, string] => [`vetoes.${v.code}`, v.figure]),
  ];
  return used
    .filter(([, figure]) => !declared.has(figure))
    .map(([where, figure]) => ({ code: 'SCHEME_FIGURE_UNKNOWN', field: where, params: { where, name: figure } }));
}

/** Bands must leave no total without a grade, so the last starts at 0 and has no quota. */
function gradeFaults({ grades }: ScoringScheme): Violation[] {
  const faults: Violation[] = grades
    .filter((grade, i) => i > 0 && compare(parseDecimal(grades[i - 1]!.from), parseDecimal(grade.from)) <= 0)
    .map(grade => ({ code: 'SCHEME_GRADES_NOT_DESCENDING', field: 'grades', params: { name: grade.name.zh } }));
  const last = grades.at(-1)!;
  if (compare(parseDecimal(last.from), zero) !== 0) faults.push({ code: 'SCHEME_GRADES_NOT_TO_ZERO', field: 'grades' });
  if (last.quotaPercent !== undefined)
    faults.push({
      code: 'SCHEME_FIELD_UNKNOWN',
      field: 'grades',
      params: { where: `grades.${last.code}`, name: 'quotaPercent' },
    });
  return faults;
}

const adjustments = (method: ScoringMethod): { code: string; figure: string }[] => [
  ...('deductions' in method ? method.deductions : []),
  ...('bonuses' in method ? method.bonuses : []),
];

export function figuresOf(method: ScoringMethod): string[] {
  switch (method.kind) {
    case 'progress':
    case 'deduction':
      return adjustments(method).map(a => a.figure);
    case 'rate':
      return [method.numerator, method.denominator];
    case 'mean-of-figures':
    case 'figure':
      return [method.figure];
  }
}

function split(path: string): [string, string] {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? [path, path] : [path.slice(0, dot), path.slice(dot + 1)];
}
