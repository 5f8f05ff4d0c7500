import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspectFile } from '../../libs/server/src/files/inspect-file.ts';

export interface Inspected {
  name: string;
  verdict: 'accept' | 'quarantine' | 'refuse' | 'crash';
  codes: string[];
  /** Of the processor: a busy machine must not decide a verdict. */
  cpuMs: number;
  peakMb: number;
}

/** Inspects one made file as the product does with an upload, and measures it. */
export async function inspectMade(file: { name: string; bytes: Buffer; size?: number }): Promise<Inspected> {
  const folder = mkdtempSync(path.join(tmpdir(), 'yardstick-trial-'));
  const place = path.join(folder, 'file');
  writeFileSync(place, file.bytes);
  if (file.size !== undefined) truncateSync(place, file.size);
  const before = residentMb('VmRSS');
  forgetPeak();
  const startedAt = process.cpuUsage();
  try {
    const { verdict, reasons } = await inspectFile(place, file.name, { timeLimitMs: 60_000 });
    return { name: file.name, verdict, codes: reasons.map(({ code }) => code), ...measured(startedAt, before) };
  } catch (error) {
    return { name: file.name, verdict: 'crash', codes: [String(error)], ...measured(startedAt, before) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measured(startedAt: NodeJS.CpuUsage, before: number): { cpuMs: number; peakMb: number } {
  const { user, system } = process.cpuUsage(startedAt);
  return { cpuMs: Math.round((user + system) / 1000), peakMb: Math.max(0, residentMb('VmHWM') - before) };
}

const status = '/proc/self/status';

/** What the kernel says; nothing on a system without /proc. */
function residentMb(field: 'VmRSS' | 'VmHWM'): number {
  if (!existsSync(status)) return 0;
  const [, kb] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(status, 'utf8')) ?? [];
  return Math.round(Number(kb ?? 0) / 1024);
}

function forgetPeak(): void {
  if (existsSync('/proc/self/clear_refs')) writeFileSync('/proc/self/clear_refs', '5');
}
