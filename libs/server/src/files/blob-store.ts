import type { Readable } from 'node:stream';

/** Bytes `start` to `end`, both included, as in an HTTP range. */
export interface ByteRange {
  start: number;
  end?: number;
}

export interface BlobStat {
  size: number;
}

/** Files by the SHA-256 of their content: written once, never changed, never overwritten. */
export interface BlobStore {
  /** Takes the file at `tempPath` into the store and removes it there. Putting the same content again does nothing. */
  put(sha256: string, tempPath: string): Promise<void>;
  /** Fails with BlobMissing before any byte is read. */
  open(sha256: string, range?: ByteRange): Promise<Readable>;
  has(sha256: string): Promise<boolean>;
  stat(sha256: string): Promise<BlobStat>;
}

export class BlobMissing extends Error {
  readonly sha256: string;
  constructor(sha256: string) {
    super(`no blob ${sha256}`);
    this.name = 'BlobMissing';
    this.sha256 = sha256;
  }
}

/** The store already holds, or ended up with, other bytes under this hash. */
export class BlobDamaged extends Error {
  constructor(sha256: string, detail: string) {
    super(`blob ${sha256}: ${detail}`);
    this.name = 'BlobDamaged';
  }
}

/** Every key is checked here, so that no key can name a path outside the store. */
export function blobKey(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('a blob is named by 64 lower-case hex digits');
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

export function checkRange(range: ByteRange | undefined): void {
  if (!range) return;
  const { start, end = start } = range;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start)
    throw new RangeError(`byte range ${range.start}-${range.end ?? ''}`);
}
