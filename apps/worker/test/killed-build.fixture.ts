import { generateUnits, orderOfUnits } from '@yardstick/server/evaluation/computing/many-units.fixture';
import { buildEvaluation } from '@yardstick/server/evaluation/computing/build-evaluation';
import type { TestDatabase } from '@yardstick/testing/database';
import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import type { WorkerProcess } from './worker-process.ts';

/** A whole build lies before the last point, perhaps beside others that work. */
const patienceMs = 300_000;

export interface KilledBuild {
  kills: number;
  /** Where each kill met it. */
  points: Record<string, number>;
  /** Snapshot, hashes and sheets of the evaluation that was killed, and of one that nobody disturbed. */
  killed: string;
  undisturbed: string;
  /** Leaves of its computation. */
  leaves: number;
}

interface KillOrder {
  kills: number;
  units: number;
  /** Chance: a whole number from 0 up to below this. */
  below: (limit: number) => number;
  /** A worker as it is delivered. */
  start: () => WorkerProcess;
}

async function isComputed(db: TestDatabase, id: string): Promise<boolean> {
  const [row] = await db.sql<{ state: string; failure: string | null }>(
    `select state, failure from evaluation where id = $1`,
    [id],
  );
  if (row!.failure) throw new Error(row!.failure);
  return row!.state === 'computed';
}

/**
 * Kills a worker again and again while it builds an evaluation of many units: in the midst of collecting, of writing
 * sheets, or with the snapshot written and not committed.
 */
export async function killWhileBuilding(
  db: TestDatabase,
  { kills, units, below, start }: KillOrder,
): Promise<KilledBuild> {
  await db.setClock('2024-10-15T10:00:00+08:00');
  await generateUnits(db.sql, units);
  const id = await orderOfUnits(db.sql);
  const points: Record<string, number> = {};
  for (let kill = 0; kill < kills; kill += 1) {
    const lock = await nextPoint(db, id, kill / kills, below);
    points[lock.name] = (points[lock.name] ?? 0) + 1;
    const worker = start();
    try {
      await whileHeld(db, lock.statements, () => worker.kill());
    } catch (error) {
      const [row] = await db.sql(`select state, failure from evaluation where id = $1`, [id]);
      throw new Error(`${lock.name}, after ${kill} kills: ${JSON.stringify(row)} ${worker.output}`, { cause: error });
    } finally {
      await worker.kill();
    }
  }
  const last = start();
  await until(() => isComputed(db, id)).finally(() => last.kill());
  const other = await orderOfUnits(db.sql);
  await buildEvaluation(db.orm, db.services, other);
  const [leaves] = await db.sql<{ count: number }>(
    `select count(*)::int as count from ledger_leaf where payload::jsonb->>'action' = 'computeEvaluation' and payload::jsonb->>'id' = $1`,
    [id],
  );
  return {
    kills,
    points,
    killed: await bytesOf(db, id),
    undisturbed: await bytesOf(db, other),
    leaves: leaves!.count,
  };
}

/** The first third while it collects, the second while it writes sheets, the rest when all is written but event and leaf. */
async function nextPoint(
  db: TestDatabase,
  id: string,
  passed: number,
  below: (limit: number) => number,
): Promise<{ name: string; statements: string[] }> {
  const left = await db.sql<{ unit: string }>(
    `select p.unit_id as unit from program_unit p
     where not exists (select from evaluation_unit x where x.unit_id = p.unit_id and x.evaluation_id = $1) order by 1`,
    [id],
  );
  if (passed < 1 / 3 && left.length > 0) {
    // early ones first, or nothing would be left for the kills to come
    const { unit } = left[below(Math.ceil(left.length / 2))]!;
    return {
      name: 'collecting',
      // without its foreign keys, which would hold back the beginning, too
      statements: [
        `set local session_replication_role = replica`,
        `insert into evaluation_unit (unit_id, evaluation_id, inputs) values ('${unit}', '${id}', '{}')`,
      ],
    };
  }
  if (passed < 2 / 3 && left.length === 0) {
    const units = await db.sql<{ unit: string }>(
      `select unit_id as unit from evaluation_unit where evaluation_id = $1 order by 1`,
      [id],
    );
    const { unit } = units[below(units.length)]!;
    return {
      name: 'writing sheets',
      statements: [`select from evaluation_unit where evaluation_id = '${id}' and unit_id = '${unit}' for update`],
    };
  }
  // not the head of the ledger: others of the worker's duties would wait for that before it comes to building
  return { name: 'finishing', statements: [`lock table outbox_message in share row exclusive mode`] };
}

/** Holds something back until the building of an evaluation waits for it, and does what is to be done at that point. */
async function whileHeld(db: TestDatabase, statements: readonly string[], then: () => Promise<void>): Promise<void> {
  const holder = new pg.Client({ connectionString: db.ownerUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    for (const statement of statements) await holder.query(statement);
    await until(async () => {
      const [waiting] = await db.sql<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity a join pg_locks l using (pid)
         where a.datname = current_database() and a.application_name = 'yardstick-write' and a.wait_event_type = 'Lock'
           and l.relation = 'evaluation_unit'::regclass`,
      );
      return waiting!.count > 0;
    });
    await then();
  } finally {
    await holder.query('rollback');
    await holder.end();
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('It did not come to that.');
    await delay(20);
  }
}

async function bytesOf(db: TestDatabase, id: string): Promise<string> {
  const [row] = await db.sql<{ bytes: string }>(
    `select concat_ws(' ', sha256, sm3, encode(sha256(convert_to(snapshot, 'UTF8')), 'hex'), length(snapshot),
       (select md5(string_agg(unit_id || inputs::text || sheet::text || total || grade || rank, '|' order by unit_id))
        from evaluation_unit where evaluation_id = e.id)) as bytes
     from evaluation e where id = $1`,
    [id],
  );
  return row!.bytes;
}
