import { makeSampleFile } from '@yardstick/server/demonstration/sample-files';
import { bytesOfBuffer } from '@yardstick/server/files/byte-source';
import { readParts, unpack } from '@yardstick/server/files/zip-archive';
import { ObjectStore } from '@yardstick/testing/object-store';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openTestApi, unitA, type Api } from './api.fixture.ts';

const objectStore = new ObjectStore();
let api: Api;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'object-storage-'));
  api = await openTestApi(inject('postgres'), {
    S3_ENDPOINT: await objectStore.start(),
    S3_BUCKET: 'evidence',
    S3_ACCESS_KEY_ID: 'id',
    S3_SECRET_ACCESS_KEY: 'secret',
  });
});
afterAll(async () => {
  await api?.close();
  objectStore.stop();
  await rm(folder, { recursive: true, force: true });
});

it('a file goes into object storage, is read from there in part, and lies checked in the dossier', async () => {
  const liaison = api.as('liaison');
  const actionId = await api.world.action(unitA, 'in-progress');
  const milestoneId = await api.world.milestone(unitA, actionId);
  const paragraphs = Array.from({ length: 3_000 }, (_, n) => `第${n}条：逐人核对名册，建立台账。`);
  const content = { title: '核对报告', unitName: unitA, year: 2024, paragraphs, seed: 1 };
  const { bytes } = await makeSampleFile('pdf', content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const metadata = `filename ${Buffer.from('核对报告.pdf').toString('base64')}`;
  const opened = await liaison.send({
    method: 'POST',
    url: '/uploads',
    headers: { 'upload-length': String(bytes.length), 'upload-metadata': metadata },
  });
  const url = String(opened.headers['location']);
  const sent = await liaison.send({
    method: 'PATCH',
    url,
    payload: bytes,
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
  });
  expect(sent.statusCode).toBe(204);
  const key = `/evidence/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
  expect(objectStore.objects.get(key)?.equals(bytes)).toBe(true);
  expect(existsSync(join(api.db.config.DATA_DIR, 'files'))).toBe(false);

  const input = { uploadId: url.split('/').at(-1), milestoneIds: [milestoneId], title: '核对报告', kind: 'REPORT' };
  const { payload, refusals } = await liaison.mutate('attachEvidence', input);
  expect([refusals, payload.evidence.sha256]).toEqual([[], sha256]);
  const ranged = (range: string) => liaison.send({ method: 'GET', url: payload.evidence.url, headers: { range } });
  const size = bytes.length;
  for (const [range, start, end] of [
    ['bytes=100-299', 100, 299],
    [`bytes=${size - 10}-${size + 10}`, size - 10, size - 1],
    ['bytes=-7', size - 7, size - 1],
    ['bytes=500-', 500, size - 1],
  ] as const) {
    const part = await ranged(range);
    expect([part.statusCode, part.headers['content-range']]).toEqual([206, `bytes ${start}-${end}/${size}`]);
    expect(part.rawPayload.equals(bytes.subarray(start, end + 1))).toBe(true);
  }
  expect((await ranged(`bytes=${size}-`)).statusCode).toBe(416);
  expect((await ranged('bytes=0-1,5-6')).statusCode).toBe(200);
  const whole = await liaison.send({ method: 'GET', url: payload.evidence.url });
  expect(whole.rawPayload.equals(bytes)).toBe(true);

  const dossier = await liaison.send({ method: 'GET', url: `/exports/dossier?unit=${unitA}&year=2024` });
  expect(dossier.statusCode).toBe(200);
  const zip = bytesOfBuffer(dossier.rawPayload);
  for (const file of await readParts(zip, { unpackedBytes: 1 << 28 })) {
    const place = join(folder, file.name);
    await mkdir(dirname(place), { recursive: true });
    const pieces: Buffer[] = [];
    for await (const piece of unpack(zip, file)) pieces.push(piece);
    await writeFile(place, Buffer.concat(pieces));
  }
  const { stdout } = await promisify(execFile)('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder });
  expect(stdout).toMatch(/核对报告.*: OK/);
  expect(stdout).not.toMatch(/FAILED/);
});
