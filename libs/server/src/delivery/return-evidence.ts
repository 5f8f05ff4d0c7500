import type { Context } from '../context.ts';
import { onEvidence, type EvidenceVerbInput } from './on-evidence.ts';
import { canReview } from './unit-action.policy.ts';

/** The office sends one piece of evidence back, with the reason. */
export function returnEvidence(context: Context, input: EvidenceVerbInput): Promise<string> {
  return onEvidence(
    context,
    'returnEvidence',
    input,
    evidence => canReview(context.actor, evidence),
    evidence => {
      evidence.return(context.actor.name, context.now, input.reasonCode ?? 'other', input.reason ?? '');
    },
  );
}
