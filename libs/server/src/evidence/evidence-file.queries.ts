import { found, type Context } from '../context.ts';
import { recordRead } from '../ledger/record-read.ts';
import { canSeeUnit } from '../people/people.policy.ts';

export interface EvidenceFile {
  sha256: string;
  mime: string;
  size: number;
  fileName: string;
}

/** The file behind a piece of evidence; another unit's is not found, like one that is not there. */
export async function evidenceFile(context: Context, evidenceId: string): Promise<EvidenceFile> {
  if (!/^[0-9a-f-]{36}$/.test(evidenceId)) return found<EvidenceFile>(null);
  const [row] = await context.services.reads.objects<EvidenceFile & { unitId: string }>(
    context.scope,
    `select e.unit_id as "unitId", e.sha256, f.mime, f.size, e.file_name as "fileName"
     from evidence e join stored_file f on f.sha256 = e.sha256 where e.id = $1`,
    [evidenceId],
  );
  const { unitId, ...file } = found(row);
  if (!canSeeUnit(context.actor, { unitId })) return found<EvidenceFile>(null);
  await recordRead(context, { action: 'readEvidenceFile', entity: 'Evidence', id: evidenceId });
  return file;
}
