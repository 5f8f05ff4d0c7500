import { World } from '@yardstick/server/notifications/notifications.fixture';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { freePort } from '@yardstick/testing/embedded-postgres';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openTransport, QueueRefused, type Job, type Transport } from '../src/queues.ts';
import { startWorker, type RunningWorker } from '../src/worker.ts';
import { redisBinary, startRedis, withoutRedis, type RedisServer } from './redis-server.ts';

const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
const patience = { timeout: 15_000, interval: 25 };

let db: TestDatabase;
let world: World;
let liaison: string;
let worker: RunningWorker | undefined;
let transport: Transport | undefined;
let redis: RedisServer | undefined;

const kinds = async () => (await db.sql<{ kind: string }>(`select kind from notice order by id`)).map(row => row.kind);
const happened = (event: object) => db.sql(`insert into outbox_message (event) values ($1)`, [JSON.stringify(event)]);
const planApproved = async () => ({ type: 'action.plan-approved', unitId: 'GAJ', actionId: await world.action('GAJ') });

beforeEach(async () => {
  db = await createTestDatabase(inject('postgres'));
  await db.setClock('2024-10-23T10:00:00+08:00');
  world = await World.build(db);
  await world.unit('GAJ');
  liaison = await world.person('UNIT_LIAISON', 'GAJ');
});
afterEach(async () => {
  const open = { worker, transport, redis };
  worker = transport = redis = undefined;
  await open.worker?.stop();
  await open.transport?.close();
  await open.redis?.stop();
  await db?.drop();
});

describe('the worker', () => {
  it('hears events, sweeps, delivers and reports that it lives', async () => {
    await happened(await planApproved());
    await world.milestone('GAJ', await world.action('GAJ'), '2024-10-30');
    worker = await startWorker(db, log);
    await expect.poll(async () => (await kinds()).sort(), patience).toEqual(['milestone-due', 'plan-approved']);
    await expect
      .poll(async () => (await db.sql(`select kind from worker_run order by kind`)).map(row => row.kind), patience)
      .toEqual(['checkpoint', 'digest', 'ledger-monitor', 'letters', 'queue', 'sweep', 'uploads', 'worker']);
    const [beat] = await db.sql<{ detail: object }>(`select detail from worker_run where kind = 'worker'`);
    expect(beat!.detail).toMatchObject({ transport: 'postgres', waiting: { mails: 0 } });
  });

  it('lets others pass an event whose reaction keeps failing', async () => {
    await happened({ type: 'action.exploded' });
    await happened(await planApproved());
    worker = await startWorker(db, log);
    await expect.poll(() => db.sql(`select 1 from outbox_message where relayed_at is null`), patience).toEqual([]);
    expect(await kinds()).toEqual(['plan-approved']);
  });

  it('builds an evaluation that was ordered, even when the order was never heard', async () => {
    const id = randomUUID();
    await db.sql(
      `insert into evaluation (id, program_id, name, scheme_code, scheme_version, as_of, state, ordered_by, ordered_by_id)
       select $1, $2, '2024 年度', code, version, '2024-10-01', 'queued', '某', $3 from scoring_scheme limit 1`,
      [id, world.programId, liaison],
    );
    worker = await startWorker(db, log);
    await expect
      .poll(async () => (await db.sql<{ state: string }>(`select state from evaluation`))[0]!.state, patience)
      .toMatch(/computed|failed/);
  });

  it.skipIf(!redisBinary)(
    `delivers without Redis when Redis goes away${withoutRedis}`,
    async () => {
      redis = await startRedis();
      const settled = { ...db, services: { ...db.services, config: { ...db.config, REDIS_URL: redis.url } } };
      worker = await startWorker(settled, log);
      expect(worker.transport).toBe('redis');
      await redis.stop();
      await world.milestone('GAJ', await world.action('GAJ'), '2024-10-30');
      await db.sql(`update worker_run set ran_at = ran_at - interval '1 hour' where kind = 'sweep'`);
      await expect.poll(kinds, { ...patience, timeout: 40_000 }).toEqual(['milestone-due']);
    },
    60_000,
  );
});

describe.each([
  ['postgres', ''],
  ['redis', withoutRedis],
])('the transport on %s%s', (kind, missing) => {
  const open = async (handle: (job: Job) => Promise<unknown>) => {
    if (kind === 'redis') redis = await startRedis();
    transport = await openTransport({ ...db.config, ...(redis ? { REDIS_URL: redis.url } : {}) }, handle, log);
    return transport;
  };

  it.skipIf(missing !== '')('takes the same job once while it waits, and tries a failing one again', async () => {
    const seen: string[] = [];
    const { send } = await open(async job => {
      seen.push(job.name);
      if (job.name === 'build-evaluation' && seen.filter(name => name === job.name).length === 1)
        throw new Error('not yet');
    });
    const job = { name: 'build-evaluation', evaluationId: randomUUID() } as const;
    await send([job, job, { name: 'deliver-reminders', reminders: [{ id: 7, leaseNo: 0 }] }]);
    await expect.poll(() => seen.filter(name => name === 'build-evaluation').length, patience).toBe(2);
    expect(seen).toContain('deliver-reminders');
  });

  it.skipIf(missing !== '')(
    'keeps one schedule of each kind however often they are written, also after it was emptied',
    async () => {
      const { keepSchedules } = await open(async () => undefined);
      const scheduled = async (): Promise<number> =>
        redis
          ? await redis.client.zcard('yardstick:yardstick:repeat')
          : (await db.sql<{ n: number }>(`select count(*)::int as n from bullmq.scheduler`))[0]!.n;
      for (let n = 0; n < 5; n++) await keepSchedules();
      expect(await scheduled()).toBe(2);
      await (redis ? redis.client.flushall() : db.sql(`truncate bullmq.job, bullmq.scheduler cascade`));
      await keepSchedules();
      expect(await scheduled()).toBe(2);
    },
  );
});

describe('the transport', () => {
  it('works in PostgreSQL with the run-time role, which owns none of its tables', async () => {
    transport = await openTransport(db.config, async () => undefined, log);
    const owners = await db.sql<{ tableowner: string }>(
      `select distinct tableowner from pg_tables where schemaname = 'bullmq'`,
    );
    expect(owners.map(row => row.tableowner)).not.toContain('yardstick_app');
    const users = () =>
      db.sql<{ usename: string }>(
        `select distinct usename from pg_stat_activity where application_name = 'yardstick-queue' and datname = current_database()`,
      );
    await expect.poll(users, patience).toEqual([{ usename: 'yardstick_app' }]);
  });

  it.skipIf(!redisBinary)(
    `takes up its work when a Redis that was away at the start comes${withoutRedis}`,
    async () => {
      const port = await freePort();
      const seen: string[] = [];
      transport = await openTransport(
        { ...db.config, REDIS_URL: `redis://127.0.0.1:${port}` },
        async job => seen.push(job.name),
        log,
      );
      await expect(transport.send([{ name: 'sweep' }])).rejects.toThrow();
      redis = await startRedis({ port });
      await expect
        .poll(
          () =>
            transport!.send([{ name: 'digest' }]).then(
              () => 'taken',
              () => 'away',
            ),
          patience,
        )
        .toBe('taken');
      await expect.poll(() => seen, patience).toContain('digest');
    },
  );

  it.skipIf(!redisBinary)(`refuses a Redis that would drop jobs when full${withoutRedis}`, async () => {
    redis = await startRedis({ settings: ['--maxmemory-policy', 'allkeys-lru'] });
    await expect(openTransport({ ...db.config, REDIS_URL: redis.url }, async () => undefined, log)).rejects.toThrow(
      QueueRefused,
    );
    await expect(openTransport({ ...db.config, REDIS_URL: redis.url }, async () => undefined, log)).rejects.toThrow(
      /allkeys-lru.*noeviction/s,
    );
  });
});
