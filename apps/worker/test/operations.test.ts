import { parkEvent, retryParked } from '@yardstick/server/events/parked-events';
import { World } from '@yardstick/server/notifications/notifications.fixture';
import { watchOperations } from '@yardstick/server/operations/watch';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { startWorker, type RunningWorker } from '../src/worker.ts';

const log = pino({ level: 'silent' });
const patience = { timeout: 15_000, interval: 25 };
let db: TestDatabase;
let world: World;
let pool: pg.Pool;
let worker: RunningWorker | undefined;

beforeEach(async () => {
  db = await createTestDatabase(inject('postgres'));
  await db.setClock('2024-10-23T10:00:00+08:00');
  world = await World.build(db);
  await world.unit('SFJ');
  pool = new pg.Pool({ connectionString: db.appUrl });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await pool.end();
  await db?.drop();
});

const eventOf = async (type: string): Promise<number> => {
  const [row] = await db.sql<{ id: string }>(
    `insert into outbox_message (event, relayed_at) values ($1, clock_timestamp()) returning id`,
    [JSON.stringify({ type })],
  );
  return Number(row!.id);
};
const parked = () =>
  db.sql(
    `select attempts, failure, done_at is not null as done, retry_at > clock_timestamp() as waits from parked_event`,
  );

describe('an event set aside', () => {
  it('is tried when its time has come, ever more rarely, and done once', async () => {
    const messageId = await eventOf('action.exploded');
    await parkEvent(pool, messageId, 'boom');
    await parkEvent(pool, messageId, 'boom again');
    const tried: unknown[] = [];
    const fail = (_: number, event: unknown) => {
      tried.push(event);
      return Promise.reject(new Error('still'));
    };
    expect(await retryParked(pool, fail)).toEqual({ done: 0, failed: 0 });
    await db.sql(`update parked_event set retry_at = clock_timestamp()`);
    expect(await retryParked(pool, fail)).toEqual({ done: 0, failed: 1 });
    expect(await parked()).toEqual([{ attempts: 2, failure: 'still', done: false, waits: true }]);
    expect(tried).toEqual([{ type: 'action.exploded' }]);

    await db.sql(`update parked_event set retry_at = clock_timestamp()`);
    expect(await retryParked(pool, () => Promise.resolve())).toEqual({ done: 1, failed: 0 });
    expect(await retryParked(pool, () => Promise.resolve())).toEqual({ done: 0, failed: 0 });
    expect(await parked()).toMatchObject([{ done: true }]);
  });

  it('is kept by the worker in the database, whatever becomes of the queue', async () => {
    await db.sql(`insert into outbox_message (event) values ('{"type":"action.exploded"}')`);
    worker = await startWorker(db, log);
    await expect.poll(parked, patience).toMatchObject([{ attempts: 1, done: false }]);
    expect(await db.sql(`select from outbox_message where relayed_at is null`)).toEqual([]);
  });
});

describe('what goes past its threshold', () => {
  const told = () => db.sql(`select recipient_id, occasion, params from notice where kind = 'operations-alarm'`);

  it('is told once to the administrators and the office chief, and ends by itself', async () => {
    const [admin, chief] = [await world.person('SYS_ADMIN', 'SFJ'), await world.person('OFFICE_CHIEF', 'SFJ')];
    await world.person('OFFICE_STAFF', 'SFJ');
    const watch = () => watchOperations(db.orm, db.services);
    expect(await watch()).toEqual({ began: 0, ended: 0 });
    await parkEvent(pool, await eventOf('action.exploded'), 'boom');
    // many workers look at the same time
    const looks = await Promise.all([watch(), watch(), watch()]);
    expect(looks.reduce((sum, { began }) => sum + began, 0)).toBe(1);
    await watch();
    const notices = await told();
    expect(notices.map(({ recipient_id: id }) => id).sort()).toEqual([admin, chief].sort());
    expect(notices[0]).toMatchObject({ params: { check: 'parked-events' } });

    await db.sql(`update parked_event set done_at = clock_timestamp()`);
    expect(await watch()).toEqual({ began: 0, ended: 1 });
    await parkEvent(pool, await eventOf('action.exploded'), 'boom');
    expect(await watch()).toEqual({ began: 1, ended: 0 });
    expect(await told()).toHaveLength(4);
  });
});

describe('a worker', () => {
  it('says that it lives, and that it stopped', async () => {
    worker = await startWorker(db, log);
    const seen = () => db.sql(`select pid, transport, stopped_at is null as runs from worker_process`);
    await expect.poll(seen, patience).toEqual([{ pid: process.pid, transport: 'postgres', runs: true }]);
    await worker.stop();
    worker = undefined;
    expect(await seen()).toMatchObject([{ runs: false }]);
  });

  it('that died leaves its mark, which alone is no sign of life', async () => {
    await db.sql(
      `insert into worker_process (id, host, pid, transport, seen_at) values ($1, 'h', 1, 'redis', clock_timestamp() - interval '5 minutes')`,
      [randomUUID()],
    );
    await world.person('SYS_ADMIN', 'SFJ');
    expect(await watchOperations(db.orm, db.services)).toEqual({ began: 1, ended: 0 });
  });
});
