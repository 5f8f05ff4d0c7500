import type { Bilingual } from '@yardstick/domain/bilingual';
import { fileNameWording } from '@yardstick/domain/wording.files';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm, stat, statfs, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { found, type Context } from '../context.ts';
import { ByteScan } from '../files/byte-scan.ts';
import { inspectFile } from '../files/inspect-file.ts';
import { receiveInto, resumeHash, type Digest } from '../files/receive-stream.ts';
import { cleanFileName } from '../files/safe-file-name.ts';
import { appendLeaf } from '../ledger/append-leaf.ts';
import type { Services } from '../services.ts';

export interface UploadRefusal {
  reasons: { code: string; message: Bilingual }[];
}

interface UploadRow {
  unitId: string;
  id: string;
  fileName: string;
  size: number;
  received: number;
  state: string;
}

export type ChunkResult =
  | { outcome: 'received' | 'complete'; offset: number }
  | { outcome: 'conflict'; offset: number }
  | { outcome: 'refused'; refusal: UploadRefusal };

/** A busy machine takes longer over a large file; what is not checked by then is refused. */
const inspectionLimitMs = 15_000;

/** Left free on the disk, so that reading and the database go on when uploads have filled it. */
const reservedBytes = 1 << 30;

const reason = (code: string, zh: string, en: string): UploadRefusal => ({ reasons: [{ code, message: { zh, en } }] });

const diskFull = reason(
  'disk-full',
  '服务器存储空间不足，暂时不能上传。请联系系统管理员。',
  'The server is out of space. Tell the administrator.',
);

/** Opens an upload of a known length. The part file is named by the upload, never by the user. */
export async function openUpload(
  context: Context,
  input: { size: number; fileName: string },
): Promise<{ id: string } | { refusal: UploadRefusal }> {
  const { config } = context.services;
  const name = cleanFileName(input.fileName);
  if (name.name === undefined) {
    const { zh, en } = fileNameWording[name.violation];
    return {
      refusal: reason(
        name.violation,
        `文件名${zh}，请改名后再上传。`,
        `The file name cannot be used: ${en}. Rename the file.`,
      ),
    };
  }
  if (!Number.isSafeInteger(input.size) || input.size <= 0)
    return {
      refusal: reason(
        'empty',
        '文件是空的（0 字节）。请检查后重新选择。',
        'The file is empty. Check it and choose again.',
      ),
    };
  const limit = config.UPLOAD_MAX_MB * 1024 * 1024;
  if (input.size > limit)
    return {
      refusal: reason(
        'too-large',
        `文件超过 ${config.UPLOAD_MAX_MB} MB。请压缩或拆分后再上传。`,
        `The file is larger than ${config.UPLOAD_MAX_MB} MB. Compress or split it.`,
      ),
    };
  await mkdir(partFolder(context.services), { recursive: true });
  const disk = await statfs(partFolder(context.services));
  if (disk.bavail * disk.bsize < reservedBytes + input.size) return { refusal: diskFull };
  const id = randomUUID();
  await context.em.transactional(async em => {
    await em.execute(`insert into upload (unit_id, id, user_id, file_name, size) values (?, ?, ?, ?, ?)`, [
      context.actor.unitId,
      id,
      context.actor.id,
      name.name,
      input.size,
    ]);
  });
  await writeFile(partFile(context.services, id), '');
  return { id };
}

export async function uploadState(context: Context, id: string): Promise<UploadRow> {
  const [row] = await context.services.reads.objects<UploadRow>(
    context.scope,
    `select unit_id as "unitId", id, file_name as "fileName", size, received, state from upload where id = $1 and user_id = $2`,
    [id, context.actor.id],
  );
  const upload = found(row);
  if (upload.state !== 'open') return upload;
  return { ...upload, received: await receivedBytes(context, id) };
}

export interface MyUpload {
  id: string;
  fileName: string;
  size: number;
  received: number;
  state: 'open' | 'complete';
  openedAt: string;
}

const mostListed = 200;

/** What the actor began to upload and has not made evidence of: after any restart it is gone on with from here. */
export async function myUploads(context: Context): Promise<MyUpload[]> {
  const rows = await context.services.reads.objects<MyUpload>(
    context.scope,
    `select id, file_name as "fileName", size, received, state, opened_at as "openedAt" from upload
     where user_id = $1 and state in ('open', 'complete') order by opened_at desc, id limit ${mostListed}`,
    [context.actor.id],
  );
  return Promise.all(
    rows.map(async row => (row.state === 'open' ? { ...row, received: await receivedBytes(context, row.id) } : row)),
  );
}

/** The actor does not want this upload any more; what is in the store stays there. */
export async function cancelUpload(context: Context, id: string): Promise<void> {
  const upload = await uploadState(context, id);
  if (upload.state !== 'open' && upload.state !== 'complete') return;
  const { receiving, hashing } = underWay(context.services);
  await endUpload(context, upload);
  hashing.delete(id);
  if (!receiving.has(id)) await rm(partFile(context.services, id), { force: true });
}

/** All that needs every byte of an upload once. */
class UploadDigest implements Digest {
  readonly hash = createHash('sha256');
  readonly scan = new ByteScan(inspectionLimitMs);

  update(bytes: Uint8Array): void {
    this.hash.update(bytes);
    this.scan.update(bytes);
  }
}

interface UnderWay {
  /** Digests of uploads in progress; after a restart the prefix is read once more. */
  hashing: Map<string, { digest: UploadDigest; offset: number }>;
  receiving: Set<string>;
}

/** By process and its services; nothing in here is missed when it is gone. */
const kept = new WeakMap<Services, UnderWay>();
const mostHashesKept = 500;

function underWay(services: Services): UnderWay {
  const known = kept.get(services) ?? { hashing: new Map(), receiving: new Set() };
  kept.set(services, known);
  return known;
}

/**
 * Adds bytes to an upload. What arrived counts, however the request ended. With the last byte the file is inspected
 * and, if it may stay, moved into the store under its hash before any row says that it is there.
 */
export async function receiveChunk(
  context: Context,
  input: { uploadId: string; offset: number; body: Readable },
): Promise<ChunkResult> {
  const { hashing, receiving } = underWay(context.services);
  const upload = await uploadState(context, input.uploadId);
  if (upload.state === 'complete' || upload.state === 'attached') return { outcome: 'complete', offset: upload.size };
  if (upload.state !== 'open' || receiving.has(upload.id) || input.offset !== upload.received)
    return { outcome: 'conflict', offset: upload.received };
  receiving.add(upload.id);
  try {
    const path = partFile(context.services, upload.id);
    const known = hashing.get(upload.id);
    // At the beginning no part may be there: the store had taken it when the row could not be written.
    const digest =
      known?.offset === input.offset
        ? known.digest
        : input.offset === 0
          ? new UploadDigest()
          : await resumeHash(path, input.offset, new UploadDigest());
    hashing.delete(upload.id);
    const { size, outcome } = await receiveInto(path, input.body, {
      offset: input.offset,
      maxBytes: upload.size,
      hash: digest,
    });
    if (outcome === 'too-large') {
      await truncate(path, upload.size);
      return await refuse(
        context,
        upload,
        reason(
          'length-mismatch',
          '收到的内容比声明的长。请重新上传。',
          'More arrived than announced. Upload it again.',
        ),
      );
    }
    if (size < upload.size) {
      hashing.set(upload.id, { digest, offset: size });
      for (const oldest of hashing.keys()) {
        if (hashing.size <= mostHashesKept) break;
        hashing.delete(oldest);
      }
      return { outcome: 'received', offset: size };
    }
    return await complete(context, upload, path, digest);
  } catch (error) {
    // What has arrived stays, and the upload goes on once there is space again.
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return { outcome: 'refused', refusal: diskFull };
    throw error;
  } finally {
    receiving.delete(upload.id);
  }
}

async function complete(
  context: Context,
  upload: UploadRow,
  path: string,
  { hash, scan }: UploadDigest,
): Promise<ChunkResult> {
  const sha256 = hash.digest('hex');
  const inspection = await inspectFile(path, upload.fileName, {
    maxBytes: upload.size,
    timeLimitMs: inspectionLimitMs,
    scan,
  });
  if (inspection.verdict !== 'accept') return refuse(context, upload, { reasons: inspection.reasons });
  await context.services.blobs.put(sha256, path);
  const isOpen = await context.em.transactional(async em => {
    const taken = await em.execute<unknown[]>(`select 1 from upload where id = ? and state = 'open' for update`, [
      upload.id,
    ]);
    if (taken.length === 0) return false; // cancelled or given up meanwhile
    // SM3 is several times slower than SHA-256: the worker adds it when it checks the stored copy.
    await em.execute(`insert into stored_file (sha256, size, kind, mime) values (?, ?, ?, ?) on conflict do nothing`, [
      sha256,
      upload.size,
      inspection.kind,
      inspection.mime,
    ]);
    await em.execute(`update upload set state = 'complete', received = size, sha256 = ? where id = ?`, [
      sha256,
      upload.id,
    ]);
    await appendLeaf(em, context.services.signer, {
      ...actorOf(context),
      action: 'storeFile',
      entity: 'Upload',
      id: upload.id,
      changes: [{ entity: 'StoredFile', id: sha256, before: null, after: { sha256, size: upload.size } }],
      reason: null,
      request: context.request.id,
    });
    return true;
  });
  return isOpen ? { outcome: 'complete', offset: upload.size } : { outcome: 'conflict', offset: upload.size };
}

async function refuse(context: Context, upload: UploadRow, refusal: UploadRefusal): Promise<ChunkResult> {
  await context.em.transactional(async em => {
    await em.execute(`update upload set state = 'refused', refusal = ?::jsonb where id = ? and state = 'open'`, [
      JSON.stringify(refusal),
      upload.id,
    ]);
  });
  await rm(partFile(context.services, upload.id), { force: true });
  return { outcome: 'refused', refusal };
}

async function endUpload(context: Context, upload: UploadRow): Promise<void> {
  await context.em.transactional(async em => {
    const ended = await em.execute<unknown[]>(
      `update upload set state = 'cancelled' where id = ? and user_id = ? and state in ('open', 'complete') returning 1`,
      [upload.id, context.actor.id],
    );
    if (ended.length === 0) return;
    await appendLeaf(em, context.services.signer, {
      ...actorOf(context),
      action: 'cancelUpload',
      entity: 'Upload',
      id: upload.id,
      changes: [],
      reason: null,
      request: context.request.id,
    });
  });
}

const actorOf = ({ actor, request }: Context) => ({
  actor: actor.id,
  unit: actor.unitId,
  role: actor.role,
  session: request.session,
  ip: request.ip,
});

const receivedBytes = async (context: Context, id: string): Promise<number> =>
  (await stat(partFile(context.services, id)).catch(() => null))?.size ?? 0;

export const partFolder = (services: Pick<Services, 'config'>): string => join(services.config.DATA_DIR, 'parts');
export const partFile = (services: Pick<Services, 'config'>, id: string): string => join(partFolder(services), id);
