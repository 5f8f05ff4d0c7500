import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, startPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { partEnvironment, partOptions } from './part-options.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const stopWithinMs = 10_000;
const readyWithinMs = 150_000;

/** A fresh instance of the built product in a folder of its own, which goes when it stops. */
export class Instance {
  readonly #folder: string;
  readonly #parts = new Map<string, ChildProcess>();
  readonly #withWeb: boolean;
  #port: number | undefined;
  #postgres: Promise<EmbeddedPostgres> | undefined;
  #environment: NodeJS.ProcessEnv = {};
  #isStopping = false;

  constructor(options: { withWeb?: boolean; port?: number } = {}) {
    this.#withWeb = options.withWeb ?? false;
    this.#port = options.port;
    // As root the database runs under another account, which must be able to enter the folder.
    this.#folder = mkdtempSync(path.join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'yardstick-instance-'));
    chmodSync(this.#folder, 0o711);
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port ?? 0}`;
  }

  /** Where the parts of this instance keep their files. */
  get dataDir(): string {
    return path.join(this.#folder, 'data');
  }

  /** The owner's connection, for looking at what happened. */
  get databaseUrl(): string {
    return this.#environment['DATABASE_URL'] ?? '';
  }

  get apiPid(): number {
    return this.#parts.get('api')?.pid ?? 0;
  }

  /** Everything from nothing to an instance that answers, on demonstration data. */
  async startDemonstration(): Promise<void> {
    await this.setUpDemonstration();
    this.start('api');
    await this.ready();
    this.start('worker');
  }

  /** Everything from nothing to an instance that answers and waits for its first administrator; answers their code. */
  async startBlank(clock: string): Promise<string> {
    const code = await this.setUp(clock);
    this.start('api');
    await this.ready();
    this.start('worker');
    return code;
  }

  /** Makes the blank instance, its clock at `clock`, and answers the code that its set-up prints. */
  async setUp(clock: string): Promise<string> {
    const said = await this.#runSetup(['--empty', `--test-clock=${clock}`]);
    const code = /^set-up code: (\S+)$/m.exec(said)?.[1];
    if (code === undefined) throw new Error('The set-up printed no code for the first administrator.');
    return code;
  }

  async setUpDemonstration(): Promise<void> {
    await this.#runSetup([]);
  }

  start(part: 'api' | 'worker'): void {
    const child = this.#spawn(part, []);
    child.stdout?.pipe(process.stderr);
  }

  async ready(): Promise<void> {
    await untilReady(this.address, () => [...this.#parts.values()].some(hasEnded));
  }

  /** Without a word of warning, as when its machine fails. */
  async kill(part: 'api' | 'worker'): Promise<void> {
    const child = this.#parts.get(part);
    if (!child || hasEnded(child)) throw new Error(`The ${part} was gone before it was killed.`);
    this.#parts.delete(part);
    const gone = once(child, 'close');
    child.kill('SIGKILL');
    await gone;
  }

  async stopDatabase(): Promise<void> {
    await (await this.#postgres)?.stop();
  }

  /** On the same port and data, with all that was in it. */
  async startDatabase(): Promise<void> {
    const port = (await this.#postgres)?.port;
    this.#postgres = this.#startPostgres(port === undefined ? {} : { port });
    await this.#postgres;
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

  async #runSetup(args: readonly string[]): Promise<string> {
    const webDist = this.#webDist();
    this.#postgres = this.#startPostgres({});
    this.#port ??= await freePort();
    this.#environment = {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      ...partEnvironment,
      NODE_COMPILE_CACHE: path.join(root, '.cache', 'compiled'),
      PORT: String(this.#port),
      DATA_DIR: path.join(this.#folder, 'data'),
      WEB_DIST: webDist,
      DATABASE_URL: (await this.#postgres).url('yardstick'),
      LOG_LEVEL: 'warn',
    };
    const setup = this.#spawn('setup', args);
    let said = '';
    setup.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await once(setup, 'close');
    this.#parts.delete('setup');
    if (setup.exitCode !== 0) throw new Error('The instance could not be set up; the cause is above.');
    return said;
  }

  #startPostgres(options: { port?: number }): Promise<EmbeddedPostgres> {
    const starting = startPostgres({ dataDir: path.join(this.#folder, 'postgres'), noSync: true, ...options });
    starting.catch(() => undefined);
    return starting;
  }

  /** A copy, since building anew takes the pages of running instances away. */
  #webDist(): string {
    const folder = path.join(this.#folder, 'web');
    if (!this.#withWeb) return folder;
    const built = path.join(root, 'apps', 'web', 'dist');
    if (!existsSync(path.join(built, 'index.html')))
      throw new Error('The pages are not built: run npm run build first.');
    cpSync(built, folder, { recursive: true });
    return folder;
  }

  #spawn(part: 'setup' | 'api' | 'worker', args: readonly string[]): ChildProcess {
    if (this.#isStopping) throw new Error('The instance is stopping.');
    const script = path.join(root, 'dist', `${part}.js`);
    const child = spawn(process.execPath, [...(part === 'setup' ? [] : partOptions[part]), script, ...args], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#parts.set(part, child);
    return child;
  }
}

/** Waits for an instance that is being made, until it answers or nothing can come of it any more. */
export async function untilReady(address: string, isHopeless = () => false): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && !isHopeless()) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await delay(100);
  }
  throw new Error('The instance did not get ready; the cause is above.');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'close');
  child.kill('SIGTERM');
  const hardKill = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await gone;
  clearTimeout(hardKill);
}
