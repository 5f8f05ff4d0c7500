import { createTestDatabase } from '@yardstick/testing/database';
import { expect, inject, it } from 'vitest';
import { killWhileBuilding } from './killed-build.fixture.ts';
import { bundleWorker, WorkerProcess } from './worker-process.ts';

it('a worker killed five times while it builds an evaluation leaves the bytes that an undisturbed one writes', async () => {
  const db = await createTestDatabase(inject('postgres'));
  const bundle = await bundleWorker();
  try {
    let turn = 0;
    const { killed, undisturbed, leaves, points } = await killWhileBuilding(db, {
      kills: 5,
      units: 500,
      below: limit => (turn += 7) % limit,
      start: () => new WorkerProcess(bundle.file, db),
    });
    expect(points).toEqual({ collecting: 2, 'writing sheets': 1, finishing: 2 });
    expect(killed).toBe(undisturbed);
    expect(leaves).toBe(1);
  } finally {
    bundle.remove();
    await db.drop();
  }
}, 400_000);
