import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '@yardstick/testing/embedded-postgres';
import { findCopies } from './find-copies.ts';

const goals = { exact: 1, edited: 0.9, falsely: 0.02 };

/** npm run trials -- copies [seed]: how many copies the checker finds, and how often it is wrong. */
export default async function copies(args: readonly string[]): Promise<number> {
  const seed = Number(args[0] ?? 20241015);
  const folder = mkdtempSync(path.join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'yardstick-copies-'));
  chmodSync(folder, 0o711); // as root the database runs under another account
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres'), noSync: true });
  try {
    const found = await findCopies(postgres.superuserUrl, { seed, exact: 100, edited: 100, different: 500 });
    console.log(JSON.stringify({ trial: 'copies', seed, ...found, goals }));
    const isMet =
      found.exactFlagged >= goals.exact * found.exact &&
      found.editedFlagged >= goals.edited * found.edited &&
      found.falselyFlagged <= goals.falsely * found.different;
    return isMet ? 0 : 1;
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
