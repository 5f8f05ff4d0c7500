import { createTestDatabase } from '@yardstick/testing/database';
import { startPostgres } from '@yardstick/testing/embedded-postgres';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { killWhileBuilding } from '../../apps/worker/test/killed-build.fixture.ts';
import { bundleWorker, WorkerProcess } from '../../apps/worker/test/worker-process.ts';
import { Dice } from './dice.ts';

/** npm run trials -- kills [kills] [seed]: a worker killed while it builds an evaluation, and the bytes that come of it. */
export default async function kills(args: readonly string[]): Promise<number> {
  const [count, seed] = [Number(args[0] ?? 30), Number(args[1] ?? 20241015)];
  const dice = new Dice(seed);
  const folder = mkdtempSync(path.join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'yardstick-kills-'));
  chmodSync(folder, 0o711); // as root the database runs under another account
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres'), noSync: true });
  const bundle = await bundleWorker();
  try {
    const db = await createTestDatabase(postgres.superuserUrl);
    const below = (limit: number): number => dice.below(limit);
    const { killed, undisturbed, leaves, points } = await killWhileBuilding(db, {
      kills: count,
      units: 1_000,
      below,
      start: () => new WorkerProcess(bundle.file, db),
    });
    const isSame = killed === undisturbed;
    console.log(JSON.stringify({ trial: 'kills', seed, kills: count, points, units: 1_000, isSame, leaves, killed }));
    await db.drop();
    return isSame && leaves === 1 ? 0 : 1;
  } finally {
    bundle.remove();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
