import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Evaluation } from './evaluation.entity.ts';

export interface EvaluationVerbInput {
  evaluationId: string;
  reason?: string | null;
}

/** One verb on one evaluation: may they, load and lock, do it. Answers the evaluation's id. */
export function onEvaluation(
  context: Context,
  name: string,
  mayThey: boolean,
  input: EvaluationVerbInput,
  work: (evaluation: Evaluation, em: SqlEntityManager) => void | Promise<void>,
): Promise<string> {
  const { evaluationId, reason = null } = input;
  return act(context, { name, entity: 'Evaluation', id: evaluationId, reason, input }, async em => {
    authorize(mayThey);
    const evaluation = found(await em.findOne(Evaluation, evaluationId, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    await work(evaluation, em);
    return evaluation.id;
  });
}
