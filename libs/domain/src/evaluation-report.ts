import type { Bilingual } from './bilingual.ts';
import type { CalendarDay } from './calendar-day.ts';
import { schemeRules, type RuleLine } from './scoring/scheme-rules.ts';
import type { EvaluationResult, IndicatorResult, ScoreLine, ScoringScheme, UnitInputs } from './scoring/scheme.ts';

/** The frozen evaluation that another one takes the place of, and why. */
export interface CorrectedEvaluation {
  name: string;
  sha256: string;
  reason: string;
}

/** Stands on every paper about a correction, whatever its writers make of the text. */
export const correctionSentence = ({ name, sha256, reason }: CorrectedEvaluation): string =>
  `本次评价更正“${name}”（数据指纹${sha256}）。更正理由：${reason.replace(/[。.；;]+$/, '')}。`;

/** Everything an acceptance report or workbook shows, with names instead of codes. Marks are decimal text. */
export interface EvaluationReport {
  programName: string;
  evaluationName: string;
  /** Data count up to the end of this day. */
  asOf: CalendarDay;
  orderedOn: CalendarDay;
  schemeCode: string;
  schemeName: string;
  schemeVersion: number;
  /** Computed results may still change; frozen ones are fixed by the hashes. */
  state: 'computed' | 'frozen';
  snapshotSha256: string;
  snapshotSm3: string;
  corrects?: CorrectedEvaluation;
  /** Of the ledger when the report was made; absent before its first checkpoint. */
  ledgerFingerprint?: string;
  /** By rank. */
  units: readonly ReportedUnit[];
  /** From the highest grade to the lowest, those without units included. */
  gradeCounts: readonly { code: string; grade: Bilingual; count: number }[];
  notScored: readonly { unitCode: string; unitName: string; reason: string }[];
}

export interface ReportedUnit {
  rank: number;
  unitCode: string;
  unitName: string;
  total: string;
  gradeCode: string;
  grade: Bilingual;
  vetoes: readonly { code: string; name: Bilingual; refs: readonly string[] }[];
  /** In the scheme's order, the same for every unit. */
  indicators: readonly ReportedIndicator[];
  /** Those at the top of the tree, where the scheme has groups. */
  groups?: readonly ReportedIndicator[];
  /** Groups and indicators in the order of the tree, where the scheme has groups. */
  tree?: readonly ReportedNode[];
  lines: readonly ScoreLine[];
  /** What a record that is referred to says of itself. */
  recordNotes?: Readonly<Record<string, string>>;
}

export interface ReportedIndicator {
  code: string;
  name: Bilingual;
  full: string;
  score: string;
  applicable: boolean;
  /** Stands beside the hundred: what of it is not reached is not lost. */
  isBonus?: boolean;
  /** The document and clause it is scored by. */
  rule: string;
  /** The calculation, step by step. */
  lines: readonly ScoreLine[];
}

export interface ReportedNode extends ReportedIndicator {
  number: string;
  /** 0 at the top. */
  depth: number;
  isGroup: boolean;
}

export type ReportOccasion = Omit<
  EvaluationReport,
  'schemeCode' | 'schemeName' | 'schemeVersion' | 'units' | 'gradeCounts'
>;

/** Joins a result with the names its scheme gives to codes, and with what the inputs say of records. */
export function evaluationReport(
  occasion: ReportOccasion,
  scheme: ScoringScheme,
  result: EvaluationResult,
  inputs: readonly UnitInputs[] = [],
): EvaluationReport {
  const indicators = new Map(scheme.indicators.map(indicator => [indicator.code, indicator]));
  const grades = new Map(scheme.grades.map(grade => [grade.code, grade.name]));
  const unnamed = (code: string): Bilingual => ({ zh: code, en: code });
  const inGroups = new Set(scheme.groups?.flatMap(group => group.children));
  const topGroups = new Map(scheme.groups?.filter(({ code }) => !inGroups.has(code)).map(group => [group.code, group]));
  const groupNames = new Map(scheme.groups?.map(({ code, name }) => [code, name]));
  const order = schemeRules(scheme);
  const reported = (scored: IndicatorResult): ReportedIndicator => {
    const indicator = indicators.get(scored.code);
    const rule = indicator ? [indicator.source, indicator.clause].filter(Boolean).join(' ') : '';
    return {
      ...scored,
      name: indicator?.name ?? groupNames.get(scored.code) ?? unnamed(scored.code),
      rule,
      ...(indicator?.method.kind === 'bonus' ? { isBonus: true } : {}),
    };
  };
  const notes = new Map(inputs.map(unit => [unit.unitCode, notesOf(unit)]));
  return {
    ...occasion,
    schemeCode: scheme.code,
    schemeName: scheme.name.zh,
    schemeVersion: scheme.version,
    units: result.units.map(({ groups, ...unit }) => ({
      ...unit,
      gradeCode: unit.grade,
      grade: grades.get(unit.grade) ?? unnamed(unit.grade),
      indicators: unit.indicators.map(reported),
      ...(groups ? { groups: groups.filter(({ code }) => topGroups.has(code)).map(reported) } : {}),
      ...(groups ? { tree: treeOf(order, [...unit.indicators, ...groups].map(reported)) } : {}),
      recordNotes: notes.get(unit.unitCode) ?? {},
    })),
    gradeCounts: scheme.grades.map(({ code, name }) => ({ code, grade: name, count: result.gradeCounts[code] ?? 0 })),
  };
}

function treeOf(order: readonly RuleLine[], marks: readonly ReportedIndicator[]): ReportedNode[] {
  const byCode = new Map(marks.map(mark => [mark.code, mark]));
  return order.flatMap(({ code, number, depth, kind }) => {
    const mark = byCode.get(code);
    return mark ? [{ ...mark, number, depth, isGroup: kind === 'group' }] : [];
  });
}

const notesOf = ({ figures }: UnitInputs): Record<string, string> =>
  Object.fromEntries(figures.flatMap(({ records }) => records.flatMap(({ ref, note }) => (note ? [[ref, note]] : []))));
