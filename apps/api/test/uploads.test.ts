import { makeSampleFile } from '@yardstick/server/demonstration/sample-files';
import { openServices } from '@yardstick/server/open-services';
import { createHash, randomUUID } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openApp } from '../src/open-app.ts';
import { openTestApi, unitA, type Api } from './api.fixture.ts';

let api: Api;
let pdf: Buffer;
let port: number;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'), { UPLOAD_MAX_MB: '4' });
  const paragraphs = Array.from({ length: 24_000 }, (_, n) => `第${n}条：逐人核对名册，建立台账。`);
  pdf = (await makeSampleFile('pdf', { title: '核对报告', unitName: unitA, year: 2024, paragraphs, seed: 1 })).bytes;
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  port = (api.app.server.address() as AddressInfo).port;
});
afterAll(() => api?.close());

const liaison = () => api.as('liaison');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function open(fileName: string, size: number) {
  const metadata = `filename ${Buffer.from(fileName).toString('base64')}`;
  return liaison().send({
    method: 'POST',
    url: '/uploads',
    headers: { 'upload-length': String(size), 'upload-metadata': metadata },
  });
}
const send = (url: string, offset: number, payload: Buffer) =>
  liaison().send({
    method: 'PATCH',
    url,
    payload,
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
  });
const receivedOf = async (url: string): Promise<number> =>
  Number((await liaison().send({ method: 'HEAD', url })).headers['upload-offset']);
const placeOf = async (fileName: string, size: number): Promise<string> =>
  String((await open(fileName, size)).headers['location']);
const rowOf = async (url: string) =>
  (
    await api.db.sql<{ state: string; sha256: string | null }>(`select state, sha256 from upload where id = $1`, [
      url.split('/').at(-1),
    ])
  )[0]!;
const attach = async (url: string, more: object = {}) => {
  const milestoneIds = [await api.world.milestone(unitA, await api.world.action(unitA))];
  const input = { uploadId: url.split('/').at(-1), milestoneIds, title: '核对报告', kind: 'REPORT', ...more };
  return liaison().mutate('attachEvidence', input);
};
const partOf = (url: string): string => join(api.db.config.DATA_DIR, 'parts', url.split('/').at(-1)!);
const evidenceCount = async () => (await api.db.sql(`select 1 from evidence`)).length;

/** Sends over a real connection that breaks once the server has written `cutAt` bytes or more. */
async function sendAndBreakOff(url: string, offset: number, upTo: number): Promise<void> {
  const before = await receivedOf(url);
  const call = request({
    port,
    host: '127.0.0.1',
    path: url,
    method: 'PATCH',
    headers: {
      'x-yardstick': '1',
      cookie: api.people.liaison.cookie,
      'content-type': 'application/offset+octet-stream',
      'content-length': pdf.length - offset,
      'upload-offset': offset,
    },
  });
  const closed = new Promise<void>(resolve => call.once('close', () => resolve()));
  call.on('error', () => undefined);
  call.write(pdf.subarray(offset, upTo));
  await expect.poll(() => receivedOf(url), { timeout: 10_000 }).toBeGreaterThan(before);
  call.destroy();
  await closed;
}

describe('an upload', () => {
  it.each([[[1]], [[4_096, 4_097]], [[65_536, 1_000_000, 1_048_577]], [[7, 500_000, 900_001]]])(
    'sent in parts that end at %j arrives whole',
    async ends => {
      const url = await placeOf('核对报告.pdf', pdf.length);
      let offset = 0;
      for (const end of [...ends, pdf.length]) {
        expect(await receivedOf(url)).toBe(offset);
        expect((await send(url, offset, pdf.subarray(offset, end))).statusCode).toBe(204);
        offset = end;
      }
      expect(await rowOf(url)).toEqual({ state: 'complete', sha256: sha256(pdf) });
      const { payload } = await attach(url);
      const { rawPayload } = await liaison().send({ method: 'GET', url: payload.evidence.url });
      expect([payload.evidence.sha256, sha256(rawPayload)]).toEqual([sha256(pdf), sha256(pdf)]);
    },
  );

  it('whose line breaks keeps what arrived and goes on from there', async () => {
    expect(pdf.length).toBeGreaterThan(2_200_000);
    const url = await placeOf('核对报告.pdf', pdf.length);
    await sendAndBreakOff(url, 0, 1_300_000);
    let offset = await receivedOf(url);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(pdf.length);
    expect((await attach(url)).refusals).toEqual(['UPLOAD_NOT_COMPLETE']);
    await expect
      .poll(
        async () => {
          offset = await receivedOf(url);
          return (await send(url, offset, pdf.subarray(offset))).statusCode;
        },
        { timeout: 10_000 },
      )
      .toBe(204);
    expect(await rowOf(url)).toEqual({ state: 'complete', sha256: sha256(pdf) });
  });

  it('takes no part twice and none out of turn', async () => {
    const url = await placeOf('核对报告.pdf', pdf.length);
    await send(url, 0, pdf.subarray(0, 1000));
    for (const offset of [0, 999, 1001, pdf.length]) {
      const answer = await send(url, offset, Buffer.from('x'));
      expect([answer.statusCode, answer.headers['upload-offset']]).toEqual([409, '1000']);
    }
    expect(await receivedOf(url)).toBe(1000);
  });

  it('that is longer than announced is refused', async () => {
    const url = await placeOf('核对报告.pdf', 1000);
    const answer = await send(url, 0, pdf.subarray(0, 5000));
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'length-mismatch']);
  });

  it.each<[string, string, Buffer]>([
    ['a program', '工具.exe', Buffer.from('MZ\x90\x00')],
    ['a program named as a document', '报告.pdf', Buffer.from('MZ\x90\x00'.padEnd(600))],
    ['a web page', '报告.html', Buffer.from('<script>alert(1)</script>')],
    ['a web page named as a picture', '照片.png', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a drawing with a script', '图.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')],
    ['an archive', '材料.zip', Buffer.from('PK\x03\x04'.padEnd(600))],
    ['a name that leads elsewhere', '../../报告.pdf', Buffer.from('%PDF-1.4')],
    ['a name that reads backwards', '报告\u202efdp.exe', Buffer.from('%PDF-1.4')],
    ['nothing', '空.pdf', Buffer.alloc(0)],
  ])('of %s is refused with a sentence, and becomes no evidence', async (_what, fileName, bytes) => {
    const before = await evidenceCount();
    const opened = await open(fileName, bytes.length);
    const url = String(opened.headers['location']);
    const answer = opened.statusCode === 201 ? await send(url, 0, bytes) : opened;
    expect(answer.statusCode).toBe(422);
    expect(answer.json().code).toMatch(/^[a-z-]+$/);
    expect(answer.json().message).toMatch(/[\u4e00-\u9fff]{2}.*[,，。]请/);
    if (opened.statusCode === 201) {
      expect((await attach(url)).refusals).toEqual(['UPLOAD_NOT_COMPLETE']);
      expect(existsSync(join(api.db.config.DATA_DIR, 'parts', url.split('/').at(-1)!))).toBe(false);
    }
    expect(await evidenceCount()).toBe(before);
  });

  it('larger than the limit is refused before a byte is sent', async () => {
    const answer = await open('大.pdf', 4 * 1024 * 1024 + 1);
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'too-large']);
    for (const size of [-1, 0.5, Number.NaN]) expect((await open('x.pdf', size)).statusCode).toBe(422);
  });

  it('becomes evidence once', async () => {
    const url = await placeOf('核对报告.pdf', pdf.length);
    await send(url, 0, pdf);
    const before = await evidenceCount();
    const answers = await Promise.all(Array.from({ length: 5 }, () => attach(url)));
    expect(answers.filter(answer => answer.userErrors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(answer => answer.refusals)).toEqual(Array(4).fill('UPLOAD_ALREADY_ATTACHED'));
    expect(await evidenceCount()).toBe(before + 1);
  });

  it('of the same file twice is stored once', async () => {
    const small = (
      await makeSampleFile('docx', { title: '通知', unitName: unitA, year: 2024, paragraphs: ['照办。'], seed: 3 })
    ).bytes;
    for (let turn = 0; turn < 2; turn++) {
      const url = await placeOf('通知.docx', small.length);
      expect((await send(url, 0, small)).statusCode).toBe(204);
      expect((await rowOf(url)).sha256).toBe(sha256(small));
    }
    expect(await api.db.sql(`select 1 from stored_file where sha256 = $1`, [sha256(small)])).toHaveLength(1);
  });

  it('goes on after the server was started anew, from the byte it had', async () => {
    const url = await placeOf('核对报告.pdf', pdf.length);
    await send(url, 0, pdf.subarray(0, 1_234_567));
    const restarted = await openServices(api.db.config);
    const app = await openApp(restarted.orm, restarted.services);
    const again = (options: InjectOptions) =>
      app.inject({
        ...options,
        headers: { 'x-yardstick': '1', cookie: api.people.liaison.cookie, ...options.headers },
      });
    try {
      const offset = Number((await again({ method: 'HEAD', url })).headers['upload-offset']);
      expect(offset).toBe(1_234_567);
      const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
      expect((await again({ method: 'PATCH', url, headers, payload: pdf.subarray(offset) })).statusCode).toBe(204);
    } finally {
      await app.close();
      await restarted.close();
    }
    expect(await rowOf(url)).toEqual({ state: 'complete', sha256: sha256(pdf) });
  });

  it('whose server went away between the last byte and the check is checked on an empty piece', async () => {
    const url = await placeOf('核对报告.pdf', pdf.length);
    writeFileSync(partOf(url), pdf);
    expect(await receivedOf(url)).toBe(pdf.length);
    expect((await attach(url)).refusals).toEqual(['UPLOAD_NOT_COMPLETE']);
    expect((await send(url, pdf.length, Buffer.alloc(0))).statusCode).toBe(204);
    expect(await rowOf(url)).toEqual({ state: 'complete', sha256: sha256(pdf) });
  });

  it('is listed to its owner until it is evidence, with what has arrived', async () => {
    const [begun, whole, filed] = [
      await placeOf('甲.pdf', pdf.length),
      await placeOf('乙.pdf', pdf.length),
      await placeOf('丙.pdf', pdf.length),
    ];
    await send(begun, 0, pdf.subarray(0, 1000));
    for (const url of [whole, filed]) await send(url, 0, pdf);
    await attach(filed, { milestoneIds: [] });
    const listed = (await liaison().ask(`{ myUploads { id fileName size received state } }`)).data.myUploads;
    const mine = (url: string) => listed.find((row: { id: string }) => row.id === url.split('/').at(-1));
    expect(mine(begun)).toMatchObject({ fileName: '甲.pdf', size: pdf.length, received: 1000, state: 'open' });
    expect(mine(whole)).toMatchObject({ received: pdf.length, state: 'complete' });
    expect(mine(filed)).toBeUndefined();
    const others = (await api.as('member').ask(`{ myUploads { id } }`)).data.myUploads;
    expect(others).toEqual([]);
  });

  it('that is given up leaves no part, and cannot become evidence', async () => {
    const url = await placeOf('核对报告.pdf', pdf.length);
    await send(url, 0, pdf.subarray(0, 1000));
    expect((await api.as('member').send({ method: 'DELETE', url })).statusCode).toBe(404);
    expect((await liaison().send({ method: 'DELETE', url })).statusCode).toBe(204);
    expect((await liaison().send({ method: 'DELETE', url })).statusCode).toBe(204);
    expect(existsSync(partOf(url))).toBe(false);
    expect((await send(url, 1000, pdf.subarray(1000))).statusCode).toBe(409);
    expect((await attach(url)).refusals).toEqual(['UPLOAD_NOT_COMPLETE']);
  });

  it('is for the people of units only', async () => {
    for (const who of ['leader', 'chief', 'staff', 'admin', 'auditor'] as const)
      expect(
        (await api.as(who).send({ method: 'POST', url: '/uploads', headers: { 'upload-length': '5' } })).statusCode,
      ).toBe(403);
    expect((await api.anonymous.send({ method: 'POST', url: '/uploads' })).statusCode).toBe(401);
  });

  it('leaves no part behind once it is whole', async () => {
    const url = await placeOf('核对报告.pdf', pdf.length);
    await send(url, 0, pdf);
    expect(readdirSync(join(api.db.config.DATA_DIR, 'parts'))).not.toContain(url.split('/').at(-1));
  });
});

describe('a file that is shown', () => {
  it('may neither run nor be taken for something else', async () => {
    const milestoneId = await api.world.milestone(unitA, await api.world.action(unitA));
    const sha = await api.world.file(Buffer.from('<script>alert(1)</script>'));
    const id = await api.world.evidence(api.people.liaison, [milestoneId], 'draft', {
      sha256: sha,
      file_name: '名册".txt\r\nx: y',
    });
    const { headers } = await liaison().send({ method: 'GET', url: `/files/evidence/${id}?inline=1` });
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    expect(headers['x']).toBeUndefined();
    const taken = await liaison().send({ method: 'GET', url: `/files/evidence/${id}` });
    expect(taken.headers['content-disposition']).toMatch(/^attachment;/);
  });

  it('leaves one leaf for each opening of its preview, and one for each download', async () => {
    const milestoneId = await api.world.milestone(unitA, await api.world.action(unitA));
    const id = await api.world.evidence(api.people.liaison, [milestoneId]);
    const leavesOf = async (urls: string[]) => {
      const before = await api.world.leafCount();
      for (const url of urls) expect((await liaison().send({ method: 'GET', url })).statusCode).toBe(200);
      return (await api.world.leafCount()) - before;
    };
    const opening = (preview: string) => [
      `/files/evidence/${id}?inline=1&preview=${preview}`,
      `/files/evidence/${id}/preview?preview=${preview}`,
      `/files/evidence/${id}?preview=${preview}`,
    ];
    expect(await leavesOf(opening(randomUUID()))).toBe(1);
    expect(await leavesOf(opening(randomUUID()))).toBe(1);
    expect(await leavesOf([`/files/evidence/${id}`, `/files/evidence/${id}?preview=x`])).toBe(2);
  });

  it('is read on the server where the browser cannot: a table, a text, and nothing else', async () => {
    const preview = async (kind: 'xlsx' | 'docx') => {
      const { bytes, mime } = await makeSampleFile(kind, {
        title: '名册',
        unitName: unitA,
        year: 2024,
        paragraphs: ['张某'],
        seed: 7,
      });
      const sha = await api.world.file(bytes);
      await api.db.sql(`update stored_file set kind = $2, mime = $3 where sha256 = $1`, [sha, kind, mime]);
      const id = await api.world.evidence(api.people.liaison, [], 'draft', { sha256: sha });
      return (await liaison().send({ method: 'GET', url: `/files/evidence/${id}/preview` })).json();
    };
    const { kind, tables } = await preview('xlsx');
    expect([kind, JSON.stringify(tables)]).toEqual(['tables', expect.stringContaining('张某')]);
    expect(await preview('docx')).toEqual({ kind: 'none', reason: 'not-previewed' });
    const id = await api.world.evidence(api.people.liaison, []);
    const shown = (await liaison().send({ method: 'GET', url: `/files/evidence/${id}/preview` })).json();
    expect(shown).toEqual({ kind: 'text', text: `名册 ${id}`, isCut: false });
    const others = await api.as('otherLiaison').send({ method: 'GET', url: `/files/evidence/${id}/preview` });
    expect(others.statusCode).toBe(404);
  });
});
