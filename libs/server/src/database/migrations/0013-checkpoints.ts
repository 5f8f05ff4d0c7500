import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };

/** Checkpoints of the ledger, copies of them that others kept, what the monitor found, and files read back. */
export class Migration0013Checkpoints extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(subjects);
    this.addSql(checkpoints);
    this.addSql(findings);
    this.addSql(readings);
    this.addSql(thresholds);
  }
}

// Quotes inside of a JSON text are escaped, so nobody's words can look like this pattern.
const subjects = `
create function leaf_subjects(payload text) returns text[] language sql immutable as $$
  select coalesce(array_agg(distinct m[2]), '{}')
  from regexp_matches(payload, '"entity":"(Evidence|Evaluation)","id":"([0-9a-f-]{36})"', 'g') m
$$;
create index ledger_leaf_of on ledger_leaf using gin (leaf_subjects(payload))
  where payload like '%"entity":"Evidence","id":"%' or payload like '%"entity":"Evaluation","id":"%';
`;

const appendOnly = (table: string): string => `
create trigger ${table}_is_append_only before update or delete on ${table}
  for each row execute function refuse_change();
create trigger ${table}_is_never_emptied before truncate on ${table}
  for each statement execute function refuse_change();
grant select, insert on ${table} to yardstick_app;
`;

const checkpoints = `
-- the public half of what checkpoints are signed with, by the name it has in notes
create table checkpoint_key (
  key_id text primary key,
  name text not null,
  public_key text not null,
  at timestamptz not null default app_now()
);
create table ledger_checkpoint (
  size bigint primary key check (size > 0),
  root bytea not null check (length(root) = 32),
  -- roots of the perfect subtrees, largest first: from here the tree is extended without hashing it anew
  peaks bytea not null check (length(peaks) % 32 = 0),
  note text not null,
  key_id text not null references checkpoint_key (key_id),
  at timestamptz not null default app_now()
);
-- a note that somebody outside kept and brought back; whether it fits the ledger is worked out, never stored
create table witness_note (
  id bigint generated always as identity primary key,
  witness text not null check (witness <> ''),
  size bigint not null,
  root bytea not null check (length(root) = 32),
  note text not null,
  recorded_by text not null,
  recorded_by_id uuid not null references app_user (id),
  recorded_at timestamptz not null default app_now()
);
create index witness_note_size on witness_note (size);
${['checkpoint_key', 'ledger_checkpoint', 'witness_note'].map(appendOnly).join('')}
grant usage on all sequences in schema public to yardstick_app;
`;

// Seen by a worker: when by the real clock, as of all operations.
const findings = `
create table ledger_finding (
  id bigint generated always as identity primary key,
  -- what was examined; only who examines it again may end the finding
  area text not null,
  kind text not null check (kind in ('altered', 'missing', 'extra', 'truncated', 'unlogged', 'damaged')),
  place text not null,
  expected text not null,
  found text not null,
  began_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz
);
create unique index ledger_finding_open on ledger_finding (area, kind, place) where ended_at is null;
create trigger ledger_finding_is_never_deleted before delete on ledger_finding
  for each row execute function refuse_change();
grant select, insert, update on ledger_finding to yardstick_app;
grant usage on all sequences in schema public to yardstick_app;
`;

const readings = `
-- the newest reading of a stored file; what was ever found wrong stays in ledger_finding and in the ledger
create table fixity_reading (
  sha256 text primary key references stored_file (sha256),
  read_at timestamptz not null,
  result text not null check (result in ('sound', 'damaged', 'missing'))
);
create index fixity_reading_oldest on fixity_reading (read_at);
create index stored_file_damaged on stored_file (sha256) where is_damaged;
grant select, insert, update on fixity_reading to yardstick_app;
`;

const checks = Object.fromEntries(
  Object.entries(defaultRules.operations.checks).filter(([name]) =>
    ['ledger', 'checkpoints', 'ledger-monitor', 'damaged-files'].includes(name),
  ),
);
const thresholds = `
insert into rule_set (kind, version, body)
select kind, version + 1, jsonb_set(body, '{checks}', '${JSON.stringify(checks)}'::jsonb || (body->'checks'))
from (select * from rule_set where kind = 'operations' order by version desc limit 1) newest
where not jsonb_exists(body->'checks', 'ledger');
`;
