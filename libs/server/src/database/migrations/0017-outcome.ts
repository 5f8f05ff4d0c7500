import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };
import { fence } from './fence.ts';

/** What happens after an evaluation is computed: shown to units, objected to, corrected, frozen, published. */
export class Migration0017Outcome extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(evaluation);
    this.addSql(computations);
    this.addSql(objections);
    this.addSql(fence('evaluation_objection'));
    this.addSql(citations);
    this.addSql(fence('evaluation_objection_evidence'));
    this.addSql(`revoke update on evaluation_objection_evidence from yardstick_app`);
    this.addSql(confirmations);
    this.addSql(fence('evaluation_confirmation'));
    this.addSql(`revoke update on evaluation_confirmation from yardstick_app`);
    this.addSql(publications);
    // An instance that was set up before has no rules of these kinds yet.
    this.addSql(`insert into rule_set (kind, version, body)
      select 'evaluation', 1, '${JSON.stringify(defaultRules.evaluation)}'::jsonb where exists (select from rule_set)
      on conflict do nothing`);
    this.addSql(`insert into rule_set (kind, version, body)
      select kind, version + 1, jsonb_set(body, '{kinds,objection}', '${JSON.stringify(defaultRules.reminder.kinds.objection)}'::jsonb)
      from rule_set where kind = 'reminder' and version = (select max(version) from rule_set where kind = 'reminder')
        and body->'kinds'->'objection' is null`);
  }
}

const evaluation = `
alter table evaluation
  -- how often it was computed; each computation that another took the place of is kept
  add column computation_no int not null default 1,
  add column released_by text,
  add column released_by_id uuid references app_user (id),
  add column released_at timestamptz,
  -- the last day on which units may object, as the rules were when it was released
  add column objections_until date,
  -- all totals without names, from high to low, as released
  add column totals jsonb,
  add column corrects_id uuid references evaluation (id),
  add column correction_reason text,
  add constraint evaluation_of_its_orderer unique (id, ordered_by_id),
  add constraint evaluation_released check (state <> 'provisional' or (released_by_id is not null and objections_until is not null)),
  add constraint evaluation_correction check ((corrects_id is null) = (correction_reason is null) and corrects_id <> id);
create unique index evaluation_corrected_once on evaluation (corrects_id) where corrects_id is not null and state <> 'failed';
`;

const computations = `
create table evaluation_computation (
  evaluation_id uuid not null references evaluation (id),
  no int not null,
  snapshot text not null,
  sha256 text not null,
  sm3 text not null,
  computed_at timestamptz,
  -- why it was computed once more, and on whose word
  reason text not null,
  replaced_by text not null,
  replaced_by_id uuid not null references app_user (id),
  replaced_at timestamptz not null default app_now(),
  primary key (evaluation_id, no)
);
create trigger evaluation_computation_stays before update or delete on evaluation_computation
  for each row execute function refuse_change();
create trigger evaluation_computation_is_never_emptied before truncate on evaluation_computation
  for each statement execute function refuse_change();
grant select, insert on evaluation_computation to yardstick_app;
`;

const objections = `
create table evaluation_objection (
  unit_id text not null references unit (id),
  id uuid not null,
  evaluation_id uuid not null,
  computation_no int not null,
  indicator text not null,
  -- which line of its explanation; null: the mark as a whole
  line int,
  -- what stood there when it was written: the indicator's name and the line's text, and the mark
  about jsonb not null,
  score text not null,
  state text not null check (state in ('to-sign', 'submitted', 'upheld', 'rejected', 'declined', 'withdrawn')),
  reason text not null,
  drafted_by text not null,
  drafted_by_id uuid not null references app_user (id),
  drafted_on date not null,
  signed_by text,
  signed_by_id uuid references app_user (id),
  signed_on date,
  -- whose work it is about
  ordered_by_id uuid not null,
  marked_by_id uuid references app_user (id),
  decided_by text,
  decided_by_id uuid references app_user (id),
  decided_by_unit text references unit (id),
  decided_on date,
  decision text,
  remedy jsonb,
  state_since timestamptz not null default app_now(),
  version int not null default 1,
  primary key (unit_id, id),
  unique (id),
  foreign key (evaluation_id, ordered_by_id) references evaluation (id, ordered_by_id),
  check (state not in ('submitted', 'upheld', 'rejected') or (signed_by_id is not null and signed_on is not null)),
  check (state not in ('upheld', 'rejected') or (decided_by_id is not null and decided_by_unit is not null and decision is not null)),
  -- nobody decides about their own work, nor about their own unit's
  constraint objection_decided_by_another check (
    decided_by_id is null or (decided_by_id <> ordered_by_id and (marked_by_id is null or decided_by_id <> marked_by_id)
      and decided_by_unit <> unit_id))
);
create unique index evaluation_objection_once on evaluation_objection (unit_id, evaluation_id, computation_no, indicator, coalesce(line, -1))
  where state not in ('declined', 'withdrawn');
create index evaluation_objection_open on evaluation_objection (unit_id, evaluation_id) where state in ('to-sign', 'submitted');
create index evaluation_objection_of on evaluation_objection (evaluation_id, unit_id);
`;

const citations = `
create table evaluation_objection_evidence (
  unit_id text not null,
  objection_id uuid not null,
  evidence_id uuid not null,
  primary key (unit_id, objection_id, evidence_id),
  foreign key (unit_id, objection_id) references evaluation_objection (unit_id, id) deferrable initially deferred,
  foreign key (unit_id, evidence_id) references evidence (unit_id, id) deferrable initially deferred
);
`;

const confirmations = `
create table evaluation_confirmation (
  unit_id text not null references unit (id),
  evaluation_id uuid not null references evaluation (id),
  -- of the sheet that was confirmed: another computation with the same sheet stays confirmed, with another one does not
  sheet_digest text not null,
  confirmed_by text not null,
  confirmed_by_id uuid not null references app_user (id),
  confirmed_at timestamptz not null default app_now(),
  primary key (unit_id, evaluation_id, sheet_digest)
);
create function sheet_digest(sheet jsonb) returns text language sql immutable as
  $$ select encode(sha256(convert_to(sheet::text, 'UTF8')), 'hex') $$;
`;

const publications = `
create table evaluation_publication (
  id uuid primary key,
  evaluation_id uuid not null references evaluation (id),
  what text not null check (what in ('ranking', 'grades', 'distribution')),
  state text not null check (state in ('proposed', 'published', 'refused')),
  proposed_by text not null,
  proposed_by_id uuid not null references app_user (id),
  proposed_by_unit text not null references unit (id),
  proposed_at timestamptz not null default app_now(),
  decided_by text,
  decided_by_id uuid references app_user (id),
  decided_by_unit text references unit (id),
  decided_at timestamptz,
  reason text,
  -- what everybody may see, and no more
  body jsonb,
  version int not null default 1,
  check (state = 'proposed' or (decided_by_id is not null and decided_by_unit is not null and decided_at is not null)),
  check (state <> 'published' or (body is not null and decided_by_id <> proposed_by_id and decided_by_unit <> proposed_by_unit)),
  check (state <> 'refused' or reason is not null)
);
create unique index evaluation_published_once on evaluation_publication (evaluation_id) where state in ('proposed', 'published');
create trigger evaluation_publication_stays before update or delete on evaluation_publication
  for each row when (old.state <> 'proposed') execute function refuse_change();
create trigger evaluation_publication_is_never_emptied before truncate on evaluation_publication
  for each statement execute function refuse_change();
grant select, insert, update on evaluation_publication to yardstick_app;
`;
