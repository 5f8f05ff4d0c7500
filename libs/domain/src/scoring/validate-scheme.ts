import type { Violation } from '../violation.ts';
import { topOf } from './compose.ts';
import { compare, isDecimal, parseDecimal, printDecimal, sum, zero } from './decimal.ts';
import { readsRecords, schemeFigures, yearKey } from './scheme-figures.ts';
import type { Choice, Indicator, ScoringMethod, ScoringScheme } from './scheme.ts';

/** Every reason why this data is no usable scoring scheme; an empty list lets it be used as a `ScoringScheme`. */
export function validateScheme(scheme: unknown): Violation[] {
  const faults = schemeShape(scheme, 'scheme');
  return faults.length > 0 ? faults : meaningFaults(scheme as ScoringScheme);
}

/** The format as a JSON Schema, for editors; what it cannot say (sums, references) `validateScheme` does. */
export const schemeJsonSchema = (): Record<string, unknown> => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: '评分方案 scoring scheme',
  ...schemeShape.schema,
});

type JsonSchema = Record<string, unknown>;

/** Looks at one value and names what is wrong with it; `at` is its path. Says the same as a JSON Schema. */
interface Check {
  (value: unknown, at: string): Violation[];
  schema: JsonSchema;
}

const check = (look: (value: unknown, at: string) => Violation[], schema: JsonSchema): Check =>
  Object.assign(look, { schema });

const must = (expected: string, holds: (value: unknown) => boolean, schema: JsonSchema): Check =>
  check((value, at) => {
    if (holds(value)) return [];
    const [where, name] = split(at);
    return [{ code: 'SCHEME_FIELD_INVALID', field: at, params: { where, name, expected } }];
  }, schema);

const wrong = (expected: string, at: string): Violation[] => must(expected, () => false, {})(undefined, at);

const list = (item: Check, fewest = 0): Check =>
  check(
    (value, at) =>
      Array.isArray(value) && value.length >= fewest
        ? value.flatMap((one, index) => item(one, `${at}.${index}`))
        : wrong(`[${'…'.repeat(fewest)}]`, at),
    { type: 'array', items: item.schema, ...(fewest > 0 ? { minItems: fewest } : {}) },
  );

const record = (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  check(
    (value, at) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong('{…}', at);
      const fields = value as Record<string, unknown>;
      const faults: Violation[] = [];
      for (const name of Object.keys(fields))
        if (!Object.hasOwn(required, name) && !Object.hasOwn(optional, name))
          faults.push({ code: 'SCHEME_FIELD_UNKNOWN', field: `${at}.${name}`, params: { where: at, name } });
      for (const [name, look] of Object.entries(required)) {
        if (fields[name] === undefined)
          faults.push({ code: 'SCHEME_FIELD_MISSING', field: `${at}.${name}`, params: { where: at, name } });
        else faults.push(...look(fields[name], `${at}.${name}`));
      }
      for (const [name, look] of Object.entries(optional))
        if (fields[name] !== undefined) faults.push(...look(fields[name], `${at}.${name}`));
      return faults;
    },
    {
      type: 'object',
      additionalProperties: false,
      required: Object.keys(required),
      properties: Object.fromEntries(
        Object.entries({ ...required, ...optional }).map(([name, { schema }]) => [name, schema]),
      ),
    },
  );

const isMark = (value: unknown): value is string =>
  typeof value === 'string' && isDecimal(value) && compare(parseDecimal(value), zero) >= 0;
const integer = (least: number, most: number): Check =>
  must(`${least}–${most}`, v => Number.isInteger(v) && Number(v) >= least && Number(v) <= most, {
    type: 'integer',
    minimum: least,
    maximum: most,
  });
const oneOf = (...values: string[]): Check =>
  must(values.join(' | '), v => values.includes(v as string), { enum: values });

const text = must('“…”', v => typeof v === 'string', { type: 'string' });
const codePattern = '^[a-z0-9]+(-[a-z0-9]+)*$';
const code = must('a-z, 0-9, -', v => typeof v === 'string' && new RegExp(codePattern).test(v), {
  type: 'string',
  pattern: codePattern,
});
const mark = must('≥ 0', isMark, { type: 'string', pattern: '^\\d+(\\.\\d+)?$' });
const positive = must('> 0', v => isMark(v) && compare(parseDecimal(v), zero) > 0, {
  type: 'string',
  pattern: '^(?=.*[1-9])\\d+(\\.\\d+)?$',
});
const name = record({ zh: text, en: text });
const year = integer(2000, 2100);
const years = check(
  (value, at) => [
    ...list(year, 1)(value, at),
    ...(Array.isArray(value) && new Set(value).size < value.length ? wrong('2022, 2023, …', at) : []),
  ],
  { ...list(year, 1).schema, uniqueItems: true },
);

const deduction = record({ code, name, figure: code, per: positive }, { every: integer(1, 1_000_000), cap: positive });
const bonus = record({ code, name, figure: code, per: positive });
const choice = record({ code, name }, { points: mark });

const kind = (value: ScoringMethod['kind']) => oneOf(value);
const methodShapes: Record<ScoringMethod['kind'], Check> = {
  progress: record(
    { kind: kind('progress'), base: positive, years, deductions: list(deduction), bonuses: list(bonus) },
    { bonusCap: mark },
  ),
  'mean-of-figures': record({ kind: kind('mean-of-figures'), figure: code, years, outOf: positive }),
  rate: record({ kind: kind('rate'), numerator: code, denominator: code }),
  deduction: record({ kind: kind('deduction'), deductions: list(deduction, 1) }, { base: positive }),
  figure: record({ kind: kind('figure'), figure: code, outOf: positive }, { year }),
  bonus: record({ kind: kind('bonus'), bonuses: list(bonus, 1) }),
  checklist: record(
    { kind: kind('checklist'), figure: code, items: list(record({ code, name }, { points: positive }), 1) },
    { year },
  ),
  survey: record(
    { kind: kind('survey'), figure: code, answers: list(choice, 1), outOf: positive },
    { smallestSample: integer(1, 1_000_000), year },
  ),
  ballot: record({ kind: kind('ballot'), figure: code, choices: list(choice, 1), outOf: positive }, { year }),
  'case-files': record(
    { kind: kind('case-files'), figure: code, outOf: positive, vetoes: list(record({ code, name })) },
    { year },
  ),
  'three-line': record({ kind: kind('three-line'), figure: code, outOf: positive, gap: mark }, { year }),
};

const method = check(
  (value, at) => {
    const of = (value as { kind?: unknown } | null)?.kind;
    if (typeof of === 'string' && Object.hasOwn(methodShapes, of))
      return methodShapes[of as ScoringMethod['kind']](value, at);
    return oneOf(...Object.keys(methodShapes))(of, `${at}.kind`);
  },
  { oneOf: Object.values(methodShapes).map(shape => shape.schema) },
);

const schemeShape = record(
  {
    code,
    name,
    version: integer(1, 1_000_000),
    scale: integer(0, 6),
    rounding: oneOf('half-up', 'half-even'),
    figures: list(record({ code, name }, { max: positive })),
    indicators: list(
      record(
        { code, name, full: positive, source: text, clause: text, method },
        { number: text, criterion: text, vetoes: list(record({ code, name, figure: code })) },
      ),
      1,
    ),
    grades: list(record({ code, name, from: mark }, { quotaPercent: integer(0, 100) }), 1),
    vetoes: list(record({ code, name, figure: code }, { effect: oneOf('zero') })),
    ranking: record(
      { ties: oneOf('share', 'figures') },
      { by: list(record({ better: oneOf('more', 'less') }, { figure: code, indicator: code }), 1) },
    ),
    missing: oneOf('renormalise', 'zero'),
  },
  {
    scales: record({}, { indicator: integer(0, 6), group: integer(0, 6), total: integer(0, 6) }),
    totalCap: positive,
    subject: oneOf('unit', 'case-file'),
    groups: list(
      record(
        { code, name, full: positive, children: list(code, 1) },
        {
          number: text,
          outOf: positive,
          caps: list(record({ code, name, figure: code, atLeast: positive, most: mark })),
        },
      ),
      1,
    ),
    ceilings: list(record({ code, name, figure: code, grade: code })),
  },
);

function meaningFaults(scheme: ScoringScheme): Violation[] {
  const faults = [...repeatedCodes(scheme), ...treeFaults(scheme)];
  return [
    ...faults,
    // Sums up a tree that is none would run in a circle or count twice.
    ...(faults.length > 0 ? [] : sumFaults(scheme)),
    ...indicatorFaults(scheme),
    ...figureFaults(scheme),
    ...gradeFaults(scheme),
    ...tieFaults(scheme),
  ];
}

function repeatedCodes(scheme: ScoringScheme): Violation[] {
  const lists: [string, readonly { code: string }[]][] = [
    ['figures', scheme.figures],
    ['indicators', scheme.indicators],
    ['groups', [...scheme.indicators, ...(scheme.groups ?? [])]],
    ['grades', scheme.grades],
    ['vetoes', scheme.vetoes],
    ['ceilings', scheme.ceilings ?? []],
    ...scheme.indicators.flatMap((i): [string, readonly { code: string }[]][] => [
      [`indicators.${i.code}`, partsOf(i.method)],
      [`indicators.${i.code}.vetoes`, i.vetoes ?? []],
    ]),
    ...(scheme.groups ?? []).map((g): [string, readonly { code: string }[]] => [`groups.${g.code}.caps`, g.caps ?? []]),
  ];
  const faults = lists.flatMap(([where, items]) => {
    const seen = new Set<string>();
    return items
      .filter(item => seen.size === seen.add(item.code).size)
      .map(item => ({ code: 'SCHEME_CODE_REPEATED', field: where, params: { where, name: item.code } }));
  });
  // Two indicators of one code stand in the list of groups once more.
  const among = new Set(faults.filter(f => f.field === 'indicators').map(f => f.params.name));
  return faults.filter(f => f.field !== 'groups' || !among.has(f.params.name));
}

/** Every child exists and has one parent, and from the top everything is reached. */
function treeFaults(scheme: ScoringScheme): Violation[] {
  const groups = new Map((scheme.groups ?? []).map(group => [group.code, group]));
  const indicators = new Map(scheme.indicators.map(indicator => [indicator.code, indicator]));
  const faults: Violation[] = [];
  const claimed = new Set<string>();
  for (const group of groups.values())
    for (const child of group.children) {
      const fault = (code: string): Violation => ({
        code,
        field: `groups.${group.code}.children`,
        params: { where: `groups.${group.code}.children`, name: child },
      });
      if (claimed.has(child)) faults.push(fault('SCHEME_CHILD_REPEATED'));
      claimed.add(child);
      if (!groups.has(child) && !indicators.has(child)) faults.push(fault('SCHEME_CHILD_UNKNOWN'));
      if (indicators.get(child)?.method.kind === 'bonus') faults.push(fault('SCHEME_BONUS_IN_GROUP'));
    }
  const reached = new Set<string>();
  const reach = (code: string): void => {
    if (reached.has(code)) return;
    reached.add(code);
    groups.get(code)?.children.forEach(reach);
  };
  topOf(scheme).forEach(reach);
  for (const { code, name } of groups.values())
    if (!reached.has(code))
      faults.push({ code: 'SCHEME_GROUP_IN_CIRCLE', field: `groups.${code}`, params: { name: name.zh } });
  return faults;
}

function sumFaults(scheme: ScoringScheme): Violation[] {
  const fullOf = new Map([...scheme.indicators, ...(scheme.groups ?? [])].map(n => [n.code, parseDecimal(n.full)]));
  const together = (codes: readonly string[]) => sum(codes.map(code => fullOf.get(code)!));
  const faults: Violation[] = [];
  for (const group of scheme.groups ?? []) {
    const outOf = group.outOf ?? group.full;
    const full = together(group.children);
    if (compare(full, parseDecimal(outOf)) !== 0)
      faults.push({
        code: 'SCHEME_GROUP_SUM',
        field: `groups.${group.code}`,
        params: { name: group.name.zh, sum: exact(full), outOf },
      });
  }
  const full = together(topOf(scheme));
  if (compare(full, parseDecimal('100')) !== 0)
    faults.push({ code: 'SCHEME_FULL_NOT_100', field: 'indicators', params: { sum: exact(full) } });
  return faults;
}

const exact = (full: ReturnType<typeof sum>): string => printDecimal(full);

function indicatorFaults({ indicators }: ScoringScheme): Violation[] {
  return indicators.flatMap(indicator => [
    ...(indicator.source.trim() && indicator.clause.trim() ? [] : [faultOf(indicator, 'SCHEME_SOURCE_MISSING')]),
    ...pointFaults(indicator),
  ]);
}

const faultOf = ({ code, name }: Indicator, fault: string, params: Record<string, string> = {}): Violation => ({
  code: fault,
  field: `indicators.${code}`,
  params: { name: name.zh, ...params },
});

function pointFaults(indicator: Indicator): Violation[] {
  const { method } = indicator;
  switch (method.kind) {
    case 'checklist': {
      const points = method.items.flatMap(item => item.points ?? []);
      if (points.length === 0) return [];
      if (points.length < method.items.length) return [faultOf(indicator, 'SCHEME_POINTS_MIXED')];
      const full = sum(points.map(parseDecimal));
      if (compare(full, parseDecimal(indicator.full)) === 0) return [];
      return [faultOf(indicator, 'SCHEME_POINTS_SUM', { sum: exact(full), full: indicator.full })];
    }
    case 'survey':
      return choiceFaults(indicator, method.answers, method.outOf);
    case 'ballot':
      return choiceFaults(indicator, method.choices, method.outOf);
    default:
      return [];
  }
}

function choiceFaults(indicator: Indicator, choices: readonly Choice[], outOf: string): Violation[] {
  const points = choices.flatMap(c => c.points ?? []);
  if (points.length === 0) return [faultOf(indicator, 'SCHEME_POINTS_NONE')];
  const above = points.find(p => compare(parseDecimal(p), parseDecimal(outOf)) > 0);
  return above === undefined ? [] : [faultOf(indicator, 'SCHEME_POINTS_ABOVE', { points: above, outOf })];
}

function figureFaults(scheme: ScoringScheme): Violation[] {
  const declared = new Set(scheme.figures.map(f => f.code));
  const unknown = schemeFigures(scheme)
    .filter(({ figure }) => !declared.has(figure))
    .map(({ where, figure }) => ({ code: 'SCHEME_FIGURE_UNKNOWN', field: where, params: { where, name: figure } }));
  const owned = new Set<string>();
  const shared = scheme.indicators.flatMap(({ code, method }) => {
    if (!readsRecords(method)) return [];
    const key = yearKey(method.figure, method.year);
    const isShared = owned.has(key);
    owned.add(key);
    const where = `indicators.${code}`;
    return isShared ? [{ code: 'SCHEME_FIGURE_SHARED', field: where, params: { where, name: method.figure } }] : [];
  });
  return [...unknown, ...shared];
}

/** Bands must leave no total without a grade, so the last starts at 0 and has no quota. */
function gradeFaults({ grades, ceilings = [] }: ScoringScheme): Violation[] {
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
  for (const ceiling of ceilings)
    if (!grades.some(g => g.code === ceiling.grade)) {
      const where = `ceilings.${ceiling.code}`;
      faults.push({ code: 'SCHEME_GRADE_UNKNOWN', field: where, params: { where, name: ceiling.grade } });
    }
  return faults;
}

function tieFaults({ ranking, indicators }: ScoringScheme): Violation[] {
  if ((ranking.ties === 'figures') !== (ranking.by !== undefined))
    return [{ code: 'SCHEME_TIES_UNCLEAR', field: 'ranking' }];
  return (ranking.by ?? []).flatMap((by, index): Violation[] => {
    const where = `ranking.by.${index}`;
    if ((by.figure === undefined) === (by.indicator === undefined))
      return [{ code: 'SCHEME_TIE_BREAK_UNCLEAR', field: where, params: { where } }];
    if (by.indicator !== undefined && !indicators.some(i => i.code === by.indicator))
      return [{ code: 'SCHEME_INDICATOR_UNKNOWN', field: where, params: { where, name: by.indicator } }];
    return [];
  });
}

/** What has a code inside a method. */
function partsOf(method: ScoringMethod): { code: string }[] {
  switch (method.kind) {
    case 'progress':
      return [...method.deductions, ...method.bonuses];
    case 'deduction':
      return method.deductions;
    case 'bonus':
      return method.bonuses;
    case 'checklist':
      return method.items;
    case 'survey':
      return method.answers;
    case 'ballot':
      return method.choices;
    case 'case-files':
      return method.vetoes;
    default:
      return [];
  }
}

function split(path: string): [string, string] {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? [path, path] : [path.slice(0, dot), path.slice(dot + 1)];
}
