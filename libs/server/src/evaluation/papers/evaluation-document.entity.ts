import { defineEntity, p } from '@mikro-orm/core';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import {
  evaluationDocumentMoves,
  type DocumentWords,
  type EvaluationDocumentKind,
  type EvaluationDocumentState,
  type EvaluationDocumentVerb,
} from '@yardstick/domain/evaluation-document';
import type { DraftBlock, EvaluationDraft } from '@yardstick/domain/evaluation-draft';
import type { LetterApprover } from '@yardstick/domain/letter';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../context.ts';
import { record } from '../../events/domain-event.ts';
import { takeMove } from '../../evidence/take-move.ts';
import { withReplyDay } from '../../letters/letter.entity.ts';

const EvaluationDocumentSchema = defineEntity({
  name: 'EvaluationDocument',
  tableName: 'evaluation_document',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    evaluationId: p.uuid(),
    kind: p.string().$type<EvaluationDocumentKind>(),
    aboutUnit: p.string().nullable(),
    edition: p.integer(),
    state: p.string().$type<EvaluationDocumentState>(),
    title: p.text(),
    toName: p.text(),
    body: p.text(),
    blocks: p.json<DraftBlock[]>(),
    mark: p.string(),
    signedBy: p.string(),
    approver: p.string().$type<LetterApprover>(),
    sha256: p.string(),
    schemeVersion: p.integer(),
    asOf: p.date().$type<CalendarDay>(),
    isFrozen: p.boolean(),
    draftedBy: p.string(),
    draftedById: p.uuid(),
    draftedAt: p.datetime(),
    editedBy: p.string().nullable(),
    editedById: p.uuid().nullable(),
    editedAt: p.datetime().nullable(),
    proposedBy: p.string().nullable(),
    proposedById: p.uuid().nullable(),
    proposedAt: p.datetime().nullable(),
    figuresNote: p.text().nullable(),
    returnReason: p.text().nullable(),
    year: p.integer().nullable(),
    no: p.integer().nullable(),
    docNo: p.string().nullable(),
    issuedBy: p.string().nullable(),
    issuedById: p.uuid().nullable(),
    issuedOn: p.date().$type<CalendarDay>().nullable(),
    replyDueOn: p.date().$type<CalendarDay>().nullable(),
    ledgerFingerprint: p.string().nullable(),
    version: p.integer().version(),
  },
});

/** What a draft was made from: the snapshot by its hash, and whether that was frozen. */
export interface DraftSource {
  sha256: string;
  schemeVersion: number;
  asOf: CalendarDay;
  isFrozen: boolean;
}

export interface DocumentOrder {
  unitId: string;
  evaluationId: string;
  kind: EvaluationDocumentKind;
  aboutUnit: string | null;
  edition: number;
  mark: string;
  signedBy: string;
  approver: LetterApprover;
}

export interface Issue {
  docNo: { year: number; no: number; text: string } | null;
  replyDueOn: CalendarDay | null;
  ledgerFingerprint: string | null;
}

/** A paper about the result of an evaluation: of the round, or to one unit. Once issued it never changes. */
export class EvaluationDocument extends EvaluationDocumentSchema.class {
  constructor(order: DocumentOrder, draft: EvaluationDraft, source: DraftSource, by: Actor, at: Date) {
    super();
    this.id = randomUUID();
    Object.assign(this, order, source, draft);
    this.state = 'drafted';
    this.draftedBy = by.name;
    this.draftedById = by.id;
    this.draftedAt = at;
  }

  save({ title, toName, body }: DocumentWords, by: Actor, at: Date): void {
    this.moved('saveDocument');
    Object.assign(this, { title: title.trim(), toName: toName.trim(), body: body.trim() });
    this.editedBy = by.name;
    this.editedById = by.id;
    this.editedAt = at;
  }

  /** Everything as the data have it now; what was edited stays in the ledger. */
  regenerate(draft: EvaluationDraft, source: DraftSource, by: Actor, at: Date): void {
    this.moved('regenerateDocument');
    Object.assign(this, source, draft);
    this.draftedBy = by.name;
    this.draftedById = by.id;
    this.draftedAt = at;
    this.editedBy = null;
    this.editedById = null;
    this.editedAt = null;
    this.figuresNote = null;
  }

  propose(figuresNote: string | null, by: Actor, at: Date): void {
    this.moved('proposeDocument');
    this.proposedBy = by.name;
    this.proposedById = by.id;
    this.proposedAt = at;
    this.figuresNote = figuresNote;
    this.returnReason = null;
  }

  giveBack(reason: string): void {
    this.moved('returnDocument', reason);
    this.proposedBy = null;
    this.proposedById = null;
    this.proposedAt = null;
    this.returnReason = reason;
  }

  issue({ docNo, replyDueOn, ledgerFingerprint }: Issue, by: Actor, today: CalendarDay): void {
    this.moved('issueDocument');
    this.issuedBy = by.name;
    this.issuedById = by.id;
    this.issuedOn = today;
    this.replyDueOn = replyDueOn;
    this.body = withReplyDay(this.body, replyDueOn);
    this.ledgerFingerprint = ledgerFingerprint;
    if (docNo) Object.assign(this, { year: docNo.year, no: docNo.no, docNo: docNo.text });
    if (this.aboutUnit) record(this, { type: 'evaluation.document-issued', unitId: this.unitId, documentId: this.id });
  }

  private moved(verb: EvaluationDocumentVerb, reason?: string): void {
    this.state = takeMove(evaluationDocumentMoves, verb, { state: this.state, reason: reason ?? null });
  }
}
EvaluationDocumentSchema.setClass(EvaluationDocument);
