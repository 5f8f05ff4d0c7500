import { Migration } from '@mikro-orm/migrations';

/**
 * The whole schema in one transaction. Three kinds of table:
 * - plan and people: read by everybody who is signed in, written by the office;
 * - unit tables: carry `unit_id` in their primary key and are fenced by row-level security;
 * - machinery: outbox, reminders, ledger, sessions.
 * The run-time role `yardstick_app` owns nothing and may neither change nor delete a ledger leaf.
 */
export class Migration0001Initial extends Migration {
  override up(): void {
    this.addSql(roles);
    this.addSql(clock);
    this.addSql(people);
    this.addSql(plan);
    this.addSql(work);
    this.addSql(machinery);
    this.addSql(evaluation);
    this.addSql(derivations);
    this.addSql(fences());
  }
}

const roles = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'yardstick_app') then
    create role yardstick_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
grant usage on schema public to yardstick_app;
`;

const clock = `
create table instance (
  id boolean primary key default true check (id),
  kind text not null check (kind in ('demonstration', 'production', 'test')),
  name text not null default 'Yardstick',
  created_at timestamptz not null default clock_timestamp()
);
create table clock (
  id boolean primary key default true check (id),
  shift interval not null default interval '0',
  fixed_at timestamptz
);
insert into clock default values;

create function app_now() returns timestamptz language sql stable as
  $$ select coalesce(fixed_at, now() + shift) from clock $$;
create function app_today() returns date language sql stable as
  $$ select (app_now() at time zone 'Asia/Shanghai')::date $$;
create function app_day(moment timestamptz) returns date language sql immutable as
  $$ select (moment at time zone 'Asia/Shanghai')::date $$;

create function refuse_shifted_clock() returns trigger language plpgsql as $$
begin
  if (new.shift <> interval '0' or new.fixed_at is not null)
     and exists (select from instance where kind = 'production') then
    raise exception 'The clock of a production instance cannot be shifted.' using errcode = 'YS001';
  end if;
  return new;
end $$;
create trigger clock_is_true before insert or update on clock for each row execute function refuse_shifted_clock();

create table calendar_year (
  year int primary key,
  notice_no text not null,
  imported_at timestamptz not null default app_now()
);
create table calendar_day (
  "on" date primary key,
  year int not null references calendar_year (year),
  is_workday boolean not null,
  name text,
  -- working days from the start of the table up to and including this day; differences count working days
  working_day_no int not null default 0
);
create table rule_set (
  kind text not null,
  version int not null,
  body jsonb not null,
  created_at timestamptz not null default app_now(),
  primary key (kind, version)
);
`;

const people = `
create table unit (
  id text primary key check (id ~ '^[A-Z0-9-]{1,20}$'),
  name text not null unique,
  short_name text not null,
  aliases text[] not null default '{}',
  field text,
  is_scored boolean not null,
  kind text not null,
  seq int not null
);
create table app_user (
  id uuid primary key,
  username text not null,
  name text not null,
  role text not null,
  unit_id text not null references unit (id),
  email text,
  locale text not null default 'zh-CN',
  password_hash text not null,
  must_change_password boolean not null default false,
  is_active boolean not null default true,
  last_signed_in_at timestamptz,
  version int not null default 1
);
create unique index app_user_username on app_user (lower(username));
create index app_user_unit on app_user (unit_id, role) where is_active;

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references app_user (id),
  created_at timestamptz not null default app_now(),
  -- real time, not program time: a shifted demonstration clock must not end or prolong a sign-in
  seen_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  ip text,
  user_agent text
);
create index session_of_user on session (user_id) where ended_at is null;
create table sign_in_attempt (
  source text primary key,
  failed_count int not null,
  first_failed_at timestamptz not null
);
`;

const plan = `
create table program (
  id uuid primary key,
  code text not null unique,
  name text not null,
  doc_no text,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  marker text,
  stages jsonb not null default '[]',
  goals jsonb not null default '[]',
  created_at timestamptz not null default app_now(),
  version int not null default 1
);
create table program_unit (
  program_id uuid not null references program (id),
  unit_id text not null references unit (id),
  primary key (program_id, unit_id)
);
create table task (
  id uuid primary key,
  program_id uuid not null references program (id),
  seq int not null,
  code text not null,
  title text not null,
  unique (program_id, code)
);
create table measure (
  id uuid primary key,
  program_id uuid not null references program (id),
  task_id uuid not null references task (id),
  seq int not null,
  code text not null,
  title text not null,
  text text not null,
  source_clause text not null,
  scope text not null check (scope in ('ALL', 'SUBSET', 'LEAD')),
  -- whether every scored unit cooperates; measure_unit then names the others
  reaches_all boolean not null,
  due jsonb not null,
  deliverable text not null,
  evidence_kinds jsonb not null,
  proof_example text,
  weight int not null check (weight between 0 and 100),
  stage_targets jsonb not null default '{}',
  crosswalk jsonb not null default '[]',
  note text,
  version int not null default 1,
  unique (program_id, code)
);
create table measure_unit (
  measure_id uuid not null references measure (id),
  unit_id text not null references unit (id),
  role text not null check (role in ('LEAD', 'COOP')),
  seq int not null,
  primary key (measure_id, unit_id)
);
create table plan_import (
  id uuid primary key,
  file_name text not null,
  original bytea not null,
  state text not null check (state in ('read', 'committed')),
  plan jsonb,
  issues jsonb not null,
  imported_by uuid not null references app_user (id),
  created_at timestamptz not null default app_now(),
  program_id uuid references program (id),
  version int not null default 1
);
`;

const work = `
create table unit_action (
  unit_id text not null references unit (id),
  id uuid not null,
  program_id uuid not null references program (id),
  measure_id uuid not null references measure (id),
  year int not null,
  role text not null check (role in ('LEAD', 'RESP', 'COOP')),
  title text not null,
  state text not null,
  state_before_suspension text,
  content text not null default '',
  target text,
  steps text,
  owner_name text,
  section text,
  head_in_charge text,
  issued_on date not null,
  start_on date not null,
  due_on date not null,
  original_due_on date not null,
  due_version int not null default 1,
  acknowledged_at timestamptz,
  plan_signed_by text,
  plan_signed_at timestamptz,
  return_code text,
  return_reason text,
  returned_count int not null default 0,
  -- the day the unit head's signed completion was received; empty again when it is returned
  handed_in_on date,
  finished_on date,
  progress_percent int not null default 0 check (progress_percent between 0 and 100),
  last_reported_at timestamptz,
  state_since timestamptz not null default app_now(),
  -- kept by triggers, changed only by verbs, never by time
  next_due_on date,
  milestone_count int not null default 0,
  milestone_done_count int not null default 0,
  evidence_count int not null default 0,
  version int not null default 1,
  primary key (unit_id, id),
  unique (id),
  unique (unit_id, measure_id, year)
);
create index unit_action_measure on unit_action (measure_id, year, due_on, id);
create index unit_action_due on unit_action (due_on, id);
create index unit_action_program on unit_action (program_id, year);
create index unit_action_open on unit_action (unit_id, state) where state not in ('done', 'closed', 'archived', 'cancelled');

create table milestone (
  unit_id text not null,
  id uuid not null,
  action_id uuid not null,
  seq int not null,
  title text not null,
  deliverable text not null,
  acceptance_rule text,
  proof_kinds jsonb not null,
  due_on date not null,
  original_due_on date not null,
  due_version int not null default 1,
  state text not null default 'planned',
  -- the day the signed milestone was received; empty again when it is returned. Lateness is read off this day.
  handed_in_on date,
  accepted_on date,
  submitted_at timestamptz,
  signed_by text,
  reviewed_by text,
  return_code text,
  return_reason text,
  returned_count int not null default 0,
  -- reminders sent before the unit handed in, for "filed without being chased"
  state_since timestamptz not null default app_now(),
  version int not null default 1,
  primary key (unit_id, id),
  unique (id),
  foreign key (unit_id, action_id) references unit_action (unit_id, id) deferrable initially deferred
);
create index milestone_action on milestone (action_id, seq);
create index milestone_open_due on milestone (due_on) where handed_in_on is null;
create index milestone_handed_in on milestone (handed_in_on);
create index milestone_in_review on milestone (state, state_since) where state in ('to-sign', 'submitted');

-- Within one unit of work rows may be written in any order, so references between them are checked at commit.
create table progress_report (
  unit_id text not null,
  id uuid not null,
  action_id uuid not null,
  percent int not null check (percent between 0 and 100),
  done text not null,
  difficulty text,
  next_step text,
  reported_by text not null,
  reported_by_id uuid not null,
  reported_at timestamptz not null default app_now(),
  primary key (unit_id, id),
  foreign key (unit_id, action_id) references unit_action (unit_id, id) deferrable initially deferred
);
create index progress_report_latest on progress_report (action_id, reported_at desc);

create table extension (
  unit_id text not null,
  id uuid not null,
  action_id uuid not null,
  milestone_id uuid,
  reason text not null,
  from_due_on date not null,
  to_due_on date not null,
  requested_on date not null,
  decided_on date,
  state text not null check (state in ('granted', 'refused', 'pending')),
  primary key (unit_id, id),
  foreign key (unit_id, action_id) references unit_action (unit_id, id) deferrable initially deferred,
  foreign key (unit_id, milestone_id) references milestone (unit_id, id) deferrable initially deferred
);
create index extension_action on extension (action_id);

create table stored_file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  sm3 text not null,
  size bigint not null check (size > 0),
  kind text not null,
  mime text not null,
  stored_at timestamptz not null default app_now()
);
create table upload (
  unit_id text not null references unit (id),
  id uuid not null,
  user_id uuid not null references app_user (id),
  file_name text not null,
  size bigint not null check (size >= 0),
  received bigint not null default 0,
  state text not null default 'open' check (state in ('open', 'complete', 'refused', 'attached')),
  sha256 text references stored_file (sha256),
  refusal jsonb,
  opened_at timestamptz not null default app_now(),
  primary key (unit_id, id),
  unique (id)
);
create index upload_open on upload (opened_at) where state in ('open', 'complete');

create table evidence (
  unit_id text not null references unit (id),
  id uuid not null,
  sha256 text not null references stored_file (sha256),
  file_name text not null,
  title text not null,
  kind text not null,
  document_on date,
  state text not null default 'draft',
  uploaded_by text not null,
  uploaded_by_id uuid not null,
  uploaded_at timestamptz not null default app_now(),
  reviewed_by text,
  reviewed_at timestamptz,
  return_code text,
  return_reason text,
  version int not null default 1,
  primary key (unit_id, id),
  unique (id)
);
create index evidence_unit on evidence (unit_id, uploaded_at desc);
create index evidence_file on evidence (sha256);
create table evidence_link (
  unit_id text not null,
  evidence_id uuid not null,
  milestone_id uuid not null,
  linked_at timestamptz not null default app_now(),
  primary key (unit_id, evidence_id, milestone_id),
  foreign key (unit_id, evidence_id) references evidence (unit_id, id) deferrable initially deferred,
  foreign key (unit_id, milestone_id) references milestone (unit_id, id) deferrable initially deferred
);
create index evidence_link_milestone on evidence_link (milestone_id);

create table timeline_entry (
  unit_id text not null,
  id bigint generated always as identity,
  action_id uuid not null,
  at timestamptz not null default app_now(),
  verb text not null,
  actor_name text not null,
  actor_unit text not null,
  text text,
  primary key (unit_id, id),
  foreign key (unit_id, action_id) references unit_action (unit_id, id) deferrable initially deferred
);
create index timeline_entry_action on timeline_entry (action_id, id);
`;

const machinery = `
create table outbox_message (
  id bigint generated always as identity primary key,
  event jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  relayed_at timestamptz
);
create index outbox_message_waiting on outbox_message (id) where relayed_at is null;

-- The key is the reminder: two sweeps, a retry or a replay can only ever find it already there.
create table reminder (
  id bigint generated always as identity primary key,
  dedupe_key text not null unique,
  unit_id text not null references unit (id),
  kind text not null,
  action_id uuid not null,
  milestone_id uuid,
  due_version int not null,
  stage text not null,
  stage_on date not null,
  recipient_id uuid not null references app_user (id),
  state text not null default 'pending'
    check (state in ('pending', 'claimed', 'sent', 'void', 'superseded')),
  lease_no int not null default 0,
  lease_until timestamptz,
  enqueued_at timestamptz,
  created_at timestamptz not null default app_now(),
  sent_at timestamptz
);
create index reminder_waiting on reminder (id) where state in ('pending', 'claimed');
create index reminder_milestone on reminder (milestone_id, due_version, stage);

create table notice (
  id bigint generated always as identity primary key,
  recipient_id uuid not null references app_user (id),
  -- what it is about, once per recipient
  occasion text not null,
  kind text not null,
  params jsonb not null default '{}',
  unit_id text references unit (id),
  action_id uuid,
  milestone_id uuid,
  created_at timestamptz not null default app_now(),
  read_at timestamptz,
  unique (recipient_id, occasion)
);
create index notice_inbox on notice (recipient_id, id desc);
create index notice_unread on notice (recipient_id) where read_at is null;

create table delivery (
  id bigint generated always as identity primary key,
  dedupe_key text not null unique,
  channel text not null check (channel in ('email')),
  recipient_id uuid not null references app_user (id),
  message_id text not null,
  subject text not null,
  body text not null,
  state text not null default 'ready' check (state in ('ready', 'sending', 'sent', 'unknown', 'failed')),
  attempts int not null default 0,
  created_at timestamptz not null default app_now(),
  sent_at timestamptz,
  failure text
);
create index delivery_waiting on delivery (id) where state in ('ready', 'sending', 'unknown');

create table worker_run (
  kind text primary key,
  ran_at timestamptz not null,
  detail jsonb not null
);

create table idempotency (
  user_id uuid not null references app_user (id),
  key text not null check (length(key) between 8 and 100),
  operation text not null,
  request_sha256 text not null,
  result jsonb,
  created_at timestamptz not null default clock_timestamp(),
  primary key (user_id, key)
);

create table ledger_head (
  id boolean primary key default true check (id),
  size bigint not null default 0
);
insert into ledger_head default values;
create table ledger_leaf (
  seq bigint primary key,
  -- the exact bytes that were hashed and signed
  payload text not null,
  leaf_hash bytea not null,
  signature bytea not null,
  key_id text not null
);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Rows of % are written once and never changed.', tg_table_name using errcode = 'YS002';
end $$;
create trigger ledger_is_append_only before update or delete on ledger_leaf
  for each row execute function refuse_change();
create trigger ledger_is_never_emptied before truncate on ledger_leaf
  for each statement execute function refuse_change();
`;

const evaluation = `
create table scoring_scheme (
  code text not null,
  version int not null,
  body jsonb not null,
  created_at timestamptz not null default app_now(),
  primary key (code, version)
);
create table figure (
  unit_id text not null references unit (id),
  program_id uuid not null references program (id),
  code text not null,
  year int not null,
  value text not null check (value ~ '^-{0,1}[0-9]{1,12}([.][0-9]{1,8}){0,1}$'),
  source text not null,
  is_provisional boolean not null default false,
  recorded_at timestamptz not null default app_now(),
  recorded_by text not null,
  primary key (unit_id, program_id, code, year)
);
create table evaluation (
  id uuid primary key,
  program_id uuid not null references program (id),
  name text not null,
  scheme_code text not null,
  scheme_version int not null,
  as_of date not null,
  state text not null check (state in ('queued', 'building', 'computed', 'freeze-proposed', 'frozen', 'failed')),
  units_total int not null default 0,
  ordered_by text not null,
  ordered_by_id uuid not null references app_user (id),
  ordered_at timestamptz not null default app_now(),
  computed_at timestamptz,
  snapshot text,
  sha256 text,
  sm3 text,
  proposed_by text,
  proposed_by_id uuid references app_user (id),
  proposed_by_unit text references unit (id),
  approved_by text,
  approved_by_id uuid references app_user (id),
  approved_by_unit text references unit (id),
  frozen_at timestamptz,
  failure text,
  version int not null default 1,
  foreign key (scheme_code, scheme_version) references scoring_scheme (code, version),
  check (approved_by_id is null or approved_by_id <> proposed_by_id),
  check (approved_by_unit is null or approved_by_unit <> proposed_by_unit),
  check (state <> 'frozen' or (approved_by_id is not null and proposed_by_id is not null and sha256 is not null))
);
create table evaluation_unit (
  unit_id text not null references unit (id),
  evaluation_id uuid not null references evaluation (id),
  -- collected figures with their records: what the score is computed from
  inputs jsonb not null,
  -- the computed sheet; empty until the last unit is collected
  sheet jsonb,
  total text,
  grade text,
  rank int,
  primary key (unit_id, evaluation_id)
);
create function refuse_frozen() returns trigger language plpgsql as $$
declare
  is_frozen boolean;
begin
  if tg_table_name = 'evaluation' then
    is_frozen := old.state = 'frozen';
  else
    -- a sheet may neither leave a frozen evaluation nor be moved into one
    select bool_or(e.state = 'frozen') into is_frozen from evaluation e
      where e.id in (old.evaluation_id, new.evaluation_id);
  end if;
  if is_frozen then
    raise exception 'A frozen evaluation is never changed; order a new one with a reason.' using errcode = 'YS003';
  end if;
  return coalesce(new, old);
end $$;
create trigger evaluation_stays_frozen before update or delete on evaluation
  for each row execute function refuse_frozen();
create trigger evaluation_unit_stays_frozen before insert or update or delete on evaluation_unit
  for each row execute function refuse_frozen();
create trigger evaluation_is_never_emptied before truncate on evaluation
  for each statement execute function refuse_change();
create trigger evaluation_unit_is_never_emptied before truncate on evaluation_unit
  for each statement execute function refuse_change();
`;

const derivations = `
-- The light of one piece of work: the same rule as lightOf and actionFactsLight in the domain library, for sets of rows.
-- Handed in counts as finished: while the office reads, the unit is not late.
create function light_of(
  state text, handed_in_on date, start_on date, due_on date, next_due_on date, progress int,
  today date, due_soon_days int, lag_percent int
) returns text language sql immutable as $$
  select case
    when state in ('suspended', 'cancelled') then 'grey'
    when handed_in_on is not null then case when handed_in_on <= due_on then 'blue' else 'late' end
    when least(due_on, next_due_on) < today then 'red'
    when least(due_on, next_due_on) - today <= due_soon_days then 'yellow'
    when state in ('assigned', 'planning', 'plan-to-sign', 'plan-in-review') and today < start_on and progress = 0 then 'grey'
    when progress < case when today <= start_on then 0 when today >= due_on then 100
                         else 100 * (today - start_on) / (due_on - start_on) end - lag_percent then 'yellow'
    else 'green'
  end
$$;

create function recount_action() returns trigger language plpgsql as $$
declare
  touched uuid := coalesce(new.action_id, old.action_id);
begin
  update unit_action a set
    next_due_on = (select min(m.due_on) from milestone m where m.action_id = touched and m.handed_in_on is null),
    milestone_count = (select count(*) from milestone m where m.action_id = touched),
    milestone_done_count = (select count(*) from milestone m where m.action_id = touched and m.state = 'accepted')
  where a.id = touched;
  return null;
end $$;
create trigger milestone_recounts_action after insert or update or delete on milestone
  for each row execute function recount_action();

create function recount_evidence() returns trigger language plpgsql as $$
begin
  update unit_action a set evidence_count = evidence_count + 1
  from milestone m where m.id = new.milestone_id and a.id = m.action_id;
  return null;
end $$;
create trigger link_recounts_evidence after insert on evidence_link
  for each row execute function recount_evidence();
`;

/** The unit tables of this migration; `unitTables` in database/fences.ts names all of them. */
export const firstUnitTables = [
  'unit_action',
  'milestone',
  'progress_report',
  'extension',
  'upload',
  'evidence',
  'evidence_link',
  'timeline_entry',
  'figure',
  'evaluation_unit',
] as const;

function fences(): string {
  // Compared inside the sub-query, "all" is a flag to the planner, which it takes to hold for half of the rows. Outside,
  // it would be a rare value, every table would look all but empty, and every join would be planned as a nested loop.
  const sees = `(select current_setting('app.scope', true) = 'all') or unit_id = (select current_setting('app.unit', true))`;
  const perUnit = firstUnitTables
    .map(
      table => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_of_unit on ${table} using (${sees}) with check (${sees});`,
    )
    .join('');
  return `${perUnit}
alter table notice enable row level security;
alter table notice force row level security;
create policy notice_of_recipient on notice
  using ((select current_setting('app.scope', true) = 'all')
    or recipient_id::text = (select current_setting('app.user', true)))
  with check ((select current_setting('app.scope', true) = 'all')
    or recipient_id::text = (select current_setting('app.user', true)));

grant select, insert, update on all tables in schema public to yardstick_app;
grant usage on all sequences in schema public to yardstick_app;
revoke update on ledger_leaf from yardstick_app;
revoke insert, update on instance from yardstick_app;
revoke all on mikro_orm_migrations from yardstick_app;
grant delete on milestone, sign_in_attempt, idempotency, evaluation_unit, program_unit, measure_unit, calendar_day to yardstick_app;
`;
}
