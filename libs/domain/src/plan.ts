import { yearOf, type CalendarDay } from './calendar-day.ts';
import type { EvidenceKind } from './evidence.ts';

/** The shape of a program plan, as shipped, imported, exported and shown. */

export const measureScopes = ['ALL', 'SUBSET', 'LEAD'] as const;
export type MeasureScope = (typeof measureScopes)[number];

export { evidenceKinds, type EvidenceKind } from './evidence.ts';

export const unitKinds = ['city', 'district', 'zone', 'office'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** Stands in `coopUnits` for every scored unit. */
export const allScoredUnits = 'ALL';

export interface PlanUnit {
  code: string;
  name: string;
  shortName: string;
  aliases: string[];
  field: string;
  isScored: boolean;
  kind: UnitKind;
}

export interface PlanStage {
  year: number;
  name: string;
  goal: string;
}

export interface PlanTask {
  seq: number;
  code: string;
  title: string;
}

export interface PlanDue {
  year: number;
  on: CalendarDay;
  /** What falls due; empty when the plan names only a date. */
  label: string;
  repeats: boolean;
}

export interface PlanMeasure {
  seq: number;
  code: string;
  taskCode: string;
  title: string;
  text: string;
  sourceClause: string;
  scope: MeasureScope;
  leadUnits: string[];
  /** Unit codes, or `ALL`. */
  coopUnits: string[];
  /** In order of day, then label. */
  due: PlanDue[];
  deliverable: string;
  evidenceKinds: EvidenceKind[];
  /** What "done" means, by year. */
  stageTargets: Record<string, string>;
  weight: number;
  crosswalk: string[];
  proofExample: string;
  note: string;
}

export interface PlanProgram {
  code: string;
  name: string;
  docNo: string;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  marker: string;
  stages: PlanStage[];
  goals: string[];
  tasks: PlanTask[];
  measures: PlanMeasure[];
}

/** A program together with the units it brings along (those the instance does not know yet). */
export interface PlanDraft extends PlanProgram {
  units: PlanUnit[];
}

export interface MeasureParticipant {
  unitCode: string;
  role: 'LEAD' | 'COOP';
}

/** The units that receive an action when a measure is issued: its leads, and the scored units its scope reaches. */
export function measureParticipants(
  measure: Pick<PlanMeasure, 'scope' | 'leadUnits' | 'coopUnits'>,
  units: readonly Pick<PlanUnit, 'code' | 'isScored'>[],
): MeasureParticipant[] {
  const scored = units.filter(unit => unit.isScored).map(unit => unit.code);
  const reachesAll = measure.scope === 'ALL' || measure.coopUnits.includes(allScoredUnits);
  const reached = reachesAll ? scored : scored.filter(code => measure.coopUnits.includes(code));
  const leads = [...new Set(measure.leadUnits)];
  return [
    ...leads.map(unitCode => ({ unitCode, role: 'LEAD' as const })),
    ...(measure.scope === 'LEAD' ? [] : reached)
      .filter(code => !leads.includes(code))
      .map(unitCode => ({ unitCode, role: 'COOP' as const })),
  ];
}

/** Integer weights, as equal as possible, that sum to 100 exactly. */
export function equalWeights(count: number): number[] {
  const share = Math.floor(100 / count);
  return Array.from({ length: count }, (_, index) => share + (index < 100 - share * count ? 1 : 0));
}

export interface PlanPeriod {
  startsOn: CalendarDay;
  endsOn: CalendarDay;
}

export function yearsOf(period: PlanPeriod): number[] {
  const first = yearOf(period.startsOn);
  const last = yearOf(period.endsOn);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
