import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, startPostgres, type EmbeddedPostgres } from '@yardstick/testing/embedded-postgres';
import pg from 'pg';
import { root } from '../bootstrap.mjs';
import { ensureBuilt } from '../build/ensure-built.ts';
import { benchSchema } from './sql.ts';

const here = path.join(root, 'tools', 'bench');
/** As many connections as the product's read pool keeps. */
const poolSize = 8;
const readyWithinMs = 60_000;

export interface Server {
  port: number;
  pid: number;
}

/** A database with the enlarged demonstration and whoever answers from it, in a folder that goes when it closes. */
export class World {
  readonly #folder: string;
  readonly #children = new Set<ChildProcess>();
  #postgres: EmbeddedPostgres | undefined;
  #isClosing = false;

  constructor() {
    // As root the database runs under another account, which must be able to enter the folder.
    this.#folder = mkdtempSync(path.join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'yardstick-bench-'));
    chmodSync(this.#folder, 0o711);
  }

  get postgres(): EmbeddedPostgres {
    if (!this.#postgres) throw new Error('The database is not there yet.');
    return this.#postgres;
  }

  get #databaseUrl(): string {
    return this.postgres.url('yardstick');
  }

  async load(scale: number): Promise<void> {
    await Promise.all([this.#installPostgraphile(), this.#fill(scale)]);
  }

  async sql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.#databaseUrl, options: '-c timezone=UTC' });
    await client.connect();
    try {
      return (await client.query<T>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  signIns(): { username: string; password: string }[] {
    return JSON.parse(readFileSync(path.join(this.#folder, 'data', 'sign-ins.json'), 'utf8')) as {
      username: string;
      password: string;
    }[];
  }

  startProduct(): Promise<Server> {
    return this.#serve(path.join(root, 'dist', 'api.js'), port => this.#productEnvironment(port));
  }

  startFloor(): Promise<Server> {
    return this.#serve(path.join(here, 'floor.ts'), port => this.#contenderEnvironment(port));
  }

  startPostgraphile(): Promise<Server> {
    return this.#serve(path.join(here, 'postgraphile.mjs'), port => ({
      ...this.#contenderEnvironment(port),
      GRAPHILE_ENV: 'production',
    }));
  }

  startLoad(): ChildProcess {
    const child = fork(path.join(here, 'load.ts'));
    this.#children.add(child);
    return child;
  }

  async close(): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    await Promise.all([...this.#children].map(stopped));
    await this.#postgres?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Kept out of the product's own packages, so it comes with the first measurement. */
  async #installPostgraphile(): Promise<void> {
    const locked = path.join(here, 'package-lock.json');
    const installed = path.join(here, 'node_modules', '.package-lock.json');
    if (existsSync(installed) && versionOf(installed) === versionOf(locked)) return;
    console.log('正在安装 PostGraphile / Installing PostGraphile …');
    await this.#run(
      'npm ci',
      'npm',
      ['ci', '--prefix', here, '--no-audit', '--no-fund', '--loglevel=error'],
      process.env,
    );
  }

  /** With fsync on, as in production. */
  async #fill(scale: number): Promise<void> {
    await ensureBuilt('server');
    this.#postgres = await startPostgres({ dataDir: path.join(this.#folder, 'postgres') });
    const setup = path.join(root, 'dist', 'setup.js');
    await this.#run('setup', process.execPath, [setup, `--scale=${scale}`], this.#productEnvironment(0));
    await this.sql(benchSchema);
    await this.sql('vacuum');
  }

  #contenderEnvironment(port: number): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: this.#databaseUrl,
      POOL_SIZE: String(poolSize),
      PORT: String(port),
    };
  }

  #productEnvironment(port: number): NodeJS.ProcessEnv {
    return { ...this.#contenderEnvironment(port), DATA_DIR: path.join(this.#folder, 'data'), LOG_LEVEL: 'error' };
  }

  async #serve(script: string, environment: (port: number) => NodeJS.ProcessEnv): Promise<Server> {
    const port = await freePort();
    const child = this.#start(process.execPath, [script], environment(port));
    const deadline = performance.now() + readyWithinMs;
    while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
      const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer) return { port, pid: child.pid ?? 0 };
      await delay(50);
    }
    throw new Error(`${path.basename(script)} did not start; the cause is above.`);
  }

  async #run(name: string, command: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
    const child = this.#start(command, args, env);
    const [code] = (await once(child, 'close')) as [number | null];
    this.#children.delete(child);
    if (code !== 0) throw new Error(`${name} failed; the cause is above.`);
  }

  #start(command: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
    if (this.#isClosing) throw new Error('The measurement was stopped.');
    const child = spawn(command, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
    this.#children.add(child);
    return child;
  }
}

function versionOf(lockFile: string): string | undefined {
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as { packages: Record<string, { version?: string }> };
  return lock.packages['node_modules/postgraphile']?.version;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const hardKill = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(hardKill);
}
