import { defineEntity, p } from '@mikro-orm/core';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { evidenceMoves, type EvidenceState, type EvidenceVerb } from '@yardstick/domain/evidence';
import type { EvidenceKind } from '@yardstick/domain/plan';
import { randomUUID } from 'node:crypto';
import { record } from '../events/domain-event.ts';
import { takeMove } from './take-move.ts';

const EvidenceSchema = defineEntity({
  name: 'Evidence',
  tableName: 'evidence',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    sha256: p.string(),
    fileName: p.string(),
    title: p.string(),
    kind: p.string().$type<EvidenceKind>(),
    /** The day the document itself carries, apart from the day it was uploaded. */
    documentOn: p.date().$type<CalendarDay>().nullable(),
    state: p.string().$type<EvidenceState>(),
    uploadedBy: p.string(),
    uploadedById: p.uuid(),
    uploadedAt: p.datetime(),
    reviewedBy: p.string().nullable(),
    reviewedAt: p.datetime().nullable(),
    returnCode: p.string().nullable(),
    returnReason: p.string().nullable(),
    version: p.integer().version(),
  },
});

export interface NewEvidence {
  unitId: string;
  sha256: string;
  fileName: string;
  title: string;
  kind: EvidenceKind;
  documentOn: CalendarDay | null;
  uploadedBy: string;
  uploadedById: string;
  uploadedAt: Date;
}

export class Evidence extends EvidenceSchema.class {
  constructor(facts: NewEvidence) {
    super();
    this.id = randomUUID();
    Object.assign(this, facts);
    this.state = 'draft';
    this.reviewedBy = null;
    this.returnReason = null;
  }

  /** Goes to the office with its milestone. */
  handIn(): void {
    this.moved('submitEvidence');
  }

  accept(reviewer: string, at: Date): void {
    this.moved('acceptEvidence');
    this.reviewedBy = reviewer;
    this.reviewedAt = at;
  }

  return(reviewer: string, at: Date, code: string, reason: string): void {
    this.moved('returnEvidence', reason);
    this.reviewedBy = reviewer;
    this.reviewedAt = at;
    this.returnCode = code;
    this.returnReason = reason;
    record(this, { type: 'evidence.returned', unitId: this.unitId, evidenceId: this.id, reason });
  }

  withdraw(reason: string): void {
    this.moved('withdrawEvidence', reason);
    this.returnReason = reason;
  }

  private moved(verb: EvidenceVerb, reason?: string): void {
    this.state = takeMove(evidenceMoves, verb, { state: this.state, reason: reason ?? null });
  }
}
EvidenceSchema.setClass(Evidence);

const EvidenceLinkSchema = defineEntity({
  name: 'EvidenceLink',
  tableName: 'evidence_link',
  properties: {
    unitId: p.string().primary(),
    evidenceId: p.uuid().primary(),
    milestoneId: p.uuid().primary(),
  },
});
/** One piece of evidence serving one milestone; the same file serves many without being asked for twice. */
export class EvidenceLink extends EvidenceLinkSchema.class {}
EvidenceLinkSchema.setClass(EvidenceLink);
