import type { MikroORM } from '@mikro-orm/postgresql';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { FileDigest, type FileHashes } from '../files/receive-stream.ts';
import { appendLeaf } from '../ledger/append-leaf.ts';
import type { Services } from '../services.ts';

export interface CheckedFiles {
  checked: number;
  damaged: string[];
}

const filesAtOnce = 20;
/** A file that came a moment ago is left alone, so that receiving the next ones has the machine for itself. */
const restsForSeconds = 5;

/**
 * Reads files back from the store, once each: holds the copy against the hash it was received with and adds the SM3
 * hash. A damaged copy is marked, never touched.
 */
export async function checkStoredFiles(
  orm: MikroORM,
  services: Pick<Services, 'blobs' | 'signer'>,
  restSeconds = restsForSeconds,
): Promise<CheckedFiles> {
  const em = forkFor(orm, systemScope);
  const waiting = await em.execute<{ sha256: string }[]>(
    `select sha256 from stored_file where checked_at is null and sm3 is null
       and stored_at <= app_now() - make_interval(secs => ?) order by stored_at, sha256 limit ${filesAtOnce}`,
    [restSeconds],
  );
  const result: CheckedFiles = { checked: 0, damaged: [] };
  for (const { sha256 } of waiting) {
    const hashes = await hashesOf(services, sha256).catch(() => undefined);
    if (hashes === undefined) continue; // the store is away: later again
    const isDamaged = hashes?.sha256 !== sha256;
    const isMine = await em.transactional(async sql => {
      const marked = await sql.execute<unknown[]>(
        `update stored_file set checked_at = app_now(), is_damaged = ?, sm3 = ? where sha256 = ? and checked_at is null returning 1`,
        [isDamaged, isDamaged ? null : hashes.sm3, sha256],
      );
      if (marked.length === 0) return false;
      await appendLeaf(sql, services.signer, {
        actor: 'system',
        unit: '',
        role: 'SYSTEM',
        session: '',
        ip: '',
        action: isDamaged ? 'findFileDamaged' : 'checkFile',
        entity: 'StoredFile',
        id: sha256,
        changes: [{ entity: 'StoredFile', id: sha256, before: null, after: { sha256, sm3: hashes?.sm3 ?? null } }],
        reason: null,
        request: 'check-stored-files',
      });
      return true;
    });
    if (!isMine) continue;
    result.checked += 1;
    if (isDamaged) result.damaged.push(sha256);
  }
  return result;
}

/** Null when the copy is not there or cannot be read to its end. */
async function hashesOf({ blobs }: Pick<Services, 'blobs'>, sha256: string): Promise<FileHashes | null> {
  const digest = new FileDigest();
  try {
    for await (const bytes of await blobs.open(sha256)) digest.update(bytes as Buffer);
  } catch (error) {
    if (await blobs.has(sha256)) throw error;
    return null;
  }
  return digest.hashes();
}
