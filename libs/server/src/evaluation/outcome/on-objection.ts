import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { ObjectionVerb } from '@yardstick/domain/objection';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { assertFresh } from '../../delivery/on-action.ts';
import { Evaluation } from '../evaluation.entity.ts';
import { canMoveObjection } from '../evaluation.policy.ts';
import { EvaluationObjection } from './objection.entity.ts';

export interface ObjectionVerbInput {
  objectionId: string;
  expectedVersion?: number | null;
  reason?: string | null;
}

/** One verb on one objection. The evaluation is locked first, so that a freeze and a decision come one after another. */
export function onObjection(
  context: Context,
  verb: ObjectionVerb,
  input: ObjectionVerbInput,
  work: (objection: EvaluationObjection, evaluation: Evaluation, em: SqlEntityManager) => void | Promise<void>,
): Promise<string> {
  const { objectionId, reason = null } = input;
  return act(context, { name: verb, entity: 'EvaluationObjection', id: objectionId, reason, input }, async em => {
    const { evaluationId } = found(await em.findOne(EvaluationObjection, { id: objectionId }));
    const evaluation = found(await em.findOne(Evaluation, evaluationId, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    const objection = found(await em.findOne(EvaluationObjection, { id: objectionId }, { refresh: true }));
    authorize(canMoveObjection(context.actor, objection, verb));
    assertFresh(objection.version, input.expectedVersion);
    await work(objection, evaluation, em);
    return objection.id;
  });
}
