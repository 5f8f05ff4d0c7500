import { authorize, type Context } from '../context.ts';
import { systemScope } from '../database/scope.ts';
import { fingerprintOf } from '../ledger/checkpoint-note.ts';
import { newestCheckpoint } from '../ledger/checkpoint.queries.ts';
import { canSeeOperations } from './operations.policy.ts';

export interface LedgerFinding {
  id: string;
  kind: string;
  place: string;
  expected: string;
  found: string;
  beganAt: string;
  endedAt: string | null;
}

export interface LedgerState {
  size: number;
  checkpointSize: number;
  checkpointAt: string | null;
  fingerprint: string | null;
  witnessNoteCount: number;
  monitorRanAt: string | null;
  /** Up to which leaf the last run read. */
  monitorReadTo: number | null;
  fileCount: number;
  filesReread: number;
  lastRereadAt: string | null;
  damagedCount: number;
  /** Open ones first. */
  findings: LedgerFinding[];
}

type Facts = Omit<LedgerState, 'checkpointSize' | 'checkpointAt' | 'fingerprint' | 'findings'> & {
  findings: LedgerFinding[] | null;
};

/** How the ledger and the stored files are, for the page of the operations. */
export async function ledgerState(context: Context): Promise<LedgerState> {
  authorize(canSeeOperations(context.actor));
  const { services } = context;
  const [newest, [row]] = await Promise.all([
    newestCheckpoint(services),
    services.reads.objects<{ facts: Facts }>(systemScope, facts),
  ]);
  if (!row) throw new Error('The database says nothing about the ledger.');
  return {
    ...row.facts,
    findings: row.facts.findings ?? [],
    checkpointSize: newest?.size ?? 0,
    checkpointAt: newest?.at ?? null,
    fingerprint: newest && fingerprintOf(newest),
  };
}

const facts = `
select jsonb_build_object(
  'size', (select coalesce(max(size), 0) from ledger_head),
  'witnessNoteCount', (select count(*) from witness_note),
  'monitorRanAt', (select ran_at from worker_run where kind = 'ledger-monitor'),
  'monitorReadTo', (select (detail->>'readTo')::bigint from worker_run where kind = 'ledger-monitor'),
  'fileCount', (select count(*) from stored_file),
  'filesReread', (select count(*) from fixity_reading),
  'lastRereadAt', (select max(read_at) from fixity_reading),
  'damagedCount', (select count(*) from stored_file where is_damaged),
  'findings', (select jsonb_agg(jsonb_build_object('id', id::text, 'kind', kind, 'place', place, 'expected', expected, 'found', found,
                 'beganAt', began_at, 'endedAt', ended_at) order by ended_at is not null, began_at desc)
               from (select * from ledger_finding order by ended_at is not null, began_at desc limit 20) f)
) as facts`;
