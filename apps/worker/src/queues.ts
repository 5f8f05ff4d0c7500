import type { Config } from '@yardstick/server/config';
import type { FailedJob, QueueCounts } from '@yardstick/server/operations/measure';
import { appDatabaseUrl } from '@yardstick/server/open-services';
import { createPostgresBackend, Queue, runMigrations, Worker, type JobsOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Logger } from 'pino';

/** Work that any worker may take. Names and numbers only: what it is about stands in the database. */
export type Job =
  | { name: 'sweep' | 'digest' }
  | { name: 'deliver-reminders'; reminders: { id: number; leaseNo: number }[] }
  | { name: 'build-evaluation'; evaluationId: string }
  | { name: 'react'; messageId: number };

/**
 * Carries jobs between workers, faster than looking for them. It may lose everything it holds: whatever is not done
 * in time is found in the database and done without it.
 */
export interface Transport {
  kind: 'postgres' | 'redis';
  /** Rejects soon when the transport is away. */
  send: (jobs: Job[]) => Promise<void>;
  /** Writes the schedules again, in case the transport was emptied. */
  keepSchedules: () => Promise<void>;
  /** What it holds just now, for operations. */
  counts: () => Promise<QueueCounts & { failures: FailedJob[] }>;
  close: () => Promise<void>;
}

interface Backend {
  kind: Transport['kind'];
  queue: Queue;
  worker: Worker;
  close: () => Promise<void>;
}

const queueName = 'yardstick';
const schema = 'bullmq';
const jobsAtOnce = 8;
const answerWithinMs = 3_000;
const closeWithinMs = 5_000;
const failuresShown = 20;
/** Often enough that what falls due is told within half a minute, whatever broke meanwhile. */
const schedules = [
  { name: 'sweep', pattern: '*/10 * * * * *' },
  { name: 'digest', pattern: '*/20 * * * * *' },
] as const;
const defaultJobOptions: JobsOptions = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: true,
  removeOnFail: { age: 600 },
};
const workerOptions = { concurrency: jobsAtOnce, stalledInterval: 15_000, maxStalledCount: 3, autorun: false };

/** PostgreSQL carries the jobs unless REDIS_URL is set. */
export async function openTransport(
  config: Config,
  handle: (job: Job) => Promise<unknown>,
  log: Logger,
): Promise<Transport> {
  const work = (job: { name: string; data: unknown }): Promise<unknown> =>
    handle({ ...(job.data as object), name: job.name } as Job);
  const { kind, queue, worker, close } = config.REDIS_URL
    ? await onRedis(config.REDIS_URL, work, log)
    : await onPostgres(config, work);
  const complain = sometimes((error: Error) =>
    log.warn({ transport: kind, reason: error.message }, 'The queue has trouble.'),
  );
  queue.on('error', complain);
  worker.on('error', complain);
  worker.on('failed', (job, error) =>
    log.error({ job: job?.name, attempt: job?.attemptsMade, err: error }, 'A job failed.'),
  );
  void worker.run().catch(complain);
  return {
    kind,
    send: jobs =>
      soon(
        queue.addBulk(
          jobs.map(({ name, ...data }) => ({ name, data, opts: { jobId: idOf({ name, ...data } as Job) } })),
        ),
      ),
    keepSchedules: async () => {
      for (const { name, pattern } of schedules)
        await soon(queue.upsertJobScheduler(name, { pattern, tz: 'Asia/Shanghai' }, { name, opts: { attempts: 1 } }));
    },
    counts: async () => {
      const answer = Promise.all([
        queue.getJobCounts('waiting', 'active', 'delayed', 'failed'),
        queue.getFailed(0, failuresShown - 1),
      ]);
      await soon(answer);
      const [{ waiting = 0, active = 0, delayed = 0, failed = 0 }, jobs] = await answer;
      const failures = jobs.map(job => ({
        name: job.name,
        subject: job.id ?? '',
        failure: job.failedReason.slice(0, 500),
      }));
      return { waiting, active, delayed, failed, failures };
    },
    close: async () => {
      // Jobs under way are waited for; a transport that is away is not.
      await soon(worker.close(), closeWithinMs).catch(() => undefined);
      await soon(queue.close()).catch(() => undefined);
      await close();
    },
  };
}

/** The same job sent twice is one job for as long as the first waits. Digits alone and colons are not allowed. */
function idOf(job: Job): string {
  switch (job.name) {
    case 'deliver-reminders':
      return `reminders-${job.reminders.map(({ id, leaseNo }) => `${id}.${leaseNo}`).join('-')}`;
    case 'build-evaluation':
      return `evaluation-${job.evaluationId}`;
    case 'react':
      return `event-${job.messageId}`;
    default:
      return job.name;
  }
}

async function onPostgres(
  config: Config,
  work: (job: { name: string; data: unknown }) => Promise<unknown>,
): Promise<Backend> {
  await prepareSchema(config.DATABASE_URL);
  const url = new URL(appDatabaseUrl(config));
  const options = [url.searchParams.get('options'), `-c search_path=${schema}`].filter(Boolean).join(' ');
  url.searchParams.set('options', options);
  // A pool of our own: BullMQ would load pg by require, which a bundle of ES modules does not have.
  const connection = new pg.Pool({
    connectionString: url.toString(),
    max: jobsAtOnce + 2,
    application_name: 'yardstick-queue',
    keepAlive: true,
  });
  return {
    kind: 'postgres',
    queue: new Queue(queueName, { connection, defaultJobOptions }, createPostgresBackend) as unknown as Queue,
    worker: new Worker(queueName, work, { connection, ...workerOptions }, createPostgresBackend) as unknown as Worker,
    close: () => connection.end(),
  };
}

/** The owner makes the queue's tables; the run-time role works with them, and makes the sequences BullMQ asks for. */
async function prepareSchema(ownerUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  pool.on('connect', client => client.on('error', () => undefined)); // the query on it rejects
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client, schema);
      await client.query(`
        grant usage, create on schema ${schema} to yardstick_app;
        grant select, insert, update, delete on all tables in schema ${schema} to yardstick_app;
        grant usage, select, update on all sequences in schema ${schema} to yardstick_app`);
    } finally {
      client.release();
    }
  } finally {
    await pool.end();
  }
}

async function onRedis(
  url: string,
  work: (job: { name: string; data: unknown }) => Promise<unknown>,
  log: Logger,
): Promise<Backend> {
  const retryStrategy = (attempt: number): number => Math.min(200 * attempt, 3_000);
  // The producer says at once that Redis is away; the consumer waits for it to come back.
  const producer = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, retryStrategy });
  const consumer = new Redis(url, { maxRetriesPerRequest: null, retryStrategy });
  for (const client of [producer, consumer])
    client.on(
      'error',
      sometimes(error => log.warn({ reason: error.message }, 'Redis is away.')),
    );
  try {
    await refuseEviction(producer, url);
  } catch (error) {
    producer.disconnect();
    consumer.disconnect();
    throw error;
  }
  producer.on(
    'ready',
    () =>
      void refuseEviction(producer, url).catch((error: unknown) => {
        log.error((error as Error).message);
      }),
  );
  return {
    kind: 'redis',
    queue: new Queue(queueName, { connection: producer, defaultJobOptions, prefix: queueName }),
    worker: new Worker(queueName, work, { connection: consumer, ...workerOptions, prefix: queueName }),
    close: () => {
      producer.disconnect();
      consumer.disconnect();
      return Promise.resolve();
    },
  };
}

/** A Redis that drops keys when it is full would drop jobs. One that is away is let pass: it can be checked by nobody. */
async function refuseEviction(redis: Redis, url: string): Promise<void> {
  const isReady =
    redis.status === 'ready' ||
    (await soon(new Promise(resolve => redis.once('ready', resolve))).then(
      () => true,
      () => false,
    ));
  if (!isReady) return;
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1];
  if (policy && policy !== 'noeviction')
    throw new QueueRefused(
      `Redis 的 maxmemory-policy 是 ${policy},内存不足时会丢弃任务;请将 ${new URL(url).host} 设为 noeviction,或不设 REDIS_URL。 / ` +
        `The Redis at ${new URL(url).host} has maxmemory-policy ${policy} and would drop jobs when full: set it to noeviction, or leave REDIS_URL empty.`,
    );
}

export class QueueRefused extends Error {
  override name = 'QueueRefused';
}

function soon<T>(answer: Promise<T>, withinMs = answerWithinMs): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer from the queue within ${withinMs} ms.`)), withinMs);
    answer.then(() => resolve(), reject).finally(() => clearTimeout(timer));
  });
}

/** A transport that is away complains many times a second; a log needs it twice a minute. */
function sometimes(complain: (error: Error) => void): (error: Error) => void {
  let quietUntil = 0;
  return error => {
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + 30_000;
    complain(error);
  };
}
