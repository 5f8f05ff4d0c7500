import { spawnSync } from 'node:child_process';
import { createHash, randomFillSync, randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { Instance } from '@yardstick/testing/instance';
import { ensureBuilt } from '../build/ensure-built.ts';
import { leaveCleanly } from './leave-cleanly.ts';
import { Uploader } from './uploader.ts';

const files = 20;
const megabytes = 50;
const goals = { ratio: 0.6, peakMb: 250 };

/** npm run trials -- upload [rounds]: 1 GB by HTTP beside `cp` and `sha256sum` of the same bytes, in turns. */
export default async function upload(args: readonly string[]): Promise<number> {
  const rounds = Number(args[0] ?? 3);
  await ensureBuilt('server');
  const instance = new Instance();
  const folder = mkdtempSync(path.join('/var/tmp', 'yardstick-upload-')); // the disk that the product's data is on
  const clearUp = async (): Promise<void> => {
    await instance.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  leaveCleanly(clearUp);
  try {
    if (statfsSync(folder).bavail * statfsSync(folder).bsize < 8 << 30)
      throw new Error('8 GB of free disk are needed.');
    await instance.setUpDemonstration();
    instance.start('api');
    await instance.ready();
    const browser = new Uploader(instance.address);
    await browser.signIn('gaj.liaison', 'yardstick-2024');
    const idleMb = memoryMb(instance.apiPid, 'VmRSS');
    const places = Array.from({ length: files }, (_, n) => largePdf(path.join(folder, `${n}.pdf`)));
    const oneByOne: number[] = [];
    const fourAtOnce: number[] = [];
    const floor: number[] = [];
    const apiCpu: number[] = [];
    const ownCpu: number[] = [];
    for (let round = 0; round < rounds; round++) {
      floor.push(copied(places));
      for (const atOnce of [1, 4]) {
        for (const place of places) renew(place);
        spawnSync('sync');
        const cpuBefore = cpuSeconds(instance.apiPid);
        const ownBefore = cpuSeconds(process.pid);
        const seconds = await uploaded(browser, places, atOnce);
        (atOnce === 1 ? oneByOne : fourAtOnce).push(seconds);
        if (atOnce > 1) continue;
        apiCpu.push(cpuSeconds(instance.apiPid) - cpuBefore);
        ownCpu.push(cpuSeconds(process.pid) - ownBefore);
      }
    }
    const peakMb = memoryMb(instance.apiPid, 'VmHWM');
    const ratio = middle(oneByOne) / middle(floor);
    const found = {
      rounds,
      cpAndSha256sumSeconds: middle(floor),
      uploadSeconds: middle(oneByOne),
      fourAtOnceSeconds: middle(fourAtOnce),
      ratio: Number(ratio.toFixed(2)),
      ratioFourAtOnce: Number((middle(fourAtOnce) / middle(floor)).toFixed(2)),
      apiIdleMb: idleMb,
      apiPeakMb: peakMb,
      apiCpuSeconds: middle(apiCpu),
      senderCpuSeconds: middle(ownCpu),
      processors: cpus().length,
      load: Number(loadavg()[0]?.toFixed(1)),
    };
    console.log(JSON.stringify({ trial: 'upload', ...found, goals }));
    return ratio <= goals.ratio && peakMb <= goals.peakMb ? 0 : 1;
  } finally {
    await clearUp();
  }
}

/** A PDF whose one stream is noise: every file is another, and nothing of it packs. */
function largePdf(place: string): string {
  const noise = Buffer.allocUnsafe(megabytes << 20);
  randomFillSync(noise);
  // By chance alone, the beginning of an active name stands in one of a hundred files as large as these.
  for (let at = noise.indexOf('/'); at !== -1; at = noise.indexOf('/', at + 1))
    if ('EXJ#'.includes(String.fromCharCode(noise[at + 1] ?? 0))) noise[at] = 0x20;
  const head = Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n4 0 obj\n<< /Length ${noise.length} >>\nstream\n`,
  );
  const tail = Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF\n');
  writeFileSync(place, Buffer.concat([head, noise, tail]));
  return place;
}

/** Another file of the same length, so that nothing is in the store yet. */
function renew(place: string): void {
  const file = openSync(place, 'r+');
  writeSync(file, Buffer.from(randomUUID()), 0, 36, 4096);
  closeSync(file);
}

function memoryMb(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
}

/** With all threads; the kernel counts hundredths. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function copied(places: readonly string[]): number {
  const startedAt = performance.now();
  for (const place of places) {
    for (const [command, args] of [
      ['cp', [place, `${place}.copy`]],
      ['sha256sum', [place]],
    ] as const)
      if (spawnSync(command, args).status !== 0) throw new Error(`${command} failed.`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  for (const place of places) rmSync(`${place}.copy`);
  return seconds;
}

async function uploaded(browser: Uploader, places: readonly string[], atOnce: number): Promise<number> {
  let seconds = 0;
  for (let from = 0; from < places.length; from += atOnce) {
    // Read beforehand: the sender's disk is not what is measured.
    const some = places.slice(from, from + atOnce).map(place => ({ place, bytes: readFileSync(place) }));
    const startedAt = performance.now();
    await Promise.all(
      some.map(async ({ place, bytes }) => {
        const address = await browser.open(path.basename(place), bytes.length);
        const status = await browser.patch(address, 0, bytes);
        if (status !== 204)
          throw new Error(`An upload of ${createHash('sha256').update(bytes).digest('hex')}: ${status}`);
      }),
    );
    seconds += (performance.now() - startedAt) / 1000;
  }
  return seconds;
}

const middle = (seconds: readonly number[]): number => {
  const sorted = [...seconds].sort((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(2));
};
