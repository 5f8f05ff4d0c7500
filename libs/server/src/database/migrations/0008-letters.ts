import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };

/** Letters of the escalation ladder: to one unit each, numbered without gaps, hidden from the unit until they are sent. */
export class Migration0008Letters extends Migration {
  override up(): void {
    this.addSql(letters);
    this.addSql(`insert into rule_set (kind, version, body)
      select 'letter', 1, '${JSON.stringify(defaultRules.letter).replaceAll("'", "''")}'::jsonb where exists (select from rule_set)
      on conflict do nothing`);
  }
}

const seesAll = `(select current_setting('app.scope', true) = 'all')`;
const ownUnit = `unit_id = (select current_setting('app.unit', true))`;

/** A draft is the office's own paper: not even the unit's rows of it show before it is sent. */
const fenceSent = (table: string, isSent: string): string => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_of_unit on ${table} using (${seesAll} or (${ownUnit} and ${isSent})) with check (${seesAll} or (${ownUnit} and ${isSent}));
grant select, insert, update on ${table} to yardstick_app;
`;
const ofSentLetter = (table: string): string =>
  `exists (select from letter l where l.unit_id = ${table}.unit_id and l.id = ${table}.letter_id and l.sent_on is not null)`;

const letters = `
create table letter_number (
  kind text not null,
  year int not null,
  last int not null check (last > 0),
  primary key (kind, year)
);
grant select, insert, update on letter_number to yardstick_app;

create table letter (
  unit_id text not null references unit (id),
  id uuid not null,
  kind text not null check (kind in ('reminder-letter', 'supervision-order', 'summons', 'circular')),
  colour text check (colour in ('blue', 'orange', 'red')),
  -- the rung of the ladder, counted from 1
  step text not null,
  rank int not null check (rank > 0),
  origin text not null check (origin in ('system', 'hand')),
  state text not null check (state in ('drafted', 'sent', 'received', 'answered', 'settled', 'escalated', 'revoked', 'withdrawn')),
  -- the letter that this one follows because it was not enough
  after_id uuid,
  -- a unit's copy of a circular
  of_id uuid,
  program_id uuid references program (id),
  title text not null,
  body text not null,
  basis text not null,
  to_name text not null,
  to_posts jsonb not null,
  -- units a circular goes to
  to_units jsonb not null default '[]',
  cc jsonb not null default '[]',
  -- what a circular lists: unit, matter, due day, working days late
  late_rows jsonb not null default '[]',
  issuer text not null check (issuer in ('office', 'leading-group')),
  approver text not null check (approver in ('office-chief', 'leader')),
  signed_by text not null,
  mark text not null,
  receipt_days int not null,
  reply_days int,
  day_kind text not null check (day_kind in ('working', 'calendar')),
  year int,
  no int,
  doc_no text,
  drafted_on date not null,
  drafted_by text not null,
  approved_by text,
  sent_on date,
  receipt_due_on date,
  -- in a draft: chosen by hand; in a letter: as it stands on the paper
  reply_due_on date,
  received_on date,
  received_by text,
  answered_on date,
  answer text,
  settled_on date,
  revoked_on date,
  revoked_doc_no text,
  -- why it was withdrawn or revoked
  reason text,
  withdrawn_by text check (withdrawn_by in ('system', 'hand')),
  state_since timestamptz not null default app_now(),
  version int not null default 1,
  primary key (unit_id, id),
  unique (id),
  check ((kind = 'supervision-order') = (colour is not null)),
  check ((state in ('drafted', 'withdrawn')) = (sent_on is null)),
  check ((sent_on is null) = (doc_no is null)),
  check (received_on is null or received_on >= sent_on),
  check ((state = 'revoked') = (revoked_doc_no is not null))
);
create unique index letter_number_once on letter (kind, year, no) where no is not null and of_id is null;
create index letter_open on letter (state, unit_id) where state in ('drafted', 'sent', 'received', 'answered');
create index letter_list on letter (state_since desc, id);
create index letter_copies on letter (of_id) where of_id is not null;
create index letter_after on letter (after_id) where after_id is not null;
create index letter_receipt_due on letter (receipt_due_on) where state = 'sent';
create index letter_reply_due on letter (reply_due_on) where state = 'received' and reply_due_on is not null;
create index letter_unit on letter (unit_id, sent_on);
${fenceSent('letter', 'sent_on is not null')}

create table letter_item (
  unit_id text not null,
  id uuid not null,
  letter_id uuid not null,
  subject_kind text not null check (subject_kind in ('milestone', 'action', 'report')),
  subject_id uuid not null,
  action_id uuid,
  milestone_id uuid,
  due_version int not null,
  -- as they were when the letter was drafted, and again when it was sent
  title text not null,
  measure_code text not null,
  due_on date not null,
  days_overdue int not null,
  -- why it no longer stands in the draft
  dropped_reason text,
  primary key (unit_id, id),
  foreign key (unit_id, letter_id) references letter (unit_id, id) deferrable initially deferred,
  foreign key (unit_id, action_id) references unit_action (unit_id, id) deferrable initially deferred
);
create index letter_item_letter on letter_item (letter_id);
create index letter_item_subject on letter_item (subject_id, due_version);
create index letter_item_action on letter_item (action_id);
${fenceSent('letter_item', ofSentLetter('letter_item'))}

create table letter_step (
  unit_id text not null,
  id bigint generated always as identity,
  letter_id uuid not null,
  at timestamptz not null default app_now(),
  verb text not null,
  actor_id uuid references app_user (id),
  actor_name text not null,
  actor_role text not null,
  actor_unit text not null,
  text text,
  primary key (unit_id, id),
  foreign key (unit_id, letter_id) references letter (unit_id, id) deferrable initially deferred
);
create index letter_step_letter on letter_step (letter_id, id);
${fenceSent('letter_step', ofSentLetter('letter_step'))}
revoke update on letter_step from yardstick_app;

create table letter_evidence (
  unit_id text not null,
  letter_id uuid not null,
  evidence_id uuid not null,
  linked_at timestamptz not null default app_now(),
  primary key (unit_id, letter_id, evidence_id),
  foreign key (unit_id, letter_id) references letter (unit_id, id) deferrable initially deferred,
  foreign key (unit_id, evidence_id) references evidence (unit_id, id) deferrable initially deferred
);
${fenceSent('letter_evidence', ofSentLetter('letter_evidence'))}
`;
