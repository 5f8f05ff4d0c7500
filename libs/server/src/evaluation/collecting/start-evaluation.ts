import { assertNone } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, type Context } from '../../context.ts';
import { noteChange } from '../../events/outbox.ts';
import { askingEm, inputsOnRecord } from './collected.ts';
import { canOrderEvaluation } from '../evaluation.policy.ts';
import { roundIn, startBlockers } from './evaluation-to-collect.ts';

/** Has an opened evaluation computed, once nothing is missing that nobody decided on: its order, in the ledger with all of it. */
export function startEvaluation(context: Context, input: { evaluationId: string }): Promise<string> {
  const verb = { name: 'startEvaluation', entity: 'Evaluation', id: input.evaluationId, input };
  return act(context, verb, async em => {
    authorize(canOrderEvaluation(context.actor));
    const { evaluation, scheme } = await roundIn(em, input.evaluationId, ['checking', 'failed']);
    const { id, programId } = evaluation;
    assertNone(startBlockers(scheme, await inputsOnRecord(askingEm(em), { evaluationId: id, programId, scheme })));
    // what an attempt before this one had collected is collected anew
    await em.execute(`delete from evaluation_unit where evaluation_id = ?`, [id]);
    evaluation.start(context.actor, context.now);
    const { name, schemeCode, schemeVersion, asOf, orderedBy, orderedById, orderedAt } = evaluation;
    const after = { name, programId, schemeCode, schemeVersion, asOf, orderedBy, orderedById, orderedAt };
    noteChange(em, { entity: 'Evaluation', id, before: null, after });
    return id;
  });
}
