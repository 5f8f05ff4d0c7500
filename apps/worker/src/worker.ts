import { forkFor } from '@yardstick/server/database/orm';
import { systemScope } from '@yardstick/server/database/scope';
import { buildEvaluation } from '@yardstick/server/evaluation/computing/build-evaluation';
import { checkStoredFiles } from '@yardstick/server/evidence/check-stored-files';
import { rereadFiles } from '@yardstick/server/evidence/reread-files';
import { sweepUploads } from '@yardstick/server/evidence/sweep-uploads';
import { draftDueLetters } from '@yardstick/server/letters/draft-due-letters';
import type { DomainEvent } from '@yardstick/server/events/domain-event';
import { relayOutbox } from '@yardstick/server/events/outbox';
import { parkEvent, retryParked } from '@yardstick/server/events/parked-events';
import { readWaitingFiles } from '@yardstick/server/evidence/content/read-waiting-files';
import { TextReader } from '@yardstick/server/evidence/content/text-reader';
import { CheckpointSigner } from '@yardstick/server/ledger/checkpoint-signer';
import { makeCheckpoint } from '@yardstick/server/ledger/make-checkpoint';
import { LedgerMonitor } from '@yardstick/server/ledger/monitor';
import { deliverReminders } from '@yardstick/server/notifications/deliver-reminders';
import { sendDeliveries } from '@yardstick/server/notifications/channels/send-deliveries';
import { writeDigests } from '@yardstick/server/notifications/digest';
import { writeGroupDigests } from '@yardstick/server/notifications/group-digest';
import { isSendingTime } from '@yardstick/server/notifications/sending-window';
import { sweepReminders } from '@yardstick/server/notifications/sweep-reminders';
import { writeWeeklyExceptions } from '@yardstick/server/notifications/weekly-exceptions';
import { appDatabaseUrl, type Opened } from '@yardstick/server/open-services';
import { watchOperations } from '@yardstick/server/operations/watch';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import pg from 'pg';
import type { Logger } from 'pino';
import { openSenders } from './channels/open-senders.ts';
import { openTransport, type Job, type Transport } from './queues.ts';
import { react } from './reactions.ts';
import { repeat } from './repeat.ts';

export interface RunningWorker {
  transport: Transport['kind'];
  stop: () => Promise<void>;
}

const relayEveryMs = 500;
const deliverEveryMs = 1_000;
const upkeepEveryMs = 10_000;
const buildLeftBehindEveryMs = 10_000;
const catchUpEveryMs = 5_000;
const sayAliveEveryMs = 10_000;
const countJobsEveryMs = 15_000;
/** A file that has just been uploaded is read before its uploader looks for what the checker says. */
const readTextEveryMs = 1_000;
const schedulesEveryMs = 60_000;
const checkFilesEveryMs = 2_000;
const sweepUploadsEveryMs = 600_000;
const draftLettersEveryMs = 60_000;
const signLedgerEveryMs = 60_000;
const lookAfterLedgerEveryMs = 60_000;
const rereadFilesEveryMs = 600_000;
const overdueAfterSeconds = { sweep: 15, digest: 30 };
const enqueuedAtOnce = 500;
const deliveredDirectlyAtOnce = 500;
const batchSize = 25;
const deliveredSideBySide = 4;
const triesBeforeParking = 5;

export async function startWorker({ orm, services }: Opened, log: Logger): Promise<RunningWorker> {
  const { config } = services;
  const pool = new pg.Pool({ connectionString: appDatabaseUrl(config), max: 3, application_name: 'yardstick-worker' });
  pool.on('error', () => undefined); // a broken idle connection is replaced at the next query
  // One that breaks while it is held and nothing is asked of it would end the process; the next query on it says so.
  pool.on('connect', client => client.on('error', () => undefined));
  const senders = openSenders(config);
  const system = () => forkFor(orm, systemScope);
  const failing = (what: string) => (error: unknown) =>
    log.error({ err: error }, `${what} failed and will be tried again.`);

  const recordRun = (kind: string, detail: object): Promise<unknown> =>
    pool.query(
      `insert into worker_run (kind, ran_at, detail) values ($1, clock_timestamp(), $2)
       on conflict (kind) do update set ran_at = excluded.ran_at, detail = excluded.detail`,
      [kind, JSON.stringify(detail)],
    );

  const sweep = async (): Promise<void> => {
    const { reminder } = await services.rules();
    await recordRun('sweep', await sweepReminders(orm, reminder));
  };

  const digest = async (): Promise<void> => {
    const written =
      (await writeWeeklyExceptions(orm, services)) +
      (await writeDigests(orm, services)) +
      (await writeGroupDigests(orm, services));
    // One channel that hangs or fails keeps none of the others waiting.
    const rounds = await Promise.allSettled(senders.map(sender => sendDeliveries(orm, services, sender)));
    const done = rounds.flatMap(round => (round.status === 'fulfilled' ? [round.value] : []));
    await recordRun('digest', {
      written,
      sent: done.reduce((sum, { sent }) => sum + sent, 0),
      failed: done.reduce((sum, { failed }) => sum + failed, 0),
      channels: senders.map(({ channel, target }) => (target ? `${channel} ${target}` : channel)),
    });
    for (const round of rounds) if (round.status === 'rejected') throw round.reason as Error;
  };

  const checkFiles = async (): Promise<void> => {
    const { checked, damaged } = await checkStoredFiles(orm, services);
    for (const sha256 of damaged) log.error({ sha256 }, 'A stored file is not what was received.');
    if (checked > 0) await recordRun('check-files', { checked, damaged });
  };

  const sweepLeftUploads = async (): Promise<void> => {
    await recordRun('uploads', await sweepUploads(orm, services));
  };

  const draftLetters = async (): Promise<void> => {
    await recordRun('letters', await draftDueLetters(orm, services));
  };

  const checkpoints = CheckpointSigner.open(config);
  const signLedger = async (): Promise<void> => {
    await recordRun('checkpoint', await makeCheckpoint(orm, services, checkpoints));
  };

  const monitor = new LedgerMonitor(orm, services, checkpoints);
  const lookAfterLedger = async (): Promise<void> => {
    const run = await monitor.run();
    if (run.findings > 0) log.error(run, 'The ledger is not what it should be.');
    await recordRun('ledger-monitor', run);
  };

  const rereadStoredFiles = async (): Promise<void> => {
    const { read, damaged } = await rereadFiles(orm, services);
    for (const sha256 of damaged) log.error({ sha256 }, 'A stored file is not what it was.');
    if (read > 0) await recordRun('reread-files', { read, damaged });
  };

  const build = (evaluationId: string): Promise<void> => buildEvaluation(orm, services, evaluationId);

  const handle = async (job: Job): Promise<unknown> => {
    switch (job.name) {
      case 'sweep':
        return sweep();
      case 'digest':
        return digest();
      case 'deliver-reminders':
        return deliverReminders(
          orm,
          services,
          job.reminders.map(({ id }) => id),
        );
      case 'build-evaluation':
        return build(job.evaluationId);
      case 'react': {
        const { rows } = await pool.query<{ event: unknown }>(`select event from outbox_message where id = $1`, [
          job.messageId,
        ]);
        return react(rows[0]?.event, reactionContext(job.messageId));
      }
    }
  };

  const transport = await openTransport(config, handle, log).catch(async (error: unknown) => {
    senders.forEach(sender => sender.close());
    await pool.end();
    throw error;
  });

  const reactionContext = (messageId: number) => ({
    em: system(),
    messageId,
    // Should the transport be away, the evaluation is found still unbuilt.
    buildLater: (evaluationId: string) =>
      transport.send([{ name: 'build-evaluation', evaluationId }]).catch(() => undefined),
    signLedger,
  });

  const failures = new Map<number, number>();
  /** An event whose reaction keeps failing steps aside, so that those behind it get through. */
  const relayOne = async (messageId: number, event: DomainEvent): Promise<void> => {
    try {
      await react(event, reactionContext(messageId));
      failures.delete(messageId);
    } catch (error) {
      const count = (failures.get(messageId) ?? 0) + 1;
      failures.set(messageId, count);
      if (count < triesBeforeParking) throw error;
      await parkEvent(pool, messageId, error instanceof Error ? error.message : String(error));
      failures.delete(messageId);
      log.error({ messageId, event: event.type, err: error }, 'A reaction keeps failing and was set aside.');
    }
  };

  const deliver = async (): Promise<void> => {
    if (!(await isSendingTime(system(), services))) return;
    await enqueueReminders(pool, transport);
    await deliverLeftBehind(pool, ids => deliverReminders(orm, services, ids).catch(failing('Delivering reminders')));
  };

  /** What the schedules should have started by now is started without them. */
  const catchUp = (kind: keyof typeof overdueAfterSeconds, work: () => Promise<void>) => async (): Promise<void> => {
    const { rowCount } = await pool.query(
      `select from worker_run where kind = $1 and ran_at > clock_timestamp() - make_interval(secs => $2)`,
      [kind, overdueAfterSeconds[kind]],
    );
    if (rowCount === 0) await work();
  };

  /** At once after a restart, too: a transport gives up a job whose workers were killed a few times. */
  const buildLeftBehind = async (): Promise<void> => {
    const unbuilt = await pool.query<{ id: string }>(
      `select id from evaluation where state in ('queued', 'building') order by ordered_at`,
    );
    for (const { id } of unbuilt.rows) await build(id).catch(failing('Building an evaluation'));
  };

  const upkeep = async (): Promise<void> => {
    await retryParked(pool, (messageId, event) => react(event, reactionContext(messageId)));
    const { rows: waiting } = await pool.query<Record<string, number>>(
      `select (select count(*)::int from outbox_message where relayed_at is null) as events,
              (select count(*)::int from reminder where state in ('pending', 'claimed')) as reminders,
              (select count(*)::int from delivery where state in ('ready', 'sending', 'unknown')) as mails`,
    );
    await recordRun('worker', { pid: process.pid, host: hostname(), transport: transport.kind, waiting: waiting[0] });
    await watchOperations(orm, services);
  };

  const processId = randomUUID();
  const sayAlive = (): Promise<unknown> =>
    pool.query(
      `insert into worker_process (id, host, pid, transport) values ($1, $2, $3, $4)
       on conflict (id) do update set seen_at = clock_timestamp()`,
      [processId, hostname(), process.pid, transport.kind],
    );

  const countJobs = async (): Promise<void> => {
    await recordRun('queue', await transport.counts());
  };

  const texts = new TextReader();
  let isStopping = false;
  const readTexts = async (): Promise<void> => {
    while (!isStopping && (await readWaitingFiles(orm, services, texts)) > 0);
  };

  // Before anything is delivered: what was overtaken while nobody worked must not go out.
  await sweep().catch(failing('The sweep'));
  const loops = [
    repeat(schedulesEveryMs, () => transport.keepSchedules(), failing('Writing the schedules')),
    repeat(relayEveryMs, () => relayOutbox(pool, relayOne), failing('Relaying events')),
    repeat(deliverEveryMs, deliver, failing('Delivering reminders')),
    repeat(catchUpEveryMs, catchUp('sweep', sweep), failing('The sweep')),
    repeat(catchUpEveryMs, catchUp('digest', digest), failing('The digest')),
    repeat(sayAliveEveryMs, sayAlive, failing('Saying that this worker is alive')),
    repeat(countJobsEveryMs, countJobs, failing('Counting the jobs')),
    repeat(upkeepEveryMs, upkeep, failing('Upkeep')),
    repeat(buildLeftBehindEveryMs, buildLeftBehind, failing('Building what was left behind')),
    repeat(checkFilesEveryMs, checkFiles, failing('Checking stored files')),
    repeat(sweepUploadsEveryMs, sweepLeftUploads, failing('Sweeping uploads')),
    repeat(draftLettersEveryMs, draftLetters, failing('Drafting letters')),
    repeat(signLedgerEveryMs, signLedger, failing('Signing the ledger')),
    repeat(lookAfterLedgerEveryMs, lookAfterLedger, failing('Looking after the ledger')),
    repeat(rereadFilesEveryMs, rereadStoredFiles, failing('Reading stored files again')),
    repeat(readTextEveryMs, readTexts, failing('Reading the text of files')),
  ];
  return {
    transport: transport.kind,
    stop: async () => {
      isStopping = true;
      texts.close();
      await Promise.all(loops.map(loop => loop.stop()));
      await transport.close();
      senders.forEach(sender => sender.close());
      await pool
        .query(`update worker_process set stopped_at = clock_timestamp() where id = $1`, [processId])
        .catch(() => undefined);
      await pool.end();
    },
  };
}

/** Marked before they are sent: if sending fails, they are merely left behind and delivered below. */
async function enqueueReminders(pool: pg.Pool, transport: Transport): Promise<void> {
  const { rows } = await pool.query<{ id: string; lease_no: number }>(
    `update reminder set enqueued_at = clock_timestamp()
     where id in (select id from reminder where state = 'pending' and enqueued_at is null order by id limit $1 for update skip locked)
     returning id, lease_no`,
    [enqueuedAtOnce],
  );
  if (rows.length === 0) return;
  const reminders = rows.map(row => ({ id: Number(row.id), leaseNo: row.lease_no }));
  await transport
    .send(inBatches(reminders).map(batch => ({ name: 'deliver-reminders', reminders: batch })))
    .catch(() => undefined);
}

/** Few enough to be done long before the lease on them ends. */
function inBatches<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / batchSize) }, (_, i) =>
    all.slice(i * batchSize, (i + 1) * batchSize),
  );
}

async function deliverLeftBehind(pool: pg.Pool, deliver: (ids: number[]) => Promise<unknown>): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from reminder
     where (state = 'pending' and enqueued_at < clock_timestamp() - interval '10 seconds')
        or (state = 'claimed' and lease_until < clock_timestamp())
     order by id limit $1`,
    [deliveredDirectlyAtOnce],
  );
  const batches = inBatches(rows.map(({ id }) => Number(id)));
  const lane = async (): Promise<void> => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) await deliver(batch);
  };
  await Promise.all(Array.from({ length: deliveredSideBySide }, lane));
}
