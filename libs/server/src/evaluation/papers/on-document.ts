import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { EvaluationDocumentVerb } from '@yardstick/domain/evaluation-document';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { assertFresh } from '../../delivery/on-action.ts';
import { EvaluationDocument } from './evaluation-document.entity.ts';
import { canMoveDocument } from './evaluation-document.policy.ts';

export interface DocumentVerbInput {
  documentId: string;
  expectedVersion?: number | null;
  reason?: string | null;
}

/** One verb on one document: load and lock, may they, is it the version they saw, do it. */
export function onDocument(
  context: Context,
  verb: EvaluationDocumentVerb,
  input: DocumentVerbInput,
  work: (document: EvaluationDocument, em: SqlEntityManager) => void | Promise<void>,
): Promise<string> {
  const { documentId: id, reason = null } = input;
  return act(context, { name: verb, entity: 'EvaluationDocument', id, reason, input }, async em => {
    const document = found(await em.findOne(EvaluationDocument, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    authorize(canMoveDocument(context.actor, document, verb));
    assertFresh(document.version, input.expectedVersion);
    await work(document, em);
    return document.id;
  });
}
