import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase } from '@yardstick/testing/database';
import { freePort, startPostgres, type EmbeddedPostgres } from '@yardstick/testing/embedded-postgres';
import { Redis } from 'ioredis';
import pg from 'pg';
import { root } from '../bootstrap.mjs';
import { ensureBuilt } from '../build/ensure-built.ts';
import { FakeSmtp } from './fake-smtp.ts';
import { FaultProxy } from './fault-proxy.ts';

export const workerCount = 3;
const zones = [
  'Asia/Shanghai',
  'UTC',
  'America/Los_Angeles',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
  'Pacific/Pago_Pago',
];
const dayMs = 86_400_000;
const patienceMs = 60_000;

export const redisServer: string | undefined = (() => {
  const name = process.env['REDIS_SERVER'] ?? 'redis-server';
  return spawnSync(name, ['--version']).status === 0 ? name : undefined;
})();

/** Servers of our own, and three real workers that reach them by a wire with a knife. It ends only what it started. */
export class Lab {
  readonly transport: 'postgres' | 'redis';
  readonly smtp: FakeSmtp;
  readonly #folder: string;
  readonly #script: string;
  readonly #scripts: string;
  #postgres: EmbeddedPostgres;
  #database = '';
  #dataDir = '';
  #proxy!: FaultProxy;
  #redis: { process: ChildProcess; port: number; proxy: FaultProxy } | undefined;
  readonly #workers: ({ process: ChildProcess; environment: NodeJS.ProcessEnv } | undefined)[] = [];
  #pool: pg.Pool | undefined;
  #isStopping = false;
  #appUrl = '';

  private constructor(made: {
    transport: Lab['transport'];
    folder: string;
    postgres: EmbeddedPostgres;
    smtp: FakeSmtp;
  }) {
    this.transport = made.transport;
    this.smtp = made.smtp;
    this.#folder = made.folder;
    this.#postgres = made.postgres;
    // Building anew while a run goes on must not change what it runs.
    this.#scripts = path.join(root, 'dist', `faults-${process.pid}-${made.transport}`);
    this.#script = path.join(this.#scripts, 'worker.js');
  }

  static async open(transport: Lab['transport']): Promise<Lab> {
    await ensureBuilt('server');
    // As root the database runs under another account, which must be able to enter the folder.
    const folder = mkdtempSync(path.join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'yardstick-faults-'));
    chmodSync(folder, 0o711);
    const postgres = await startPostgres(postgresIn(folder));
    const lab = new Lab({ transport, folder, postgres, smtp: await FakeSmtp.start() });
    mkdirSync(lab.#scripts, { recursive: true });
    for (const file of ['worker.js', 'read-text.js'])
      cpSync(path.join(root, 'dist', file), path.join(lab.#scripts, file));
    const made = await createTestDatabase(postgres.superuserUrl);
    await made.close();
    lab.#database = made.ownerUrl;
    lab.#appUrl = made.appUrl;
    lab.#dataDir = made.config.DATA_DIR;
    lab.#proxy = await FaultProxy.before(postgres.port);
    if (transport === 'redis') {
      const port = await freePort();
      lab.#redis = { process: lab.#spawnRedis(port), port, proxy: await FaultProxy.before(port) };
    }
    return lab;
  }

  /** For looking into what went wrong; answers the folder. */
  keepLogs(): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'yardstick-faults-logs-'));
    for (let place = 0; place < workerCount; place++)
      cpSync(path.join(this.#folder, `worker-${place}.log`), path.join(folder, `worker-${place}.log`));
    return folder;
  }

  get network(): FaultProxy[] {
    return [this.#proxy, ...(this.#redis ? [this.#redis.proxy] : [])];
  }

  get database(): FaultProxy {
    return this.#proxy;
  }

  /** As the owner and past the proxy; tried again while the server is away, so a statement must bear being repeated. */
  async sql<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
    for (const deadline = Date.now() + patienceMs; ;) {
      try {
        this.#pool ??= this.#openPool();
        return (await this.#pool.query(text, values)).rows as T[];
      } catch (error) {
        const { code = '' } = error as { code?: string };
        if (/^(22|23|42)/.test(code) || Date.now() > deadline || this.#isStopping) throw error;
        await delay(50);
      }
    }
  }

  startWorkers(): void {
    for (let place = 0; place < workerCount; place++) this.startWorker(place);
  }

  /** `chance` decides in which time zone it lives and how wrong its own clock goes. */
  startWorker(place: number, chance = 0): void {
    const url = (given: string, port: number): string => {
      const moved = new URL(given);
      moved.port = String(port);
      return moved.toString();
    };
    const skewDays = [0, 3, -3, 1, -1][Math.floor(chance * zones.length * 5) % 5] ?? 0;
    this.#spawnWorker(place, {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      NODE_COMPILE_CACHE: path.join(root, '.cache', 'compiled'),
      DATA_DIR: this.#dataDir,
      DATABASE_URL: url(this.#database, this.#proxy.port),
      DATABASE_APP_URL: url(this.#appUrl, this.#proxy.port),
      SMTP_URL: this.smtp.url,
      LOG_LEVEL: 'error',
      TZ: zones[Math.floor(chance * zones.length)],
      ...(this.#redis ? { REDIS_URL: `redis://127.0.0.1:${this.#redis.proxy.port}` } : {}),
      ...(skewDays
        ? { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(wrongClock(skewDays))}` }
        : {}),
    });
  }

  /** Ends a worker with no chance to tidy up; one that stood still goes too. */
  async killWorker(place: number): Promise<void> {
    const worker = this.#workers[place];
    if (!worker) return;
    this.#workers[place] = undefined;
    await killed(worker.process);
  }

  signalWorker(place: number, signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#workers[place]?.process.kill(signal);
  }

  async emptyQueue(): Promise<void> {
    if (this.#redis) await this.#withRedis(async redis => redis.flushall());
    else
      await this.sql(`do $$ begin
        if to_regclass('bullmq.job') is not null then truncate bullmq.job, bullmq.scheduler cascade; end if; end $$`);
  }

  async restartRedis(awayMs: number): Promise<void> {
    if (!this.#redis) return;
    await killed(this.#redis.process);
    await delay(awayMs);
    this.#redis.process = this.#spawnRedis(this.#redis.port);
  }

  /** `SIGQUIT` is what `pg_ctl stop -m immediate` sends; after both the server recovers from its log. */
  async crashPostgres(signal: 'SIGQUIT' | 'SIGKILL'): Promise<void> {
    process.kill(this.#postgres.pid, signal);
    await this.#postgres.exited;
    await this.#closePool();
    const { port } = this.#postgres;
    // After SIGKILL the backends go when they notice, and until then their memory is in use.
    for (const deadline = Date.now() + patienceMs; ;) {
      try {
        this.#postgres = await startPostgres({ ...postgresIn(this.#folder), port });
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }

  /** One backend dies, upon which the server throws everybody out and recovers. */
  async killBackend(chance: number): Promise<void> {
    const rows = await this.sql<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() order by pid`,
    );
    const chosen = rows[Math.floor(chance * rows.length)];
    if (chosen) process.kill(chosen.pid, 'SIGKILL');
  }

  async terminateConnections(): Promise<void> {
    await this.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
  }

  async stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    await Promise.all(this.#workers.map((_, place) => this.killWorker(place)));
    await this.#closePool();
    await Promise.all(this.network.map(proxy => proxy.close()));
    if (this.#redis) await killed(this.#redis.process);
    await this.smtp.stop();
    await this.#postgres.stop();
    for (const folder of [this.#folder, this.#dataDir, this.#scripts])
      if (folder) rmSync(folder, { recursive: true, force: true });
  }

  /** What starts a worker in earnest starts it again when it ends by itself, as compose and systemd do. */
  #spawnWorker(place: number, environment: NodeJS.ProcessEnv): void {
    if (this.#isStopping) return;
    const log = openSync(path.join(this.#folder, `worker-${place}.log`), 'a');
    const child = spawn(process.execPath, [this.#script], { cwd: root, env: environment, stdio: ['ignore', log, log] });
    this.#workers[place] = { process: child, environment };
    child.once('exit', () => {
      if (this.#workers[place]?.process !== child) return;
      this.#workers[place] = undefined;
      setTimeout(() => {
        if (!this.#workers[place]) this.#spawnWorker(place, environment);
      }, 500);
    });
  }

  #spawnRedis(port: number): ChildProcess {
    const folder = path.join(this.#folder, 'redis');
    mkdirSync(folder, { recursive: true });
    const settings = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec', '--dir', folder];
    return spawn(redisServer!, ['--port', String(port), '--bind', '127.0.0.1', ...settings], { stdio: 'ignore' });
  }

  async #withRedis(work: (redis: Redis) => Promise<unknown>): Promise<void> {
    const redis = new Redis(this.#redis!.port, '127.0.0.1', { retryStrategy: () => 50, maxRetriesPerRequest: 200 });
    redis.on('error', () => undefined);
    await work(redis).finally(() => {
      redis.disconnect();
    });
  }

  #openPool(): pg.Pool {
    const pool = new pg.Pool({ connectionString: this.#database, max: 3 });
    pool.on('error', () => undefined);
    return pool;
  }

  async #closePool(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.end().catch(() => undefined);
  }
}

/** As a server in earnest keeps its promises when a process dies; only the disk is not waited for. */
function postgresIn(folder: string): Parameters<typeof startPostgres>[0] {
  const settings = {
    ...{ fsync: 'off', synchronous_commit: 'on', full_page_writes: 'on', restart_after_crash: 'on' },
    // Connections break by the hundred here, and making them anew must not be what takes the time.
    scram_iterations: '1',
  };
  return { dataDir: path.join(folder, 'postgres'), settings };
}

function wrongClock(days: number): string {
  return `const Real=Date,skew=${days * dayMs};globalThis.Date=class extends Real{constructor(...a){super(...(a.length?a:[Real.now()+skew]))}static now(){return Real.now()+skew}};`;
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
