import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  DatabaseFolderDamaged,
  PostgresNotStarted,
  startPostgres,
  type EmbeddedPostgres,
} from '@yardstick/testing/embedded-postgres';
import { root } from '../bootstrap.mjs';
import { isUpToDate, type TargetName } from '../build/build.ts';
import { stopProcess, identify } from './processes.ts';
import { Refusal } from './refusal.ts';
import { RunFile } from './run-file.ts';
import { showSignIns } from './sign-ins.ts';
import { Supervised } from './supervised.ts';

interface LaunchRequest {
  args: readonly string[];
  port: number;
  whenOrphaned: (callback: () => void) => void;
  refuseBusyPort: (port: number) => Promise<void>;
}

const readyWithinMs = 90_000;
const knownFlags = new Set(['--empty', '--dev']);

export async function launch(request: LaunchRequest): Promise<void> {
  const launcher = new Launcher(request);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void launcher.stop(signal));
  request.whenOrphaned(() => void launcher.stop('SIGHUP'));
  try {
    await launcher.start();
  } catch (error) {
    if (launcher.isStopping) return;
    console.error(sentenceFor(error));
    await launcher.fail();
  }
}

function sentenceFor(error: unknown): string {
  if (error instanceof Refusal || error instanceof PostgresNotStarted || error instanceof DatabaseFolderDamaged) {
    return error.message;
  }
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code)) {
    const { message } = error as Error;
    return `无法使用数据文件夹（${message}），请检查权限与磁盘空间，或用 DATA_DIR 指定其他文件夹。 / The data folder cannot be used (${message}): check permissions and disk space, or name another folder by DATA_DIR.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

class Launcher {
  readonly #request: LaunchRequest;
  readonly #kind: 'demonstration' | 'empty';
  readonly #isDev: boolean;
  readonly #dataDir: string;
  readonly #address: string;
  readonly #startedAt = performance.now();
  readonly #helpers = new Set<ChildProcess>();
  #runFile: RunFile | undefined;
  #postgres: Promise<EmbeddedPostgres> | undefined;
  #worker: Supervised | undefined;
  #api: Supervised | undefined;
  #isReady = false;
  isStopping = false;

  constructor(request: LaunchRequest) {
    this.#request = request;
    this.#kind = request.args.includes('--empty') ? 'empty' : 'demonstration';
    this.#isDev = request.args.includes('--dev');
    const standard = path.join(root, this.#kind === 'empty' ? '.data-empty' : '.data');
    this.#dataDir = path.resolve(process.env.DATA_DIR || standard);
    this.#address = `http://127.0.0.1:${request.port}`;
  }

  async start(): Promise<void> {
    this.#refuseUnknownFlags();
    mkdirSync(this.#dataDir, { recursive: true });
    this.#refuseOtherKind();
    this.#runFile = await RunFile.take(this.#dataDir, this.#address);
    await this.#request.refuseBusyPort(this.#request.port);
    this.#markKind();

    const database = this.#databaseUrl();
    const webBuilt = this.#isDev ? this.#watchWeb() : this.#build('web');
    // Awaited further down; without this a failure while we await something else would end the process.
    for (const background of [database, webBuilt]) background.catch(() => undefined);
    await this.#build('server');
    const env = this.#environment(await database);
    await this.#setUp(env);
    await webBuilt;
    this.#api = this.#supervise('api', env);
    this.#worker = this.#supervise('worker', env);
    if (this.isStopping) return;
    this.#api.start();
    this.#worker.start();
    await this.#untilReady();
    this.#isReady = true;
    this.#announce();
    if (this.#isDev) await this.#restartOnChange(env);
  }

  /** In the order that loses nothing: no job starts any more, then no request, then the database closes. */
  async stop(signal?: NodeJS.Signals, exitCode?: number): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    this.#runFile?.noteStopping();
    if (signal) console.log('\n正在停止 / Stopping …');
    for (const helper of this.#helpers) helper.kill('SIGTERM');
    await this.#worker?.stop();
    await this.#api?.stop();
    for (const helper of this.#helpers) {
      const identity = helper.pid === undefined ? undefined : identify(helper.pid);
      if (identity) await stopProcess(identity, 5000);
    }
    const postgres = await this.#postgres?.catch(() => undefined);
    await postgres?.stop();
    this.#runFile?.release();
    process.exit(exitCode ?? (this.#isReady ? 0 : 130));
  }

  fail(): Promise<void> {
    return this.stop(undefined, 1);
  }

  #refuseUnknownFlags(): void {
    const unknown = this.#request.args.find(arg => !knownFlags.has(arg));
    if (unknown === undefined) return;
    throw new Refusal(
      `不认识的参数 ${unknown}，可用：npm start -- --empty 或 --dev。`,
      `Unknown argument ${unknown}: npm start knows -- --empty and --dev.`,
    );
  }

  get #kindFile(): string {
    return path.join(this.#dataDir, 'instance.json');
  }

  #refuseOtherKind(): void {
    let found: unknown;
    try {
      found = (JSON.parse(readFileSync(this.#kindFile, 'utf8')) as { kind?: unknown }).kind;
    } catch {
      return;
    }
    if (found === this.#kind) return;
    const [zh, en] = found === 'empty' ? ['空白实例', 'an empty instance'] : ['演示数据', 'a demonstration'];
    throw new Refusal(
      `${this.#dataDir} 中已有${zh}，请用 DATA_DIR 指定另一个文件夹。`,
      `${this.#dataDir} already holds ${en}: name another folder by DATA_DIR.`,
    );
  }

  #markKind(): void {
    writeFileSync(this.#kindFile, `${JSON.stringify({ kind: this.#kind })}\n`);
  }

  async #databaseUrl(): Promise<string> {
    if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
    return (await this.#startPostgres()).url('yardstick');
  }

  #startPostgres(port?: number): Promise<EmbeddedPostgres> {
    const starting = startPostgres({
      dataDir: path.join(this.#dataDir, 'postgres'),
      ...(port === undefined ? {} : { port }),
      say: sentence => console.log(sentence),
    });
    this.#postgres = starting;
    void starting.then(
      postgres => postgres.exited.then(() => this.#reviveDatabase(postgres.port)),
      () => undefined,
    );
    return starting;
  }

  async #reviveDatabase(port: number): Promise<void> {
    if (this.isStopping || !this.#isReady) return;
    console.error('数据库意外退出，正在重启 / The database ended unexpectedly, restarting it');
    await delay(500);
    if (this.isStopping) return;
    try {
      await this.#startPostgres(port);
    } catch (error) {
      console.error(sentenceFor(error));
      await this.fail();
    }
  }

  #environment(databaseUrl: string): NodeJS.ProcessEnv {
    return {
      ...process.env,
      NODE_ENV: process.env.NODE_ENV || 'production',
      LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, '.cache', 'compiled'),
      PORT: String(this.#request.port),
      DATA_DIR: this.#dataDir,
      DATABASE_URL: databaseUrl,
      WEB_DIST: path.join(root, 'apps', 'web', 'dist'),
    };
  }

  async #build(target: TargetName): Promise<void> {
    if (isUpToDate(target)) return;
    console.log(`正在构建 / Building ${target} …`);
    const code = await this.#runHelper(`build ${target}`, [path.join(root, 'tools', 'build.mjs'), target], process.env);
    if (code !== 0)
      throw new Refusal(`构建 ${target} 失败，原因见上。`, `Building ${target} failed: the cause is above.`);
  }

  async #watchWeb(): Promise<void> {
    const { watchWeb } = await import('../build/web-bundle.ts');
    await this.#build('web');
    await watchWeb();
  }

  async #setUp(env: NodeJS.ProcessEnv): Promise<void> {
    const databaseLog = path.join(this.#dataDir, 'postgres.log');
    const logFrom = statSync(databaseLog, { throwIfNoEntry: false })?.size ?? 0;
    const args = [path.join(root, 'dist', 'setup.js'), ...(this.#kind === 'empty' ? ['--empty'] : [])];
    // Held back, because for a damaged folder one sentence says more than the trace of whatever met the damage first.
    const errors: Buffer[] = [];
    const code = await this.#runHelper('setup', args, env, errors);
    const damage = code === 0 || process.env.DATABASE_URL ? undefined : damageIn(databaseLog, logFrom);
    if (damage) throw new DatabaseFolderDamaged(realpathSync(path.join(this.#dataDir, 'postgres')), damage);
    process.stderr.write(Buffer.concat(errors));
    if (code === 0) return;
    throw new Refusal(
      '数据库准备失败，原因见上；改正后可重新运行。',
      'Preparing the database failed: the cause is above; correct it and run again.',
    );
  }

  async #runHelper(name: string, args: readonly string[], env: NodeJS.ProcessEnv, errors?: Buffer[]): Promise<number> {
    if (this.isStopping) return 1;
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', errors ? 'pipe' : 'inherit'] });
    child.stderr?.on('data', (chunk: Buffer) => errors?.push(chunk));
    this.#helpers.add(child);
    this.#runFile?.note(name, child.pid);
    return new Promise(resolve => {
      child.once('close', code => {
        this.#helpers.delete(child);
        resolve(code ?? 1);
      });
    });
  }

  #supervise(name: 'api' | 'worker', env: NodeJS.ProcessEnv): Supervised {
    return new Supervised({
      name,
      script: path.join(root, 'dist', `${name}.js`),
      env,
      onSpawn: pid => this.#runFile?.note(name, pid),
      mayRestart: () => this.#isReady,
      onGivenUp: () => void this.fail(),
    });
  }

  async #untilReady(): Promise<void> {
    const deadline = Date.now() + readyWithinMs;
    while (Date.now() < deadline && !this.isStopping) {
      const answer = await fetch(`${this.#address}/readyz`).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.status === 200) return;
      await delay(100);
    }
    throw new Refusal(
      `服务未能在 ${readyWithinMs / 1000} 秒内就绪，原因见上。`,
      `The service was not ready within ${readyWithinMs / 1000} s: the cause is above.`,
    );
  }

  #announce(): void {
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(1);
    console.log(`\n一把尺 Yardstick: ${this.#address} (${seconds} s)`);
    if (this.#kind === 'demonstration') showSignIns(path.join(this.#dataDir, 'sign-ins.json'));
    console.log('按 Ctrl-C 停止 / Ctrl-C stops it');
  }

  async #restartOnChange(env: NodeJS.ProcessEnv): Promise<void> {
    const { watchServer } = await import('../build/server-bundle.ts');
    let isFirstBuild = true;
    watchServer(() => {
      // The watcher begins with a build of what is running already.
      if (isFirstBuild) isFirstBuild = false;
      else void this.#restartParts(env).catch((error: unknown) => console.error(sentenceFor(error)));
    });
  }

  async #restartParts(env: NodeJS.ProcessEnv): Promise<void> {
    await this.#worker?.stop();
    await this.#api?.stop();
    await this.#setUp(env);
    if (this.isStopping) return;
    this.#api?.start();
    this.#worker?.start();
    console.log('已重启 / Restarted');
  }
}

function damageIn(databaseLog: string, from: number): string | undefined {
  try {
    const log = readFileSync(databaseLog).subarray(from).toString();
    return /(PANIC: .*|invalid page in .*|could not (?:open|read|access) .*(?:"base\/|"global\/|"pg_).*)/.exec(
      log,
    )?.[1];
  } catch {
    return undefined;
  }
}
