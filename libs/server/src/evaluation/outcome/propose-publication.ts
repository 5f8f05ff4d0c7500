import { LockMode } from '@mikro-orm/postgresql';
import { publicationBlockers, type PublicationState, type Published } from '@yardstick/domain/publication';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { Evaluation } from '../evaluation.entity.ts';
import { canProposePublication } from '../evaluation.policy.ts';
import { EvaluationPublication } from './publication.entity.ts';

/** The office proposes what of a frozen result everybody may see. Answers the evaluation's id. */
export function proposePublication(
  context: Context,
  input: { evaluationId: string; what: Published },
): Promise<string> {
  const verb = { name: 'proposePublication', entity: 'Evaluation', id: input.evaluationId, input };
  return act(context, verb, async em => {
    authorize(canProposePublication(context.actor));
    const evaluation = found(await em.findOne(Evaluation, input.evaluationId, { lockMode: LockMode.PESSIMISTIC_READ }));
    const [standing] = await em.execute<{ state: PublicationState }[]>(
      `select state from evaluation_publication where evaluation_id = ? and state in ('proposed', 'published')`,
      [evaluation.id],
    );
    assertNone(publicationBlockers({ state: evaluation.state, standing: standing?.state ?? null }));
    em.persist(new EvaluationPublication(evaluation.id, input.what, context.actor, context.now));
    return evaluation.id;
  });
}
