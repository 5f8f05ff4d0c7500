import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, startPostgres, type EmbeddedPostgres } from '@yardstick/testing/embedded-postgres';
import { root } from '../bootstrap.mjs';
import { isUpToDate } from '../build/build.ts';
import { runInherited } from '../run-inherited.ts';
import { expected, until } from './telling.ts';

const stopWithinMs = 10_000;

/** A fresh instance of the built product in a folder of its own, which goes when the story ends. */
export class Instance {
  readonly #folder: string;
  readonly #parts = new Map<string, ChildProcess>();
  #postgres: Promise<EmbeddedPostgres> | undefined;
  #environment: NodeJS.ProcessEnv = {};
  #isStopping = false;
  address = '';

  constructor() {
    // As root the database runs under another account, which must be able to enter the folder.
    this.#folder = mkdtempSync(path.join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'yardstick-story-'));
    chmodSync(this.#folder, 0o711);
  }

  async build(): Promise<void> {
    if (isUpToDate('server')) return;
    const code = await runInherited(process.execPath, [path.join(root, 'tools', 'build.mjs'), 'server']);
    expected(code === 0, 'The server bundles could not be built; the cause is above.');
  }

  /** Makes the blank instance, its clock at `clock`, and answers the code that its set-up prints. */
  async setUp(clock: string): Promise<string> {
    this.#postgres = startPostgres({ dataDir: path.join(this.#folder, 'postgres'), noSync: true });
    const port = await freePort();
    this.address = `http://127.0.0.1:${port}`;
    this.#environment = {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: path.join(root, '.cache', 'compiled'),
      PORT: String(port),
      DATA_DIR: path.join(this.#folder, 'data'),
      WEB_DIST: path.join(this.#folder, 'no-web'),
      DATABASE_URL: (await this.#postgres).url('yardstick'),
      LOG_LEVEL: 'warn',
    };
    const setup = this.#spawn('setup', ['--empty', `--test-clock=${clock}`]);
    let said = '';
    setup.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await once(setup, 'close');
    this.#parts.delete('setup');
    const code = /^set-up code: (\S+)$/m.exec(said)?.[1];
    expected(setup.exitCode === 0 && code !== undefined, 'The set-up printed no code for the first administrator.');
    return code;
  }

  start(part: 'api' | 'worker'): void {
    const child = this.#spawn(part, []);
    child.stdout?.pipe(process.stderr);
  }

  async ready(): Promise<void> {
    const ask = () =>
      fetch(`${this.address}/readyz`).then(
        answer => answer.status,
        () => 0,
      );
    await until('The API', 30, ask, status => status === 200);
  }

  /** Without a word of warning, as when its machine fails. */
  async kill(part: 'worker'): Promise<void> {
    const child = this.#parts.get(part);
    expected(child?.exitCode === null && child.signalCode === null, `The ${part} was gone before it was killed.`);
    this.#parts.delete(part);
    child.kill('SIGKILL');
    await once(child, 'close');
  }

  async stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    await Promise.all([...this.#parts.values()].map(stopped));
    await this.#postgres?.then(
      postgres => postgres.stop(),
      () => undefined,
    );
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #spawn(part: string, args: readonly string[]): ChildProcess {
    const script = path.join(root, 'dist', `${part}.js`);
    const child = spawn(process.execPath, ['--enable-source-maps', script, ...args], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#parts.set(part, child);
    return child;
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'close');
  child.kill('SIGTERM');
  const hardKill = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await gone;
  clearTimeout(hardKill);
}
