import { LockMode } from '@mikro-orm/postgresql';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Evaluation } from './evaluation.entity.ts';
import { canProposeFreeze } from './evaluation.policy.ts';

/** The office proposes to freeze a computed result. */
export function proposeFreeze(context: Context, input: { evaluationId: string }): Promise<string> {
  return act(context, { name: 'proposeFreeze', entity: 'Evaluation', id: input.evaluationId, input }, async em => {
    authorize(canProposeFreeze(context.actor));
    const evaluation = found(
      await em.findOne(Evaluation, input.evaluationId, { lockMode: LockMode.PESSIMISTIC_WRITE }),
    );
    evaluation.proposeFreeze(context.actor);
    return evaluation.id;
  });
}
