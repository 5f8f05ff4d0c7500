import { createTestDatabase } from '@yardstick/testing/database';
import { expect, inject, it } from 'vitest';
import { killWhileBuilding } from './killed-build.fixture.ts';

it('a process killed five times while it builds an evaluation leaves the bytes that an undisturbed one writes', async () => {
  const db = await createTestDatabase(inject('postgres'));
  try {
    let turn = 0;
    const below = (limit: number) => (turn += 7) % limit;
    const { killed, undisturbed, leaves, points } = await killWhileBuilding(db, {
      kills: 5,
      units: 500,
      below,
    });
    expect(points).toEqual({ collecting: 2, 'writing sheets': 1, signing: 2 });
    expect(killed).toBe(undisturbed);
    expect(leaves).toBe(1);
  } finally {
    await db.drop();
  }
}, 400_000);
