import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Violation } from '@yardstick/domain/violation';
import { found, type Context } from '../context.ts';

interface UploadRow {
  unitId: string;
  state: string;
  fileName: string;
  sha256: string | null;
}

/** The actor's own upload, locked, and why it cannot become evidence yet. */
export async function takeUpload(
  context: Context,
  em: SqlEntityManager,
  uploadId: string,
): Promise<{ upload: { unitId: string; fileName: string; sha256: string }; blockers: Violation[] }> {
  const [row] = await em.execute<UploadRow[]>(
    `select unit_id as "unitId", state, file_name as "fileName", sha256 from upload where id = ? and user_id = ? for update`,
    [uploadId, context.actor.id],
  );
  const { unitId, fileName, state, sha256 } = found(row);
  const blockers: Violation[] = [];
  if (state === 'attached') blockers.push({ code: 'UPLOAD_ALREADY_ATTACHED' });
  else if (state !== 'complete' || !sha256) blockers.push({ code: 'UPLOAD_NOT_COMPLETE' });
  return { upload: { unitId, fileName, sha256: sha256 ?? '' }, blockers };
}

export async function markAttached(em: SqlEntityManager, uploadId: string): Promise<void> {
  await em.execute(`update upload set state = 'attached' where id = ?`, [uploadId]);
}
