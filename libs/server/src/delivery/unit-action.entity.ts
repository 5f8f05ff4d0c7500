import { defineEntity, p } from '@mikro-orm/core';
import {
  actionMoves,
  completionBlockers,
  planBlockers,
  type ActionState,
  type ActionVerb,
} from '@yardstick/domain/action';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { returnedFieldBlockers, type ReturnedField, type ReturnedPlan } from '@yardstick/domain/plan-return';
import { assertNone } from '@yardstick/domain/violation';
import { randomUUID } from 'node:crypto';
import { takeMove } from '../evidence/take-move.ts';
import { record } from '../events/domain-event.ts';
import type { Milestone } from './milestone.entity.ts';

const UnitActionSchema = defineEntity({
  name: 'UnitAction',
  tableName: 'unit_action',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    programId: p.uuid(),
    measureId: p.uuid(),
    year: p.integer(),
    role: p.string().$type<'LEAD' | 'RESP' | 'COOP'>(),
    title: p.string(),
    state: p.string().$type<ActionState>(),
    stateBeforeSuspension: p.string().$type<ActionState>().nullable(),
    content: p.text(),
    target: p.string().nullable(),
    steps: p.text().nullable(),
    ownerName: p.string().nullable(),
    section: p.string().nullable(),
    headInCharge: p.string().nullable(),
    issuedOn: p.date().$type<CalendarDay>(),
    startOn: p.date().$type<CalendarDay>(),
    dueOn: p.date().$type<CalendarDay>(),
    originalDueOn: p.date().$type<CalendarDay>(),
    dueVersion: p.integer(),
    acknowledgedAt: p.datetime().nullable(),
    planSignedBy: p.string().nullable(),
    planSignedAt: p.datetime().nullable(),
    returnCode: p.string().nullable(),
    returnReason: p.string().nullable(),
    returnedCount: p.integer(),
    /** Marked by the office on the plan it sent back; empty again once the plan is handed in. */
    returnedFields: p.json<ReturnedField[]>().nullable(),
    returnedPlan: p.json<ReturnedPlan>().nullable(),
    /** The day the signed completion was received; empty again once it is returned. Lateness is read off it. */
    handedInOn: p.date().$type<CalendarDay>().nullable(),
    finishedOn: p.date().$type<CalendarDay>().nullable(),
    progressPercent: p.integer(),
    lastReportedAt: p.datetime().nullable(),
    stateSince: p.datetime(),
    version: p.integer().version(),
  },
});

export interface IssuedAction {
  unitId: string;
  programId: string;
  measureId: string;
  year: number;
  role: 'LEAD' | 'RESP' | 'COOP';
  title: string;
  issuedOn: CalendarDay;
  startOn: CalendarDay;
  dueOn: CalendarDay;
}

export interface ActionPlan {
  content: string;
  target: string | null;
  steps: string | null;
  ownerName: string;
  section: string;
  headInCharge: string;
}

/** One unit's share of one measure in one year. */
export class UnitAction extends UnitActionSchema.class {
  constructor(issued: IssuedAction, at: Date) {
    super();
    this.id = randomUUID();
    Object.assign(this, issued);
    this.originalDueOn = issued.dueOn;
    this.dueVersion = 1;
    this.state = 'assigned';
    this.stateSince = at;
    this.content = '';
    this.progressPercent = 0;
    this.returnedCount = 0;
    this.planSignedBy = null;
    this.returnReason = null;
    record(this, { type: 'action.issued', unitId: this.unitId, actionId: this.id });
  }

  acknowledge(at: Date): void {
    this.moved('acknowledge', at);
    this.acknowledgedAt = at;
  }

  plan(plan: ActionPlan): void {
    if (this.state !== 'planning') assertNone([{ code: 'PLAN_NOT_OPEN' }]);
    Object.assign(this, plan);
  }

  /** Puts the successor's name where the leaver's stood. */
  passOn(from: string, to: string): void {
    if (this.ownerName === from) this.ownerName = to;
    if (this.headInCharge === from) this.headInCharge = to;
  }

  submitPlan(milestones: readonly Milestone[], programStartsOn: CalendarDay, at: Date): void {
    assertNone(
      planBlockers({
        state: this.state,
        content: this.content,
        target: this.target,
        ownerName: this.ownerName ?? null,
        section: this.section ?? null,
        headInCharge: this.headInCharge ?? null,
        dueOn: this.dueOn,
        programStartOn: programStartsOn,
        milestones,
      }),
    );
    this.moved('submitPlan', at);
    this.returnedFields = null;
    this.tell('action.plan-submitted');
  }

  signPlan(signer: string, at: Date): void {
    this.moved('signPlan', at);
    this.planSignedBy = signer;
    this.planSignedAt = at;
    this.tell('action.plan-signed');
  }

  declinePlan(reason: string, at: Date): void {
    this.moved('declinePlan', at, reason);
    this.returnReason = reason;
    record(this, { type: 'action.plan-returned', unitId: this.unitId, actionId: this.id, reason });
  }

  approvePlan(at: Date): void {
    this.moved('approvePlan', at);
    this.returnReason = null;
    this.tell('action.plan-approved');
  }

  /** What was sent back is kept as it was, so that the office sees later what has changed. */
  returnPlan(reason: string, fields: ReturnedField[], milestones: readonly Milestone[], at: Date): void {
    assertNone(
      returnedFieldBlockers(
        fields,
        milestones.map(milestone => milestone.id),
      ),
    );
    this.moved('returnPlan', at, reason);
    this.returnedFields = fields;
    this.returnedPlan = {
      reason,
      fields,
      content: this.content,
      target: this.target ?? null,
      steps: this.steps ?? null,
      ownerName: this.ownerName ?? null,
      section: this.section ?? null,
      headInCharge: this.headInCharge ?? null,
      milestones: milestones.map(({ id, seq, title, deliverable, acceptanceRule, proofKinds, dueOn }) => ({
        id,
        seq,
        title,
        deliverable,
        acceptanceRule: acceptanceRule ?? null,
        proofKinds,
        dueOn,
      })),
    };
    this.planSignedBy = null;
    this.planSignedAt = null;
    this.returnReason = reason;
    record(this, { type: 'action.plan-returned', unitId: this.unitId, actionId: this.id, reason });
  }

  report(percent: number, at: Date): void {
    if (this.state !== 'in-progress' && this.state !== 'returned')
      assertNone([{ code: 'ACTION_NOT_OPEN', params: { state: this.state } }]);
    this.progressPercent = percent;
    this.lastReportedAt = at;
  }

  submitCompletion(
    milestones: readonly { state: Milestone['state']; acceptedEvidenceCount: number }[],
    at: Date,
  ): void {
    assertNone(completionBlockers({ state: this.state, milestones }));
    this.moved('submitCompletion', at);
    this.tell('action.completion-submitted');
  }

  signCompletion(at: Date, today: CalendarDay): void {
    this.moved('signCompletion', at);
    this.handedInOn = today;
    this.progressPercent = 100;
    this.tell('action.completion-signed');
  }

  declineCompletion(reason: string, at: Date): void {
    this.moved('declineCompletion', at, reason);
    this.returnReason = reason;
    record(this, { type: 'action.completion-returned', unitId: this.unitId, actionId: this.id, reason });
  }

  passReview(at: Date): void {
    this.moved('passReview', at);
    this.tell('action.review-passed');
  }

  /** Does not move the due day: the clock went on while the office read. */
  returnCompletion(code: string, reason: string, at: Date): void {
    this.moved('returnCompletion', at, reason);
    this.sentBack(code, reason);
  }

  complete(at: Date): void {
    this.moved('complete', at);
    this.finishedOn = this.handedInOn ?? null;
    this.returnReason = null;
    this.tell('action.completed');
  }

  close(at: Date): void {
    this.moved('close', at);
  }

  archive(at: Date): void {
    this.moved('archive', at);
  }

  reopen(reason: string, at: Date): void {
    this.moved('reopen', at, reason);
    this.finishedOn = null;
    this.sentBack('reopened', reason);
  }

  suspend(reason: string, at: Date): void {
    const before = this.state;
    this.moved('suspend', at, reason);
    this.stateBeforeSuspension = before;
    this.returnReason = reason;
  }

  resume(at: Date): void {
    this.moved('resume', at);
    this.stateBeforeSuspension = null;
  }

  cancel(reason: string, at: Date): void {
    this.moved('cancel', at, reason);
    this.returnReason = reason;
  }

  /** More time was granted: reminders of the old day lapse, the day first agreed stays on record. */
  extend(dueOn: CalendarDay): void {
    this.dueOn = dueOn;
    this.dueVersion += 1;
  }

  exempt(reason: string, at: Date): void {
    const before = this.state;
    this.moved('exempt', at, reason);
    this.stateBeforeSuspension = before;
    this.returnReason = reason;
  }

  reinstate(reason: string, at: Date): void {
    this.moved('reinstate', at, reason);
    this.stateBeforeSuspension = null;
    this.returnReason = this.state === 'returned' ? this.returnReason : null;
  }

  private sentBack(code: string, reason: string): void {
    this.handedInOn = null;
    this.returnedCount += 1;
    this.returnCode = code;
    this.returnReason = reason;
    record(this, { type: 'action.completion-returned', unitId: this.unitId, actionId: this.id, reason });
  }

  private moved(verb: ActionVerb, at: Date, reason?: string): void {
    this.state = takeMove(actionMoves, verb, {
      state: this.state,
      previous: this.stateBeforeSuspension ?? null,
      reason: reason ?? null,
    });
    this.stateSince = at;
  }

  private tell(
    type:
      | 'action.plan-submitted'
      | 'action.plan-signed'
      | 'action.plan-approved'
      | 'action.completion-submitted'
      | 'action.completion-signed'
      | 'action.review-passed'
      | 'action.completed',
  ): void {
    record(this, { type, unitId: this.unitId, actionId: this.id });
  }
}
UnitActionSchema.setClass(UnitAction);
