import { makeSampleFile } from '@yardstick/server/demonstration/sample-files';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import * as files from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openTestApi, unitA, type Api } from './api.fixture.ts';

vi.mock('node:fs/promises', async original => {
  const real = await original<typeof files>();
  return { ...real, statfs: vi.fn(real.statfs) };
});

let api: Api;
let pdf: Buffer;
let port: number;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'), { LOG_LEVEL: 'silent' });
  const paragraphs = Array.from({ length: 24_000 }, (_, n) => `第${n}条：逐人核对名册，建立台账。`);
  pdf = (await makeSampleFile('pdf', { title: '核对报告', unitName: unitA, year: 2024, paragraphs, seed: 1 })).bytes;
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  port = (api.app.server.address() as AddressInfo).port;
});
afterAll(() => api?.close());
afterEach(() => void vi.mocked(files.statfs).mockReset());

const liaison = () => api.as('liaison');
const open = () =>
  liaison().send({
    method: 'POST',
    url: '/uploads',
    headers: {
      'upload-length': String(pdf.length),
      'upload-metadata': `filename ${Buffer.from('核对报告.pdf').toString('base64')}`,
    },
  });
const opened = async (): Promise<string> => String((await open()).headers['location']);
const send = (url: string, offset: number, payload: Buffer) =>
  liaison().send({
    method: 'PATCH',
    url,
    payload,
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
  });
const idOf = (url: string): string => url.split('/').at(-1)!;
const receivedOf = async (url: string): Promise<number> =>
  Number((await liaison().send({ method: 'HEAD', url })).headers['upload-offset']);
const rowOf = async (url: string) =>
  (
    await api.db.sql<{ state: string; sha256: string | null }>(`select state, sha256 from upload where id = $1`, [
      idOf(url),
    ])
  )[0]!;
const whole = () => ({ state: 'complete', sha256: createHash('sha256').update(pdf).digest('hex') });
const evidenceCount = async () => (await api.db.sql(`select 1 from evidence`)).length;

function startSending(url: string, offset: number) {
  const call = request({
    ...{ port, host: '127.0.0.1', path: url, method: 'PATCH' },
    headers: {
      'x-yardstick': '1',
      cookie: api.people.liaison.cookie,
      'content-type': 'application/offset+octet-stream',
      'content-length': pdf.length - offset,
      'upload-offset': offset,
    },
  });
  const answered = new Promise<number | undefined>(resolve => {
    call.once('response', answer => resolve(answer.resume().statusCode));
    call.once('error', () => resolve(undefined));
  });
  return { call, answered };
}

/** Nobody gets to the database, and whoever was there is put out, while `work` goes on. */
async function withoutDatabase<T>(work: () => Promise<T>): Promise<T> {
  const name = new URL(api.db.ownerUrl).pathname.slice(1);
  const superuser = new pg.Client({ connectionString: inject('postgres') });
  await superuser.connect();
  try {
    await superuser.query(`alter database ${name} allow_connections false`);
    await superuser.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1`, [name]);
    return await work();
  } finally {
    await superuser.query(`alter database ${name} allow_connections true`);
    await superuser.end();
  }
}

it('twenty cuts at any byte leave nothing half, and the file arrives as it was', async () => {
  const url = await opened();
  const before = await evidenceCount();
  for (let cut = 1; cut <= 20; cut++) {
    const offset = await receivedOf(url);
    const { call, answered } = startSending(url, offset);
    const until = Math.min(pdf.length - 1, offset + 1 + ((cut * 7_919) % Math.floor(pdf.length / 25)));
    await new Promise(resolve => call.write(pdf.subarray(offset, until), resolve));
    call.destroy();
    await answered;
    expect((await rowOf(url)).state).toBe('open');
  }
  await expect
    .poll(async () => (await send(url, await receivedOf(url), pdf.subarray(await receivedOf(url)))).statusCode)
    .toBe(204);
  expect(await rowOf(url)).toEqual(whole());
  expect(await evidenceCount()).toBe(before);
});

describe('a disk', () => {
  it('that is nearly full takes no more uploads and says so, while reading goes on', async () => {
    const milestoneId = await api.world.milestone(unitA, await api.world.action(unitA));
    const evidenceId = await api.world.evidence(api.people.liaison, [milestoneId]);
    const before = await evidenceCount();
    vi.mocked(files.statfs).mockResolvedValue({ bavail: 1, bsize: 1 << 20 } as Awaited<
      ReturnType<typeof files.statfs>
    >);
    const answer = await open();
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'disk-full']);
    expect(answer.json().message).toBe('服务器存储空间不足，暂时不能上传。请联系系统管理员。');
    expect((await liaison().send({ method: 'GET', url: `/files/evidence/${evidenceId}` })).statusCode).toBe(200);
    expect(await evidenceCount()).toBe(before);
  });

  it.runIf(existsSync('/dev/full'))(
    'that fills up in the middle says so, and the upload goes on once there is space',
    async () => {
      const url = await opened();
      const part = join(api.db.config.DATA_DIR, 'parts', idOf(url));
      rmSync(part);
      symlinkSync('/dev/full', part); // the kernel itself refuses each write there
      const answer = await send(url, 0, pdf);
      expect([answer.statusCode, answer.json().code]).toEqual([422, 'disk-full']);
      expect((await rowOf(url)).state).toBe('open');
      rmSync(part);
      expect(await receivedOf(url)).toBe(0);
      expect((await send(url, 0, pdf)).statusCode).toBe(204);
      expect(await rowOf(url)).toEqual(whole());
    },
  );
});

describe('a database that goes away', () => {
  it('during an upload leaves it open, and it is finished afterwards', async () => {
    const url = await opened();
    const { call, answered } = startSending(url, 0);
    call.write(pdf.subarray(0, pdf.length >> 1));
    await expect.poll(() => receivedOf(url)).toBeGreaterThan(0);
    const status = await withoutDatabase(async () => {
      call.end(pdf.subarray(pdf.length >> 1));
      const first = await answered;
      expect((await send(url, pdf.length, Buffer.alloc(0))).statusCode).toBe(500);
      return first;
    });
    expect(status).toBe(500);
    expect((await rowOf(url)).state).toBe('open');
    const offset = await receivedOf(url); // nothing, when the store has taken the file already
    expect((await send(url, offset, pdf.subarray(offset))).statusCode).toBe(204);
    expect(await rowOf(url)).toEqual(whole());
  });

  it('during attaching and submitting leaves nothing half; the same request again has one effect', async () => {
    const url = await opened();
    await send(url, 0, pdf);
    const milestoneId = await api.world.milestone(unitA, await api.world.action(unitA, 'in-progress'));
    const toSubmit = await api.world.milestone(unitA, await api.world.action(unitA));
    await api.world.evidence(api.people.liaison, [toSubmit]);
    const before = [await evidenceCount(), await api.world.leafCount()];
    const attach = { uploadId: idOf(url), milestoneIds: [milestoneId], title: '核对报告', kind: 'REPORT' };
    for (const [mutation, input, counted] of [
      ['attachEvidence', attach, 1],
      ['submitMilestone', { milestoneId: toSubmit }, 1],
    ] as const) {
      const key = randomUUID();
      const failed = await withoutDatabase(() => liaison().mutate(mutation, input, key));
      expect(failed.payload).toBeNull();
      const leaves = await api.world.leafCount();
      const answers = [await liaison().mutate(mutation, input, key), await liaison().mutate(mutation, input, key)];
      expect(answers.map(answer => answer.refusals)).toEqual([[], []]);
      expect(await api.world.leafCount()).toBe(leaves + counted);
    }
    expect([await evidenceCount(), await api.world.leafCount()]).toEqual([before[0]! + 1, before[1]! + 2]);
    const [row] = await api.db.sql<{ state: string }>(`select state from milestone where id = $1`, [toSubmit]);
    expect(row!.state).toBe('to-sign');
  });
});
