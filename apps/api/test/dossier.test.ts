import { bytesOfBuffer } from '@yardstick/server/files/byte-source';
import { readParts, unpack } from '@yardstick/server/files/zip-archive';
import { cellText, openWorkbook } from '@yardstick/server/documents/spreadsheet';
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readlink, rm, unlink, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { Somebody } from '@yardstick/testing/world';
import { openTestApi, unitA, unitB, type Api, type Who } from './api.fixture.ts';

let api: Api;
let port: number;
let measureId: string;
let actionId: string;
let milestoneIds: string[];
let folder: string;

beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
  const { world, people } = api;
  measureId = await world.measure({ title: '全面核对执法人员名册，规范证件管理' });
  actionId = await world.action(unitA, 'in-progress', { measure_id: measureId });
  milestoneIds = [
    await world.milestone(unitA, actionId, 'accepted', { title: '名册核对完毕' }),
    await world.milestone(unitA, actionId, 'planned', { title: '名册公示', due_on: '2024-09-30' }),
    await world.milestone(unitA, actionId, 'returned', { title: '名册/更新: "二次"', return_reason: '缺盖章页' }),
  ];
  const [first, second, third] = milestoneIds as [string, string, string];
  await world.evidence(people.liaison, [first, second], 'accepted', { file_name: '执法人员名册(2024).txt' });
  await world.evidence(people.liaison, [first], 'withdrawn', { return_reason: '传错了', title: '=cmd|x' });
  await world.evidence(people.liaison, [third], 'returned', { return_reason: '缺盖章页' });
  await world.evidence(people.liaison, [], 'draft', { file_name: '名册.txt' });
  await world.evidence(people.liaison, [], 'draft', { file_name: '名册.txt' });
  await world.report(people.liaison, actionId);
  await world.timeline(unitA, actionId);
  await api.db.sql(
    `insert into unit_request (unit_id, id, action_id, kind, state, reason, from_due_on, to_due_on, filed_by, filed_on, filed_at)
     values ($1, gen_random_uuid(), $2, 'extension', 'to-sign', '等待文件印发', '2024-12-20', '2024-12-30', '张某', '2024-10-15', now())`,
    [unitA, actionId],
  );
  const silent = await world.action(unitA, 'in-progress', { year: 2023, due_on: '2023-12-20' });
  const past = await world.milestone(unitA, silent, 'accepted');
  await world.evidence(people.liaison, [past], 'accepted', { uploaded_at: '2023-06-01T10:00:00+08:00' });
  const other = await world.action(unitB, 'in-progress', { measure_id: measureId });
  await world.evidence(people.otherLiaison, [await world.milestone(unitB, other)], 'accepted', { title: '乙的名册' });
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  port = (api.app.server.address() as AddressInfo).port;
});
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'dossier-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));
afterAll(() => api?.close());

const take = (who: Who | Somebody, query: string) =>
  api.as(who).send({ method: 'GET', url: `/exports/dossier?${query}` });

type Files = Map<string, Buffer>;
/** Unpacked with every check of the reader: sizes, checksums, overlap, names. */
async function unpacked(zip: Buffer): Promise<Files> {
  const source = bytesOfBuffer(zip);
  const files: Files = new Map();
  for (const part of await readParts(source, { unpackedBytes: 1 << 30 })) {
    const pieces: Buffer[] = [];
    for await (const piece of unpack(source, part)) pieces.push(piece);
    files.set(part.name, Buffer.concat(pieces));
  }
  return files;
}

async function dossier(who: Who | Somebody, query: string): Promise<Files> {
  const answer = await take(who, query);
  expect(answer.statusCode).toBe(200);
  return unpacked(answer.rawPayload);
}

async function sheetOf(files: Files, name: string): Promise<string[][]> {
  const sheet = (await openWorkbook(files.get('目录.xlsx')!)).getWorksheet(name)!;
  const rows: string[][] = [];
  sheet.eachRow(row => {
    const cells: string[] = [];
    for (let column = 1; column <= sheet.columnCount; column++) cells.push(cellText(row.getCell(column)));
    rows.push(cells);
  });
  return rows;
}

const evidencePaths = (files: Files) =>
  [...files.keys()].filter(path => !['目录.xlsx', 'README.txt', 'SHA256SUMS', 'SM3SUMS'].includes(path));

function checkManifest(files: Files): void {
  for (const [name, algorithm] of [
    ['SHA256SUMS', 'sha256'],
    ['SM3SUMS', 'sm3'],
  ] as const) {
    const lines = files.get(name)!.toString().trimEnd().split('\n');
    for (const line of lines) {
      const [, hash, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line)!;
      expect(createHash(algorithm).update(files.get(path!)!).digest('hex')).toBe(hash);
    }
    expect(lines.map(line => line.slice(66))).toEqual(expect.arrayContaining([...evidencePaths(files), '目录.xlsx']));
  }
}

describe('the dossier of a unit', () => {
  it('lays the files by measure, action and milestone, what proves nothing apart', async () => {
    const files = await dossier('liaison', `unit=${unitA}&measure=${measureId}`);
    const measure = /^M\d+ 全面核对执法人员名册，规范证件管理$/;
    const paths = evidencePaths(files).map(path => path.split('/'));
    for (const [top, action] of paths) {
      expect(top).toMatch(measure);
      expect(action).toBe('2024 核对执法人员名册');
    }
    expect(paths.map(parts => parts.slice(2).join('/').replace(/^\d+ /, '')).sort()).toEqual(
      [
        '名册核对完毕/执法人员名册(2024).txt',
        '名册核对完毕/已撤回/名册.txt',
        '名册_更新_ _二次_/已退回/名册.txt',
      ].sort(),
    );
  });

  it('holds the bytes as they were handed in, each once, and hashes that fit', async () => {
    const files = await dossier('liaison', `unit=${unitA}`);
    expect(evidencePaths(files)).toHaveLength(6);
    expect(evidencePaths(files).slice(4)).toEqual([
      '未关联节点的材料/未报送/名册.txt',
      '未关联节点的材料/未报送/名册 (2).txt',
    ]);
    checkManifest(files);
    const sums = files.get('SHA256SUMS')!;
    expect(files.get('README.txt')!.toString()).toContain(createHash('sha256').update(sums).digest('hex'));
    expect(files.get('README.txt')!.toString()).toContain(createHash('sm3').update(sums).digest('hex'));
  });

  it.runIf(process.platform === 'linux')('passes sha256sum -c where it is unpacked', async () => {
    const files = await dossier('liaison', `unit=${unitA}`);
    for (const [path, bytes] of files) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    const { stdout } = await promisify(execFile)('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder });
    expect(stdout.trim().split('\n')).toHaveLength(8);
    expect(stdout).not.toMatch(/FAILED/);
  });

  it('says plainly what is missing', async () => {
    const files = await dossier('liaison', `unit=${unitA}`);
    const rows = (await sheetOf(files, '缺失')).slice(1).map(row => [row[0], row[5], row[6]]);
    expect(rows).toEqual([
      [
        '节点退回后未重新报送',
        expect.stringContaining('名册/更新: "二次"'),
        '已退回；应于 2024-11-15 完成，未到期；缺盖章页',
      ],
      ['从未报告进展', '核对执法人员名册', ''],
      ['材料已撤回', '=cmd|x（名册.txt）', '传错了'],
      ['材料被退回', '执法人员名册（名册.txt）', '缺盖章页'],
    ]);
  });

  it('tells of every file where it lies and where else it serves', async () => {
    const files = await dossier('liaison', `unit=${unitA}&year=2024`);
    const [head, ...rows] = await sheetOf(files, '材料');
    const column = (name: string) => head!.indexOf(name);
    for (const row of rows) expect(files.has(row[column('包内路径')]!)).toBe(true);
    const shared = rows.find(row => row[column('文件名')] === '执法人员名册(2024).txt')!;
    expect(shared[column('用于')]!.split('\n')).toHaveLength(2);
    expect(shared[column('用于')]).toContain('名册公示');
    expect(await sheetOf(files, '进展报告')).toHaveLength(2);
    expect(await sheetOf(files, '申请与延期')).toHaveLength(2);
    expect(await sheetOf(files, '办理过程')).toHaveLength(2);
    expect(await sheetOf(files, '节点')).toHaveLength(4);
    expect(await sheetOf(files, '任务')).toHaveLength(2);
  });

  it('is of one year when asked so', async () => {
    const files = await dossier('liaison', `year=2023`);
    expect(evidencePaths(files)).toEqual([expect.stringMatching(/^M\d+ .*\/2023 .*\/名册\.txt$/)]);
  });
});

describe('the dossier of a measure', () => {
  it('holds every unit’s files for the office, each unit’s in its own folder', async () => {
    const files = await dossier('chief', `measure=${measureId}`);
    const seconds = new Set(evidencePaths(files).map(path => path.split('/')[1]));
    expect(seconds).toEqual(new Set([`2024 ${unitA}局 核对执法人员名册`, `2024 ${unitB}局 核对执法人员名册`]));
    checkManifest(files);
  });

  it('holds only the own files for a unit', async () => {
    for (const who of ['liaison', 'member', 'head'] as const) {
      const files = await dossier(who, `measure=${measureId}`);
      expect(evidencePaths(files)).toHaveLength(3);
      expect(JSON.stringify(await sheetOf(files, '材料'))).not.toContain('乙的名册');
    }
  });
});

describe('who may take a dossier', () => {
  it('is the office and the leading group for any unit, and a unit’s people for their own', async () => {
    for (const who of ['chief', 'staff', 'leader', 'liaison', 'head', 'member'] as const)
      expect((await take(who, `unit=${unitA}`)).statusCode).toBe(200);
    for (const who of ['otherLiaison', 'otherHead', 'otherMember'] as const)
      expect((await take(who, `unit=${unitA}`)).statusCode).toBe(404);
    for (const who of ['admin', 'auditor'] as const) expect((await take(who, `unit=${unitA}`)).statusCode).toBe(403);
    expect((await api.anonymous.send({ method: 'GET', url: `/exports/dossier?unit=${unitA}` })).statusCode).toBe(401);
  });

  it('is not told whether another unit or a measure exists', async () => {
    const answers = await Promise.all(
      [`unit=${unitB}`, 'unit=ZZZ', 'measure=11111111-1111-4111-8111-111111111111', 'year=2099'].map(query =>
        take('liaison', query),
      ),
    );
    for (const answer of answers) expect([answer.statusCode, answer.body]).toEqual([404, answers[0]!.body]);
  });

  it('must say of what', async () => {
    for (const query of ['', 'unit=', 'year=abc', 'measure=M01', 'unit=..%2F..'])
      expect((await take('chief', query)).statusCode).toBe(400);
  });

  it('leaves one leaf, and none when refused', async () => {
    const before = await api.world.leafCount();
    await take('otherLiaison', `unit=${unitA}`);
    expect(await api.world.leafCount()).toBe(before);
    await take('liaison', `unit=${unitA}`);
    expect(await api.world.leafCount()).toBe(before + 1);
    const [leaf] = await api.db.sql<{ payload: string }>(`select payload from ledger_leaf order by seq desc limit 1`);
    expect(leaf!.payload).toContain('exportDossier');
  });
});

const placeOf = (sha256: string) =>
  join(api.db.config.DATA_DIR, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);

describe('a file that is not what was stored', () => {
  it('is left out and listed, small or large, damaged, cut, longer or gone', async () => {
    const unit = await api.world.unit('CCC');
    const by = await api.world.person('UNIT_LIAISON', unit);
    const milestone = await api.world.milestone(unit, await api.world.action(unit), 'accepted');
    const made = async (size: number, title: string) => {
      const bytes = randomBytes(size);
      const sha256 = await api.world.file(bytes);
      await api.world.evidence(by, [milestone], 'accepted', { sha256, title, file_name: `${title}.txt` });
      await chmod(placeOf(sha256), 0o644);
      return { place: placeOf(sha256), bytes };
    };
    const flipped = await made(5_000, '改一位');
    flipped.bytes[777]! ^= 1;
    await writeFile(flipped.place, flipped.bytes);
    const large = await made(6_000_000, '大文件改一位');
    large.bytes[5_999_999]! ^= 1;
    await writeFile(large.place, large.bytes);
    const cut = await made(5_000, '截短');
    await writeFile(cut.place, cut.bytes.subarray(0, 4_000));
    const longer = await made(5_000, '变长');
    await writeFile(longer.place, Buffer.concat([longer.bytes, Buffer.from('x')]));
    await unlink((await made(5_000, '丢失')).place);
    await made(5_000, '完好');
    await made(6_000_000, '大而完好');

    const files = await dossier(by, `unit=${unit}`);
    expect(
      evidencePaths(files)
        .map(path => path.split('/').at(-1))
        .sort(),
    ).toEqual(['大而完好.txt', '完好.txt'].sort());
    checkManifest(files);
    const missing = (await sheetOf(files, '缺失')).slice(1).map(row => `${row[0]} ${row[5]}`);
    expect(missing.slice(0, 5).sort()).toEqual(
      [
        '文件内容与登记的哈希不符 改一位（改一位.txt）',
        '文件内容与登记的哈希不符 大文件改一位（大文件改一位.txt）',
        '文件内容与登记的哈希不符 截短（截短.txt）',
        '文件内容与登记的哈希不符 变长（变长.txt）',
        '文件不在存储中 丢失（丢失.txt）',
      ].sort(),
    );
    const rows = await sheetOf(files, '材料');
    expect(rows.find(row => row.includes('丢失'))!.join()).toContain('未收入');
  });
});

/** Files of the store that this process holds open. */
async function openBlobs(): Promise<number> {
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map(fd => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  );
  return links.filter(link => link.startsWith(join(api.db.config.DATA_DIR, 'files'))).length;
}

const download = (who: Somebody, query: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const options = { port, host: '127.0.0.1', path: `/exports/dossier?${query}`, headers: { cookie: who.cookie } };
    get(options, resolve).on('error', reject);
  });

describe('a dossier of many files', () => {
  let by: Somebody;
  const count = 400;
  const size = 500_000;
  beforeAll(async () => {
    const unit = await api.world.unit('DDD');
    by = await api.world.person('UNIT_LIAISON', unit);
    const milestone = await api.world.milestone(unit, await api.world.action(unit), 'accepted');
    const sha256 = await api.world.file(randomBytes(size));
    // Checks and counts row by row would take minutes.
    await api.db.sql(`
      set session_replication_role = replica;
      insert into evidence (unit_id, id, root_id, sha256, file_name, title, kind, state, uploaded_by, uploaded_by_id)
        select '${unit}', id, id, '${sha256}', '执法检查记录.txt', '第' || n || '次执法检查记录', 'roster', 'accepted', '张某',
               '${by.id}'
        from (select n, gen_random_uuid() as id from generate_series(1, ${count}) n) made;
      insert into evidence_link (unit_id, evidence_id, milestone_id)
        select unit_id, id, '${milestone}' from evidence where unit_id = '${unit}';
      set session_replication_role = origin;
      analyze evidence, evidence_link`);
  });

  it('grows the process little, whatever its size', async () => {
    const before = process.memoryUsage.rss();
    let most = 0;
    let bytes = 0;
    const answer = await download(by, `unit=${by.unitId}`);
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      most = Math.max(most, process.memoryUsage.rss() - before);
    }
    expect(bytes).toBeGreaterThan(count * size);
    expect(most / (1 << 20)).toBeLessThan(150);
  });

  it('given up half way, leaves nothing open', async () => {
    const answer = await download(by, `unit=${by.unitId}`);
    await new Promise<void>(resolve => answer.once('data', () => resolve()));
    answer.destroy();
    await vi.waitFor(async () => expect(await openBlobs()).toBe(0), { timeout: 10_000 });
    expect((await take('liaison', `unit=${unitA}`)).statusCode).toBe(200);
  });
});
