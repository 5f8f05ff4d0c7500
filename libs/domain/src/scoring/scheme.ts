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
  /** Where other than `scale` places are wanted. */
  scales?: { indicator?: number; group?: number; total?: number };
  /** Highest total, where bonuses could lead beyond it. */
  totalCap?: string;
  /** What is marked: units if not said, or single case files. */
  subject?: 'unit' | 'case-file';
  figures: FigureDefinition[];
  indicators: Indicator[];
  /** The tree over the indicators, if there is one. What no group claims stands at the top, indicators before groups. */
  groups?: IndicatorGroup[];
  /** From the highest to the lowest, the last from 0. */
  grades: Grade[];
  vetoes: Veto[];
  /** Reasons that keep a unit from the grades above one, whatever its marks. */
  ceilings?: Ceiling[];
  ranking: Ranking;
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
  /** As printed, such as 2.1. */
  number?: string;
  name: Bilingual;
  full: string;
  source: string;
  clause: string;
  /** How it is marked, in the words of the document. */
  criterion?: string;
  method: ScoringMethod;
  /** The figure above zero takes all marks of this indicator. */
  vetoes?: Pick<Veto, 'code' | 'name' | 'figure'>[];
}

/**
 * Its children's full marks add up to `outOf`; it is worth `full` where it stands. What does not apply among them leaves
 * its weight to its brothers and sisters, and to nobody else.
 */
export interface IndicatorGroup {
  code: string;
  number?: string;
  name: Bilingual;
  full: string;
  /** `full` if not said. */
  outOf?: string;
  /** Codes of indicators and groups, in order. */
  children: string[];
  /** The lowest that is met counts. */
  caps?: GroupCap[];
}

/** From `atLeast` of the figure on, the group gets at most `most` of its `outOf`. */
export interface GroupCap {
  code: string;
  name: Bilingual;
  figure: string;
  atLeast: string;
  most: string;
}

export type ScoringMethod =
  | ProgressMethod
  | MeanOfFiguresMethod
  | RateMethod
  | DeductionMethod
  | FigureMethod
  | BonusMethod
  | ChecklistMethod
  | SurveyMethod
  | CaseFilesMethod
  | BallotMethod
  | ThreeLineMethod;

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

/** `base` (full marks if not said) less the deductions over all years together, never below 0; a share of `base`. */
export interface DeductionMethod {
  kind: 'deduction';
  deductions: Deduction[];
  base?: string;
}

/** Beside the hundred: adds to the total, at most the indicator's full marks, over all years together. */
export interface BonusMethod {
  kind: 'bonus';
  bonuses: Bonus[];
}

/**
 * The figure's records say by `item` what of the list is met. With points, a record's value is the points reached; without,
 * it is 0 or 1 and every item weighs the same. An item nobody recorded is not met; one in `leftOut` does not count.
 */
export interface ChecklistMethod {
  kind: 'checklist';
  figure: string;
  items: { code: string; name: Bilingual; points?: string }[];
  year?: number;
}

/**
 * The figure's records count answers by `item`; the mark is the mean of their points, as a share of `outOf`. Answers
 * without points (cannot tell) do not count. Below `smallestSample` counted answers the indicator does not apply.
 */
export interface SurveyMethod {
  kind: 'survey';
  figure: string;
  answers: Choice[];
  outOf: string;
  smallestSample?: number;
  year?: number;
}

/** Votes by `item`, marked as a survey's answers are; nobody is sampled, so there is no margin of error. */
export interface BallotMethod {
  kind: 'ballot';
  figure: string;
  choices: Choice[];
  outOf: string;
  year?: number;
}

/** One possible answer or vote, and what it is worth. */
export interface Choice {
  code: string;
  name: Bilingual;
  /** Without: an abstention. */
  points?: string;
}

/** Mean of the sheet marks of the files drawn, as a share of `outOf`; a file with a veto counts as 0. */
export interface CaseFilesMethod {
  kind: 'case-files';
  figure: string;
  outOf: string;
  vetoes: { code: string; name: Bilingual }[];
  year?: number;
}

/** Self, office and final mark side by side; the final one counts, as a share of `outOf`. */
export interface ThreeLineMethod {
  kind: 'three-line';
  figure: string;
  outOf: string;
  /** Marks further apart than this need both reasons. */
  gap: string;
  year?: number;
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
  /** The total becomes 0, too. */
  effect?: 'zero';
}

/** The figure above zero keeps the unit from every grade above `grade`. */
export interface Ceiling {
  code: string;
  name: Bilingual;
  figure: string;
  grade: string;
}

/**
 * Equal totals share a rank, and the next rank is left out: 1, 2, 2, 4. By figures, the named ones are compared first, in
 * order, and only what is equal in all of them shares.
 */
export interface Ranking {
  ties: 'share' | 'figures';
  by?: TieBreak[];
}

/** A figure (its values added up; none is 0) or the mark of an indicator. */
export interface TieBreak {
  figure?: string;
  indicator?: string;
  better: 'more' | 'less';
}

export interface UnitInputs {
  unitCode: string;
  unitName: string;
  figures: FigureInput[];
  /** Indicators the office ruled not applicable to this unit. */
  notApplicable?: { indicator: string; reason: string; refs?: string[] }[];
  /** Figures that the whole round goes without for now, and why: the result is provisional. */
  notYetKnown?: DeferredFigure[];
}

export interface DeferredFigure {
  figure: string;
  year?: number;
  reason: string;
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
  /** Of a survey: how many there are of those who could have been asked. */
  population?: string;
  /** Of three lines: the unit's own mark and the office's; `value` is the final one. */
  self?: LineInput;
  office?: LineInput;
}

export interface LineInput {
  value: string;
  reason?: string;
}

export interface FigureRecord {
  ref: string;
  note?: string;
  value?: string;
  /** Which item of a checklist, answer of a survey or choice of a ballot it is about. */
  item?: string;
  /** Codes of the veto items that a case file hits. */
  vetoes?: string[];
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
  /** Where the scheme has groups, in its order. */
  groups?: IndicatorResult[];
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
