import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };
import { fence } from './fence.ts';

/** What goes into an evaluation before it is computed: lines of units and office, recorded batches, decisions on what is missing. */
export class Migration0016Collecting extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(states);
    this.addSql(assessments);
    this.addSql(fence('self_assessment'));
    this.addSql(lines);
    this.addSql(fence('assessment_line'));
    this.addSql(rulings);
    this.addSql(fence('indicator_ruling'));
    this.addSql(deferrals);
    this.addSql(batches);
    this.addSql(imports);
    this.addSql(frozen);
    // An instance that was set up before has no rule of this kind yet.
    this.addSql(`insert into rule_set (kind, version, body)
      select 'collecting', 1, '${JSON.stringify(defaultRules.collecting).replaceAll("'", "''")}'::jsonb where exists (select from rule_set)
      on conflict do nothing`);
  }
}

const states = `
do $$ declare ck text; begin
  select conname into ck from pg_constraint where conrelid = 'evaluation'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) like '%queued%';
  execute format('alter table evaluation drop constraint %I', ck);
end $$;
alter table evaluation add constraint evaluation_state check (state in
  ('collecting', 'checking', 'queued', 'building', 'computed', 'provisional', 'freeze-proposed', 'frozen', 'failed'));
-- the last day on which units may hand in; none where nothing is asked of them; the year whose figures count where the
-- scheme itself names no years
alter table evaluation add column collect_until date, add column figures_year int, add column opened_by text, add column opened_at timestamptz,
  add column collected_at timestamptz, add column collected_by text, add column closing_reason text;
`;

const assessments = `
create table self_assessment (
  unit_id text not null references unit (id),
  id uuid not null,
  evaluation_id uuid not null references evaluation (id),
  state text not null check (state in ('drafted', 'to-sign', 'signed')),
  drafted_by text not null,
  decline_reason text,
  signed_by text,
  signed_by_id uuid references app_user (id),
  signed_at timestamptz,
  state_since timestamptz not null default app_now(),
  version int not null default 1,
  primary key (unit_id, id),
  unique (unit_id, evaluation_id),
  check (state <> 'signed' or (signed_by_id is not null and signed_at is not null))
);
create index self_assessment_evaluation on self_assessment (evaluation_id);
`;

const lines = `
create table assessment_line (
  unit_id text not null references unit (id),
  id uuid not null,
  evaluation_id uuid not null references evaluation (id),
  indicator text not null,
  -- the three lines, each with mark, reason, who and when; the unit's counts once its assessment is signed
  self jsonb,
  office jsonb,
  final jsonb,
  version int not null default 1,
  primary key (unit_id, id),
  unique (unit_id, evaluation_id, indicator)
);
create index assessment_line_evaluation on assessment_line (evaluation_id);
`;

const rulings = `
create table indicator_ruling (
  unit_id text not null references unit (id),
  id uuid not null,
  evaluation_id uuid not null references evaluation (id),
  indicator text not null,
  reason text not null check (trim(reason) <> ''),
  decided_by text not null,
  decided_by_id uuid not null references app_user (id),
  decided_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  lift_reason text,
  version int not null default 1,
  primary key (unit_id, id)
);
create unique index indicator_ruling_once on indicator_ruling (unit_id, evaluation_id, indicator) where lifted_at is null;
create index indicator_ruling_evaluation on indicator_ruling (evaluation_id);
`;

const deferrals = `
create table figure_deferral (
  id uuid primary key,
  evaluation_id uuid not null references evaluation (id),
  figure text not null,
  -- 0 for a figure without a year
  year int not null,
  reason text not null check (trim(reason) <> ''),
  decided_by text not null,
  decided_by_id uuid not null references app_user (id),
  decided_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  lift_reason text,
  version int not null default 1
);
create unique index figure_deferral_once on figure_deferral (evaluation_id, figure, year) where lifted_at is null;
grant select, insert, update on figure_deferral to yardstick_app;
`;

// Of a survey, a ballot, a checklist or drawn case files: what the value was counted from.
const batches = `
alter table figure add column records jsonb, add column population text, add column left_out jsonb;
`;

const imports = `
create table statistics_import (
  id uuid primary key,
  evaluation_id uuid not null references evaluation (id),
  file_name text not null,
  original bytea not null,
  state text not null check (state in ('read', 'committed')),
  figures jsonb not null,
  issues jsonb not null,
  imported_by text not null,
  imported_at timestamptz not null default app_now(),
  version int not null default 1
);
grant select, insert, update on statistics_import to yardstick_app;
`;

/** What a frozen evaluation rests on stays as it was. */
const frozen = ['self_assessment', 'assessment_line', 'indicator_ruling', 'figure_deferral']
  .map(
    table => `create trigger ${table}_stays_frozen before insert or update or delete on ${table}
  for each row execute function refuse_frozen();
`,
  )
  .join('');
