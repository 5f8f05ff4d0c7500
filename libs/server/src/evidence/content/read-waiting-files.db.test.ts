import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World } from '@yardstick/testing/world';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { readWaitingFiles } from './read-waiting-files.ts';
import type { TextAnswer, TextOrder } from './text-process.ts';
import { TextReader } from './text-reader.ts';

let db: TestDatabase;
let world: World;
let reader: TextReader;
beforeEach(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  reader = new TextReader();
});
afterEach(async () => {
  reader.close();
  await db.drop();
});

const rows = () =>
  db.sql<{ state: string; reason: string | null; text: string; attempts: number }>(
    `select state, reason, text, attempts from file_text order by state, text`,
  );
const read = (by: { read: (order: TextOrder) => Promise<TextAnswer> } = reader) =>
  readWaitingFiles(db.orm, db.services, by);

describe('stored files that wait', () => {
  it('are read, each once, and leave nothing lying about', async () => {
    await world.file(Buffer.from('取水口核查'));
    await world.file(Buffer.from('  '));
    expect(await rows()).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
    expect(await read()).toBe(2);
    expect(await read()).toBe(0);
    expect(await rows()).toMatchObject([
      { state: 'no-text', reason: 'empty' },
      { state: 'read', reason: null, text: '取水口核查' },
    ]);
    expect(readdirSync(join(db.config.DATA_DIR, 'reading'))).toEqual([]);
  });

  it('are shared by two workers, and those of a killed one are read by another when its lease is over', async () => {
    for (let n = 0; n < 12; n++) await world.file(Buffer.from(`第${'一二三四五六七八九十甲乙'[n]}号`));
    const other = new TextReader();
    expect((await Promise.all([read(), read(other)])).reduce((a, b) => a + b)).toBe(12);
    other.close();
    expect((await rows()).every(({ state, attempts }) => state === 'read' && attempts === 1)).toBe(true);
    await db.sql(
      `update file_text set state = 'waiting', text = '', lease_until = clock_timestamp() + interval '1 minute'`,
    );
    expect(await read()).toBe(0);
    await db.sql(`update file_text set lease_until = clock_timestamp() - interval '1 second'`);
    expect(await read()).toBe(8);
  });

  it('are given up after they have taken their worker with them three times', async () => {
    await world.file(Buffer.from('取水口核查'));
    await db.sql(`update file_text set attempts = 3`);
    expect(await read()).toBe(1);
    expect(await rows()).toMatchObject([{ state: 'unreadable', reason: 'failed' }]);
  });

  it('are unreadable when the store has lost them, and wait when the reader was closed', async () => {
    const sha256 = await world.file(Buffer.from('取水口核查'));
    const closed = { read: () => Promise.reject(new Error('closed')) };
    await expect(read(closed)).rejects.toThrow('closed');
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0 }]);
    await db.sql(`update file_text set lease_until = null`);
    rmSync(join(db.config.DATA_DIR, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256));
    expect(await read()).toBe(1);
    expect(await rows()).toMatchObject([{ state: 'unreadable', reason: 'missing' }]);
  });

  it('show their words to nobody who sees one unit only', async () => {
    await world.unit('AAA');
    await world.file(Buffer.from('取水口核查'));
    await read();
    const seen = (all: boolean) =>
      db.services.reads.objects({ all, unitId: 'AAA', userId: '' }, `select text from file_text`);
    expect(await seen(false)).toEqual([]);
    expect(await seen(true)).toEqual([{ text: '取水口核查' }]);
  });
});

describe('a reader', () => {
  const order = (): TextOrder => {
    const path = join(mkdtempSync(join(tmpdir(), 'text-')), 'file');
    writeFileSync(path, '取水口核查');
    return { path, kind: 'txt' };
  };

  it('ends a process that takes too long', async () => {
    const hasty = new TextReader({ timeMs: 1 });
    expect(await hasty.read(order())).toMatchObject({ state: 'unreadable', reason: 'timed-out' });
    hasty.close();
  });

  it.runIf(process.platform === 'linux')('ends a process that takes too much memory', async () => {
    const narrow = new TextReader({ memoryMb: 1 });
    expect(await narrow.read(order())).toMatchObject({ state: 'unreadable', reason: 'too-demanding' });
    narrow.close();
  });

  it('goes on with a new process when the old one was brought down', async () => {
    expect(await reader.read({ ...order(), path: '/nowhere' })).toMatchObject({ state: 'unreadable' });
    expect(await reader.read(order())).toMatchObject({ state: 'read', text: '取水口核查' });
  });
});
