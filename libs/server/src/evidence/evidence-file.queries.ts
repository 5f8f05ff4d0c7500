import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { found, type Context } from '../context.ts';
import { recordPreview, recordRead } from '../ledger/record-read.ts';
import { canSeeUnit } from '../people/people.policy.ts';

export interface EvidenceFile {
  sha256: string;
  mime: string;
  size: number;
  fileName: string;
}

/**
 * The file behind a piece of evidence; another unit's is not found, like one that is not there. A preview reads it in
 * several requests that carry the same number, and leaves one leaf.
 */
export async function evidenceFile(context: Context, evidenceId: string, previewId?: string): Promise<EvidenceFile> {
  if (!/^[0-9a-f-]{36}$/.test(evidenceId)) return found<EvidenceFile>(null);
  const [row] = await context.services.reads.objects<EvidenceFile & { unitId: string }>(
    context.scope,
    `select e.unit_id as "unitId", e.sha256, f.mime, f.size, e.file_name as "fileName"
     from evidence e join stored_file f on f.sha256 = e.sha256 where e.id = $1`,
    [evidenceId],
  );
  const { unitId, ...file } = found(row);
  if (!canSeeUnit(context.actor, { unitId })) return found<EvidenceFile>(null);
  const entity = { entity: 'Evidence', id: evidenceId };
  if (previewId && /^[0-9a-f-]{36}$/.test(previewId))
    await recordPreview(context, { action: 'previewEvidence', ...entity }, previewId);
  else await recordRead(context, { action: 'readEvidenceFile', ...entity });
  return file;
}

export async function hasNewerVersion(em: SqlEntityManager, of: { unitId: string; id: string }): Promise<boolean> {
  const rows = await em.execute<unknown[]>(`select 1 from evidence where unit_id = ? and supersedes_id = ?`, [
    of.unitId,
    of.id,
  ]);
  return rows.length > 0;
}
