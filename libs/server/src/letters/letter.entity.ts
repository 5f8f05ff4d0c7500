import { defineEntity, p } from '@mikro-orm/core';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import {
  letterMoves,
  replyDayBlank,
  type LetterApprover,
  type LetterColour,
  type LetterDays,
  type LetterIssuer,
  type LetterKind,
  type LetterState,
  type LetterVerb,
} from '@yardstick/domain/letter';
import type { DaysIn } from '@yardstick/domain/due';
import type { PostKind } from '@yardstick/domain/roles';
import { randomUUID } from 'node:crypto';
import { chineseDate } from '../documents/official-document.ts';
import { record } from '../events/domain-event.ts';
import { takeMove } from '../evidence/take-move.ts';

/** A line of a circular's list. */
export interface CircularRow {
  unitId: string;
  unit: string;
  what: string;
  dueOn: CalendarDay;
  daysLate: number;
  /** What it stands for, where that is a thing of ours. */
  subjectKind?: 'milestone' | 'action' | 'report' | null;
  subjectId?: string | null;
  dueVersion?: number | null;
}

const LetterSchema = defineEntity({
  name: 'Letter',
  tableName: 'letter',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    kind: p.string().$type<LetterKind>(),
    colour: p.string().$type<LetterColour>().nullable(),
    step: p.string(),
    rank: p.integer(),
    origin: p.string().$type<'system' | 'hand'>(),
    state: p.string().$type<LetterState>(),
    afterId: p.uuid().nullable(),
    /** Set in a unit's copy of a circular. */
    ofId: p.uuid().nullable(),
    programId: p.uuid().nullable(),
    title: p.text(),
    body: p.text(),
    basis: p.text(),
    toName: p.string(),
    toPosts: p.json<PostKind[]>(),
    toUnits: p.json<string[]>(),
    cc: p.json<string[]>(),
    lateRows: p.json<CircularRow[]>(),
    issuer: p.string().$type<LetterIssuer>(),
    approver: p.string().$type<LetterApprover>(),
    signedBy: p.string(),
    mark: p.string(),
    receiptDays: p.integer(),
    replyDays: p.integer().nullable(),
    dayKind: p.string().$type<DaysIn>(),
    year: p.integer().nullable(),
    no: p.integer().nullable(),
    docNo: p.string().nullable(),
    draftedOn: p.date().$type<CalendarDay>(),
    draftedBy: p.string(),
    approvedBy: p.string().nullable(),
    sentOn: p.date().$type<CalendarDay>().nullable(),
    receiptDueOn: p.date().$type<CalendarDay>().nullable(),
    replyDueOn: p.date().$type<CalendarDay>().nullable(),
    receivedOn: p.date().$type<CalendarDay>().nullable(),
    receivedBy: p.string().nullable(),
    answeredOn: p.date().$type<CalendarDay>().nullable(),
    answer: p.text().nullable(),
    settledOn: p.date().$type<CalendarDay>().nullable(),
    revokedOn: p.date().$type<CalendarDay>().nullable(),
    revokedDocNo: p.string().nullable(),
    reason: p.text().nullable(),
    withdrawnBy: p.string().$type<'system' | 'hand'>().nullable(),
    stateSince: p.datetime(),
    version: p.integer().version(),
  },
});

export interface LetterDraft {
  unitId: string;
  kind: LetterKind;
  colour: LetterColour | null;
  step: string;
  rank: number;
  origin: 'system' | 'hand';
  afterId: string | null;
  programId: string | null;
  title: string;
  body: string;
  basis: string;
  toName: string;
  toPosts: PostKind[];
  toUnits: string[];
  cc: string[];
  lateRows: CircularRow[];
  issuer: LetterIssuer;
  approver: LetterApprover;
  signedBy: string;
  mark: string;
  receiptDays: number;
  replyDays: number | null;
  dayKind: DaysIn;
  replyDueOn: CalendarDay | null;
  draftedBy: string;
}

export interface Sending {
  year: number;
  no: number;
  docNo: string;
  days: LetterDays;
  approvedBy: string;
}

const unsent = {
  ofId: null,
  year: null,
  no: null,
  docNo: null,
  approvedBy: null,
  sentOn: null,
  receiptDueOn: null,
  receivedOn: null,
  receivedBy: null,
  answeredOn: null,
  answer: null,
  settledOn: null,
  revokedOn: null,
  revokedDocNo: null,
  reason: null,
  withdrawnBy: null,
} as const;

/** A paper of the escalation ladder, to one unit; of a circular there is the office's own paper and a copy for each unit. */
export class Letter extends LetterSchema.class {
  constructor(draft: LetterDraft, at: Date, today: CalendarDay, isCopy = false) {
    super();
    Object.assign(this, unsent, draft);
    this.id = randomUUID();
    this.state = 'drafted';
    this.stateSince = at;
    this.draftedOn = today;
    if (!isCopy) record(this, { type: 'letter.drafted', unitId: this.unitId, letterId: this.id });
  }

  edit(words: {
    title: string;
    body: string;
    replyDueOn: CalendarDay | null;
    cc: string[];
    lateRows?: CircularRow[];
  }): void {
    this.state = takeMove(letterMoves, 'editLetter', { state: this.state });
    Object.assign(this, words);
  }

  /** Fills in the day the answer is due, as it stands on the paper from now on. */
  send({ year, no, docNo, days, approvedBy }: Sending, at: Date, today: CalendarDay): void {
    this.moved('approveLetter', at);
    Object.assign(this, { year, no, docNo, approvedBy, sentOn: today, ...days });
    this.body = withReplyDay(this.body, days.replyDueOn);
    // The office's own paper of a circular reaches nobody; its copies do.
    if (this.kind !== 'circular') this.tell('letter.sent');
  }

  /** What one unit gets of a circular that has just been sent. */
  copyFor(unit: { id: string; name: string }): Letter {
    const copy = new Letter(
      { ...this.draftFacts(), unitId: unit.id, toName: unit.name, lateRows: this.lateRows, afterId: null },
      this.stateSince,
      this.draftedOn,
      true,
    );
    Object.assign(copy, {
      ofId: this.id,
      state: 'sent',
      year: this.year,
      no: this.no,
      docNo: this.docNo,
      approvedBy: this.approvedBy,
      sentOn: this.sentOn,
      receiptDueOn: this.receiptDueOn,
      replyDueOn: this.replyDueOn,
    });
    copy.tell('letter.sent');
    return copy;
  }

  withdraw(by: 'system' | 'hand', reason: string, at: Date): void {
    this.moved('withdrawLetter', at, reason);
    this.withdrawnBy = by;
    this.reason = reason;
  }

  /** Signed for; a letter that wants no answer is done with. */
  receive(by: string, at: Date, today: CalendarDay): void {
    this.moved('receiveLetter', at);
    this.receivedOn = today;
    this.receivedBy = by;
    if (this.replyDueOn) return;
    this.state = 'settled';
    this.settledOn = today;
  }

  /** Whoever answers has received it. */
  reply(text: string, by: string, at: Date, today: CalendarDay): void {
    this.moved('answerLetter', at);
    this.receivedOn ??= today;
    this.receivedBy ??= by;
    this.answeredOn = today;
    this.answer = text;
    this.tell('letter.answered');
  }

  returnAnswer(reason: string, at: Date): void {
    this.moved('returnAnswer', at, reason);
    this.answeredOn = null;
    record(this, { type: 'letter.answer-returned', unitId: this.unitId, letterId: this.id, reason });
  }

  settle(at: Date, today: CalendarDay): void {
    this.moved('settleLetter', at);
    this.settledOn = today;
    this.tell('letter.settled');
  }

  /** The next rung has been sent about the same matters. */
  passOn(at: Date): void {
    this.moved('passLetterOn', at);
  }

  revoke(docNo: string, reason: string, at: Date, today: CalendarDay): void {
    this.moved('revokeLetter', at, reason);
    this.revokedOn = today;
    this.revokedDocNo = docNo;
    this.reason = reason;
    record(this, { type: 'letter.revoked', unitId: this.unitId, letterId: this.id, reason });
  }

  private draftFacts(): Omit<LetterDraft, 'unitId' | 'toName' | 'lateRows' | 'afterId'> {
    const { kind, colour = null, step, rank, origin, programId = null, title, body, basis, toPosts, cc, issuer } = this;
    const { approver, signedBy, mark, receiptDays, replyDays = null, dayKind, replyDueOn = null, draftedBy } = this;
    return {
      ...{ kind, colour, step, rank, origin, programId, title, body, basis, toPosts, toUnits: [], cc, issuer },
      ...{ approver, signedBy, mark, receiptDays, replyDays, dayKind, replyDueOn, draftedBy },
    };
  }

  private tell(type: 'letter.sent' | 'letter.answered' | 'letter.settled'): void {
    record(this, { type, unitId: this.unitId, letterId: this.id });
  }

  private moved(verb: LetterVerb, at: Date, reason?: string): void {
    this.state = takeMove(letterMoves, verb, { state: this.state, reason: reason ?? null });
    this.stateSince = at;
  }
}
LetterSchema.setClass(Letter);

export const withReplyDay = (body: string, replyDueOn: CalendarDay | null): string =>
  replyDueOn ? body.replaceAll(replyDayBlank, chineseDate(replyDueOn)) : body;

const LetterItemSchema = defineEntity({
  name: 'LetterItem',
  tableName: 'letter_item',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    letterId: p.uuid(),
    subjectKind: p.string().$type<'milestone' | 'action' | 'report'>(),
    subjectId: p.uuid(),
    actionId: p.uuid().nullable(),
    milestoneId: p.uuid().nullable(),
    dueVersion: p.integer(),
    title: p.string(),
    measureCode: p.string(),
    dueOn: p.date().$type<CalendarDay>(),
    daysOverdue: p.integer(),
    droppedReason: p.text().nullable(),
  },
});
/** A matter a letter is about, as it stood when it was drafted, and again when it was sent. */
export class LetterItem extends LetterItemSchema.class {}
LetterItemSchema.setClass(LetterItem);

const LetterStepSchema = defineEntity({
  name: 'LetterStepEntry',
  tableName: 'letter_step',
  properties: {
    unitId: p.string().primary(),
    id: p.bigint('number').primary().autoincrement(),
    letterId: p.uuid(),
    at: p.datetime(),
    verb: p.string(),
    actorId: p.uuid().nullable(),
    actorName: p.string(),
    actorRole: p.string(),
    actorUnit: p.string(),
    text: p.text().nullable(),
  },
});
/** Who did what to a letter, and with which words; written once. */
export class LetterStepEntry extends LetterStepSchema.class {}
LetterStepSchema.setClass(LetterStepEntry);
