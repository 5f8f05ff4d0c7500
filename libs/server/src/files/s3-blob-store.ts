import { createReadStream } from 'node:fs';
import { stat, unlink } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import {
  BlobDamaged,
  BlobMissing,
  blobKey,
  checkRange,
  type BlobStat,
  type BlobStore,
  type ByteRange,
} from './blob-store.ts';

export interface S3BlobStoreSettings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Put before every key, such as `evidence/`. */
  prefix?: string;
}

export class S3BlobStore implements BlobStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor({ endpoint, region, bucket, accessKeyId, secretAccessKey, prefix = '' }: S3BlobStoreSettings) {
    const config: S3ClientConfig = {
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      // The default mode wraps streams in aws-chunked framing, which other stores keep as part of the file.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    };
    this.#client = new S3Client(config);
    this.#bucket = bucket;
    this.#prefix = prefix;
  }

  async put(sha256: string, tempPath: string): Promise<void> {
    const key = this.#key(sha256);
    const { size } = await stat(tempPath);
    if ((await this.#sizeOf(key)) !== size) {
      const put = new PutObjectCommand({ ...key, Body: createReadStream(tempPath), ContentLength: size });
      // Signs the content as well, so that a store refuses bytes damaged on the way.
      put.middlewareStack.add(
        next => args => {
          (args.request as { headers: Record<string, string> }).headers['x-amz-content-sha256'] = sha256;
          return next(args);
        },
        { step: 'build' },
      );
      await this.#client.send(put);
      const stored = await this.#sizeOf(key);
      if (stored !== size) throw new BlobDamaged(sha256, `${stored ?? 'no'} bytes stored, ${size} sent`);
    }
    await unlink(tempPath);
  }

  async open(sha256: string, range?: ByteRange): Promise<Readable> {
    const key = this.#key(sha256);
    checkRange(range);
    try {
      const found = await this.#client.send(
        new GetObjectCommand({ ...key, Range: range && `bytes=${range.start}-${range.end ?? ''}` }),
      );
      return found.Body as Readable;
    } catch (error) {
      throw isMissing(error) ? new BlobMissing(sha256) : error;
    }
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.#sizeOf(this.#key(sha256))) !== undefined;
  }

  async stat(sha256: string): Promise<BlobStat> {
    const size = await this.#sizeOf(this.#key(sha256));
    if (size === undefined) throw new BlobMissing(sha256);
    return { size };
  }

  close(): void {
    this.#client.destroy();
  }

  #key(sha256: string) {
    return { Bucket: this.#bucket, Key: this.#prefix + blobKey(sha256) };
  }

  async #sizeOf(key: { Bucket: string; Key: string }): Promise<number | undefined> {
    try {
      return (await this.#client.send(new HeadObjectCommand(key))).ContentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}

function isMissing(error: unknown): boolean {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404;
}
