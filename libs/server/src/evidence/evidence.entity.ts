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
    /** The first version of it; all versions of one thing share this. */
    rootId: p.uuid(),
    versionNo: p.integer(),
    supersedesId: p.uuid().nullable(),
    /** Accepted for another period: the same file, reviewed once more. */
    reusedFromId: p.uuid().nullable(),
    changeNote: p.string().nullable(),
    withdrawnReason: p.string().nullable(),
    withdrawnBy: p.string().nullable(),
    withdrawnAt: p.datetime().nullable(),
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
    this.rootId = this.id;
    this.versionNo = 1;
    this.supersedesId = null;
    this.reusedFromId = null;
    this.changeNote = null;
    this.state = 'draft';
    this.reviewedBy = null;
    this.returnReason = null;
  }

  /** The next version of this one: another file, and the same thing. */
  successor(facts: NewEvidence, changeNote: string | null): Evidence {
    const next = new Evidence(facts);
    next.rootId = this.rootId;
    next.versionNo = this.versionNo + 1;
    next.supersedesId = this.id;
    next.changeNote = changeNote;
    return next;
  }

  /** The same file to be reviewed once more, because it was accepted for another period. */
  forReviewAgain(at: Date): Evidence {
    const { unitId, sha256, fileName, title, kind, documentOn, uploadedBy, uploadedById } = this;
    const copy = new Evidence({
      unitId,
      sha256,
      fileName,
      title,
      kind,
      documentOn: documentOn ?? null,
      uploadedBy,
      uploadedById,
      uploadedAt: at,
    });
    copy.reusedFromId = this.id;
    return copy;
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

  /** What the office had said about it stays beside the unit's own reason. */
  withdraw(by: string, at: Date, reason: string): void {
    this.moved('withdrawEvidence', reason);
    this.withdrawnReason = reason;
    this.withdrawnBy = by;
    this.withdrawnAt = at;
  }

  supersede(): void {
    this.moved('supersedeEvidence');
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

const EvidenceUseSchema = defineEntity({
  name: 'EvidenceUse',
  tableName: 'evidence_use',
  properties: {
    unitId: p.string().primary(),
    evidenceId: p.uuid().primary(),
    measureId: p.uuid().primary(),
    year: p.integer().primary(),
    usedBy: p.string(),
    usedAt: p.datetime(),
  },
});
/** One piece of evidence serving a measure in a year beyond its milestones, as for an acceptance or a self-assessment. */
export class EvidenceUse extends EvidenceUseSchema.class {}
EvidenceUseSchema.setClass(EvidenceUse);
