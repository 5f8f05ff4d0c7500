import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Instance } from '@yardstick/testing/instance';
import pg from 'pg';
import { ensureBuilt } from '../build/ensure-built.ts';
import { Dice } from './dice.ts';
import { leaveCleanly } from './leave-cleanly.ts';
import { Uploader } from './uploader.ts';

/** Every so many cuts the server dies by SIGKILL as well, or the database is away for a while. */
const killEvery = 25;
const databaseAwayEvery = 100;
const awayMs = 2_000;
const patienceMs = 60_000;

/** npm run trials -- cuts [seed] [cuts]: uploads cut at random bytes, some with the server or database gone, and gone on with. */
export default async function cuts(args: readonly string[]): Promise<number> {
  const seed = Number(args[0] ?? 20241015);
  const wanted = Number(args[1] ?? 500);
  const dice = new Dice(seed);
  await ensureBuilt('server');
  const instance = new Instance();
  leaveCleanly(() => instance.stop());
  const startedAt = performance.now();
  try {
    await instance.setUpDemonstration();
    instance.start('api');
    await instance.ready();
    const browser = new Uploader(instance.address);
    await browser.signIn('gaj.liaison', 'yardstick-2024');
    const rows = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> => {
      const database = new pg.Client({ connectionString: instance.databaseUrl });
      await database.connect();
      try {
        return (await database.query<T>(text, values)).rows;
      } finally {
        await database.end();
      }
    };
    const count = async (text: string): Promise<number> =>
      Number((await rows<{ count: string }>(`select count(*) from ${text}`))[0]?.count);
    const evidenceBefore = await count('evidence');
    let cut = 0;
    let killed = 0;
    let away = 0;
    let wrongHash = 0;
    let uploads = 0;
    while (cut < wanted) {
      const bytes = smallPdf(dice);
      const upload = await patiently(() => browser.open(`核对报告${uploads++}.pdf`, bytes.length));
      const isAttachedOnce = randomUUID();
      for (let n = 1 + dice.below(6); n > 0 && cut < wanted; n--) {
        const offset = await patiently(() => browser.offsetOf(upload));
        if (offset >= bytes.length) break;
        cut++;
        const after = dice.below(Math.max(1, Math.floor((bytes.length - offset) / 2)));
        const isKilled = cut % killEvery === 0;
        const dying: Promise<void>[] = [];
        await browser
          .patch(upload, offset, bytes, after, () => {
            if (isKilled) dying.push(instance.kill('api'));
          })
          .catch(() => undefined);
        await Promise.all(dying);
        if (isKilled) {
          killed++;
          instance.start('api');
          await instance.ready();
        }
        if (cut % databaseAwayEvery !== 0) continue;
        away++;
        await instance.stopDatabase();
        const back = delay(awayMs).then(() => instance.startDatabase());
        const sent = await browser.patch(upload, offset, bytes).catch(() => undefined);
        if (sent === 204) throw new Error('An upload was taken without a database.');
        await browser.attach(upload, isAttachedOnce).catch(() => undefined);
        await back;
      }
      await patiently(async () => {
        const status = await browser.patch(upload, await browser.offsetOf(upload), bytes);
        if (status !== 204) throw new Error(`An upload could not be finished: ${status}`);
      });
      const [stored] = await rows<{ sha256: string; state: string }>(`select sha256, state from upload where id = $1`, [
        upload.split('/').at(-1),
      ]);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (stored?.sha256 !== sha256 || stored.state !== 'complete') wrongHash++;
      for (let turn = 0; turn < 2; turn++)
        if (!(await browser.attach(upload, isAttachedOnce))?.evidence) throw new Error('An upload was not attached.');
    }
    const inStore = new Map(
      readdirSync(path.join(instance.dataDir, 'files'), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => [entry.name, path.join(entry.parentPath, entry.name)] as const),
    );
    const stored = new Set((await rows<{ sha256: string }>(`select sha256 from stored_file`)).map(row => row.sha256));
    const found = {
      cuts: cut,
      killed,
      databaseAway: away,
      uploads,
      wrongHash,
      partialEvidence: (await count('evidence')) - evidenceBefore - uploads,
      rowsWithoutFile: [...stored].filter(sha256 => !inStore.has(sha256)).length,
      filesWithoutRow: [...inStore.keys()].filter(sha256 => !stored.has(sha256)).length,
      damagedFiles: [...inStore].filter(
        ([sha256, place]) => createHash('sha256').update(readFileSync(place)).digest('hex') !== sha256,
      ).length,
      partsLeft: readdirSync(path.join(instance.dataDir, 'parts')).length,
    };
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(JSON.stringify({ trial: 'cuts', seed, ...found, seconds, load: Number(loadavg()[0]?.toFixed(1)) }));
    return wrongHash + found.partialEvidence + found.rowsWithoutFile + found.damagedFiles === 0 ? 0 : 1;
  } finally {
    await instance.stop();
  }
}

/** Between 1 KB and 1 MB, each another. */
function smallPdf(dice: Dice): Buffer {
  const filler = randomBytes(1 << (10 + dice.below(11))).map(byte => (byte === 0x2f ? 0x20 : byte));
  const head = Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Length ${filler.length} >>\nstream\n`);
  return Buffer.concat([head, filler, Buffer.from('\nendstream\nendobj\n%%EOF\n')]);
}

/** A server that has yet to notice the cut, or is without its database, is asked again. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + patienceMs; ;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(20);
    }
  }
}
