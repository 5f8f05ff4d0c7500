import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Instance } from '@yardstick/testing/instance';
import pg from 'pg';
import { makeSampleFile } from '../../libs/server/src/demonstration/sample-files.ts';
import { ensureBuilt } from '../build/ensure-built.ts';
import { Dice } from './dice.ts';
import { Uploader } from './uploader.ts';

const cutsPerUpload = 5;
/** Every so many cuts the server dies by SIGKILL as well. */
const killEvery = 25;

/** npm run trials -- cuts [seed] [cuts]: uploads cut at random bytes, some with the server killed, and gone on with. */
export default async function cuts(args: readonly string[]): Promise<number> {
  const seed = Number(args[0] ?? 20241015);
  const wanted = Number(args[1] ?? 500);
  const dice = new Dice(seed);
  await ensureBuilt('server');
  const instance = new Instance();
  try {
    await instance.setUpDemonstration();
    instance.start('api');
    await instance.ready();
    const browser = new Uploader(instance.address);
    await browser.signIn('gaj.liaison', 'yardstick-2024');
    const database = new pg.Client({ connectionString: instance.databaseUrl });
    await database.connect();
    const count = async (text: string): Promise<number> =>
      Number((await database.query<{ count: string }>(`select count(*) from ${text}`)).rows[0]?.count);
    const evidenceBefore = await count('evidence');
    let cut = 0;
    let killed = 0;
    let wrongHash = 0;
    let uploads = 0;
    while (cut < wanted) {
      const paragraphs = Array.from({ length: 2_000 }, (_, n) => `第${n}条:逐人核对名册,建立台账。`);
      const content = { title: '核对报告', unitName: '公安局', year: 2024, paragraphs, seed: seed + uploads };
      const { bytes } = await makeSampleFile('pdf', content);
      const upload = await browser.open(`核对报告${uploads++}.pdf`, bytes.length);
      for (let n = 0; n < cutsPerUpload && cut < wanted; n++) {
        const offset = await browser.offsetOf(upload);
        if (offset >= bytes.length) break;
        const after = dice.below(Math.max(1, Math.floor((bytes.length - offset) / 2)));
        const isKilled = ++cut % killEvery === 0;
        const dying: Promise<void>[] = [];
        await browser.patch(upload, offset, bytes, after, () => {
          if (isKilled) dying.push(instance.kill('api'));
        });
        if (!isKilled) continue;
        killed++;
        await Promise.all(dying);
        instance.start('api');
        await instance.ready();
      }
      for (let status: number | undefined = 409; status !== 204;) {
        status = await browser.patch(upload, await browser.offsetOf(upload), bytes);
        if (status !== 204 && status !== 409) throw new Error(`An upload could not be finished: ${status}`);
        if (status === 409) await delay(20); // the server has yet to notice the cut
      }
      const { rows } = await database.query<{ sha256: string; state: string }>(
        `select sha256, state from upload where id = $1`,
        [upload.split('/').at(-1)],
      );
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (rows[0]?.sha256 !== sha256 || rows[0].state !== 'complete') wrongHash++;
    }
    const inStore = new Map(
      readdirSync(path.join(instance.dataDir, 'files'), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => [entry.name, path.join(entry.parentPath, entry.name)] as const),
    );
    const stored = new Set(
      (await database.query<{ sha256: string }>(`select sha256 from stored_file`)).rows.map(r => r.sha256),
    );
    const found = {
      cuts: cut,
      killed,
      uploads,
      wrongHash,
      partialEvidence: (await count('evidence')) - evidenceBefore,
      rowsWithoutFile: [...stored].filter(sha256 => !inStore.has(sha256)).length,
      filesWithoutRow: [...inStore.keys()].filter(sha256 => !stored.has(sha256)).length,
      damagedFiles: [...inStore].filter(
        ([sha256, place]) => createHash('sha256').update(readFileSync(place)).digest('hex') !== sha256,
      ).length,
      partsLeft: readdirSync(path.join(instance.dataDir, 'parts')).length,
    };
    await database.end();
    console.log(JSON.stringify({ trial: 'cuts', seed, ...found }));
    return wrongHash + found.partialEvidence + found.rowsWithoutFile + found.damagedFiles === 0 ? 0 : 1;
  } finally {
    await instance.stop();
  }
}
