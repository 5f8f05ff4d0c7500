import { partEnvironment, partOptions } from '@yardstick/testing/part-options';
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const restartsPerMinute = 5;
const hardKillAfterMs = 10_000;

interface SupervisedOptions {
  name: 'api' | 'worker';
  script: string;
  env: NodeJS.ProcessEnv;
  onSpawn: (pid: number | undefined) => void;
  /** False while starting up: a part that cannot start is a mistake to show, not an accident to repeat. */
  mayRestart: () => boolean;
  onGivenUp: () => void;
}

/** One part of the product as a child process: restarted when it dies unasked, with growing pauses, not for ever. */
export class Supervised {
  readonly #options: SupervisedOptions;
  #child: ChildProcess | undefined;
  #gone: Promise<void> = Promise.resolve();
  #wanted = false;
  #restartMoments: number[] = [];

  constructor(options: SupervisedOptions) {
    this.#options = options;
  }

  start(): void {
    this.#wanted = true;
    const { name, script, env } = this.#options;
    // Its own session: Ctrl-C in a terminal reaches only the launcher, which stops the parts in order.
    const child = spawn(process.execPath, [...partOptions[name], script], {
      env: { ...partEnvironment, ...env },
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    this.#child = child;
    this.#gone = new Promise(resolve => {
      child.once('exit', (code, signal) => {
        resolve();
        if (this.#wanted && this.#child === child) void this.#restart(child, signal ?? `code ${code}`);
      });
    });
    this.#options.onSpawn(child.pid);
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const hardKill = setTimeout(() => {
      console.error(`${this.#options.name} 未在 10 秒内停止，已强制结束 / did not stop within 10 s and was killed`);
      child.kill('SIGKILL');
    }, hardKillAfterMs);
    await this.#gone;
    clearTimeout(hardKill);
  }

  async #restart(dead: ChildProcess, cause: string): Promise<void> {
    const { name, mayRestart, onGivenUp } = this.#options;
    const now = Date.now();
    this.#restartMoments = [...this.#restartMoments.filter(moment => moment > now - 60_000), now];
    const count = this.#restartMoments.length;
    if (!mayRestart() || count > restartsPerMinute) {
      console.error(`${name} 无法运行（${cause}） / cannot run (${cause})`);
      onGivenUp();
      return;
    }
    const pauseMs = 250 * 2 ** count;
    console.error(
      `${name} 意外退出（${cause}），${pauseMs} 毫秒后重启 / ended (${cause}), restarting in ${pauseMs} ms`,
    );
    await delay(pauseMs);
    if (this.#wanted && this.#child === dead) this.start();
  }
}
