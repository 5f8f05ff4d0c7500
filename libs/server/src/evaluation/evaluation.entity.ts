import { defineEntity, p } from '@mikro-orm/core';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { evaluationMoves, type EvaluationState, type EvaluationVerb } from '@yardstick/domain/evaluation';
import { freezeBlockers, type FreezeFacts } from '@yardstick/domain/objection';
import type { UnitInputs, UnitResult } from '@yardstick/domain/scoring/scheme';
import { assertNone } from '@yardstick/domain/violation';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../context.ts';
import { record } from '../events/domain-event.ts';
import { takeMove } from '../evidence/take-move.ts';

export type { EvaluationState };

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
    /** Last day for units to hand in; null where nothing was asked of them. */
    collectUntil: p.date().$type<CalendarDay>().nullable(),
    /** Why that is later than was said first. */
    collectUntilReason: p.text().nullable(),
    /** Whose figures count, where the scheme itself names no years. */
    figuresYear: p.integer().nullable(),
    openedBy: p.string().nullable(),
    openedAt: p.datetime().nullable(),
    collectedAt: p.datetime().nullable(),
    collectedBy: p.string().nullable(),
    /** Why it was closed although somebody had not handed in. */
    closingReason: p.text().nullable(),
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
    /** How often it was computed; each that another took the place of is kept beside it. */
    computationNo: p.integer(),
    releasedBy: p.string().nullable(),
    releasedById: p.uuid().nullable(),
    releasedAt: p.datetime().nullable(),
    /** The last day on which units may object. */
    objectionsUntil: p.date().$type<CalendarDay>().nullable(),
    correctsId: p.uuid().nullable(),
    correctionReason: p.text().nullable(),
    version: p.integer().version(),
  },
});

export class Evaluation extends EvaluationSchema.class {
  constructor(
    order: {
      programId: string;
      name: string;
      schemeCode: string;
      schemeVersion: number;
      asOf: CalendarDay;
      figuresYear?: number | null;
    },
    by: Actor,
    at: Date,
    /** Nothing is computed yet: units hand in until a day, or the office alone completes what is missing. */
    opening?: { collectUntil: CalendarDay | null },
  ) {
    super();
    this.id = randomUUID();
    Object.assign(this, order);
    this.unitsTotal = 0;
    this.computationNo = 1;
    if (opening) {
      this.openedBy = by.name;
      this.openedAt = at;
      this.collectUntil = opening.collectUntil;
      this.state = opening.collectUntil ? 'collecting' : 'checking';
      Object.assign(this, { orderedBy: by.name, orderedById: by.id, orderedAt: at });
    } else this.order(by, at);
  }

  /** Units may hand in longer; never shorter, for somebody may rely on the day. */
  extendCollecting(until: CalendarDay, reason: string, today: CalendarDay): void {
    this.moved('extendCollecting', reason);
    if (until < today || (this.collectUntil && until <= this.collectUntil))
      assertNone([
        { code: 'COLLECT_UNTIL_NOT_LATER', field: 'collectUntil', params: { day: this.collectUntil ?? today } },
      ]);
    this.collectUntil = until;
    this.collectUntilReason = reason.trim();
  }

  /** From here the office checks; what a unit has not handed in stays out. */
  closeCollecting(reason: string | null, by: Actor, at: Date): void {
    this.moved('closeCollecting');
    this.collectedBy = by.name;
    this.collectedAt = at;
    this.closingReason = reason;
  }

  /** All that the scheme asks for is there or decided on: it may be computed. */
  start(by: Actor, at: Date): void {
    this.moved('startEvaluation');
    this.failure = null;
    this.order(by, at);
  }

  private order(by: Actor, at: Date): void {
    this.state = 'queued';
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

  /** The snapshot of those hashes is written beside, piece by piece. */
  computed(result: { sha256: string; sm3: string }, at: Date): void {
    this.state = 'computed';
    this.computedAt = at;
    Object.assign(this, result);
    record(this, { type: 'evaluation.computed', evaluationId: this.id });
  }

  failed(sentence: string): void {
    this.state = 'failed';
    this.failure = sentence;
  }

  /** It takes the place of a frozen one, which stays as it is and says so. */
  correct(oldId: string, reason: string): void {
    this.correctsId = oldId;
    this.correctionReason = reason.trim();
  }

  /** Each unit sees its own result, and may object until the day given. */
  release(by: Actor, at: Date, objectionsUntil: CalendarDay): void {
    if (this.state !== 'computed') assertNone([{ code: 'RELEASE_NEEDS_RESULT' }]);
    this.moved('releaseProvisional');
    this.releasedBy = by.name;
    this.releasedById = by.id;
    this.releasedAt = at;
    this.objectionsUntil = objectionsUntil;
    record(this, { type: 'evaluation.released', evaluationId: this.id });
  }

  /** Once more, from corrected inputs; what was computed before is kept by whoever calls this. */
  recompute(reason: string): void {
    this.moved('recomputeEvaluation', reason);
    this.computationNo += 1;
    record(this, { type: 'evaluation.ordered', evaluationId: this.id });
  }

  proposeFreeze(by: Actor, facts: Omit<FreezeFacts, 'state' | 'objectionsUntil'>): void {
    assertNone(freezeBlockers({ ...facts, state: this.state, objectionsUntil: this.objectionsUntil ?? null }));
    this.moved('proposeFreeze');
    this.proposedBy = by.name;
    this.proposedById = by.id;
    this.proposedByUnit = by.unitId;
    record(this, { type: 'evaluation.freeze-proposed', evaluationId: this.id });
  }

  /** The leading group sends a proposal back; it may be proposed again. */
  returnFreeze(reason: string): void {
    if (this.state !== 'freeze-proposed') assertNone([{ code: 'FREEZE_NEEDS_RESULT' }]);
    this.moved('returnFreeze', reason);
    this.proposedBy = null;
    this.proposedById = null;
    this.proposedByUnit = null;
    record(this, { type: 'evaluation.freeze-returned', evaluationId: this.id, reason });
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

  private moved(verb: EvaluationVerb, reason?: string): void {
    this.state = takeMove(evaluationMoves, verb, { state: this.state, reason: reason ?? null });
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
