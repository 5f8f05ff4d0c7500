import type { Context } from '../context.ts';
import { EvidenceLink } from '../evidence/evidence.entity.ts';
import { Milestone } from './milestone.entity.ts';
import { tellTimeline } from './on-action.ts';
import { onEvidence, type EvidenceVerbInput } from './on-evidence.ts';
import { canWorkOn } from './unit-action.policy.ts';

/** The unit takes evidence back, with the reason. File and reason stay on record. */
export function withdrawEvidence(context: Context, input: EvidenceVerbInput): Promise<string> {
  return onEvidence(
    context,
    'withdrawEvidence',
    input,
    evidence => canWorkOn(context.actor, evidence),
    async (evidence, em) => {
      evidence.withdraw(context.actor.name, context.now, input.reason?.trim() ?? '');
      const links = await em.find(EvidenceLink, { unitId: evidence.unitId, evidenceId: evidence.id });
      const served = await em.find(Milestone, { id: { $in: links.map(({ milestoneId }) => milestoneId) } });
      const text = `${evidence.title}:${evidence.withdrawnReason ?? ''}`;
      for (const actionId of new Set(served.map(milestone => milestone.actionId)))
        tellTimeline(em, context, { unitId: evidence.unitId, actionId }, 'withdrawEvidence', text);
    },
  );
}
