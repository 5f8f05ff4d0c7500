import { generateUnits, orderOfUnits } from '@yardstick/server/evaluation/computing/many-units.fixture';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { startPostgres, type EmbeddedPostgres } from '@yardstick/testing/embedded-postgres';
import { partEnvironment, partOptions } from '@yardstick/testing/part-options';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { root, whenOrphaned } from '../bootstrap.mjs';
import { ensureBuilt } from '../build/ensure-built.ts';
import type { Built } from '../../apps/worker/test/build-evaluations.fixture.ts';
import { postgresProcessorMs } from './processor-time.ts';
import { differences, scoringByHand } from './scoring-by-hand.ts';

const run = promisify(execFile);
const goals = { acceptanceMs: 2_000, mostMb: 400, spread: 0.2 };
/** So often unmeasured, then measured: small ones are over before the machine is warm. */
const sizes = [
  { units: 1_000, warmUps: 3, rounds: 5 },
  { units: 10_000, warmUps: 1, rounds: 2 },
  { units: 100_000, warmUps: 0, rounds: 1 },
];
const day = '2024-10-01';

interface Line {
  task: string;
  units: number;
  ms: number;
  msPerUnit: number;
  /** Processor time of the worker, and of the database. */
  cpuMs?: number;
  databaseCpuMs?: number;
  mostMb?: number;
  /** Time as a multiple of the bare statement's. */
  toByHand?: number;
  snapshotMb?: number;
  load: number;
}

/** Measures building an evaluation, from a city to a nation, beside the same totals by one statement. */
export async function benchScoring(isQuick: boolean): Promise<number> {
  const folder = mkdtempSync(path.join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'yardstick-scoring-'));
  chmodSync(folder, 0o711); // as root the database runs under another account
  const startedAt = performance.now();
  const say = (text: string): void =>
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres') });
  const leave = (): void =>
    void postgres.stop().finally(() => (rmSync(folder, { recursive: true, force: true }), process.exit(1)));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, leave);
  whenOrphaned(leave);
  const lines: Line[] = [];
  const add = (line: Omit<Line, 'load'>): void => {
    lines.push({ ...line, load: round(loadavg()[0]!, 1) });
    say(JSON.stringify(lines.at(-1)));
    save(lines);
  };
  try {
    add(await ofDemonstration(postgres, folder));
    for (const size of isQuick ? sizes.slice(0, 2) : sizes) {
      say(`${size.units.toLocaleString()} units`);
      for (const line of await ofGenerated(postgres, size)) add(line);
    }
    for (const line of goalLines(lines)) console.log(line);
    say(`done; Node ${process.versions.node}, ${cpus().length} processors`);
    return 0;
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first build of a process that has just started. */
async function ofDemonstration(postgres: EmbeddedPostgres, folder: string): Promise<Omit<Line, 'load'>> {
  await ensureBuilt('server');
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_URL: postgres.url('yardstick'),
    DATA_DIR: path.join(folder, 'data'),
    LOG_LEVEL: 'error',
  };
  await run(process.execPath, [path.join(root, 'dist', 'setup.js')], { env });
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  try {
    const id = randomUUID();
    await client.query(
      `insert into evaluation (id, program_id, name, scheme_code, scheme_version, as_of, state, ordered_by, ordered_by_id)
       select $1, p.id, '验收评估', s.code, s.version, app_day(app_now()), 'queued', u.name, u.id
       from program p, scoring_scheme s, app_user u where s.code = 'acceptance-2024' and u.role = 'OFFICE_CHIEF' limit 1`,
      [id],
    );
    const { builds, mostMb } = await built(env, [id]);
    const { rows } = await client.query<{ units: number; state: string }>(
      `select units_total as units, state from evaluation where id = $1`,
      [id],
    );
    if (rows[0]?.state !== 'computed') throw new Error(`The evaluation is ${rows[0]?.state}.`);
    const { ms, cpuMs } = builds[0]!;
    return { task: 'acceptance', units: rows[0].units, ms, msPerUnit: round(ms / rows[0].units, 2), cpuMs, mostMb };
  } finally {
    await client.end();
  }
}

async function ofGenerated(
  postgres: EmbeddedPostgres,
  { units, warmUps, rounds }: (typeof sizes)[number],
): Promise<Omit<Line, 'load'>[]> {
  const db = await createTestDatabase(postgres.superuserUrl);
  try {
    await db.setClock('2024-10-15T10:00:00+08:00');
    await generateUnits(db.sql, units);
    const ids: string[] = [];
    for (let i = 0; i < warmUps + rounds; i++) ids.push(await orderOfUnits(db.sql));
    const before = postgresProcessorMs(postgres.pid);
    const { builds, mostMb } = await built(environmentOf(db), ids);
    const databaseCpuMs = cpuSince(postgres, before);
    const measured = builds.slice(warmUps).sort((a, b) => a.ms - b.ms);
    const { ms, cpuMs } = measured[Math.floor(measured.length / 2)]!;
    const byHand = await handWritten(db, ids.at(-1)!, Math.max(rounds, 3));
    const [snapshot] = await db.sql<{ mb: number }>(
      `select (octet_length(snapshot) / 1048576.0)::float as mb from evaluation where id = $1`,
      [ids.at(-1)],
    );
    const perUnit = (value: number): number => round(value / units, 3);
    return [
      { task: 'by-hand', units, ms: byHand, msPerUnit: perUnit(byHand) },
      {
        task: 'build',
        units,
        ms,
        msPerUnit: perUnit(ms),
        cpuMs,
        ...(databaseCpuMs === undefined ? {} : { databaseCpuMs: Math.round(databaseCpuMs / ids.length) }),
        mostMb,
        toByHand: round(ms / byHand, 1),
        snapshotMb: round(snapshot!.mb, 1),
      },
    ];
  } finally {
    await db.drop();
  }
}

/** The median time of the bare statement, once it has said the same as the evaluation. */
async function handWritten(db: TestDatabase, id: string, rounds: number): Promise<number> {
  const [evaluation] = await db.sql<{ program: string }>(`select program_id as program from evaluation where id = $1`, [
    id,
  ]);
  const statement = scoringByHand
    .replaceAll(':program', `'${evaluation!.program}'::uuid`)
    .replaceAll(':day', `date '${day}'`);
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    await db.sql(`drop table if exists by_hand`);
    const from = performance.now();
    await db.sql(statement);
    times.push(performance.now() - from);
  }
  const [different] = await db.sql<{ count: number }>(differences, [id]);
  if (different!.count > 0) throw new Error(`The two say something else of ${different!.count} units.`);
  return Math.round(times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!);
}

async function built(env: NodeJS.ProcessEnv, ids: readonly string[]): Promise<Built> {
  const script = path.join(root, 'apps', 'worker', 'test', 'build-evaluations.fixture.ts');
  const { stdout } = await run(process.execPath, [...partOptions.worker, script, ...ids], {
    env: { ...partEnvironment, ...env },
  });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Built;
}

const environmentOf = (db: TestDatabase): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  NODE_ENV: 'test',
  DATA_DIR: db.config.DATA_DIR,
  DATABASE_URL: db.ownerUrl,
  DATABASE_APP_URL: db.appUrl,
  LOG_LEVEL: 'error',
});

function cpuSince(postgres: EmbeddedPostgres, before: number | undefined): number | undefined {
  const now = postgresProcessorMs(postgres.pid);
  return now === undefined || before === undefined ? undefined : now - before;
}

/** Every goal with what was reached, met or not. */
function goalLines(lines: readonly Line[]): string[] {
  const said = (isMet: boolean, text: string): string => `${isMet ? 'met   ' : 'MISSED'}  ${text}`;
  const acceptance = lines.find(line => line.task === 'acceptance');
  const builds = lines.filter(line => line.task === 'build');
  const most = Math.max(...lines.map(line => line.mostMb ?? 0));
  const perUnit = builds.map(line => line.msPerUnit);
  const middle = (Math.max(...perUnit) + Math.min(...perUnit)) / 2;
  const spread = round((Math.max(...perUnit) - middle) / middle, 3);
  return [
    said(
      (acceptance?.ms ?? Infinity) <= goals.acceptanceMs,
      `acceptance of ${acceptance?.units} units: ${acceptance?.ms} ms, goal ${goals.acceptanceMs}`,
    ),
    said(most < goals.mostMb, `memory: ${most} MB at most, goal ${goals.mostMb}`),
    said(spread <= goals.spread, `cost per unit: ±${Math.round(spread * 100)} %, goal ±${goals.spread * 100} %`),
  ];
}

const round = (value: number, places: number): number => Number(value.toFixed(places));

function save(lines: readonly Line[]): void {
  const folder = path.join(root, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'scoring.jsonl'), lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}
