import type { Bilingual } from '../bilingual.ts';
import type { Rounding } from './decimal.ts';

/** A scoring standard as data: what is counted, for how much, by which clause. All marks are decimal text. */
export interface ScoringScheme {
  code: string;
  name: Bilingual;
  version: number;
  /** Decimal places of every printed mark. */
  scale: number;
  rounding: Rounding;
  figures: FigureDefinition[];
  indicators: Indicator[];
  /** From the highest to the lowest, the last from 0. */
  grades: Grade[];
  vetoes: Veto[];
  /** Equal totals share a rank, and the next rank is left out: 1, 2, 2, 4. */
  ranking: { ties: 'share' };
  /** What an indicator without figures is worth: nothing, or its weight goes to the others. */
  missing: MissingPolicy;
}

export type MissingPolicy = 'renormalise' | 'zero';

/** A number the scheme asks for, whatever it comes from: counted by the system, or imported. */
export interface FigureDefinition {
  code: string;
  name: Bilingual;
  /** Largest value that makes sense, such as 100 for a mark out of 100. */
  max?: string;
}

export interface Indicator {
  code: string;
  name: Bilingual;
  full: string;
  source: string;
  clause: string;
  method: ScoringMethod;
}

export type ScoringMethod = ProgressMethod | MeanOfFiguresMethod | RateMethod | DeductionMethod | FigureMethod;

/**
 * Each year starts from `base`; deductions and bonuses move it, never below 0 nor above `base`; the score is the mean
 * of the years as a share of `base`. A figure absent from a year counts as nothing to deduct or add.
 */
export interface ProgressMethod {
  kind: 'progress';
  base: string;
  years: number[];
  deductions: Deduction[];
  bonuses: Bonus[];
  /** Most that all bonuses of a year can add. */
  bonusCap?: string;
}

/** Mean of the figure's yearly values, as a share of `outOf`. Years it has no value for follow the scheme's `missing`. */
export interface MeanOfFiguresMethod {
  kind: 'mean-of-figures';
  figure: string;
  years: number[];
  outOf: string;
}

/** Share of `denominator` reached by `numerator`, over all years together; nothing due means not applicable. */
export interface RateMethod {
  kind: 'rate';
  numerator: string;
  denominator: string;
}

/** Full marks less the deductions over all years together, never below 0. */
export interface DeductionMethod {
  kind: 'deduction';
  deductions: Deduction[];
}

/** One figure as a share of `outOf`, of `year` or without a year. */
export interface FigureMethod {
  kind: 'figure';
  figure: string;
  outOf: string;
  year?: number;
}

/** `per` points for every full `every` of the figure (1 if not said). */
export interface Deduction {
  code: string;
  name: Bilingual;
  figure: string;
  per: string;
  every?: number;
  /** Most it can cost for each record that carries its own value (one action, say); else for the figure in a year. */
  cap?: string;
}

export interface Bonus {
  code: string;
  name: Bilingual;
  figure: string;
  per: string;
}

export interface Grade {
  code: string;
  name: Bilingual;
  from: string;
  /** At most this share of all evaluated units, rounded down. */
  quotaPercent?: number;
}

/** The figure above zero puts the unit in the last grade, whatever its marks. */
export interface Veto {
  code: string;
  name: Bilingual;
  figure: string;
}

export interface UnitInputs {
  unitCode: string;
  unitName: string;
  figures: FigureInput[];
}

export interface FigureInput {
  code: string;
  year?: number;
  /** Zero or more, as decimal text. When its records carry values, their sum. */
  value: string;
  records: FigureRecord[];
  /** Where it comes from, such as the ledger or an import. */
  source: string;
  provisional?: boolean;
  /** Refs of what was ruled not applicable and therefore left out of the count. */
  leftOut?: string[];
}

export interface FigureRecord {
  ref: string;
  note?: string;
  value?: string;
}

export interface EvaluationResult {
  scheme: { code: string; version: number };
  /** By rank, then by unit code. */
  units: UnitResult[];
  gradeCounts: Record<string, number>;
}

export interface UnitResult {
  unitCode: string;
  unitName: string;
  total: string;
  grade: string;
  rank: number;
  vetoes: VetoResult[];
  indicators: IndicatorResult[];
  /** How the total and the grade came about, where it is not plain from the indicators. */
  lines: ScoreLine[];
}

export interface VetoResult {
  code: string;
  name: Bilingual;
  refs: string[];
}

export interface IndicatorResult {
  code: string;
  full: string;
  score: string;
  applicable: boolean;
  lines: ScoreLine[];
}

/** One step of the calculation, with the records it rests on, so that a unit can check and appeal it. */
export interface ScoreLine {
  text: Bilingual;
  value: string;
  refs: string[];
}

export { validateScheme } from './validate-scheme.ts';
