import type { BlobStore } from './blob-store.ts';
import { FsBlobStore } from './fs-blob-store.ts';
import type { S3BlobStoreSettings } from './s3-blob-store.ts';

export type BlobStoreConfig = { kind: 'fs'; root: string } | ({ kind: 's3' } & S3BlobStoreSettings);

export async function blobStoreFrom(config: BlobStoreConfig): Promise<BlobStore> {
  if (config.kind === 'fs') return new FsBlobStore(config.root);
  // Loaded on demand: a city without object storage never pays for the client.
  const { S3BlobStore } = await import('./s3-blob-store.ts');
  return new S3BlobStore(config);
}
