import { defineEntity, p } from '@mikro-orm/core';
import {
  publicationMoves,
  type Published,
  type PublishedUnit,
  type PublicationState,
} from '@yardstick/domain/publication';
import type { Distribution } from '@yardstick/domain/objection';
import { assertNone } from '@yardstick/domain/violation';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../context.ts';
import { record } from '../../events/domain-event.ts';
import { takeMove } from '../../evidence/take-move.ts';

/** What everybody sees of a published result. */
export interface PublishedBody {
  units: PublishedUnit[];
  distribution: Distribution | null;
}

const EvaluationPublicationSchema = defineEntity({
  name: 'EvaluationPublication',
  tableName: 'evaluation_publication',
  properties: {
    id: p.uuid().primary(),
    evaluationId: p.uuid(),
    what: p.string().$type<Published>(),
    state: p.string().$type<PublicationState>(),
    proposedBy: p.string(),
    proposedById: p.uuid(),
    proposedByUnit: p.string(),
    proposedAt: p.datetime(),
    decidedBy: p.string().nullable(),
    decidedById: p.uuid().nullable(),
    decidedByUnit: p.string().nullable(),
    decidedAt: p.datetime().nullable(),
    reason: p.text().nullable(),
    body: p.json<PublishedBody>().nullable(),
    version: p.integer().version(),
  },
});

/** A decision beside the frozen evaluation, which itself never changes: what of it everybody may see. */
export class EvaluationPublication extends EvaluationPublicationSchema.class {
  constructor(evaluationId: string, what: Published, by: Actor, at: Date) {
    super();
    this.id = randomUUID();
    this.evaluationId = evaluationId;
    this.what = what;
    this.state = 'proposed';
    this.proposedBy = by.name;
    this.proposedById = by.id;
    this.proposedByUnit = by.unitId;
    this.proposedAt = at;
    record(this, { type: 'publication.proposed', evaluationId, publicationId: this.id });
  }

  approve(by: Actor, body: PublishedBody, at: Date): void {
    this.decided('approvePublication', by, at);
    this.body = body;
    record(this, { type: 'publication.approved', evaluationId: this.evaluationId, publicationId: this.id });
  }

  refuse(by: Actor, reason: string, at: Date): void {
    this.decided('refusePublication', by, at, reason);
    this.reason = reason.trim();
  }

  /** Two persons of two units; the database holds the same rule. */
  private decided(verb: 'approvePublication' | 'refusePublication', by: Actor, at: Date, reason?: string): void {
    const state = takeMove(publicationMoves, verb, { state: this.state, reason: reason ?? null });
    if (by.id === this.proposedById || by.unitId === this.proposedByUnit)
      assertNone([{ code: 'PUBLICATION_NEEDS_SECOND_PERSON' }]);
    this.state = state;
    this.decidedBy = by.name;
    this.decidedById = by.id;
    this.decidedByUnit = by.unitId;
    this.decidedAt = at;
  }
}
EvaluationPublicationSchema.setClass(EvaluationPublication);
