import { defineEntity, p } from '@mikro-orm/core';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { ActionState } from '@yardstick/domain/action';
import {
  acceptBlockers,
  milestoneMoves,
  submissionBlockers,
  type MilestoneState,
  type MilestoneVerb,
} from '@yardstick/domain/milestone';
import type { EvidenceKind } from '@yardstick/domain/plan';
import { assertNone } from '@yardstick/domain/violation';
import { randomUUID } from 'node:crypto';
import type { Evidence } from '../evidence/evidence.entity.ts';
import { takeMove } from '../evidence/take-move.ts';
import { record } from '../events/domain-event.ts';

const MilestoneSchema = defineEntity({
  name: 'Milestone',
  tableName: 'milestone',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    actionId: p.uuid(),
    seq: p.integer(),
    title: p.string(),
    deliverable: p.string(),
    acceptanceRule: p.string().nullable(),
    proofKinds: p.json<EvidenceKind[]>(),
    dueOn: p.date().$type<CalendarDay>(),
    originalDueOn: p.date().$type<CalendarDay>(),
    dueVersion: p.integer(),
    state: p.string().$type<MilestoneState>(),
    /** The day the signed milestone was received; empty again once it is returned. Lateness is read off it. */
    handedInOn: p.date().$type<CalendarDay>().nullable(),
    acceptedOn: p.date().$type<CalendarDay>().nullable(),
    submittedAt: p.datetime().nullable(),
    signedBy: p.string().nullable(),
    reviewedBy: p.string().nullable(),
    returnCode: p.string().nullable(),
    returnReason: p.string().nullable(),
    returnedCount: p.integer(),
    stateSince: p.datetime(),
    version: p.integer().version(),
  },
});

export interface MilestonePlan {
  seq: number;
  title: string;
  deliverable: string;
  acceptanceRule: string | null;
  proofKinds: EvidenceKind[];
  dueOn: CalendarDay;
}

export class Milestone extends MilestoneSchema.class {
  constructor(unitId: string, actionId: string, plan: MilestonePlan, at: Date) {
    super();
    this.unitId = unitId;
    this.id = randomUUID();
    this.actionId = actionId;
    this.state = 'planned';
    this.stateSince = at;
    this.dueVersion = 1;
    this.returnedCount = 0;
    this.returnReason = null;
    this.plan(plan);
  }

  /** While the action's plan is still open the date is only a proposal: it has no history yet. */
  plan(plan: MilestonePlan): void {
    Object.assign(this, plan);
    this.originalDueOn = plan.dueOn;
  }

  submit(evidence: readonly Evidence[], actionState: ActionState, at: Date): void {
    assertNone(submissionBlockers({ state: this.state, evidence, proofKinds: this.proofKinds, actionState }));
    this.moved('submitMilestone', at);
    this.submittedAt = at;
    record(this, this.event('milestone.submitted'));
  }

  /** The unit head's signature is what counts as handing in. */
  sign(signer: string, evidence: readonly Evidence[], at: Date, today: CalendarDay): void {
    this.moved('signMilestone', at);
    this.signedBy = signer;
    this.handedInOn = today;
    for (const item of evidence) if (item.state === 'draft') item.handIn();
    record(this, this.event('milestone.signed'));
  }

  decline(reason: string, at: Date): void {
    this.moved('declineMilestone', at, reason);
    this.returnReason = reason;
    record(this, { ...this.event('milestone.returned'), reason });
  }

  accept(reviewer: string, evidence: readonly Evidence[], at: Date, today: CalendarDay): void {
    assertNone(acceptBlockers({ state: this.state, evidence }));
    this.moved('acceptMilestone', at);
    this.reviewedBy = reviewer;
    this.acceptedOn = today;
    this.returnCode = null;
    this.returnReason = null;
    record(this, this.event('milestone.accepted'));
  }

  /** Does not move the due day: the clock went on while the office read. */
  return(reviewer: string, code: string, reason: string, at: Date): void {
    this.moved('returnMilestone', at, reason);
    this.reviewedBy = reviewer;
    this.handedInOn = null;
    this.returnedCount += 1;
    this.returnCode = code;
    this.returnReason = reason;
    record(this, { ...this.event('milestone.returned'), reason });
  }

  /** More time was granted: reminders of the old day lapse, the day first agreed stays on record. */
  extend(dueOn: CalendarDay): void {
    this.dueOn = dueOn;
    this.dueVersion += 1;
  }

  private event<T extends 'milestone.submitted' | 'milestone.signed' | 'milestone.returned' | 'milestone.accepted'>(
    type: T,
  ) {
    return { type, unitId: this.unitId, actionId: this.actionId, milestoneId: this.id };
  }

  private moved(verb: MilestoneVerb, at: Date, reason?: string): void {
    this.state = takeMove(milestoneMoves, verb, { state: this.state, reason: reason ?? null });
    this.stateSince = at;
  }
}
MilestoneSchema.setClass(Milestone);
