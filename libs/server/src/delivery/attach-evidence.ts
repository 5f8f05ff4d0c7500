import { LockMode } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { EvidenceKind } from '@yardstick/domain/plan';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Evidence, EvidenceLink } from '../evidence/evidence.entity.ts';
import { markAttached, takeUpload } from '../evidence/take-upload.ts';
import { Milestone } from './milestone.entity.ts';
import { tellTimeline } from './on-action.ts';
import { canWorkOn } from './unit-action.policy.ts';

export interface AttachEvidenceInput {
  uploadId: string;
  /** None: the file goes into the unit's library and is linked later. */
  milestoneIds: string[];
  title: string;
  kind: EvidenceKind;
  documentOn?: CalendarDay | null;
}

/** Turns a completed upload into evidence, for milestones or for the library. Answers the evidence's id. */
export function attachEvidence(context: Context, input: AttachEvidenceInput): Promise<string> {
  return act(context, { name: 'attachEvidence', entity: 'Evidence', input }, async em => {
    const { upload, blockers } = await takeUpload(context, em, input.uploadId);
    authorize(canWorkOn(context.actor, upload));
    assertNone([...blockers, ...titleBlockers(input.title)]);
    const evidence = new Evidence({
      unitId: upload.unitId,
      sha256: upload.sha256,
      fileName: upload.fileName,
      title: input.title.trim(),
      kind: input.kind,
      documentOn: input.documentOn ?? null,
      uploadedBy: context.actor.name,
      uploadedById: context.actor.id,
      uploadedAt: context.now,
    });
    em.persist(evidence);
    const milestones = await lockOpenMilestones(context, em, input.milestoneIds);
    for (const milestone of milestones) link(context, em, evidence, milestone, 'attachEvidence');
    await em.flush();
    await markAttached(em, input.uploadId);
    return evidence.id;
  });
}

export const longestTitle = 200;

export function titleBlockers(title: string): Violation[] {
  if (!title.trim()) return [{ code: 'EVIDENCE_TITLE_MISSING', field: 'title' }];
  return title.trim().length > longestTitle
    ? [{ code: 'FIELD_TOO_LONG', field: 'title', params: { max: longestTitle } }]
    : [];
}

/** Milestones that are still open for evidence, locked until the end of the transaction. */
export async function lockOpenMilestones(
  context: Context,
  em: Context['em'],
  milestoneIds: readonly string[],
): Promise<Milestone[]> {
  const wanted = [...new Set(milestoneIds)];
  if (wanted.length === 0) return [];
  const milestones = await em.find(
    Milestone,
    { id: { $in: wanted } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  if (milestones.length !== wanted.length) found(null);
  for (const milestone of milestones) {
    authorize(canWorkOn(context.actor, milestone));
    if (!isOpenToEvidence(milestone))
      assertNone([{ code: 'MILESTONE_CLOSED_TO_EVIDENCE', field: 'milestoneIds', params: { title: milestone.title } }]);
  }
  return milestones;
}

/** What is handed in stays as it was handed in, until it comes back. */
export function isOpenToEvidence(milestone: Pick<Milestone, 'state'>): boolean {
  return milestone.state === 'planned' || milestone.state === 'returned';
}

export function link(
  context: Context,
  em: Context['em'],
  evidence: Evidence,
  milestone: Milestone,
  verb: 'attachEvidence' | 'linkEvidence' | 'replaceEvidence',
): void {
  em.create(EvidenceLink, { unitId: evidence.unitId, evidenceId: evidence.id, milestoneId: milestone.id });
  tellTimeline(em, context, { unitId: milestone.unitId, actionId: milestone.actionId }, verb, evidence.title);
}
