import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Instance } from '@yardstick/testing/instance';
import pg from 'pg';
import { ensureBuilt } from '../build/ensure-built.ts';
import { leaveCleanly } from './leave-cleanly.ts';
import { Uploader } from './uploader.ts';

const diskMb = 1_200;
const awayMs = 10_000;

/** npm run trials -- disk: a real disk that fills up in the middle of an upload, then ten seconds without database. Needs root. */
export default async function disk(): Promise<number> {
  if (process.getuid?.() !== 0) throw new Error('Mounting a small disk needs root.');
  await ensureBuilt('server');
  const instance = new Instance();
  const parts = path.join(instance.dataDir, 'parts');
  const clearUp = async (): Promise<void> => {
    spawnSync('umount', ['-l', parts]);
    await instance.stop();
  };
  leaveCleanly(clearUp);
  try {
    await instance.setUpDemonstration();
    mkdirSync(parts, { recursive: true });
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m`, 'tmpfs', parts]).status !== 0)
      throw new Error('The small disk could not be mounted.');
    instance.start('api');
    await instance.ready();
    const browser = new Uploader(instance.address);
    await browser.signIn('gaj.liaison', 'yardstick-2024');
    const count = async (text: string): Promise<number> => {
      const database = new pg.Client({ connectionString: instance.databaseUrl });
      await database.connect();
      const { rows } = await database.query<{ count: string }>(`select count(*) from ${text}`);
      await database.end();
      return Number(rows[0]?.count);
    };
    const evidenceBefore = await count('evidence');
    const filler = path.join(parts, 'filler');

    const bytes = somePdf(40 << 20);
    const upload = await browser.open('核对报告.pdf', bytes.length);
    writeFileSync(filler, Buffer.alloc((diskMb - 20) << 20));
    const statusWhenFull = await browser.patch(upload, 0, bytes).catch(() => undefined);
    const arrived = await browser.offsetOf(upload);
    const isRefusedWhenFull = await browser.open('另一份.pdf', bytes.length).then(
      () => false,
      (error: unknown) => String(error).includes('422'),
    );
    const halfEvidence = (await count('evidence')) - evidenceBefore;
    rmSync(filler);
    const statusWithSpace = await browser.patch(upload, arrived, bytes);

    const key = randomUUID();
    const second = somePdf(5 << 20);
    const other = await browser.open('名册.pdf', second.length);
    await browser.patch(other, 0, second, 2 << 20);
    await instance.stopDatabase();
    const back = delay(awayMs).then(() => instance.startDatabase());
    const statusWithoutDatabase = await browser.patch(other, 0, second).catch(() => undefined);
    const isAttachedWithout = (await browser.attach(upload, key)) !== undefined;
    await back;
    const halfAfterAway = (await count('evidence')) - evidenceBefore;
    const resumed = await browser.patch(other, await browser.offsetOf(other), second);
    for (let turn = 0; turn < 3; turn++) await browser.attach(upload, key);
    const effects = (await count('evidence')) - evidenceBefore;
    const found = {
      ...{ statusWhenFull, arrived, isRefusedWhenFull, halfEvidence, statusWithSpace },
      ...{ statusWithoutDatabase, isAttachedWithout, halfAfterAway, resumed, effects },
      load: Number(loadavg()[0]?.toFixed(1)),
    };
    console.log(JSON.stringify({ trial: 'disk', ...found }));
    const isMet =
      statusWhenFull === 422 && isRefusedWhenFull && halfEvidence + halfAfterAway === 0 && !isAttachedWithout;
    return isMet && statusWithSpace === 204 && resumed === 204 && effects === 1 ? 0 : 1;
  } finally {
    await clearUp();
  }
}

function somePdf(size: number): Buffer {
  const filler = randomBytes(size).map(byte => (byte === 0x2f ? 0x20 : byte));
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj\nstream\n'),
    filler,
    Buffer.from('\nendstream\nendobj\n%%EOF\n'),
  ]);
}
