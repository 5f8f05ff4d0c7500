import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { blobKey } from '../files/blob-store.ts';
import { appendLeaves, pastTheTriggers } from '../ledger/ledger.fixture.ts';
import { watchOperations } from '../operations/watch.ts';
import { rereadFiles } from './reread-files.ts';

let db: TestDatabase;
let world: World;
let liaison: Somebody;
const reread = (limits?: { files: number; bytes: number }) => rereadFiles(db.orm, db.services, limits);
const pathOf = (sha256: string) => join(db.config.DATA_DIR, 'files', blobKey(sha256));
const openFindings = () => db.sql(`select kind, place from ledger_finding where ended_at is null order by id`);
const aWeekLater = () => db.sql(`update fixity_reading set read_at = read_at - interval '7 days'`);
const leavesOf = async (action: string) =>
  (await db.sql(`select from ledger_leaf where payload like '%' || $1 || '%'`, [action])).length;

beforeEach(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  await world.unit('GAJ');
  await world.unit('SFJ');
  liaison = await world.person('UNIT_LIAISON', 'GAJ');
});
afterEach(() => db?.drop());

function flip(sha256: string, bit: number): void {
  const path = pathOf(sha256);
  const bytes = readFileSync(path);
  bytes[Math.floor(bit / 8)]! ^= 1 << (bit % 8);
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
}

describe('reading stored files again', () => {
  it('reads each once a week, those never read before first, a bounded number at a time', async () => {
    for (let n = 0; n < 5; n++) await world.file(Buffer.from(`名册 ${n}`));
    expect(await reread({ files: 3, bytes: 1_000_000 })).toEqual({ read: 3, damaged: [] });
    expect(await reread({ files: 200, bytes: 1 })).toEqual({ read: 1, damaged: [] });
    expect(await reread()).toEqual({ read: 1, damaged: [] });
    expect(await reread()).toEqual({ read: 0, damaged: [] });
    await aWeekLater();
    expect(await reread()).toEqual({ read: 5, damaged: [] });
    expect(await openFindings()).toEqual([]);
    expect(await leavesOf('findFile')).toBe(0);
  });

  it('finds each of a hundred flipped bits, tells of the damage once, and ends it when the copy is repaired', async () => {
    const admin = await world.person('SYS_ADMIN', 'SFJ');
    const files = new Map<string, Buffer>();
    for (let n = 0; n < 100; n++) {
      const bytes = Buffer.from(`第 ${n} 份台账,共 ${n * 7} 行`);
      files.set(await world.file(bytes), bytes);
    }
    expect(await reread()).toEqual({ read: 100, damaged: [] });
    for (const [n, sha256] of [...files.keys()].entries()) flip(sha256, (n * 37) % (files.get(sha256)!.length * 8));
    await aWeekLater();
    expect((await reread()).damaged).toHaveLength(100);
    expect(await openFindings()).toHaveLength(100);
    expect(await leavesOf('findFileDamaged')).toBe(100);
    await watchOperations(db.orm, db.services);
    await watchOperations(db.orm, db.services);
    const told = await db.sql(`select recipient_id, params from notice where kind = 'operations-alarm'`);
    expect(told).toEqual([{ recipient_id: admin.id, params: { check: 'damaged-files' } }]);

    for (const [sha256, bytes] of files) writeFileSync(pathOf(sha256), bytes);
    await aWeekLater();
    expect((await reread()).damaged).toEqual([]);
    expect(await openFindings()).toEqual([]);
    expect(await leavesOf('findFileSound')).toBe(100);
    expect(await watchOperations(db.orm, db.services)).toEqual({ began: 0, ended: 1 });
    expect(await db.sql(`select from ledger_finding where ended_at is not null and kind = 'damaged'`)).toHaveLength(
      100,
    );
  });

  it('finds a file that is gone, and one with another length', async () => {
    const [gone, longer] = [await world.file(Buffer.from('一')), await world.file(Buffer.from('二'))];
    rmSync(pathOf(gone), { force: true });
    chmodSync(pathOf(longer), 0o600);
    writeFileSync(pathOf(longer), '二二');
    expect((await reread()).damaged.sort()).toEqual([gone, longer].sort());
    expect(await db.sql(`select result from fixity_reading order by result`)).toEqual([
      { result: 'damaged' },
      { result: 'missing' },
    ]);
  });

  it('finds evidence that was made to point to another file than its signed leaf says', async () => {
    const [file, other] = [await world.file(Buffer.from('原件')), await world.file(Buffer.from('替换件'))];
    const id = await world.evidence(liaison, [], 'draft', { sha256: file });
    const made = { entity: 'Evidence', id, before: null, after: { id, sha256: file } };
    await appendLeaves(db, 1, { action: 'attachEvidence', entity: 'Evidence', id, changes: [made] });
    await reread();
    expect(await openFindings()).toEqual([]);
    await db.sql(pastTheTriggers(`update evidence set sha256 = '${other}' where id = '${id}'`));
    await aWeekLater();
    await reread();
    expect(await openFindings()).toEqual([{ kind: 'altered', place: `evidence ${id}` }]);
  });
});
