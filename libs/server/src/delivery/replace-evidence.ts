import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { replaceBlockers, stepsBackAtOnce } from '@yardstick/domain/evidence-reuse';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { hasNewerVersion } from '../evidence/evidence-file.queries.ts';
import { Evidence, EvidenceLink, EvidenceUse } from '../evidence/evidence.entity.ts';
import { markAttached, takeUpload } from '../evidence/take-upload.ts';
import { isOpenToEvidence, link, titleBlockers } from './attach-evidence.ts';
import { Milestone } from './milestone.entity.ts';
import { assertFresh } from './on-action.ts';
import { canWorkOn } from './unit-action.policy.ts';

export interface ReplaceEvidenceInput {
  evidenceId: string;
  uploadId: string;
  expectedVersion?: number | null;
  title?: string | null;
  documentOn?: CalendarDay | null;
  /** What changed, in a sentence. */
  note?: string | null;
}

/**
 * Files a new version of evidence; the old one stays on record with its file. The new one serves the milestones that are
 * open now. What is handed in keeps the version it was handed in with until the new one is accepted.
 */
export function replaceEvidence(context: Context, input: ReplaceEvidenceInput): Promise<string> {
  return act(context, { name: 'replaceEvidence', entity: 'Evidence', id: input.evidenceId, input }, async em => {
    const old = found(await em.findOne(Evidence, { id: input.evidenceId }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    authorize(canWorkOn(context.actor, old));
    assertFresh(old.version, input.expectedVersion);
    const { upload, blockers } = await takeUpload(context, em, input.uploadId);
    const milestones = await milestonesOf(em, old);
    const facts = milestones.map(milestone => ({ title: milestone.title, isOpen: isOpenToEvidence(milestone) }));
    const title = input.title ?? old.title;
    assertNone([
      ...blockers,
      ...titleBlockers(title),
      ...replaceBlockers({ hasNewerVersion: await hasNewerVersion(em, old), milestones: facts }),
      ...(upload.sha256 === old.sha256 ? [{ code: 'EVIDENCE_SAME_FILE', field: 'uploadId' }] : []),
    ]);
    const next = old.successor(
      {
        unitId: old.unitId,
        sha256: upload.sha256,
        fileName: upload.fileName,
        title: title.trim(),
        kind: old.kind,
        documentOn: input.documentOn === undefined ? (old.documentOn ?? null) : input.documentOn,
        uploadedBy: context.actor.name,
        uploadedById: context.actor.id,
        uploadedAt: context.now,
      },
      input.note?.trim() || null,
    );
    em.persist(next);
    await em.flush(); // before its links, which are counted by what they link
    for (const milestone of milestones)
      if (isOpenToEvidence(milestone)) link(context, em, next, milestone, 'replaceEvidence');
    for (const use of await em.find(EvidenceUse, { unitId: old.unitId, evidenceId: old.id }))
      em.create(EvidenceUse, { ...usedFor(use), evidenceId: next.id });
    if (stepsBackAtOnce(old.state, facts)) old.supersede();
    await em.flush();
    await markAttached(em, input.uploadId);
    return next.id;
  });
}

/** The new version was accepted: it takes over whatever the old one still served, and the old one steps back. */
export async function takeOver(em: SqlEntityManager, next: Evidence): Promise<void> {
  if (next.supersedesId === null) return;
  const { unitId } = next;
  const old = found(await em.findOne(Evidence, { unitId, id: next.supersedesId }));
  const mine = await em.find(EvidenceLink, { unitId, evidenceId: next.id });
  const theirs = await em.find(EvidenceLink, { unitId, evidenceId: old.id });
  const known = new Set(mine.map(({ milestoneId }) => milestoneId));
  for (const { milestoneId } of theirs)
    if (!known.has(milestoneId)) em.create(EvidenceLink, { unitId, evidenceId: next.id, milestoneId });
  if (old.state !== 'superseded' && old.state !== 'withdrawn' && old.state !== 'revoked') old.supersede();
}

async function milestonesOf(em: SqlEntityManager, { unitId, id }: Evidence): Promise<Milestone[]> {
  const links = await em.find(EvidenceLink, { unitId, evidenceId: id });
  if (links.length === 0) return [];
  return em.find(
    Milestone,
    { unitId, id: { $in: links.map(({ milestoneId }) => milestoneId) } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
}

const usedFor = ({ unitId, measureId, year, usedBy, usedAt }: EvidenceUse) => ({
  unitId,
  measureId,
  year,
  usedBy,
  usedAt,
});
