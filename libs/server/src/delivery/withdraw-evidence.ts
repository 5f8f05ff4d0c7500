import type { Context } from '../context.ts';
import { onEvidence, type EvidenceVerbInput } from './on-evidence.ts';
import { canWorkOn } from './unit-action.policy.ts';

/** The unit takes evidence back, with the reason. The file stays on record. */
export function withdrawEvidence(context: Context, input: EvidenceVerbInput): Promise<string> {
  return onEvidence(
    context,
    'withdrawEvidence',
    input,
    evidence => canWorkOn(context.actor, evidence),
    evidence => {
      evidence.withdraw(input.reason ?? '');
    },
  );
}
