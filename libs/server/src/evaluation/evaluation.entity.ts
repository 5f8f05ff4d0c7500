import { defineEntity, p } from '@mikro-orm/core';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { UnitInputs, UnitResult } from '@yardstick/domain/scoring/scheme';
import { assertNone } from '@yardstick/domain/violation';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../context.ts';
import { record } from '../events/domain-event.ts';

export type EvaluationState = 'queued' | 'building' | 'computed' | 'freeze-proposed' | 'frozen' | 'failed';

const EvaluationSchema = defineEntity({
  name: 'Evaluation',
  tableName: 'evaluation',
  properties: {
    id: p.uuid().primary(),
    programId: p.uuid(),
    name: p.string(),
    schemeCode: p.string(),
    schemeVersion: p.integer(),
    asOf: p.date().$type<CalendarDay>(),
    state: p.string().$type<EvaluationState>(),
    unitsTotal: p.integer(),
    orderedBy: p.string(),
    orderedById: p.uuid(),
    orderedAt: p.datetime(),
    computedAt: p.datetime().nullable(),
    snapshot: p.text().nullable().lazy(),
    sha256: p.string().nullable(),
    sm3: p.string().nullable(),
    proposedBy: p.string().nullable(),
    proposedById: p.uuid().nullable(),
    proposedByUnit: p.string().nullable(),
    approvedBy: p.string().nullable(),
    approvedById: p.uuid().nullable(),
    approvedByUnit: p.string().nullable(),
    frozenAt: p.datetime().nullable(),
    failure: p.text().nullable(),
    version: p.integer().version(),
  },
});

export class Evaluation extends EvaluationSchema.class {
  constructor(
    order: { programId: string; name: string; schemeCode: string; schemeVersion: number; asOf: CalendarDay },
    by: Actor,
    at: Date,
  ) {
    super();
    this.id = randomUUID();
    Object.assign(this, order);
    this.state = 'queued';
    this.unitsTotal = 0;
    this.orderedBy = by.name;
    this.orderedById = by.id;
    this.orderedAt = at;
    record(this, { type: 'evaluation.ordered', evaluationId: this.id });
  }

  startBuilding(unitsTotal: number): void {
    this.state = 'building';
    this.unitsTotal = unitsTotal;
    this.failure = null;
  }

  computed(result: { snapshot: string; sha256: string; sm3: string }, at: Date): void {
    this.state = 'computed';
    this.computedAt = at;
    Object.assign(this, result);
    record(this, { type: 'evaluation.computed', evaluationId: this.id });
  }

  failed(sentence: string): void {
    this.state = 'failed';
    this.failure = sentence;
  }

  proposeFreeze(by: Actor): void {
    if (this.state !== 'computed') assertNone([{ code: 'FREEZE_NEEDS_RESULT' }]);
    this.state = 'freeze-proposed';
    this.proposedBy = by.name;
    this.proposedById = by.id;
    this.proposedByUnit = by.unitId;
    record(this, { type: 'evaluation.freeze-proposed', evaluationId: this.id });
  }

  /** Two persons of two units; the database holds the same rule. */
  approveFreeze(by: Actor, at: Date): void {
    if (this.state !== 'freeze-proposed') assertNone([{ code: 'FREEZE_NEEDS_RESULT' }]);
    if (by.id === this.proposedById || by.unitId === this.proposedByUnit)
      assertNone([{ code: 'FREEZE_NEEDS_SECOND_PERSON' }]);
    this.state = 'frozen';
    this.approvedBy = by.name;
    this.approvedById = by.id;
    this.approvedByUnit = by.unitId;
    this.frozenAt = at;
    record(this, { type: 'evaluation.frozen', evaluationId: this.id });
  }
}
EvaluationSchema.setClass(Evaluation);

const EvaluationUnitSchema = defineEntity({
  name: 'EvaluationUnit',
  tableName: 'evaluation_unit',
  properties: {
    unitId: p.string().primary(),
    evaluationId: p.uuid().primary(),
    inputs: p.json<UnitInputs>(),
    sheet: p.json<UnitResult>().nullable(),
    total: p.string().nullable(),
    grade: p.string().nullable(),
    rank: p.integer().nullable(),
  },
});
export class EvaluationUnit extends EvaluationUnitSchema.class {}
EvaluationUnitSchema.setClass(EvaluationUnit);
