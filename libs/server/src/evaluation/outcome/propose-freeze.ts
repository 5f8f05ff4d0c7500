import type { Context } from '../../context.ts';
import { canProposeFreeze } from '../evaluation.policy.ts';
import { onEvaluation } from '../on-evaluation.ts';
import { outcomeFacts } from './outcome-facts.ts';

/** The office proposes to freeze a result that the units have seen, and against which nobody objects any more. */
export function proposeFreeze(context: Context, input: { evaluationId: string }): Promise<string> {
  return onEvaluation(context, 'proposeFreeze', canProposeFreeze(context.actor), input, async (evaluation, em) => {
    const facts = await outcomeFacts(em, evaluation.id);
    evaluation.proposeFreeze(context.actor, { ...facts, today: context.today });
  });
}
