import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { UnreadableReason } from './file-text.ts';
import type { TextAnswer, TextOrder } from './text-process.ts';

export interface TextReaderLimits {
  timeMs: number;
  /** Of the whole process, its code included. */
  memoryMb: number;
}

const defaultLimits: TextReaderLimits = { timeMs: 30_000, memoryMb: 512 };
const lookEveryMs = 100;
const idleAfterMs = 15_000;
/** A parser that leaks is not given the time to. */
const filesPerProcess = 200;

// Beside the source it is a source; in a bundle it is a bundle of its own beside the worker's.
const script = new URL(import.meta.url.endsWith('.ts') ? './text-process.ts' : './read-text.js', import.meta.url);

/**
 * Reads the words of files in a process apart, at low priority, with neither settings nor secrets in reach. A file that
 * takes too long or too much memory, or that brings the process down, is unreadable; the next one gets a new process.
 */
export class TextReader {
  readonly #limits: TextReaderLimits;
  #child: ChildProcess | undefined;
  #readCount = 0;
  #isClosed = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(limits: Partial<TextReaderLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  async read(order: TextOrder): Promise<TextAnswer> {
    clearTimeout(this.#idle);
    if (this.#isClosed) throw new Error('The reader of texts is closed.');
    const child = (this.#child ??= this.#start());
    try {
      return await this.#answer(child, order);
    } finally {
      this.#readCount += 1;
      if (this.#readCount >= filesPerProcess) this.#end();
      else this.#idle = setTimeout(() => this.#end(), idleAfterMs).unref();
    }
  }

  /** For good; what is being read now is left unread. */
  close(): void {
    this.#isClosed = true;
    this.#end();
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
    this.#readCount = 0;
  }

  #start(): ChildProcess {
    const child = fork(fileURLToPath(script), [], {
      execArgv: [`--max-old-space-size=${Math.floor(this.#limits.memoryMb / 2)}`],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('error', () => undefined); // it is gone then, which the waiting read learns by its exit
    try {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // where priorities may not be changed it runs like everything else
    }
    return child;
  }

  #answer(child: ChildProcess, order: TextOrder): Promise<TextAnswer> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(deadline);
        clearInterval(look);
        child.removeAllListeners('message').removeAllListeners('exit');
      };
      const done = (answer: TextAnswer): void => {
        settle();
        resolve(answer);
      };
      const giveUp = (reason: UnreadableReason): void => {
        settle();
        this.#end();
        if (this.#isClosed) reject(new Error('The reader of texts was closed.'));
        else resolve({ state: 'unreadable', reason, text: '', bands: [], characterCount: 0 });
      };
      const deadline = setTimeout(() => giveUp('timed-out'), this.#limits.timeMs);
      const look = setInterval(() => {
        void residentMb(child).then(megabytes => {
          if (megabytes > this.#limits.memoryMb && this.#child === child) giveUp('too-demanding');
        });
      }, lookEveryMs);
      child.once('message', answer => done(answer as TextAnswer));
      // Out of memory a process does not get to say that it failed.
      child.once('exit', code => giveUp(code === 1 ? 'failed' : 'too-demanding'));
      child.send(order, error => {
        if (error) giveUp('failed');
      });
    });
  }
}

/** Linux tells; elsewhere the limit of the heap alone holds. */
async function residentMb(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/statm`, 'utf8').catch(() => '');
  return (Number(status.split(' ')[1] ?? 0) * 4096) / (1 << 20);
}
