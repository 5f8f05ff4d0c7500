import type { Violation } from '../violation.ts';
import { compare, exactDecimal, greatest, isDecimal, least, parseDecimal, subtract, sum } from './decimal.ts';
import { inputBlockers } from './input-blockers.ts';
import type { ChecklistMethod, FigureInput, Indicator, ScoringScheme, ThreeLineMethod } from './scheme.ts';

/** One mark somebody gave to one indicator of one unit, with what it rests on. */
export interface GivenLine {
  /** Decimal text; of a checklist the sum of its items. */
  mark: string;
  /** Of a checklist: what each item reached. */
  items?: { item: string; value: string }[];
  /** Items of a checklist that do not apply to the unit. */
  leftOut?: string[];
  reason?: string;
  evidence?: CitedEvidence[];
  by: string;
  /** The day it was given on. */
  on: string;
  /** The upheld objection by which it was given. */
  objectionId?: string;
}

export interface CitedEvidence {
  id: string;
  title: string;
  sha256: string;
}

/** The unit's mark, the office's, and the final one where it was decided to be another than the office's. */
export interface ThreeLines {
  indicator: string;
  self?: GivenLine | null;
  office?: GivenLine | null;
  final?: GivenLine | null;
  /** What an upheld objection put in the place of the final line, which stays beside it. */
  ruled?: GivenLine | null;
}

/** The line that counts. */
export const countedLine = ({ office, final, ruled }: Omit<ThreeLines, 'indicator'>): GivenLine | null =>
  ruled ?? final ?? office ?? null;

type AssessedMethod = ThreeLineMethod | ChecklistMethod;
export type AssessedIndicator = Indicator & { method: AssessedMethod };

/** Indicators that people mark; everything else is counted here, recorded or imported. */
export const isAssessed = (indicator: Indicator): indicator is AssessedIndicator =>
  indicator.method.kind === 'three-line' || indicator.method.kind === 'checklist';

export const assessedIndicators = (scheme: ScoringScheme): AssessedIndicator[] => scheme.indicators.filter(isAssessed);

/** Most that a line of this indicator can be. */
export const mostOf = ({ method }: AssessedIndicator): string =>
  method.kind === 'three-line' ? method.outOf : total(method.items.map(({ points = '1' }) => points));

/** What a person fills in: a mark, or a value for each item of the list. */
export interface LineInput {
  indicator: string;
  mark?: string | null;
  items?: { item: string; value: string }[] | null;
  leftOut?: string[] | null;
  reason?: string | null;
}

/** What is wrong with a line, whoever gave it. `field` is where the form shows it. */
export function lineBlockers(scheme: ScoringScheme, line: LineInput, field: string): Violation[] {
  const indicator = assessedIndicators(scheme).find(({ code }) => code === line.indicator);
  const params = { name: indicator?.name.zh ?? line.indicator };
  if (!indicator) return [{ code: 'LINE_INDICATOR_UNKNOWN', field, params }];
  const { method } = indicator;
  if (method.kind === 'three-line') return markBlockers(line.mark ?? '', method.outOf, `${field}.mark`, params);
  const points = new Map(method.items.map(item => [item.code, item.points ?? '1']));
  const given = new Set(line.items?.map(({ item }) => item));
  const leftOut = new Set(line.leftOut);
  const times = (code: string): number => (line.items ?? []).filter(({ item }) => item === code).length;
  const open = method.items.filter(({ code }) => !given.has(code) && !leftOut.has(code));
  return [
    ...[...new Set([...given, ...leftOut])]
      .filter(code => !points.has(code) || (given.has(code) && leftOut.has(code)) || times(code) > 1)
      .map(item => ({ code: 'LINE_ITEM_UNKNOWN', field, params: { ...params, item } })),
    ...(line.items ?? []).flatMap(({ item, value }) =>
      points.has(item) ? markBlockers(value, points.get(item)!, `${field}.items.${item}`, params) : [],
    ),
    ...open.map(item => ({ code: 'LINE_ITEM_OPEN', field, params: { ...params, item: item.name.zh } })),
  ];
}

function markBlockers(mark: string, max: string, field: string, params: Record<string, string>): Violation[] {
  if (!/^\d{1,6}(\.\d{1,4})?$/.test(mark) || !isDecimal(mark))
    return [{ code: 'LINE_MARK_INVALID', field, params: { ...params, value: mark } }];
  return compare(parseDecimal(mark), parseDecimal(max)) > 0
    ? [{ code: 'LINE_MARK_TOO_HIGH', field, params: { ...params, value: mark, max } }]
    : [];
}

/**
 * What is wrong with the final line that is to be set by upholding an objection to one indicator, where `counts` is the
 * line that counted until then.
 */
export function ruledLineBlockers(
  scheme: ScoringScheme,
  objectedTo: string,
  line: LineInput,
  counts: GivenLine | null,
): Violation[] {
  const name = scheme.indicators.find(({ code }) => code === objectedTo)?.name.zh ?? objectedTo;
  if (line.indicator !== objectedTo)
    return [{ code: 'RULED_LINE_OF_ANOTHER', field: 'finalLine.indicator', params: { name } }];
  const violations = lineBlockers(scheme, line, 'finalLine');
  if (violations.length > 0) return violations;
  if (!counts) return [{ code: 'LINE_NOT_CHECKED', field: 'finalLine' }];
  return isSameLine(line, counts)
    ? [{ code: 'RULED_LINE_UNCHANGED', field: 'finalLine', params: { name, mark: counts.mark } }]
    : [];
}

function isSameLine(line: LineInput, counts: GivenLine): boolean {
  if (compare(parseDecimal(markOfLine(line)), parseDecimal(counts.mark)) !== 0) return false;
  const wordsOf = ({ items, leftOut }: Pick<LineInput, 'items' | 'leftOut'>): string =>
    [...(items ?? []).map(({ item, value }) => `${item}=${exactDecimal(parseDecimal(value))}`), ...(leftOut ?? [])]
      .sort()
      .join();
  return wordsOf(line) === wordsOf(counts);
}

/** The mark of a line as decimal text; of a checklist what its items add up to. */
export const markOfLine = ({ mark, items }: LineInput): string =>
  items ? total(items.map(({ value }) => value)) : (mark ?? '0');

/** How far marks lie apart, when that is more than the method lets pass without reasons; else null. */
export function gapAbove(method: AssessedMethod, marks: readonly string[]): string | null {
  if (method.kind !== 'three-line' || marks.length < 2) return null;
  const values = marks.map(parseDecimal);
  const apart = subtract(values.reduce(greatest), values.reduce(least));
  return compare(apart, parseDecimal(method.gap)) > 0 ? exactDecimal(apart) : null;
}

/**
 * The figure that an indicator's lines come to: what an objection led to, else the final line, else the office's. Null
 * while the office has given none: a unit's own mark alone is no result.
 */
export function figureOfLines(indicator: AssessedIndicator, lines: ThreeLines): FigureInput | null {
  const { method, code } = indicator;
  const counts = countedLine(lines);
  if (!counts) return null;
  const cited = lines.self?.evidence ?? [];
  const input = {
    code: method.figure,
    ...(method.year === undefined ? {} : { year: method.year }),
    value: counts.mark,
    source: 'self-assessment',
  };
  const { objectionId } = counts;
  const decision = `异议裁定 ${counts.on} ${counts.by}：${counts.reason ?? ''}`;
  if (method.kind === 'three-line') {
    const given = [lines.self, lines.office].flatMap(known => known ?? []);
    // who gave them could not know of the objection; the reason for the distance is the decision on it
    const isFarOff =
      objectionId !== undefined &&
      gapAbove(
        method,
        [counts, ...given].map(({ mark }) => mark),
      ) !== null;
    const line = ({ mark, reason = isFarOff ? '未写理由，后经异议裁定改评' : undefined }: GivenLine) => ({
      value: mark,
      ...(reason ? { reason } : {}),
    });
    return {
      ...input,
      records: [
        ...cited.map(({ id, title, sha256 }) => ({ ref: `evidence/${id}`, note: `${title} sha256:${sha256}` })),
        ...(objectionId === undefined ? [] : [{ ref: `objection/${objectionId}`, note: decision }]),
      ],
      ...(lines.self ? { self: line(lines.self) } : {}),
      ...(lines.office ? { office: line(lines.office) } : {}),
    };
  }
  const note = [
    ...(objectionId === undefined ? [] : [decision]),
    ...cited.map(({ title, sha256 }) => `${title} sha256:${sha256}`),
  ].join('; ');
  return {
    ...input,
    records: (counts.items ?? []).map(({ item, value }) => ({
      ref: objectionId === undefined ? `line/${code}/${item}` : `objection/${objectionId}/${item}`,
      ...(note ? { note } : {}),
      item,
      value,
    })),
    ...(counts.leftOut?.length ? { leftOut: counts.leftOut } : {}),
  };
}

/** What stands against computing with these lines, in the words of the inputs' own check. */
export function linesBlockers(
  scheme: ScoringScheme,
  unit: { unitCode: string; unitName: string },
  lines: readonly ThreeLines[],
): Violation[] {
  const figures = assessedIndicators(scheme).flatMap(indicator => {
    const own = lines.find(known => known.indicator === indicator.code);
    return (own && figureOfLines(indicator, own)) ?? [];
  });
  return inputBlockers(scheme, [{ ...unit, figures }]);
}

function total(values: readonly string[]): string {
  return exactDecimal(sum(values.map(parseDecimal)));
}
