import { defineEntity, p } from '@mikro-orm/core';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { Light } from '@yardstick/domain/light';
import {
  firstStateOf,
  requestMoves,
  verbsOfKind,
  type RequestKind,
  type RequestState,
  type RequestVerb,
} from '@yardstick/domain/request';
import { assertNone } from '@yardstick/domain/violation';
import { randomUUID } from 'node:crypto';
import { takeMove } from '../evidence/take-move.ts';
import { record } from '../events/domain-event.ts';

const UnitRequestSchema = defineEntity({
  name: 'UnitRequest',
  tableName: 'unit_request',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    actionId: p.uuid(),
    /** Null: the whole action. */
    milestoneId: p.uuid().nullable(),
    kind: p.string().$type<RequestKind>(),
    state: p.string().$type<RequestState>(),
    reason: p.text(),
    /** What had been done when it was filed. */
    progress: p.text().nullable(),
    /** The day due and the light showing when it was filed. */
    fromDueOn: p.date().$type<CalendarDay>().nullable(),
    lightAtFiling: p.string().$type<Light>().nullable(),
    toDueOn: p.date().$type<CalendarDay>().nullable(),
    grantedDueOn: p.date().$type<CalendarDay>().nullable(),
    /** Which extension of the thing it is (第几次). */
    sequence: p.integer().nullable(),
    filedBy: p.string(),
    filedById: p.uuid().nullable(),
    filedOn: p.date().$type<CalendarDay>(),
    filedAt: p.datetime(),
    /** The office's time to reply runs from here. */
    officeSince: p.date().$type<CalendarDay>().nullable(),
    decidedOn: p.date().$type<CalendarDay>().nullable(),
    stateSince: p.datetime(),
    /** When the unit saw that it was turned down or answered. */
    readAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

export interface FiledRequest {
  unitId: string;
  actionId: string;
  milestoneId: string | null;
  kind: RequestKind;
  reason: string;
  progress: string | null;
  fromDueOn: CalendarDay | null;
  lightAtFiling: Light | null;
  toDueOn: CalendarDay | null;
  filedBy: string;
  filedById: string;
}

/** What a unit asks about an action: more time, to be let off, to decline, to explain, or for help. */
export class UnitRequest extends UnitRequestSchema.class {
  constructor(filed: FiledRequest, at: Date, today: CalendarDay) {
    super();
    this.id = randomUUID();
    Object.assign(this, filed);
    this.state = firstStateOf(filed.kind);
    this.stateSince = at;
    this.filedAt = at;
    this.filedOn = today;
    this.officeSince = this.state === 'in-review' ? today : null;
    this.decidedOn = null;
    this.grantedDueOn = null;
    this.sequence = null;
    this.readAt = null;
    this.tell('request.filed');
  }

  sign(at: Date, today: CalendarDay): void {
    this.moved('signRequest', at);
    this.officeSince = today;
    this.tell('request.signed');
  }

  decline(reason: string, at: Date, today: CalendarDay): void {
    this.moved('declineRequest', at, reason);
    this.settled('request.refused', today, reason);
  }

  pass(at: Date): void {
    this.moved('passRequest', at);
    this.tell('request.passed');
  }

  note(at: Date, today: CalendarDay): void {
    this.moved('noteRequest', at);
    this.decidedOn = today;
  }

  answer(text: string, at: Date, today: CalendarDay): void {
    this.moved('answerRequest', at, text);
    this.settled('request.answered', today, text);
  }

  putToLeaders(at: Date): void {
    this.moved('putRequestToLeaders', at);
    this.tell('request.put-to-leaders');
  }

  /** `extension`: the day given and which extension of the thing it is. */
  grant(
    by: 'grantRequest' | 'leadersGrantRequest',
    at: Date,
    today: CalendarDay,
    extension?: { dueOn: CalendarDay; sequence: number },
  ): void {
    this.moved(by, at);
    this.grantedDueOn = extension?.dueOn ?? null;
    this.sequence = extension?.sequence ?? null;
    this.decidedOn = today;
    this.tell('request.granted');
  }

  refuse(by: 'refuseRequest' | 'leadersRefuseRequest', reason: string, at: Date, today: CalendarDay): void {
    this.moved(by, at, reason);
    this.settled('request.refused', today, reason);
  }

  withdraw(at: Date): void {
    this.moved('withdrawRequest', at);
  }

  reverse(reason: string, at: Date): void {
    this.moved('reverseRequest', at, reason);
    record(this, { type: 'request.reversed', unitId: this.unitId, requestId: this.id, reason });
  }

  /** The unit has seen the answer; it leaves the desk. */
  read(at: Date): void {
    this.readAt = at;
  }

  private settled(type: 'request.refused' | 'request.answered', today: CalendarDay, reason: string): void {
    this.decidedOn = today;
    record(this, { type, unitId: this.unitId, requestId: this.id, reason });
  }

  private tell(
    type: 'request.filed' | 'request.signed' | 'request.passed' | 'request.put-to-leaders' | 'request.granted',
  ): void {
    record(this, { type, unitId: this.unitId, requestId: this.id });
  }

  private moved(verb: RequestVerb, at: Date, reason?: string): void {
    if (!verbsOfKind[this.kind].includes(verb)) assertNone([{ code: 'MOVE_NOT_FROM_STATE' }]);
    this.state = takeMove(requestMoves, verb, { state: this.state, reason: reason ?? null });
    this.stateSince = at;
  }
}
UnitRequestSchema.setClass(UnitRequest);

const UnitRequestStepSchema = defineEntity({
  name: 'UnitRequestStep',
  tableName: 'unit_request_step',
  properties: {
    unitId: p.string().primary(),
    id: p.bigint('number').primary().autoincrement(),
    requestId: p.uuid(),
    at: p.datetime(),
    verb: p.string(),
    actorId: p.uuid(),
    actorName: p.string(),
    actorRole: p.string(),
    actorUnitId: p.string(),
    actorUnit: p.string(),
    text: p.text().nullable(),
  },
});
/** Who did what to a request, in which post and with which words; written once. */
export class UnitRequestStep extends UnitRequestStepSchema.class {}
UnitRequestStepSchema.setClass(UnitRequestStep);
