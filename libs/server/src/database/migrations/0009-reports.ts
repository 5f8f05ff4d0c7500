import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };
import { fence } from './fence.ts';

/** Periodic reports of units, and which of them the rules expect: derived, never stored. */
export class Migration0009Reports extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(reports);
    this.addSql(fence('periodic_report'));
    this.addSql(steps);
    this.addSql(fence('periodic_report_step'));
    this.addSql(`revoke update on periodic_report_step from yardstick_app`);
    this.addSql(exemptions);
    this.addSql(fence('report_exemption'));
    this.addSql(`revoke update on report_exemption from yardstick_app`);
    this.addSql(start);
    this.addSql(expected);
    this.addSql(lines);
    this.addSql(facts);
    this.addSql(drafts);
    // An instance that was set up before has no rule of this kind yet.
    this.addSql(`insert into rule_set (kind, version, body)
      select 'report', 1, '${JSON.stringify(defaultRules.report).replaceAll("'", "''")}'::jsonb where exists (select from rule_set)
      on conflict do nothing`);
  }
}

const reports = `
create table periodic_report (
  unit_id text not null references unit (id),
  id uuid not null,
  program_id uuid not null references program (id),
  kind text not null,
  period text not null,
  from_on date not null,
  to_on date not null,
  -- the day it was due by when it came in; a rule that is changed later does not make it late
  due_on date not null,
  state text not null check (state in ('drafted', 'to-sign', 'submitted', 'returned', 'accepted')),
  overview text not null,
  practices text not null,
  problems text not null,
  next_steps text not null,
  -- what the system knew of the period when the head signed
  facts jsonb,
  -- the first day on which the signed report came in; lateness is read off it
  received_on date,
  accepted_on date,
  returned_on date,
  returned_count int not null default 0,
  return_reason text,
  marks jsonb not null default '[]',
  -- its text when the office last sent it back
  returned_text jsonb,
  drafted_by text not null,
  signed_by text,
  signed_at timestamptz,
  reviewed_by text,
  state_since timestamptz not null default app_now(),
  version int not null default 1,
  primary key (unit_id, id),
  unique (id),
  unique (unit_id, program_id, kind, period),
  check (state not in ('submitted', 'returned', 'accepted') or (received_on is not null and facts is not null)),
  check (state <> 'returned' or (returned_on is not null and return_reason is not null))
);
create index periodic_report_open on periodic_report (state, unit_id) where state in ('drafted', 'to-sign', 'submitted', 'returned');
`;

const steps = `
create table periodic_report_step (
  unit_id text not null,
  id bigint generated always as identity,
  report_id uuid not null,
  at timestamptz not null default app_now(),
  verb text not null,
  actor_id uuid references app_user (id),
  actor_name text not null,
  actor_role text not null,
  actor_unit_id text not null references unit (id),
  actor_unit text not null,
  text text,
  primary key (unit_id, id),
  -- a unit may be let off before it wrote anything, so this names no row of periodic_report
  -- nobody decides on their own unit's report
  check (actor_unit_id <> unit_id or verb not in ('acceptReport', 'returnReport', 'exemptReport'))
);
create index periodic_report_step_report on periodic_report_step (report_id, id);
`;

const exemptions = `
create table report_exemption (
  unit_id text not null references unit (id),
  report_id uuid not null,
  reason text not null,
  exempted_by text not null,
  exempted_by_id uuid not null references app_user (id),
  exempted_on date not null,
  primary key (unit_id, report_id)
);
`;

// Nothing that was over before an instance began to issue work is held against anybody.
const start = `
alter table program add column reports_from date;
update program p set reports_from = app_today() where exists (select from unit_action a where a.program_id = p.id);
`;

// periodsOf and reportsOwed of libs/domain/src/periodic-report.ts once more, so that lists, desks and the sweep read
// what the rules and the calendar say now; a test holds the two together.
const expected = `
create function report_expected() returns table (
  id uuid, program_id uuid, unit_id text, kind text, period text, from_on date, to_on date, due_on date
) language sql stable as $$
  with rule as (
    select r->>'code' as kind, r->>'every' as every, (r->'due'->>'months')::int as months, (r->'due'->>'day')::int as day,
           r->>'restDay' as rest_day, r->>'owedBy' as owed_by, r->'inPlaceOf' as in_place_of,
           case r->>'every' when 'quarter' then 3 when 'half' then 6 when 'year' then 12 end as length
    from (select body from rule_set where rule_set.kind = 'report' order by version desc limit 1) newest,
         jsonb_array_elements(newest.body->'kinds') r
  ), span as (
    select p.id as program_id, rule.*, p.starts_on, p.ends_on, greatest(p.starts_on, p.reports_from) as begins_on,
           make_date(extract(year from p.starts_on)::int, 1, 1) as year_start
    from program p, rule where p.reports_from is not null
  ), round as (
    select span.*, (year_start + make_interval(months => n * length))::date as first_on,
           (year_start + make_interval(months => (n + 1) * length) - interval '1 day')::date as last_on,
           (year_start + make_interval(months => (n + 1) * length - 1 + months))::date as due_month
    from span cross join generate_series(0, 1200) n
    where length is not null and year_start + make_interval(months => n * length) <= ends_on
    union all
    select span.*, starts_on, (date_trunc('month', ends_on::timestamp) - make_interval(months => months) - interval '1 day')::date,
           (date_trunc('month', ends_on::timestamp) - make_interval(months => months))::date
    from span where length is null
  ), named as (
    select program_id, kind, rest_day, owed_by, in_place_of, greatest(first_on, starts_on) as from_on, least(last_on, ends_on) as to_on,
           least(due_month + day - 1, (due_month + interval '1 month' - interval '1 day')::date) as named_on,
           case every
             when 'quarter' then extract(year from first_on) || '-Q' || extract(quarter from first_on)
             when 'half' then extract(year from first_on) || '-H' || (extract(month from first_on)::int + 5) / 6
             when 'year' then extract(year from first_on)::text
             else 'once'
           end as period
    from round where last_on >= begins_on
  ), owed as (
    select named.*, pu.unit_id,
           case when rest_day = 'next-workday' and exists (select from calendar_day c where c."on" = named_on)
             then (select min(c."on") from calendar_day c where c."on" >= named_on and c.is_workday) else named_on end as due_on
    from named
    join program_unit pu on pu.program_id = named.program_id
    join unit u on u.id = pu.unit_id
    where owed_by = 'all' or (owed_by = 'scored' and u.is_scored) or (owed_by = 'leads' and exists (
      select from measure m join measure_unit mu on mu.measure_id = m.id
      where m.program_id = named.program_id and mu.unit_id = pu.unit_id and mu.role = 'LEAD'))
  )
  select md5('report ' || o.program_id || ' ' || o.unit_id || ' ' || o.kind || ' ' || o.period)::uuid,
         o.program_id, o.unit_id, o.kind, o.period, o.from_on, o.to_on, o.due_on
  from owed o
  where not exists (
    select from owed other
    where other.program_id = o.program_id and other.unit_id = o.unit_id and other.to_on = o.to_on
      and other.in_place_of @> to_jsonb(o.kind))
$$;
`;

// Everything expected or written, whether or not a row stands for it. The reader's own fences hold.
const lines = `
create view report_line with (security_invoker = true) as
select coalesce(r.id, e.id) as id, coalesce(r.program_id, e.program_id) as program_id, coalesce(r.unit_id, e.unit_id) as unit_id,
       coalesce(r.kind, e.kind) as kind, coalesce(r.period, e.period) as period, coalesce(r.from_on, e.from_on) as from_on,
       coalesce(r.to_on, e.to_on) as to_on,
       case when r.received_on is not null then r.due_on else coalesce(e.due_on, r.due_on) end as due_on,
       coalesce(r.state, 'expected') as state, r.received_on, r.accepted_on, r.returned_on, coalesce(r.returned_count, 0) as returned_count,
       r.return_reason, r.state_since, coalesce(r.version, 0) as version,
       x.report_id is not null as is_exempt, x.reason as exempt_reason
from report_expected() e
full join periodic_report r on r.unit_id = e.unit_id and r.id = e.id
left join report_exemption x on x.unit_id = coalesce(r.unit_id, e.unit_id) and x.report_id = coalesce(r.id, e.id)
where e.id is not null or r.state in ('submitted', 'returned', 'accepted');
grant select on report_line to yardstick_app;
`;

// A working paper may belong to a report now, so what it is about is no longer always an action.
const drafts = `
do $$ declare fk text; ck text; begin
  select conname into fk from pg_constraint where conrelid = 'draft'::regclass and contype = 'f' and confrelid = 'unit_action'::regclass;
  execute format('alter table draft drop constraint %I', fk);
  select conname into ck from pg_constraint where conrelid = 'draft'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%kind%';
  execute format('alter table draft drop constraint %I', ck);
end $$;
alter table draft add constraint draft_kind check (kind in ('plan', 'progress', 'report'));
`;

// What the records say of a unit's work in a period: shown beside the text, and kept with the signature.
const facts = `
create function report_facts(of_unit text, of_program uuid, first_on date, last_on date) returns jsonb language sql stable as $$
  with work as (
    select a.id, a.state, a.finished_on, a.title, me.code
    from unit_action a join measure me on me.id = a.measure_id
    where a.unit_id = of_unit and a.program_id = of_program and a.state not in ('cancelled', 'not-applicable')
      and a.issued_on <= last_on and (a.finished_on is null or a.finished_on >= first_on)
  ), step as (
    select m.*, w.code from milestone m join work w on w.id = m.action_id where m.unit_id = of_unit
  ), told as (
    select distinct on (p.action_id) p.*, app_day(p.reported_at) as on_day, w.code, w.title,
           coalesce((select b.percent from progress_report b where b.unit_id = of_unit and b.action_id = p.action_id
              and app_day(b.reported_at) < first_on order by b.reported_at desc limit 1), 0) as percent_before
    from progress_report p join work w on w.id = p.action_id
    where p.unit_id = of_unit and app_day(p.reported_at) between first_on and last_on
    order by p.action_id, p.reported_at desc
  )
  select jsonb_build_object(
    'actionCount', (select count(*) from work),
    'doneCount', (select count(*) from work where finished_on between first_on and last_on),
    'milestoneDueCount', (select count(*) from step where due_on between first_on and last_on),
    'milestoneOnTimeCount', (select count(*) from step where due_on between first_on and last_on and handed_in_on <= due_on),
    'evidenceCount', (select count(distinct e.id) from evidence e
       join evidence_link l on l.unit_id = e.unit_id and l.evidence_id = e.id join step on step.id = l.milestone_id
       where e.unit_id = of_unit and e.state = 'accepted' and app_day(e.reviewed_at) between first_on and last_on),
    'milestonesDone', (select coalesce(jsonb_agg(jsonb_build_object('measureCode', code, 'title', title, 'on', handed_in_on)
       order by handed_in_on, code, seq), '[]') from step where handed_in_on between first_on and last_on),
    'milestonesOverdue', (select coalesce(jsonb_agg(jsonb_build_object('measureCode', code, 'title', title, 'on', due_on)
       order by due_on, code, seq), '[]') from step where due_on <= last_on and due_on < app_today() and (handed_in_on is null or handed_in_on > last_on)),
    'milestonesNext', (select coalesce(jsonb_agg(jsonb_build_object('measureCode', code, 'title', title, 'on', due_on)
       order by due_on, code, seq), '[]') from step
       where due_on > last_on and due_on <= last_on + interval '3 months' and handed_in_on is null),
    'progress', (select coalesce(jsonb_agg(jsonb_build_object('measureCode', code, 'title', title, 'on', on_day, 'text', done,
       'percent', percent, 'percentBefore', percent_before) order by code, title), '[]') from told),
    'difficulties', (select coalesce(jsonb_agg(jsonb_build_object('measureCode', code, 'title', title, 'on', on_day,
       'text', difficulty) order by code, title), '[]') from told where trim(difficulty) <> ''))
$$;
`;
