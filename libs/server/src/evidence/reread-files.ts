import type { MikroORM } from '@mikro-orm/postgresql';
import { createHash } from 'node:crypto';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { BlobMissing } from '../files/blob-store.ts';
import { appendLeaf } from '../ledger/append-leaf.ts';
import { recordFindings, type Finding } from '../ledger/findings.ts';
import { isIndexedLeaf, receivedHash } from '../ledger/subject-leaves.ts';
import type { Services } from '../services.ts';

export interface RereadFiles {
  read: number;
  damaged: string[];
}

/** At most so much in one run; what is left is due at the next. */
export interface RereadLimits {
  files: number;
  bytes: number;
}

interface DueFile {
  sha256: string;
  size: number;
  isDamaged: boolean;
}

interface ReadBack {
  result: 'sound' | 'damaged' | 'missing';
  found: string;
}

const usualLimits: RereadLimits = { files: 1_000, bytes: 400_000_000 };

/**
 * Reads stored files again, those never read again first, each once a week: the copy must still be what was received, and so
 * must the evidence that points to it, by the signed leaf of its upload. A damaged copy is marked and told of, never touched.
 */
export async function rereadFiles(
  orm: MikroORM,
  services: Pick<Services, 'blobs' | 'reads' | 'signer'>,
  limits: RereadLimits = usualLimits,
): Promise<RereadFiles> {
  const due = await services.reads.objects<DueFile>(systemScope, dueFiles, [limits.files]);
  const result: RereadFiles = { read: 0, damaged: [] };
  let bytes = 0;
  for (const file of due) {
    if (bytes >= limits.bytes) break;
    const readBack = await readFile(services, file).catch(() => null);
    if (!readBack) continue; // the store is away: later again
    bytes += file.size;
    result.read += 1;
    if (readBack.result !== 'sound') result.damaged.push(file.sha256);
    await recordReading(orm, services, file, readBack);
    await recordFindings(
      orm,
      [areaOf(file)],
      [...damageOf(file, readBack), ...(await otherThanReceived(services, file))],
    );
  }
  return result;
}

const areaOf = ({ sha256 }: DueFile): string => `file ${sha256}`;

// A week less half a day, so that a run that is late does not make it eight.
const dueFiles = `
select f.sha256, f.size, f.is_damaged as "isDamaged"
from stored_file f left join fixity_reading r on r.sha256 = f.sha256
where r.sha256 is null or r.read_at < clock_timestamp() - interval '156 hours'
order by r.read_at nulls first, f.sha256 limit $1`;

async function readFile({ blobs }: Pick<Services, 'blobs'>, { sha256, size }: DueFile): Promise<ReadBack> {
  const hash = createHash('sha256');
  let length = 0;
  try {
    for await (const chunk of await blobs.open(sha256)) {
      hash.update(chunk as Buffer);
      length += (chunk as Buffer).length;
    }
  } catch (error) {
    if (error instanceof BlobMissing || !(await blobs.has(sha256))) return { result: 'missing', found: 'no file' };
    throw error;
  }
  const found = hash.digest('hex');
  return { result: found === sha256 && length === size ? 'sound' : 'damaged', found };
}

async function recordReading(
  orm: MikroORM,
  { signer }: Pick<Services, 'signer'>,
  { sha256, isDamaged }: DueFile,
  { result, found }: ReadBack,
): Promise<void> {
  await forkFor(orm, systemScope).transactional(async em => {
    await em.execute(
      `insert into fixity_reading (sha256, read_at, result) values (?, clock_timestamp(), ?)
       on conflict (sha256) do update set read_at = excluded.read_at, result = excluded.result`,
      [sha256, result],
    );
    const isNowDamaged = result !== 'sound';
    if (isNowDamaged === isDamaged) return;
    await em.execute(`update stored_file set is_damaged = ? where sha256 = ?`, [isNowDamaged, sha256]);
    await appendLeaf(em, signer, {
      actor: 'system',
      unit: '',
      role: 'SYSTEM',
      session: '',
      ip: '',
      action: isNowDamaged ? 'findFileDamaged' : 'findFileSound',
      entity: 'StoredFile',
      id: sha256,
      changes: [{ entity: 'StoredFile', id: sha256, before: { isDamaged }, after: { isDamaged: isNowDamaged, found } }],
      reason: null,
      request: 'reread-files',
    });
  });
}

const damageOf = (file: DueFile, { result, found }: ReadBack): Finding[] =>
  result === 'sound'
    ? []
    : [{ area: areaOf(file), kind: 'damaged', place: `file ${file.sha256}`, expected: file.sha256, found }];

/** Evidence that points to another file than its leaf says it was received with. What a demonstration brought has no such leaf. */
async function otherThanReceived(services: Pick<Services, 'reads'>, file: DueFile): Promise<Finding[]> {
  const rows = await services.reads.objects<{ id: string; payloads: string[] | null }>(
    systemScope,
    `select e.id, (select jsonb_agg(payload order by seq) from (
        select seq, payload from ledger_leaf where leaf_subjects(payload) @> array[e.id::text] and ${isIndexedLeaf} order by seq limit 20) l) as payloads
     from evidence e where e.sha256 = $1`,
    [file.sha256],
  );
  return rows.flatMap(({ id, payloads }): Finding[] => {
    const received = (payloads ?? []).map(payload => receivedHash(payload, id)).find(hash => hash !== undefined);
    if (received === undefined || received === file.sha256) return [];
    return [{ area: areaOf(file), kind: 'altered', place: `evidence ${id}`, expected: received, found: file.sha256 }];
  });
}
