import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readWaitingFiles } from '@yardstick/server/evidence/content/read-waiting-files';
import { TextReader } from '@yardstick/server/evidence/content/text-reader';
import { createTestDatabase } from '@yardstick/testing/database';
import { startPostgres } from '@yardstick/testing/embedded-postgres';
import { Archive, forms, unitNames } from './archive.ts';
import { Chance, genreText, lightlyEdited } from './genre.ts';

const filesPerMilestone = 10;
const goalMedianMs = 200;

/**
 * npm run trials -- check [milestones] [seed]: how long the check of a milestone with ten files takes when nobody has asked
 * before. Half the files are texts of their own, a quarter were made from the unit's of last year, a quarter from another's.
 */
export default async function check(args: readonly string[]): Promise<number> {
  const milestones = Number(args[0] ?? 60);
  const seed = Number(args[1] ?? 20241015);
  const folder = mkdtempSync(path.join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'yardstick-check-'));
  chmodSync(folder, 0o711); // as root the database runs under another account
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres'), noSync: true });
  const db = await createTestDatabase(postgres.superuserUrl);
  const reader = new TextReader();
  try {
    const chance = new Chance(seed);
    const archive = await Archive.open(db);
    const unitOf = (index: number): string => unitNames[index % unitNames.length]!;
    const originals = [];
    for (let i = 0; i < milestones * 5; i++) {
      const text = genreText(chance, unitOf(i), 2023);
      originals.push(text);
      await archive.file(text, chance.of(forms), i, unitOf(i));
    }
    const asked: string[] = [];
    for (let i = 0; i < milestones; i++) {
      const unit = unitOf(i);
      let milestoneId: string | undefined;
      for (let j = 0; j < filesPerMilestone; j++) {
        const original = originals[(i + (j % 4 === 1 ? 0 : 5) + unitNames.length * j) % originals.length]!;
        const text = j % 2 === 0 ? genreText(chance, unit, 2024) : lightlyEdited(chance, original, unit, 2024, 0.1);
        ({ milestoneId } = await archive.file(text, chance.of(forms), i * filesPerMilestone + j, unit, milestoneId));
      }
      asked.push(milestoneId!);
    }
    while ((await readWaitingFiles(db.orm, db.services, reader)) > 0);
    await db.sql('analyze');
    const first: number[] = [];
    const again: number[] = [];
    let flagged = 0;
    for (const milestoneId of asked) {
      const from = performance.now();
      const view = await archive.check(milestoneId);
      first.push(performance.now() - from);
      if (view.checkedCount !== filesPerMilestone) throw new Error(`${view.checkedCount} files were checked.`);
      flagged += view.findings.filter(({ code }) => code.startsWith('NEAR_')).length;
      const once = performance.now();
      await archive.check(milestoneId);
      again.push(performance.now() - once);
    }
    const told = { first: spread(first), again: spread(again) };
    const texts = milestones * (filesPerMilestone + 5);
    console.log(JSON.stringify({ trial: 'check', seed, milestones, texts, flagged, ...told, goalMedianMs }));
    return told.first.medianMs <= goalMedianMs ? 0 : 1;
  } finally {
    reader.close();
    await db.drop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function spread(times: number[]): { medianMs: number; p95Ms: number; mostMs: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
  return { medianMs: at(0.5), p95Ms: at(0.95), mostMs: at(1) };
}
