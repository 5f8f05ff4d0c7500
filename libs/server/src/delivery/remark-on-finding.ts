import { remarkBlockers } from '@yardstick/domain/milestone-check';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Evidence, EvidenceLink } from '../evidence/evidence.entity.ts';
import { lockOpenMilestones } from './attach-evidence.ts';
import { FindingRemark } from './finding-remark.entity.ts';
import { canWorkOn } from './unit-action.policy.ts';

export interface RemarkOnFindingInput {
  milestoneId: string;
  evidenceId: string;
  /** As the check names the finding. */
  hint: string;
  text: string;
}

/** The unit says to a finding what the reviewer should know; while the milestone is the unit's to change. */
export function remarkOnFinding(context: Context, input: RemarkOnFindingInput): Promise<string> {
  return act(context, { name: 'remarkOnFinding', entity: 'Milestone', id: input.milestoneId, input }, async em => {
    const evidence = found(await em.findOne(Evidence, { id: input.evidenceId }));
    authorize(canWorkOn(context.actor, evidence));
    const { unitId } = evidence;
    const { milestoneId } = found(
      await em.findOne(EvidenceLink, { unitId, evidenceId: evidence.id, milestoneId: input.milestoneId }),
    );
    await lockOpenMilestones(context, em, [milestoneId]);
    assertNone(remarkBlockers(input));
    em.persist(
      new FindingRemark({
        unitId,
        rootId: evidence.rootId,
        hint: input.hint,
        evidenceId: evidence.id,
        milestoneId,
        text: input.text.trim(),
        writtenBy: context.actor.name,
        writtenById: context.actor.id,
        writtenAt: context.now,
      }),
    );
    return milestoneId;
  });
}
