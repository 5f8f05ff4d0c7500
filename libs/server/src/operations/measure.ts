import {
  operationsChecks,
  operationsStateOf,
  type OperationsCheck,
  type OperationsState,
} from '@yardstick/domain/operations';
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { systemScope } from '../database/scope.ts';
import type { Services } from '../services.ts';

export interface Measured {
  check: OperationsCheck;
  /** In the unit of the check; null when there is nothing to measure. */
  value: number | null;
  /** How many things that concerns, where it is about things. */
  count: number | null;
  attention: number | null;
  alarm: number | null;
  state: OperationsState;
}

export interface WorkerSeen {
  id: string;
  host: string;
  pid: number;
  transport: string;
  startedAt: string;
  seenAt: string;
  isAlive: boolean;
}

export interface QueueCounts {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
}

export interface FailedJob {
  name: string;
  subject: string;
  failure: string;
}

export interface Operations {
  checks: Measured[];
  workers: WorkerSeen[];
  queue: (QueueCounts & { failures: FailedJob[] }) | null;
}

interface Facts {
  values: Partial<Record<OperationsCheck, number | null>>;
  counts: Partial<Record<OperationsCheck, number>>;
  workers: WorkerSeen[] | null;
  queue: (QueueCounts & { failures?: FailedJob[] }) | null;
}

/** Everything that is watched, by one statement and one look at the disk: the same for the page, the metrics and the alarms. */
export async function measureOperations(services: Services): Promise<Operations> {
  const { operations: rules } = await services.rules();
  const [[row], storage] = await Promise.all([
    services.reads.objects<{ facts: Facts }>(systemScope, facts, [rules.workerGoneAfterSeconds]),
    usedPercent(services.config.DATA_DIR),
  ]);
  if (!row) throw new Error('The database says nothing about its operation.');
  const { values, counts, workers, queue } = row.facts;
  const measured = { ...values, storage };
  const checks = operationsChecks.map((check): Measured => {
    const threshold = rules.checks[check];
    const value = measured[check] ?? null;
    return { check, value, count: counts[check] ?? null, ...threshold, state: operationsStateOf(value, threshold) };
  });
  return { checks, workers: workers ?? [], queue: queue && { ...queue, failures: queue.failures ?? [] } };
}

/** How many workers were seen within the time that the rules allow. */
export async function workersAlive(services: Services): Promise<number> {
  const { operations } = await services.rules();
  const [rows] = await services.reads.unfenced([
    {
      name: 'workers-alive',
      text: `select count(*)::int from worker_process
             where stopped_at is null and seen_at > clock_timestamp() - make_interval(secs => $1::int)`,
      values: [operations.workerGoneAfterSeconds],
    },
  ]);
  return Number(rows?.[0]?.[0] ?? 0);
}

async function usedPercent(folder: string): Promise<number | null> {
  if (!existsSync(folder)) return null;
  const { blocks, bavail } = await statfs(folder);
  return blocks > 0 ? Math.round(((blocks - bavail) / blocks) * 1000) / 10 : null;
}

const secondsSince = (moment: string): string => `round(extract(epoch from clock_timestamp() - ${moment}))`;

const ranSince = (kind: string): string => `(select ${secondsSince('ran_at')} from worker_run where kind = '${kind}')`;

// Ages count by the real clock; an evaluation's order alone is dated by the program's.
const facts = `
select jsonb_build_object(
  'values', jsonb_build_object(
    'workers', (select ${secondsSince('max(seen_at)')} from worker_process where stopped_at is null),
    'sweep', ${ranSince('sweep')},
    'digest', ${ranSince('digest')},
    'ledger', (select count(*) from ledger_finding where ended_at is null and kind <> 'damaged'),
    'ledger-monitor', ${ranSince('ledger-monitor')},
    'checkpoints', ${ranSince('checkpoint')},
    'file-check', ${ranSince('check-files')},
    'damaged-files', (select count(*) from stored_file where is_damaged),
    'outbox', (select coalesce(${secondsSince('min(created_at)')}, 0) from outbox_message where relayed_at is null),
    'reminders', (select coalesce(${secondsSince('min(enqueued_at)')}, 0) from reminder where state in ('pending', 'claimed')),
    'parked-events', (select count(*) from parked_event where done_at is null),
    'queue', (select (detail->>'failed')::int from worker_run where kind = 'queue'),
    'deliveries', (select count(*) from delivery where state = 'failed' and tried_at > clock_timestamp() - interval '1 day'),
    'channels', (select coalesce(max(failures_in_row), 0) from channel_health),
    'evaluations', (select coalesce(round(extract(epoch from app_now() - min(ordered_at))), 0) from evaluation where state in ('queued', 'building')),
    'database-size', round(pg_database_size(current_database()) / 1048576.0),
    'connections', (select round(100.0 * count(*) / current_setting('max_connections')::int, 1) from pg_stat_activity where backend_type = 'client backend'),
    'clock', (select round(abs(extract(epoch from coalesce(fixed_at - now(), shift)))) from clock)
  ),
  'counts', jsonb_build_object(
    'workers', (select count(*) from worker_process where stopped_at is null and seen_at > clock_timestamp() - make_interval(secs => $1::int)),
    'outbox', (select count(*) from outbox_message where relayed_at is null),
    'reminders', (select count(*) from reminder where state in ('pending', 'claimed')),
    'queue', (select (detail->>'waiting')::int + (detail->>'active')::int + (detail->>'delayed')::int from worker_run where kind = 'queue'),
    'deliveries', (select count(*) from delivery where state in ('ready', 'sending') or (state = 'unknown' and attempts < 2)),
    'evaluations', (select count(*) from evaluation where state in ('queued', 'building')),
    'connections', (select count(*) from pg_stat_activity where backend_type = 'client backend')
  ),
  'workers', (select jsonb_agg(jsonb_build_object('id', id, 'host', host, 'pid', pid, 'transport', transport,
                'startedAt', started_at, 'seenAt', seen_at,
                'isAlive', seen_at > clock_timestamp() - make_interval(secs => $1::int)) order by seen_at desc)
              from (select * from worker_process where stopped_at is null and seen_at > clock_timestamp() - interval '1 day'
                    order by seen_at desc limit 20) w),
  'queue', (select detail from worker_run where kind = 'queue')
) as facts`;
