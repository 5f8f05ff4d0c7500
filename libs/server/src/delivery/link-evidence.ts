import { needsReviewAgain, reuseBlockers } from '@yardstick/domain/evidence-reuse';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { hasNewerVersion } from '../evidence/evidence-file.queries.ts';
import { Evidence, EvidenceLink } from '../evidence/evidence.entity.ts';
import { link, lockOpenMilestones } from './attach-evidence.ts';
import { UnitAction } from './unit-action.entity.ts';
import { canWorkOn } from './unit-action.policy.ts';

export interface LinkEvidenceInput {
  evidenceId: string;
  milestoneIds: string[];
}

/**
 * Uses evidence that is on file for further milestones of the same unit: asked for once, used many times. Accepted
 * evidence stays accepted where its period fits the action's year; elsewhere the same file is reviewed once more.
 */
export function linkEvidence(context: Context, input: LinkEvidenceInput): Promise<string> {
  return act(context, { name: 'linkEvidence', entity: 'Evidence', id: input.evidenceId, input }, async em => {
    const evidence = found(await em.findOne(Evidence, { id: input.evidenceId }));
    authorize(canWorkOn(context.actor, evidence));
    const { evidence: rules } = await context.services.rules();
    const copies = await em.find(Evidence, { unitId: evidence.unitId, reusedFromId: evidence.id });
    const known = await em.find(EvidenceLink, {
      unitId: evidence.unitId,
      evidenceId: { $in: [evidence.id, ...copies.map(copy => copy.id)] },
    });
    const linked = new Set(known.map(({ milestoneId }) => milestoneId));
    const wanted = input.milestoneIds.filter(id => !linked.has(id));
    const milestones = await lockOpenMilestones(context, em, wanted);
    assertNone(reuseBlockers({ state: evidence.state, hasNewerVersion: await hasNewerVersion(em, evidence) }));
    const actions = await em.find(UnitAction, {
      unitId: evidence.unitId,
      id: { $in: milestones.map(({ actionId }) => actionId) },
    });
    const [received] = await em.execute<{ day: string }[]>(`select app_day(?::timestamptz)::text as day`, [
      evidence.uploadedAt,
    ]);
    const item = { state: evidence.state, documentOn: evidence.documentOn ?? null, uploadedOn: found(received).day };
    for (const milestone of milestones) {
      const { year } = found(actions.find(action => action.id === milestone.actionId));
      let used = evidence;
      if (needsReviewAgain(item, year, rules)) {
        used = evidence.forReviewAgain(context.now);
        em.persist(used);
      }
      link(context, em, used, milestone, 'linkEvidence');
    }
    return evidence.id;
  });
}
