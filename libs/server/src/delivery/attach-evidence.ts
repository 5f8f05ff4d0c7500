import { LockMode } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { EvidenceKind } from '@yardstick/domain/plan';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Evidence, EvidenceLink } from '../evidence/evidence.entity.ts';
import { Milestone } from './milestone.entity.ts';
import { tellTimeline } from './on-action.ts';
import { canWorkOn } from './unit-action.policy.ts';

export interface AttachEvidenceInput {
  uploadId: string;
  milestoneIds: string[];
  title: string;
  kind: EvidenceKind;
  documentOn?: CalendarDay | null;
}

interface UploadRow {
  unit_id: string;
  state: string;
  file_name: string;
  sha256: string | null;
}

/** Turns a completed upload into evidence for one or several milestones. Answers the evidence's id. */
export function attachEvidence(context: Context, input: AttachEvidenceInput): Promise<string> {
  return act(context, { name: 'attachEvidence', entity: 'Evidence', input }, async em => {
    const [row] = await em.execute<UploadRow[]>(
      `select unit_id, state, file_name, sha256 from upload where id = ? and user_id = ? for update`,
      [input.uploadId, context.actor.id],
    );
    const upload = found(row);
    const blockers: Violation[] = [];
    if (upload.state === 'attached') blockers.push({ code: 'UPLOAD_ALREADY_ATTACHED' });
    else if (upload.state !== 'complete' || !upload.sha256) blockers.push({ code: 'UPLOAD_NOT_COMPLETE' });
    if (!input.title.trim()) blockers.push({ code: 'EVIDENCE_TITLE_MISSING', field: 'title' });
    if (input.milestoneIds.length === 0) blockers.push({ code: 'EVIDENCE_NEEDS_MILESTONE', field: 'milestoneIds' });
    assertNone(blockers);
    const evidence = new Evidence({
      unitId: upload.unit_id,
      sha256: upload.sha256 ?? '',
      fileName: upload.file_name,
      title: input.title.trim(),
      kind: input.kind,
      documentOn: input.documentOn ?? null,
      uploadedBy: context.actor.name,
      uploadedById: context.actor.id,
      uploadedAt: context.now,
    });
    em.persist(evidence);
    await linkTo(context, em, evidence, input.milestoneIds);
    await em.flush();
    await em.execute(`update upload set state = 'attached' where id = ?`, [input.uploadId]);
    return evidence.id;
  });
}

/** Links evidence to milestones that are still open for it. */
export async function linkTo(
  context: Context,
  em: Context['em'],
  evidence: Evidence,
  milestoneIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(milestoneIds)];
  const milestones = await em.find(Milestone, { id: { $in: wanted } }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (milestones.length !== wanted.length) found(null);
  for (const milestone of milestones) {
    authorize(canWorkOn(context.actor, milestone));
    if (milestone.state !== 'planned' && milestone.state !== 'returned')
      assertNone([{ code: 'MILESTONE_CLOSED_TO_EVIDENCE', field: 'milestoneIds', params: { title: milestone.title } }]);
    em.create(EvidenceLink, { unitId: evidence.unitId, evidenceId: evidence.id, milestoneId: milestone.id });
    tellTimeline(
      em,
      context,
      { unitId: milestone.unitId, actionId: milestone.actionId },
      'attachEvidence',
      evidence.title,
    );
  }
}
