import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };

/** Which workers live, which events were set aside, and what was out of order from when to when. */
export class Migration0011Operations extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(`insert into rule_set (kind, version, body)
      select 'operations', 1, '${JSON.stringify(defaultRules.operations).replaceAll("'", "''")}'::jsonb where exists (select from rule_set)
      on conflict do nothing`);
    this.addSql(workers);
    this.addSql(events);
    this.addSql(incidents);
  }
}

const workers = `
create table worker_process (
  -- one start of one process
  id uuid primary key,
  host text not null,
  pid int not null,
  transport text not null,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  -- stopped in order; one that died is merely not seen any more
  stopped_at timestamptz
);
create index worker_process_seen on worker_process (seen_at desc);
grant select, insert, update on worker_process to yardstick_app;
`;

const events = `
-- an event whose reaction kept failing and stepped aside, so that those behind it got through
create table parked_event (
  message_id bigint primary key references outbox_message (id),
  attempts int not null,
  failure text not null,
  parked_at timestamptz not null default clock_timestamp(),
  retry_at timestamptz not null,
  done_at timestamptz
);
create index parked_event_waiting on parked_event (retry_at) where done_at is null;
grant select, insert, update on parked_event to yardstick_app;
`;

const incidents = `
create table operations_incident (
  id bigint generated always as identity primary key,
  check_code text not null,
  value double precision not null,
  threshold double precision not null,
  began_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz
);
-- two workers that see the same thing tell of it once
create unique index operations_incident_open on operations_incident (check_code) where ended_at is null;
grant select, insert, update on operations_incident to yardstick_app;
`;
