import { defineEntity, p } from '@mikro-orm/core';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import {
  reportMoves,
  reportParts,
  type ReportFacts,
  type ReportMark,
  type ReportPeriod,
  type ReportState,
  type ReportText,
  type ReportVerb,
} from '@yardstick/domain/periodic-report';
import { record } from '../events/domain-event.ts';
import { takeMove } from '../evidence/take-move.ts';

const PeriodicReportSchema = defineEntity({
  name: 'PeriodicReport',
  tableName: 'periodic_report',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    programId: p.uuid(),
    kind: p.string(),
    period: p.string(),
    fromOn: p.date().$type<CalendarDay>(),
    toOn: p.date().$type<CalendarDay>(),
    /** The day it was due by when it came in. */
    dueOn: p.date().$type<CalendarDay>(),
    state: p.string().$type<ReportState>(),
    overview: p.text(),
    practices: p.text(),
    problems: p.text(),
    nextSteps: p.text(),
    /** What the system knew of the period when the head signed. */
    facts: p.json().$type<ReportFacts>().nullable(),
    receivedOn: p.date().$type<CalendarDay>().nullable(),
    acceptedOn: p.date().$type<CalendarDay>().nullable(),
    returnedOn: p.date().$type<CalendarDay>().nullable(),
    returnedCount: p.integer(),
    returnReason: p.text().nullable(),
    marks: p.json().$type<ReportMark[]>(),
    /** Its text when the office last sent it back. */
    returnedText: p.json().$type<ReportText>().nullable(),
    draftedBy: p.string(),
    signedBy: p.string().nullable(),
    signedAt: p.datetime().nullable(),
    reviewedBy: p.string().nullable(),
    stateSince: p.datetime(),
    version: p.integer().version(),
  },
});

export interface ExpectedReport extends ReportPeriod {
  id: string;
  unitId: string;
  programId: string;
}

/** What a unit reports of one period: written by its liaison, signed by its head, accepted by the office. */
export class PeriodicReport extends PeriodicReportSchema.class {
  constructor(expected: ExpectedReport, text: ReportText, by: string, at: Date) {
    super();
    const { id, unitId, programId, kind, period, fromOn, toOn, dueOn } = expected;
    Object.assign(this, { id, unitId, programId, kind, period, fromOn, toOn, dueOn }, text);
    this.state = takeMove(reportMoves, 'startReport', { state: 'expected' });
    this.stateSince = at;
    this.draftedBy = by;
    this.returnedCount = 0;
    this.marks = [];
  }

  get text(): ReportText {
    return { overview: this.overview, practices: this.practices, problems: this.problems, nextSteps: this.nextSteps };
  }

  submit(text: ReportText, by: string, at: Date): void {
    this.moved('submitReport', at);
    for (const part of reportParts) this[part] = text[part].trim();
    this.draftedBy = by;
    this.tell('report.submitted');
  }

  /** From now on it counts as handed in: what was known of the period stands beside the name for good. */
  sign(facts: ReportFacts, dueOn: CalendarDay, by: string, at: Date, today: CalendarDay): void {
    this.moved('signReport', at);
    this.facts = facts;
    // lateness is read off the first time; a correction has a day of its own
    if (!this.receivedOn) Object.assign(this, { receivedOn: today, dueOn });
    this.signedBy = by;
    this.signedAt = at;
    this.marks = [];
    this.tell('report.signed');
  }

  decline(reason: string, at: Date): void {
    this.moved('declineReport', at, reason);
    record(this, { type: 'report.declined', unitId: this.unitId, reportId: this.id, reason });
  }

  /** The unit's own step back: what nobody has judged yet has not come in. */
  withdraw(at: Date): void {
    this.moved('withdrawReport', at);
    if (!this.returnedOn) this.receivedOn = null;
  }

  accept(by: string, at: Date, today: CalendarDay): void {
    this.moved('acceptReport', at);
    this.acceptedOn = today;
    this.reviewedBy = by;
    this.tell('report.accepted');
  }

  return(reason: string, marks: ReportMark[], by: string, at: Date, today: CalendarDay): void {
    this.moved('returnReport', at, reason);
    this.returnedText = this.text;
    this.returnedOn = today;
    this.returnedCount += 1;
    this.returnReason = reason;
    this.marks = marks;
    this.reviewedBy = by;
    record(this, { type: 'report.returned', unitId: this.unitId, reportId: this.id, reason });
  }

  private tell(type: 'report.submitted' | 'report.signed' | 'report.accepted'): void {
    record(this, { type, unitId: this.unitId, reportId: this.id });
  }

  private moved(verb: ReportVerb, at: Date, reason?: string): void {
    this.state = takeMove(reportMoves, verb, { state: this.state, reason: reason ?? null });
    this.stateSince = at;
  }
}
PeriodicReportSchema.setClass(PeriodicReport);

const PeriodicReportStepSchema = defineEntity({
  name: 'PeriodicReportStep',
  tableName: 'periodic_report_step',
  properties: {
    unitId: p.string().primary(),
    id: p.bigint('number').primary().autoincrement(),
    reportId: p.uuid(),
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
/** Who did what to a report, in which post and with which words; written once. */
export class PeriodicReportStep extends PeriodicReportStepSchema.class {}
PeriodicReportStepSchema.setClass(PeriodicReportStep);

const ReportExemptionSchema = defineEntity({
  name: 'ReportExemption',
  tableName: 'report_exemption',
  properties: {
    unitId: p.string().primary(),
    reportId: p.uuid().primary(),
    reason: p.text(),
    exemptedBy: p.string(),
    exemptedById: p.uuid(),
    exemptedOn: p.date().$type<CalendarDay>(),
  },
});
/** That a unit need not write one report, with the reason; the office chief's word. */
export class ReportExemption extends ReportExemptionSchema.class {
  announce(): void {
    record(this, { type: 'report.exempted', unitId: this.unitId, reportId: this.reportId, reason: this.reason });
  }
}
ReportExemptionSchema.setClass(ReportExemption);
