import { LockMode } from '@mikro-orm/postgresql';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { Evaluation } from '../evaluation.entity.ts';
import { canApproveFreeze } from '../evaluation.policy.ts';

/** The leading group freezes a proposed result; from here neither the application nor the database lets it change. */
export function approveFreeze(context: Context, input: { evaluationId: string }): Promise<string> {
  return act(context, { name: 'approveFreeze', entity: 'Evaluation', id: input.evaluationId, input }, async em => {
    authorize(canApproveFreeze(context.actor));
    const evaluation = found(
      await em.findOne(Evaluation, input.evaluationId, { lockMode: LockMode.PESSIMISTIC_WRITE }),
    );
    evaluation.approveFreeze(context.actor, context.now);
    return evaluation.id;
  });
}
