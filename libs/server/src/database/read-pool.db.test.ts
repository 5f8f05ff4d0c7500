import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
});
afterAll(() => db.drop());

const programCount = (): Promise<number> =>
  db.services.reads.whileUnchanged('programs', async () => {
    const [row] = await db.sql<{ count: number }>(`select count(*)::int as count from program`);
    return row!.count;
  });
const addProgram = `insert into program (id, code, name, starts_on, ends_on)
  values (gen_random_uuid(), gen_random_uuid()::text, 'A program', '2024-01-01', '2024-12-31')`;

describe('what is worked out once per state of the database', () => {
  it('is worked out anew as soon as something was committed', async () => {
    const before = await programCount();
    for (let added = 1; added <= 20; added++) {
      await db.sql(addProgram);
      expect(await programCount()).toBe(before + added);
    }
  });

  it('counts a transaction that began before and is committed after', async () => {
    const before = await programCount();
    const writer = new pg.Client({ connectionString: db.ownerUrl });
    await writer.connect();
    try {
      await writer.query('begin');
      await writer.query(addProgram);
      expect(await programCount()).toBe(before);
      await writer.query('commit');
      expect(await programCount()).toBe(before + 1);
    } finally {
      await writer.end();
    }
  });

  it('is kept apart by key, and not kept at all when it failed', async () => {
    const { reads } = db.services;
    expect(await reads.whileUnchanged('one', () => Promise.resolve(1))).toBe(1);
    expect(await reads.whileUnchanged('two', () => Promise.resolve(2))).toBe(2);
    await expect(reads.whileUnchanged('three', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await reads.whileUnchanged('three', () => Promise.resolve(3))).toBe(3);
  });
});
