import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { PublicationVerb } from '@yardstick/domain/publication';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { canDecidePublication } from '../evaluation.policy.ts';
import { EvaluationPublication } from './publication.entity.ts';

export interface PublicationVerbInput {
  publicationId: string;
  reason?: string | null;
}

/** One verb on one publication. Answers the id of its evaluation. */
export function onPublication(
  context: Context,
  verb: PublicationVerb,
  input: PublicationVerbInput,
  work: (publication: EvaluationPublication, em: SqlEntityManager) => void | Promise<void>,
): Promise<string> {
  const { publicationId, reason = null } = input;
  return act(context, { name: verb, entity: 'EvaluationPublication', id: publicationId, reason, input }, async em => {
    authorize(canDecidePublication(context.actor));
    const publication = found(
      await em.findOne(EvaluationPublication, publicationId, { lockMode: LockMode.PESSIMISTIC_WRITE }),
    );
    await work(publication, em);
    return publication.evaluationId;
  });
}
