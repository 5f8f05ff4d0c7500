import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

export interface FileHashes {
  sha256: string;
  sm3: string;
  size: number;
}

/** A `node:crypto` Hash, or anything else that is fed the bytes in order. */
export interface Digest {
  update(bytes: Uint8Array): unknown;
}

/** Both hashes in one pass. SM3 costs about five times SHA-256, so a busy receiver streams SHA-256 alone. */
export class FileDigest implements Digest {
  readonly #sha256 = createHash('sha256');
  readonly #sm3 = createHash('sm3');
  #size = 0;

  update(bytes: Uint8Array): void {
    this.#sha256.update(bytes);
    this.#sm3.update(bytes);
    this.#size += bytes.length;
  }

  hashes(): FileHashes {
    return { sha256: this.#sha256.digest('hex'), sm3: this.#sm3.digest('hex'), size: this.#size };
  }
}

export interface ReceiveOptions {
  /** Bytes of earlier requests already in the file; must be exactly its size. */
  offset: number;
  /** Limit on the whole file, earlier bytes included. */
  maxBytes: number;
  /** Already fed with the first `offset` bytes (see `resumeHash`). */
  hash: Digest;
}

export interface Received {
  /** Bytes this request added; they are in the file and in the hash, however the request ended. */
  bytesWritten: number;
  /** Size of the file now, which is where the next request goes on. */
  size: number;
  outcome: 'complete' | 'cut' | 'too-large';
}

export class OffsetMismatch extends Error {
  readonly size: number;
  constructor(offset: number, size: number) {
    super(`offset ${offset}, but ${size} bytes are in the file`);
    this.name = 'OffsetMismatch';
    this.size = size;
  }
}

const batchBytes = 1 << 19;
/** The disk begins with what is there while more comes in, so that little is left to wait for at the end. */
const flushedEvery = 8 << 20;

/**
 * Appends a request body to a part file. Chunks are gathered into one of two buffers, while the other is being written by
 * the thread pool, and their own memory goes back at once: a gigabyte passes through a few megabytes.
 * A request that breaks off keeps what came; a disk error throws. The stream is left undestroyed when the body is too
 * large, so that the caller can still answer.
 */
export async function receiveInto(path: string, stream: Readable, options: ReceiveOptions): Promise<Received> {
  const { offset, maxBytes, hash } = options;
  const handle = await open(path, offset === 0 ? 'a+' : 'r+');
  try {
    const { size: present } = await handle.stat();
    if (present !== offset) throw new OffsetMismatch(offset, present);
    return await receive(handle, stream, offset, maxBytes, hash);
  } finally {
    await handle.close();
  }
}

async function receive(handle: FileHandle, stream: Readable, offset: number, maxBytes: number, hash: Digest) {
  const isFromNetwork = stream instanceof IncomingMessage;
  const bufferBytes = Math.max(1, Math.min(batchBytes, maxBytes - offset));
  let filling: Buffer = Buffer.allocUnsafe(bufferBytes);
  let spare: Buffer | undefined;
  let filled = 0;
  let position = offset;
  let outcome: Received['outcome'] = 'complete';
  let writing: Promise<void> = Promise.resolve();
  let syncing: Promise<void> | undefined;
  let syncedTo = offset;

  const flush = async () => {
    await writing;
    if (!syncing && position - syncedTo >= flushedEvery) {
      syncedTo = position;
      // Only a head start: whoever keeps the file flushes it and hears of what went wrong.
      syncing = handle
        .datasync()
        .catch(() => {})
        .finally(() => (syncing = undefined));
    }
    const batch = filling.subarray(0, filled);
    writing = writeFully(handle, batch, position);
    writing.catch(() => {}); // awaited by the next flush
    hash.update(batch);
    position += filled;
    filled = 0;
    [filling, spare] = [spare ?? Buffer.allocUnsafe(bufferBytes), filling];
  };

  const chunks: AsyncIterator<Buffer> = stream.iterator({ destroyOnReturn: false });
  for (;;) {
    let next: IteratorResult<Buffer>;
    try {
      next = await chunks.next();
    } catch {
      outcome = 'cut';
      break;
    }
    if (next.done) break;
    const chunk = next.value;
    if (position + filled + chunk.length > maxBytes) {
      outcome = 'too-large';
      stream.pause();
      break;
    }
    for (let taken = 0; taken < chunk.length;) {
      const copied = chunk.copy(filling, filled, taken);
      filled += copied;
      taken += copied;
      if (filled === filling.length) await flush();
    }
    if (isFromNetwork) release(chunk);
  }
  if (filled > 0) await flush();
  await writing;
  await syncing;
  return { bytesWritten: position - offset, size: position, outcome };
}

/** Gives a chunk's memory back at once; otherwise it waits for a collection that small objects never ask for. */
function release({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

async function writeFully(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}

/** Feeds the first `length` bytes of a part file to a fresh digest, to go on with after a cut. */
export async function resumeHash<D extends Digest>(path: string, length: number, digest: D): Promise<D> {
  const read = await feed(path, length, digest);
  if (read !== length) throw new OffsetMismatch(length, read);
  return digest;
}

export async function hashFile(path: string): Promise<FileHashes> {
  const digest = new FileDigest();
  await feed(path, Infinity, digest);
  return digest.hashes();
}

/** Two buffers: the thread pool fills one while this thread hashes the other. */
async function feed(path: string, length: number, digest: Digest): Promise<number> {
  const handle = await open(path, 'r');
  try {
    let filled = Buffer.allocUnsafe(batchBytes);
    let spare = Buffer.allocUnsafe(batchBytes);
    let done = 0;
    const read = (into: Buffer, position: number) =>
      handle.read(into, 0, Math.min(into.length, Math.max(0, length - position)), position);
    let { bytesRead } = await read(filled, 0);
    while (bytesRead > 0) {
      const next = read(spare, done + bytesRead);
      next.catch(() => {});
      const bytes = filled.subarray(0, bytesRead);
      digest.update(bytes);
      done += bytesRead;
      ({ bytesRead } = await next);
      [filled, spare] = [spare, filled];
    }
    return done;
  } finally {
    await handle.close();
  }
}
