import { defineEntity, p } from '@mikro-orm/core';
import type { Bilingual } from '@yardstick/domain/bilingual';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { isOwnWork, objectionMoves, type ObjectionState, type ObjectionVerb } from '@yardstick/domain/objection';
import { assertNone } from '@yardstick/domain/violation';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../context.ts';
import { record } from '../../events/domain-event.ts';
import { takeMove } from '../../evidence/take-move.ts';

/** What an upheld objection changes in the inputs of the next computation. */
export type Remedy =
  | { kind: 'figure'; code: string; year: number; before: string | null; value: string; source: string }
  | { kind: 'not-applicable'; indicator: string }
  /** The final mark of an indicator that people mark; the lines are kept with the ruling. */
  | { kind: 'final-line'; indicator: string; before: string; value: string; rulingId: string }
  /** The records themselves were put right. */
  | { kind: 'records' };

/** The words of what is objected to. */
export interface About {
  indicator: Bilingual;
  line: Bilingual | null;
}

const EvaluationObjectionSchema = defineEntity({
  name: 'EvaluationObjection',
  tableName: 'evaluation_objection',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    evaluationId: p.uuid(),
    computationNo: p.integer(),
    indicator: p.string(),
    /** Which line of its explanation; null: the mark as a whole. */
    line: p.integer().nullable(),
    /** What stood there when it was written. */
    about: p.json<About>(),
    score: p.string(),
    state: p.string().$type<ObjectionState>(),
    reason: p.text(),
    draftedBy: p.string(),
    draftedById: p.uuid(),
    draftedOn: p.date().$type<CalendarDay>(),
    signedBy: p.string().nullable(),
    signedById: p.uuid().nullable(),
    signedOn: p.date().$type<CalendarDay>().nullable(),
    /** Whose work it is about; they do not decide. */
    orderedById: p.uuid(),
    markedById: p.uuid().nullable(),
    decidedBy: p.string().nullable(),
    decidedById: p.uuid().nullable(),
    decidedByUnit: p.string().nullable(),
    decidedOn: p.date().$type<CalendarDay>().nullable(),
    decision: p.text().nullable(),
    remedy: p.json<Remedy>().nullable(),
    stateSince: p.datetime(),
    version: p.integer().version(),
  },
});

interface Drafted {
  unitId: string;
  evaluationId: string;
  computationNo: number;
  indicator: string;
  line: number | null;
  about: About;
  score: string;
  reason: string;
  orderedById: string;
  markedById: string | null;
}

/** A unit's word against one of its marks, or one line of its explanation. */
export class EvaluationObjection extends EvaluationObjectionSchema.class {
  constructor(drafted: Drafted, by: Actor, at: Date, today: CalendarDay) {
    super();
    this.id = randomUUID();
    Object.assign(this, drafted);
    this.state = 'to-sign';
    this.draftedBy = by.name;
    this.draftedById = by.id;
    this.draftedOn = today;
    this.stateSince = at;
    this.tell('objection.drafted');
  }

  sign(by: Actor, at: Date, today: CalendarDay): void {
    this.moved('signObjection', at);
    this.signedBy = by.name;
    this.signedById = by.id;
    this.signedOn = today;
    this.tell('objection.signed');
  }

  decline(reason: string, at: Date): void {
    this.moved('declineObjection', at, reason);
    this.decision = reason.trim();
    record(this, { type: 'objection.declined', unitId: this.unitId, objectionId: this.id, reason });
  }

  withdraw(at: Date): void {
    this.moved('withdrawObjection', at);
  }

  uphold(by: Actor, reason: string, remedy: Remedy, at: Date, today: CalendarDay): void {
    this.decided('upholdObjection', by, reason, at, today);
    this.remedy = remedy;
    this.tell('objection.upheld');
  }

  reject(by: Actor, reason: string, at: Date, today: CalendarDay): void {
    this.decided('rejectObjection', by, reason, at, today);
    this.tell('objection.rejected');
  }

  /** By somebody else than whose work it is about; the database holds the same rule. */
  private decided(
    verb: 'upholdObjection' | 'rejectObjection',
    by: Actor,
    reason: string,
    at: Date,
    today: CalendarDay,
  ): void {
    if (isOwnWork(by.id, this)) assertNone([{ code: 'OBJECTION_OWN_WORK' }]);
    this.moved(verb, at, reason);
    this.decidedBy = by.name;
    this.decidedById = by.id;
    this.decidedByUnit = by.unitId;
    this.decidedOn = today;
    this.decision = reason.trim();
  }

  private tell(type: 'objection.drafted' | 'objection.signed' | 'objection.upheld' | 'objection.rejected'): void {
    record(this, { type, unitId: this.unitId, objectionId: this.id });
  }

  private moved(verb: ObjectionVerb, at: Date, reason?: string): void {
    this.state = takeMove(objectionMoves, verb, { state: this.state, reason: reason ?? null });
    this.stateSince = at;
  }
}
EvaluationObjectionSchema.setClass(EvaluationObjection);
