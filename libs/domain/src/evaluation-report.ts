import type { Bilingual } from './bilingual.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { EvaluationResult, ScoreLine, ScoringScheme } from './scoring/scheme.ts';

/** Everything an acceptance report or workbook shows, with names instead of codes. Marks are decimal text. */
export interface EvaluationReport {
  programName: string;
  evaluationName: string;
  /** Data count up to the end of this day. */
  asOf: CalendarDay;
  orderedOn: CalendarDay;
  schemeName: string;
  schemeVersion: number;
  /** Computed results may still change; frozen ones are fixed by the hashes. */
  state: 'computed' | 'frozen';
  snapshotSha256: string;
  snapshotSm3: string;
  /** Of the ledger when the report was made; absent before its first checkpoint. */
  ledgerFingerprint?: string;
  /** By rank. */
  units: readonly ReportedUnit[];
  /** From the highest grade to the lowest, those without units included. */
  gradeCounts: readonly { grade: Bilingual; count: number }[];
  notScored: readonly { unitCode: string; unitName: string; reason: string }[];
}

export interface ReportedUnit {
  rank: number;
  unitCode: string;
  unitName: string;
  total: string;
  grade: Bilingual;
  vetoes: readonly { code: string; name: Bilingual; refs: readonly string[] }[];
  /** In the scheme's order, the same for every unit. */
  indicators: readonly ReportedIndicator[];
  lines: readonly ScoreLine[];
}

export interface ReportedIndicator {
  code: string;
  name: Bilingual;
  full: string;
  score: string;
  applicable: boolean;
  /** The document and clause it is scored by. */
  rule: string;
  /** The calculation, step by step. */
  lines: readonly ScoreLine[];
}

export type ReportOccasion = Omit<EvaluationReport, 'schemeName' | 'schemeVersion' | 'units' | 'gradeCounts'>;

/** Joins a result with the names its scheme gives to codes. */
export function evaluationReport(
  occasion: ReportOccasion,
  scheme: ScoringScheme,
  result: EvaluationResult,
): EvaluationReport {
  const indicators = new Map(scheme.indicators.map(indicator => [indicator.code, indicator]));
  const grades = new Map(scheme.grades.map(grade => [grade.code, grade.name]));
  const unnamed = (code: string): Bilingual => ({ zh: code, en: code });
  return {
    ...occasion,
    schemeName: scheme.name.zh,
    schemeVersion: scheme.version,
    units: result.units.map(unit => ({
      ...unit,
      grade: grades.get(unit.grade) ?? unnamed(unit.grade),
      indicators: unit.indicators.map(scored => {
        const indicator = indicators.get(scored.code);
        const rule = indicator ? [indicator.source, indicator.clause].filter(Boolean).join(' ') : '';
        return { ...scored, name: indicator?.name ?? unnamed(scored.code), rule };
      }),
    })),
    gradeCounts: scheme.grades.map(grade => ({ grade: grade.name, count: result.gradeCounts[grade.code] ?? 0 })),
  };
}
