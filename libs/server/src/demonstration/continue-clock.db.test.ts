import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { continueClock } from './continue-clock.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
});
afterAll(() => db.drop());

const secondsSince = async (moment: string): Promise<number> => {
  const [row] = await db.sql<{ seconds: number }>(
    `select extract(epoch from app_now() - $1::timestamptz)::float8 as seconds`,
    [moment],
  );
  return row!.seconds;
};

describe('the clock of a demonstration', () => {
  it('is left alone where the instance is none', async () => {
    expect(await continueClock(db.ownerUrl)).toBeNull();
    expect(await secondsSince(new Date().toISOString())).toBeLessThan(60);
  });

  it('begins where the demonstration does', async () => {
    await db.sql(`update instance set kind = 'demonstration'`);
    await continueClock(db.ownerUrl);
    expect(Math.abs(await secondsSince('2024-10-15T09:05:00+08:00'))).toBeLessThan(60);
  });

  it('goes on from the last thing done, though the instance stood still for a week', async () => {
    const leaf = JSON.stringify({ at: '2024-10-16T07:30:00.000Z' });
    await db.sql(
      `insert into ledger_leaf (seq, payload, leaf_hash, signature, key_id) values (1, $1, '', '', 'test')`,
      [leaf],
    );
    await db.sql(`update clock set shift = timestamptz '2024-10-16T07:30:00Z' - now() + interval '7 days'`);
    const now = await continueClock(db.ownerUrl);
    expect(Math.abs(now!.getTime() - Date.parse('2024-10-16T07:30:00Z'))).toBeLessThan(1000);
    expect(Math.abs(await secondsSince('2024-10-16T07:30:00Z'))).toBeLessThan(60);
  });

  it('stays stopped where it was stopped', async () => {
    await db.setClock('2024-11-01T09:00:00+08:00');
    expect(await continueClock(db.ownerUrl)).toBeNull();
    expect(await secondsSince('2024-11-01T09:00:00+08:00')).toBe(0);
  });
});
