import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Evidence, EvidenceLink } from '../evidence/evidence.entity.ts';
import { linkTo } from './attach-evidence.ts';
import { canWorkOn } from './unit-action.policy.ts';

export interface LinkEvidenceInput {
  evidenceId: string;
  milestoneIds: string[];
}

/** Uses evidence that is on file for further milestones of the same unit: asked for once, used many times. */
export function linkEvidence(context: Context, input: LinkEvidenceInput): Promise<string> {
  return act(context, { name: 'linkEvidence', entity: 'Evidence', id: input.evidenceId, input }, async em => {
    const evidence = found(await em.findOne(Evidence, { id: input.evidenceId }));
    authorize(canWorkOn(context.actor, evidence));
    const linked = await em.find(EvidenceLink, { unitId: evidence.unitId, evidenceId: evidence.id });
    const known = new Set(linked.map(link => link.milestoneId));
    await linkTo(
      context,
      em,
      evidence,
      input.milestoneIds.filter(id => !known.has(id)),
    );
    return evidence.id;
  });
}
