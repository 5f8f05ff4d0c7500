import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileDigest, hashFile, OffsetMismatch, receiveInto, resumeHash, type Received } from './receive-stream.ts';

const body = randomBytes(5_500_001);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const maxBytes = 100 << 20;

let folder: string;
let part: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'receive-'));
  part = join(folder, 'part');
});
afterEach(() => rm(folder, { recursive: true }));

function chunksOf(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

test.each([1 << 16, 999, 3_000_000])('a body in chunks of %i bytes arrives whole and hashed', async size => {
  const hash = createHash('sha256');
  const received = await receiveInto(part, Readable.from(chunksOf(body, size)), { offset: 0, maxBytes, hash });
  expect(received).toEqual({ bytesWritten: body.length, size: body.length, outcome: 'complete' });
  expect(hash.digest('hex')).toBe(sha256(body));
  expect((await readFile(part)).equals(body)).toBe(true);
});

test('an empty body leaves an empty file', async () => {
  const hash = createHash('sha256');
  expect(await receiveInto(part, Readable.from([]), { offset: 0, maxBytes, hash })).toMatchObject({ size: 0 });
  expect((await stat(part)).size).toBe(0);
});

test('a body that breaks off keeps what came, and the rest goes on from there', async () => {
  function* broken() {
    yield* chunksOf(body.subarray(0, 2_345_678), 70_000);
    throw new Error('connection lost');
  }
  const lost = createHash('sha256');
  const first = await receiveInto(part, Readable.from(broken()), { offset: 0, maxBytes, hash: lost });
  expect(first).toEqual({ bytesWritten: 2_345_678, size: 2_345_678, outcome: 'cut' });
  expect(lost.digest('hex')).toBe(sha256(body.subarray(0, 2_345_678)));

  const hash = await resumeHash(part, first.size, createHash('sha256'));
  const rest = Readable.from(chunksOf(body.subarray(first.size), 1 << 16));
  const second = await receiveInto(part, rest, { offset: first.size, maxBytes, hash });
  expect(second).toMatchObject({ size: body.length, outcome: 'complete' });
  expect(hash.digest('hex')).toBe(sha256(body));
  expect((await readFile(part)).equals(body)).toBe(true);
});

test('a request over HTTP that is cut off half way counts up to the cut', async () => {
  let done!: (received: Received) => void;
  const finished = new Promise<Received>(resolve => (done = resolve));
  const server = createServer(incoming => {
    void receiveInto(part, incoming, { offset: 0, maxBytes, hash: createHash('sha256') }).then(done);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const outgoing = request({ port, host: '127.0.0.1', method: 'PUT', headers: { 'content-length': body.length } });
  outgoing.on('error', () => {});
  outgoing.write(body.subarray(0, 1_500_000), () => outgoing.destroy());
  const received = await finished;
  server.close();
  expect(received.outcome).toBe('cut');
  expect((await readFile(part)).equals(body.subarray(0, received.size))).toBe(true);
});

test('a body beyond the limit is stopped there without closing the connection', async () => {
  const stream = Readable.from(chunksOf(body, 1 << 16));
  const received = await receiveInto(part, stream, { offset: 0, maxBytes: 1_000_000, hash: createHash('sha256') });
  expect(received.outcome).toBe('too-large');
  expect((await stat(part)).size).toBe(received.size);
  expect(received.size).toBeLessThanOrEqual(1_000_000);
  expect(stream.destroyed).toBe(false);
});

test('the limit counts earlier requests too', async () => {
  await writeFile(part, body.subarray(0, 900));
  const hash = await resumeHash(part, 900, createHash('sha256'));
  const received = await receiveInto(part, Readable.from([Buffer.alloc(101)]), { offset: 900, maxBytes: 1_000, hash });
  expect(received).toEqual({ bytesWritten: 0, size: 900, outcome: 'too-large' });
});

test('an offset that is not the size of the file is refused, and nothing is written', async () => {
  await writeFile(part, 'abc');
  for (const offset of [0, 2, 4]) {
    const attempt = receiveInto(part, Readable.from([body]), { offset, maxBytes, hash: createHash('sha256') });
    await expect(attempt).rejects.toThrow(OffsetMismatch);
  }
  await expect(resumeHash(part, 4, createHash('sha256'))).rejects.toThrow(OffsetMismatch);
  expect(await readFile(part, 'utf8')).toBe('abc');
});

test('a file has its SHA-256, its SM3 and its size', async () => {
  await writeFile(part, 'abc');
  expect(await hashFile(part)).toEqual({
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    size: 3,
  });
  await writeFile(part, body);
  const digest = new FileDigest();
  digest.update(body);
  expect(await hashFile(part)).toEqual(digest.hashes());
});
