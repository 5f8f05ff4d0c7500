import { World } from '@yardstick/server/notifications/notifications.fixture';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { redisBinary, startRedis, withoutRedis, type RedisServer } from './redis-server.ts';
import { bundleWorker, WorkerProcess } from './worker-process.ts';

const unitCount = 25;
const reminderCount = 1_000;
const patience = { timeout: 60_000, interval: 25 };

let bundle: Awaited<ReturnType<typeof bundleWorker>>;
let db: TestDatabase;
let worker: WorkerProcess | undefined;

const count = async (from: string): Promise<number> =>
  Number((await db.sql<{ n: string }>(`select count(*) as n from ${from}`))[0]!.n);
const sentCount = () => count(`reminder where state = 'sent'`);

/** Holds a lock until a worker stands waiting for it in the midst of its work; what it does then is done at that point. */
async function whileWaiting(lock: string, then: () => Promise<void>): Promise<void> {
  const holder = new pg.Client({ connectionString: db.ownerUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(lock);
    await expect
      .poll(
        () =>
          count(
            `pg_stat_activity where datname = current_database() and application_name = 'yardstick-write' and wait_event_type = 'Lock'`,
          ),
        patience,
      )
      .toBeGreaterThan(0);
    await then();
  } finally {
    await holder.query('rollback');
    await holder.end();
  }
}

beforeAll(async () => {
  bundle = await bundleWorker();
}, 60_000);
afterAll(() => bundle?.remove());

beforeEach(async () => {
  db = await createTestDatabase(inject('postgres'));
  await db.setClock('2024-10-23T10:00:00+08:00');
  const world = await World.build(db);
  for (let n = 0; n < unitCount; n++) {
    const unit = await world.unit(`U${n}`);
    await world.person('UNIT_LIAISON', unit);
    await world.person('UNIT_HEAD', unit);
    const action = await world.action(unit);
    // 20 that are due in a week tell the liaison, 10 that are overdue for seven working days tell the head as well
    await world.milestones(unit, action, [
      ...Array<string>(20).fill('2024-10-30'),
      ...Array<string>(10).fill('2024-10-14'),
    ]);
  }
});
afterEach(async () => {
  await worker?.kill();
  await db?.drop();
});

describe('a worker killed ten times while it sweeps and delivers a thousand reminders', () => {
  async function survives(settings: Record<string, string>, emptyTransport: () => Promise<unknown>): Promise<void> {
    const start = () => (worker = new WorkerProcess(bundle.file, db, settings));
    for (let kill = 1; kill <= 2; kill++) {
      start();
      await whileWaiting('lock table reminder in share mode', () => worker!.kill());
      expect(await count('reminder')).toBe(0);
    }
    for (let kill = 3; kill <= 6; kill++) {
      start();
      await whileWaiting('select from ledger_head for update', () => worker!.kill());
    }
    for (let kill = 7; kill <= 10; kill++) {
      const before = await sentCount();
      start();
      await expect.poll(sentCount, patience).toBeGreaterThan(before + 40);
      await worker!.kill();
    }
    const before = await sentCount();
    expect(before).toBeLessThan(reminderCount);
    start();
    await expect.poll(sentCount, patience).toBeGreaterThan(before);
    await emptyTransport();
    await expect.poll(() => count(`reminder where state in ('pending', 'claimed')`), patience).toBe(0);

    expect(await sentCount()).toBe(reminderCount);
    expect(await count('notice')).toBe(reminderCount);
    expect(
      await count('reminder r join notice n on n.recipient_id = r.recipient_id and n.occasion = r.dedupe_key'),
    ).toBe(reminderCount);
    const leaves = `ledger_leaf where payload::jsonb->>'action' = 'deliverReminder'`;
    expect(await count(leaves)).toBe(reminderCount);
    expect(await count(`(select distinct payload::jsonb->>'id' from ${leaves}) t`)).toBe(reminderCount);
    expect(await count('ledger_leaf')).toBe(
      Number((await db.sql<{ size: string }>('select size from ledger_head'))[0]!.size),
    );
    expect(await worker!.stop()).toBe(0);
  }

  it('loses none and doubles none, with PostgreSQL as the transport', async () => {
    await survives({}, () => db.sql(`truncate bullmq.job, bullmq.scheduler cascade`));
  }, 400_000);

  it.skipIf(!redisBinary)(
    `loses none and doubles none, with Redis as the transport${withoutRedis}`,
    async () => {
      const redis: RedisServer = await startRedis();
      try {
        await survives({ REDIS_URL: redis.url }, () => redis.client.flushall());
      } finally {
        await worker?.kill();
        await redis.stop();
      }
    },
    400_000,
  );
});
