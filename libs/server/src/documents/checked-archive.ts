import { createHash } from 'node:crypto';
import { type PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface PackedFile {
  path: string;
  sha256: string;
  size: number;
}

export interface PackOptions {
  /** Office files and pictures are packed already. */
  compress?: boolean;
  at: Date;
}

/** Who waits for the archive has gone. */
export class ArchiveAbandoned extends Error {
  constructor() {
    super('the archive is no longer wanted');
    this.name = 'ArchiveAbandoned';
  }
}

/**
 * A zip of any size that is read while it is being made. One file is packed at a time and no faster than the reader
 * takes it; each is hashed on its way in. When the reader goes, the file being read is closed.
 */
export class CheckedArchive {
  readonly output: Readable;
  readonly #zip = new ZipFile();
  readonly #gone = new AbortController();

  constructor() {
    this.output = this.#zip.outputStream as PassThrough;
    this.output.once('close', () => this.abandon());
    this.#zip.on('error', (error: Error) => this.output.destroy(error));
  }

  get isAbandoned(): boolean {
    return this.#gone.signal.aborted;
  }

  abandon(): void {
    if (this.isAbandoned) return;
    this.#gone.abort();
    if (!this.output.readableEnded) this.output.destroy();
  }

  /** Packs the stream and answers what went in. A stream that fails half way leaves the archive unusable. */
  async add(path: string, content: Readable | Buffer, { at, compress = false }: PackOptions): Promise<PackedFile> {
    const source = Buffer.isBuffer(content) ? Readable.from([content]) : content;
    if (this.isAbandoned) {
      source.destroy();
      throw new ArchiveAbandoned();
    }
    const sha256 = createHash('sha256');
    let size = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sha256.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    this.#zip.addReadStreamLazy(path, { mtime: at, mode: 0o100644, compress }, handedOnce(meter));
    try {
      await pipeline(source, meter, { signal: this.#gone.signal });
    } catch (error) {
      if (this.isAbandoned) throw new ArchiveAbandoned();
      throw error;
    }
    return { path, sha256: sha256.digest('hex'), size };
  }

  /** Nothing more comes. */
  end(): void {
    this.#zip.end();
  }

  fail(error: Error): void {
    this.output.destroy(error);
  }
}

/** The zip keeps what it was given until its end: of ten thousand files that must not be the streams. */
function handedOnce(stream: Readable) {
  const waiting = [stream];
  return (pass: (error: null, stream: Readable) => void): void => {
    const next = waiting.pop();
    if (next) pass(null, next);
  };
}
