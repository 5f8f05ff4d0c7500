import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ObjectStore } from '@yardstick/testing/object-store';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { blobStoreFrom } from './blob-store-from.ts';
import { BlobDamaged, BlobMissing, type BlobStore } from './blob-store.ts';

const content = randomBytes(70_000);
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const key = sha256(content);

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'blobs-'))));
afterEach(() => rm(folder, { recursive: true }));

async function temporary(bytes: Buffer | string = content): Promise<string> {
  const path = join(folder, `temp-${randomBytes(4).toString('hex')}`);
  await writeFile(path, bytes);
  return path;
}

let objectStore: ObjectStore;
beforeEach(() => void (objectStore = new ObjectStore()));
afterEach(() => objectStore.stop());

const makers: Record<string, () => Promise<BlobStore>> = {
  'on disk': () => blobStoreFrom({ kind: 'fs', root: join(folder, 'store') }),
  'in object storage': async () =>
    blobStoreFrom({
      kind: 's3',
      endpoint: await objectStore.start(),
      region: 'local',
      bucket: 'evidence',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      prefix: 'city/',
    }),
};

describe.each(Object.entries(makers))('a blob store %s', (_, make) => {
  test('gives back what was put, and takes the temporary file', async () => {
    const store = await make();
    const path = await temporary();
    expect(await store.has(key)).toBe(false);
    await store.put(key, path);
    expect(await store.has(key)).toBe(true);
    expect(await store.stat(key)).toEqual({ size: 70_000 });
    expect((await buffer(await store.open(key))).equals(content)).toBe(true);
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('reads ranges with both ends included', async () => {
    const store = await make();
    await store.put(key, await temporary());
    expect((await buffer(await store.open(key, { start: 10, end: 19 }))).equals(content.subarray(10, 20))).toBe(true);
    expect((await buffer(await store.open(key, { start: 69_999 }))).equals(content.subarray(69_999))).toBe(true);
    await expect(store.open(key, { start: 5, end: 4 })).rejects.toThrow(RangeError);
  });

  test('takes the same content again without effect', async () => {
    const store = await make();
    await store.put(key, await temporary());
    const again = await temporary();
    await store.put(key, again);
    await expect(stat(again)).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await buffer(await store.open(key))).equals(content)).toBe(true);
  });

  test('says that a blob is missing', async () => {
    const store = await make();
    await expect(store.open(key)).rejects.toThrow(BlobMissing);
    await expect(store.stat(key)).rejects.toThrow(BlobMissing);
  });

  test('accepts no key but a hash', async () => {
    const store = await make();
    const path = await temporary();
    for (const bad of ['', '../x', key.toUpperCase(), `${key}/x`, `${key.slice(2)}..`]) {
      await expect(store.put(bad, path)).rejects.toThrow(TypeError);
      await expect(store.open(bad)).rejects.toThrow(TypeError);
      await expect(store.has(bad)).rejects.toThrow(TypeError);
    }
    expect((await stat(path)).size).toBe(70_000);
  });
});

describe('on disk', () => {
  test('a blob lies under its hash, read-only, with nothing beside it', async () => {
    const store = await makers['on disk']!();
    await store.put(key, await temporary());
    const place = join(folder, 'store', key.slice(0, 2), key.slice(2, 4));
    expect(await readdir(place)).toEqual([key]);
    const { mode, nlink } = await stat(join(place, key));
    expect([mode & 0o777, nlink]).toEqual([0o444, 1]);
  });

  test('uploads of the same content at the same time end as one blob', async () => {
    const store = await makers['on disk']!();
    const paths = await Promise.all(Array.from({ length: 12 }, () => temporary()));
    await Promise.all(paths.map(path => store.put(key, path)));
    expect((await buffer(await store.open(key))).equals(content)).toBe(true);
    expect((await readdir(folder)).filter(name => name.startsWith('temp'))).toEqual([]);
  });

  test('a stored blob is never overwritten, not even a damaged one', async () => {
    const store = await makers['on disk']!();
    await store.put(key, await temporary());
    const place = join(folder, 'store', key.slice(0, 2), key.slice(2, 4), key);
    await chmod(place, 0o644);
    await writeFile(place, 'cut');
    const path = await temporary();
    await expect(store.put(key, path)).rejects.toThrow(BlobDamaged);
    expect(await readFile(place, 'utf8')).toBe('cut');
    expect((await stat(path)).size).toBe(70_000);
  });

  test('a temporary file on another disk is copied in and then removed', async context => {
    const other = await mkdtemp('/dev/shm/blobs-').catch(() => undefined);
    if (!other || (await stat(other)).dev === (await stat(folder)).dev) return context.skip();
    try {
      const path = join(other, 'temp');
      await writeFile(path, content);
      const store = await makers['on disk']!();
      await store.put(key, path);
      expect((await buffer(await store.open(key))).equals(content)).toBe(true);
      expect(await readdir(other)).toEqual([]);
      expect(await readdir(join(folder, 'store', 'incoming'))).toEqual([]);
    } finally {
      await rm(other, { recursive: true });
    }
  });
});

describe('in object storage', () => {
  test('the bytes stored are the bytes sent, under the bucket and prefix', async () => {
    const store = await makers['in object storage']!();
    await store.put(key, await temporary());
    const stored = objectStore.objects.get(`/evidence/city/${key.slice(0, 2)}/${key.slice(2, 4)}/${key}`);
    expect(stored?.length).toBe(70_000);
    expect(sha256(stored!)).toBe(key);
  });

  test('the signature covers the content', async () => {
    const store = await makers['in object storage']!();
    await store.put(key, await temporary());
    expect(objectStore.puts[0]?.contentHash).toBe(key);
    expect(objectStore.puts[0]?.authorization).toMatch(/SignedHeaders=[^,]*x-amz-content-sha256/);
  });

  test('content that is there already is not sent again', async () => {
    const store = await makers['in object storage']!();
    await store.put(key, await temporary());
    await store.put(key, await temporary());
    expect(objectStore.puts.length).toBe(1);
  });

  test('a store that keeps fewer bytes than it was sent is found out, and the file kept', async () => {
    const store = await makers['in object storage']!();
    objectStore.cutAt = 69_999;
    const path = await temporary();
    await expect(store.put(key, path)).rejects.toThrow(BlobDamaged);
    expect((await stat(path)).size).toBe(70_000);
  });
});
