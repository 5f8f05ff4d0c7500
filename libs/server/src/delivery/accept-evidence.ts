import type { Context } from '../context.ts';
import { onEvidence, type EvidenceVerbInput } from './on-evidence.ts';
import { canReview } from './unit-action.policy.ts';

/** The office accepts one piece of evidence. */
export function acceptEvidence(context: Context, input: EvidenceVerbInput): Promise<string> {
  return onEvidence(
    context,
    'acceptEvidence',
    input,
    evidence => canReview(context.actor, evidence),
    evidence => {
      evidence.accept(context.actor.name, context.now);
    },
  );
}
