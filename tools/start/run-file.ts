import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, isAlive, stopProcess, type ProcessIdentity } from './processes.ts';
import { Refusal } from './refusal.ts';

interface Run {
  launcher: ProcessIdentity;
  address: string;
  isStopping: boolean;
  processes: Record<string, ProcessIdentity>;
}

/** The note of one running launcher in its data folder: it keeps a second one out and finds what a killed one left. */
export class RunFile {
  readonly #file: string;
  readonly #run: Run;

  private constructor(file: string, run: Run) {
    this.#file = file;
    this.#run = run;
  }

  static async take(dataDir: string, address: string): Promise<RunFile> {
    const file = path.join(dataDir, 'running.json');
    const launcher = identify(process.pid);
    if (!launcher) throw new Error('This process cannot see itself in the process list');
    const own = new RunFile(file, { launcher, address, isStopping: false, processes: {} });
    while (!own.#create()) {
      const found = read(file);
      if (found && isAlive(found.launcher)) {
        if (!found.isStopping) throw alreadyRunning(dataDir, found.address);
        await delay(100);
      } else {
        if (found) await stopLeftOvers(found);
        removeIfUnchanged(file, found);
      }
    }
    return own;
  }

  note(name: string, pid: number | undefined): void {
    const identity = pid === undefined ? undefined : identify(pid);
    if (identity) this.#run.processes[name] = identity;
    this.#write();
  }

  /** From now on a new start waits for this one to end instead of refusing. */
  noteStopping(): void {
    this.#run.isStopping = true;
    this.#write();
  }

  release(): void {
    rmSync(this.#file, { force: true });
  }

  #write(): void {
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#run));
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** Appears whole or not at all, so that of two launchers exactly one succeeds. */
  #create(): boolean {
    const draft = `${this.#file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(this.#run));
    try {
      linkSync(draft, this.#file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
}

async function stopLeftOvers(run: Run): Promise<void> {
  const left = Object.entries(run.processes).filter(([, identity]) => isAlive(identity));
  if (left.length === 0) return;
  const names = left.map(([name]) => name).join(', ');
  console.log(`正在停止上次遗留的进程 / Stopping what an earlier start left running: ${names}`);
  for (const name of ['setup', 'worker', 'api']) {
    const identity = run.processes[name];
    if (identity) await stopProcess(identity, 10_000);
  }
}

function removeIfUnchanged(file: string, seen: Run | undefined): void {
  if (JSON.stringify(read(file)) === JSON.stringify(seen)) rmSync(file, { force: true });
}

function read(file: string): Run | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Run;
  } catch {
    return undefined;
  }
}

function alreadyRunning(dataDir: string, address: string): Refusal {
  return new Refusal(
    `${dataDir} 中的一把尺正在 ${address} 运行，请直接打开该地址，或先停止它，或用 DATA_DIR 和 PORT 另起一个。`,
    `Yardstick in ${dataDir} is already running at ${address}: open that address, or stop it first, or start another one with its own DATA_DIR and PORT.`,
  );
}
