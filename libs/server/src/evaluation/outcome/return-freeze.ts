import type { Context } from '../../context.ts';
import { canApproveFreeze } from '../evaluation.policy.ts';
import { onEvaluation, type EvaluationVerbInput } from '../on-evaluation.ts';

/** The leading group does not freeze it yet, and says why. */
export function returnFreeze(context: Context, input: EvaluationVerbInput): Promise<string> {
  return onEvaluation(context, 'returnFreeze', canApproveFreeze(context.actor), input, evaluation => {
    evaluation.returnFreeze(input.reason ?? '');
  });
}
