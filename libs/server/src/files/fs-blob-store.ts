import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, link, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import {
  BlobDamaged,
  BlobMissing,
  blobKey,
  checkRange,
  type BlobStat,
  type BlobStore,
  type ByteRange,
} from './blob-store.ts';

export class FsBlobStore implements BlobStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async put(sha256: string, tempPath: string): Promise<void> {
    const path = this.#path(sha256);
    const { size } = await stat(tempPath);
    if (!(await this.#holds(sha256, path, size))) {
      await this.#makeFolder(dirname(path));
      const staged = await this.#stage(tempPath);
      try {
        await placeWithoutOverwriting(staged, path);
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
        await this.#holds(sha256, path, size); // another upload of the same content came first
      } finally {
        if (staged !== tempPath) await unlink(staged).catch(ignoreMissing);
      }
      await syncFolder(dirname(path));
    }
    await unlink(tempPath).catch(ignoreMissing);
  }

  async open(sha256: string, range?: ByteRange): Promise<Readable> {
    const path = this.#path(sha256);
    checkRange(range);
    const handle = await open(path, 'r').catch((error: unknown) => missing(error, sha256));
    return handle.createReadStream({ ...range, highWaterMark: 1 << 18 });
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.#sizeAt(this.#path(sha256))) !== undefined;
  }

  async stat(sha256: string): Promise<BlobStat> {
    const size = await this.#sizeAt(this.#path(sha256));
    if (size === undefined) throw new BlobMissing(sha256);
    return { size };
  }

  #path(sha256: string): string {
    return join(this.#root, ...blobKey(sha256).split('/'));
  }

  async #holds(sha256: string, path: string, size: number): Promise<boolean> {
    const held = await this.#sizeAt(path);
    if (held !== undefined && held !== size) throw new BlobDamaged(sha256, `${held} bytes stored, ${size} given`);
    return held !== undefined;
  }

  async #sizeAt(path: string): Promise<number | undefined> {
    try {
      return (await stat(path)).size;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** The file on the store's own disk, flushed and read-only: the temporary file itself, or a copy of it. */
  async #stage(tempPath: string): Promise<string> {
    const sameDisk = (await stat(tempPath)).dev === (await stat(this.#root)).dev;
    let staged = tempPath;
    if (!sameDisk) {
      const incoming = join(this.#root, 'incoming');
      await this.#makeFolder(incoming);
      staged = join(incoming, randomUUID());
      await copyFile(tempPath, staged, constants.COPYFILE_EXCL);
    }
    const handle = await open(staged, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(staged, 0o444);
    return staged;
  }

  /** Creates the folder and flushes each parent that gained an entry, so that a power cut cannot lose the path. */
  async #makeFolder(folder: string): Promise<void> {
    if ((await mkdir(folder, { recursive: true })) === undefined) return;
    let parent = this.#root;
    await syncFolder(parent);
    for (const part of relative(this.#root, folder).split(sep).slice(0, -1)) {
      parent = join(parent, part);
      await syncFolder(parent);
    }
  }
}

/** A rename replaces what is there; a hard link refuses. A disk without hard links gets the rename after all: two puts
 *  that race there carry the same content. */
async function placeWithoutOverwriting(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error;
    await rename(from, to);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function missing(error: unknown, sha256: string): never {
  throw codeOf(error) === 'ENOENT' ? new BlobMissing(sha256) : error;
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
