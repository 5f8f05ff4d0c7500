import type { MikroORM } from '@mikro-orm/postgresql';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { forkFor } from '../../database/orm.ts';
import { systemScope } from '../../database/scope.ts';
import { BlobMissing } from '../../files/blob-store.ts';
import type { Services } from '../../services.ts';
import { textLimits } from './text-limits.ts';
import type { UnreadableReason } from './file-text.ts';
import type { TextAnswer } from './text-process.ts';
import type { TextReader } from './text-reader.ts';

const filesAtOnce = 8;
/** Longer than the longest reading of that many files: a worker that was killed leaves them to others after it. */
const leaseSeconds = 300;
const pauseSeconds = 30;
/** A file that took its worker with it this often is not tried again. */
const mostAttempts = 3;

interface Claimed {
  sha256: string;
  kind: string;
  size: number;
  attempts: number;
}

/**
 * Reads some of the stored files whose words are not known yet and answers how many. What there is to do stands in the
 * table, so nothing is lost by a restart and two workers share the work.
 */
export async function readWaitingFiles(
  orm: MikroORM,
  services: Pick<Services, 'blobs' | 'config'>,
  reader: Pick<TextReader, 'read'>,
): Promise<number> {
  const em = forkFor(orm, systemScope);
  const claimed = await em.transactional(tx =>
    tx.execute<Claimed[]>(
      `update file_text t set attempts = t.attempts + 1, lease_until = clock_timestamp() + make_interval(secs => ?)
       from stored_file f
       where f.sha256 = t.sha256 and t.sha256 in (
         select sha256 from file_text
         where state = 'waiting' and (lease_until is null or lease_until < clock_timestamp())
         limit ? for update skip locked)
       returning t.sha256, f.kind, f.size::int as size, t.attempts`,
      [leaseSeconds, filesAtOnce],
    ),
  );
  if (claimed.length === 0) return 0;
  const parent = join(services.config.DATA_DIR, 'reading');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'files-'));
  const answers = new Map<string, TextAnswer>();
  try {
    for (const file of claimed) answers.set(file.sha256, await wordsOf(file, folder, services, reader));
  } finally {
    await rm(folder, { recursive: true, force: true });
    await em.transactional(async tx => {
      for (const [sha256, { state, reason, text, bands, characterCount }] of answers)
        await tx.execute(
          `update file_text set state = ?, reason = ?, text = ?, bands = ?::int[], character_count = ?, lease_until = null,
                  read_at = app_now()
           where sha256 = ? and state = 'waiting'`,
          [state, reason, text, `{${bands.join()}}`, characterCount, sha256],
        );
      // The store was away: that is not the files' fault.
      const left = claimed.map(file => file.sha256).filter(sha256 => !answers.has(sha256));
      if (left.length > 0)
        await tx.execute(
          `update file_text set attempts = attempts - 1, lease_until = clock_timestamp() + make_interval(secs => ?)
           where sha256 in (?) and state = 'waiting'`,
          [pauseSeconds, left],
        );
    });
  }
  return claimed.length;
}

async function wordsOf(
  { sha256, kind, size, attempts }: Claimed,
  folder: string,
  { blobs }: Pick<Services, 'blobs'>,
  reader: Pick<TextReader, 'read'>,
): Promise<TextAnswer> {
  if (attempts > mostAttempts) return unreadable('failed');
  if (size > textLimits.fileBytes) return unreadable('too-large');
  const path = join(folder, sha256);
  try {
    await pipeline(await blobs.open(sha256), createWriteStream(path));
  } catch (error) {
    if (error instanceof BlobMissing) return unreadable('missing');
    throw error;
  }
  const answer = await reader.read({ path, kind });
  await rm(path, { force: true });
  return answer;
}

const unreadable = (reason: UnreadableReason): TextAnswer => ({
  state: 'unreadable',
  reason,
  text: '',
  bands: [],
  characterCount: 0,
});
