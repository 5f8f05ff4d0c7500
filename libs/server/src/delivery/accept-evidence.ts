import type { Context } from '../context.ts';
import { onEvidence, type EvidenceVerbInput } from './on-evidence.ts';
import { takeOver } from './replace-evidence.ts';
import { canReview } from './unit-action.policy.ts';

/** The office accepts one piece of evidence; the version before it steps back. */
export function acceptEvidence(context: Context, input: EvidenceVerbInput): Promise<string> {
  return onEvidence(
    context,
    'acceptEvidence',
    input,
    evidence => canReview(context.actor, evidence),
    async (evidence, em) => {
      evidence.accept(context.actor.name, context.now);
      await takeOver(em, evidence);
    },
  );
}
