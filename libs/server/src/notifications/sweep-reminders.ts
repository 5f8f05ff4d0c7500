import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import type { ReminderRules } from '@yardstick/domain/due';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { horizonDays } from '../rules/reminder-rules.ts';
import { noProgram } from './due-sources.ts';
import { everythingDue, ruleParameter, ruleTables } from './due-sql.ts';

export interface Sweep {
  created: number;
  superseded: number;
  voided: number;
}

/**
 * Writes down every reminder that is due and not there yet. It asks what should be there today, never what happened
 * since the last run, so a run missed costs nothing and a run too many does nothing: after days of standstill each
 * reader is told of the newest stage only, the ones overtaken meanwhile are kept as superseded. A stage older than the
 * time from which the thing could be worked on is not held against anybody either. What waits and would not be made
 * today, because the thing is finished or its day, the rules or the calendar changed, becomes void.
 */
export function sweepReminders(orm: MikroORM, rules: ReminderRules): Promise<Sweep> {
  return forkFor(orm, systemScope).transactional(async em => {
    // Two sweeps at once would only wait for each other's rows.
    const [turn] = await em.execute<{ taken: boolean }[]>(
      `select pg_try_advisory_xact_lock(hashtext('sweep-reminders')) as taken`,
    );
    return turn?.taken ? runSweep(em, rules) : { created: 0, superseded: 0, voided: 0 };
  });
}

export async function runSweep(em: SqlEntityManager, rules: ReminderRules): Promise<Sweep> {
  // A hundred thousand rows are sorted in memory, not on the disk.
  await em.execute(`set local work_mem = '128MB'`);
  // Compiling so long a statement takes longer than running it.
  await em.execute(`set local jit = off`);
  const [counts] = await em.execute<Sweep[]>(sweepSql, [ruleParameter(rules), horizonDays(rules)]);
  return counts ?? { created: 0, superseded: 0, voided: 0 };
}

const canBeSent = `(r.state = 'pending' or (r.state = 'claimed' and r.lease_until < clock_timestamp()))`;

/**
 * SQL: whether the set has the value. Written so that the planner looks it up in a hashed set whatever it thinks of the
 * sizes; joins of interim results, whose sizes it can only guess, would become loops within loops.
 */
const isIn = (value: string, set: string): string => `coalesce(${value} in (${set}), false)`;

const stageKey = (row: string): string =>
  `${row}.kind || ':' || ${row}.subject_id || ':v' || ${row}.due_version || ':' || ${row}.stage`;

/** SQL: every stage that the days of `days (rule_no, due_on, is_paused)` have reached. */
const stagesOf = (days: string): string => `
  select x.rule_no, x.due_on, x.is_paused, 0 as step, x.due_on - l.days as stage_on, case l.days when 0 then 'D0' else 'D-' || l.days end as stage
  from ${days} x join lead l on l.rule_no = x.rule_no and (l.lead_in = 'calendar' or l.days = 0)
  where x.due_on - l.days <= (select today from now_is)
  union all
  select x.rule_no, x.due_on, x.is_paused, 0, s."on", 'W-' || l.days
  from ${days} x join lead l on l.rule_no = x.rule_no and l.lead_in = 'working' and l.days > 0
    join calendar_day eve on eve."on" = x.due_on - 1
    join calendar_day s on s.is_workday and s.working_day_no = eve.working_day_no - l.days + 1
  where s."on" <= (select today from now_is)
  union all
  select x.rule_no, x.due_on, x.is_paused, step, reached_day."on", 'W+' || step
  from ${days} x join rule on rule.no = x.rule_no and rule.overdue_in = 'working' cross join now_is
    join calendar_day due on due."on" = x.due_on
    cross join lateral generate_series(rule.first_step, now_is.no - due.working_day_no, rule.every_steps) step
    join calendar_day reached_day on reached_day.is_workday and reached_day.working_day_no = due.working_day_no + step
  where x.due_on < now_is.today and not x.is_paused
  union all
  select x.rule_no, x.due_on, x.is_paused, step, x.due_on + step, 'D+' || step
  from ${days} x join rule on rule.no = x.rule_no and rule.overdue_in = 'calendar' cross join now_is
    cross join lateral generate_series(rule.first_step, now_is.today - x.due_on, rule.every_steps) step
  where x.due_on < now_is.today and not x.is_paused`;

/**
 * Of a day its newest stage only, without counting through all before it. The overdue ones come after every other.
 */
const newestOf = `
  select x.rule_no, x.due_on, x.is_paused, s.step, s.stage
  from day x left join rule on rule.no = x.rule_no cross join now_is
    left join calendar_day due on due."on" = x.due_on
    cross join lateral (
      select case rule.overdue_in when 'working' then now_is.no - due.working_day_no else now_is.today - x.due_on end as days) late
    cross join lateral (
      select rule.first_step + (late.days - rule.first_step) / rule.every_steps * rule.every_steps as step,
             case rule.overdue_in when 'working' then 'W+' else 'D+' end
               || rule.first_step + (late.days - rule.first_step) / rule.every_steps * rule.every_steps as stage
      where x.due_on < now_is.today and not x.is_paused and late.days >= rule.first_step
      union all
      select 0, newest.stage from (
        select case l.days when 0 then 'D0' else case l.lead_in when 'calendar' then 'D-' else 'W-' end || l.days end as stage
        from lead l left join calendar_day eve on eve."on" = x.due_on - 1
          left join calendar_day s on s.is_workday and s.working_day_no = eve.working_day_no - l.days + 1
        where l.rule_no = x.rule_no
          and case when l.lead_in = 'calendar' or l.days = 0 then x.due_on - l.days else s."on" end <= now_is.today
        order by l.days limit 1) newest
      where x.due_on >= now_is.today or x.is_paused or late.days is null or late.days < rule.first_step or rule.first_step is null
    ) s`;

const sweepSql = `
with ${ruleTables},
now_is as materialized (
  select app_today() as today, (select working_day_no from calendar_day where "on" = app_today()) as no
),
lead as materialized (
  select distinct rule.no as rule_no, rule.lead_in, d::int as days
  from rule, jsonb_array_elements_text(rule.body->'lead'->'days') d
),
-- an extension is asked for: lateness is not brought up until it is decided, for some working days at most
asked as materialized (
  select coalesce(q.milestone_id, q.action_id) as thing_id, max(now_is.no - filed.working_day_no) as days
  from unit_request q join calendar_day filed on filed."on" = q.filed_on cross join now_is
  where q.kind = 'extension' and q.state in ('to-sign', 'in-review', 'final-review', 'with-leaders')
  group by 1
),
-- joined from the left only, so that the planner goes by the size of what is open
due as materialized (
  -- one key of its place, so that joins are by what it says whatever the planner thinks of four columns together
  select *, row_number() over () as no, concat_ws(' ', rule_no, due_on, is_paused, unit_id) as place from (
    select d.*, rule.no as rule_no, coalesce(rule.pause_days > 0 and asked.days <= rule.pause_days, false) as is_paused
    from ${everythingDue}
      left join rule_of on rule_of.kind = d.kind and rule_of.program_id = coalesce(d.program_id, ${noProgram})
      left join rule on rule.no = rule_of.rule_no
      left join asked on asked.thing_id = d.subject_id
    where d.due_on <= app_today() + ?::int) d
),
day as materialized (
  select distinct rule_no, due_on, is_paused from due
),
newest as materialized (${newestOf}
),
-- the posts to tell, from which step on
told as materialized (
  select rule.no as rule_no, false as is_late, 0 as from_step, jsonb_array_elements_text(rule.body->'to'->'before') as post from rule
  union all
  select rule.no, true, 0, jsonb_array_elements_text(rule.body->'to'->'overdue') from rule
  union all
  select rule.no, true, (e->>'after')::int, jsonb_array_elements_text(e->'to')
  from rule, jsonb_array_elements(rule.body->'to'->'escalate') e
),
-- who holds the post, or stands in while it is empty or its holder is away; nobody of the office has to do with their own unit
office as materialized (
  select id, unit_id, role from app_user where is_active and role in ('OFFICE_STAFF', 'OFFICE_CHIEF')
),
reachable as materialized (select unit_id, post, user_id from reachable_holder_today),
holder as materialized (
  select u.id as unit_id, posts.post, r.user_id
  from unit u cross join (values ('head'), ('deputy-head'), ('liaison'), ('deputy-liaison')) posts (post)
    left join reachable r on r.unit_id = u.id and r.post = posts.post
  union all
  select u.id, posts.post, p.id
  from unit u cross join (values ('office-staff', 'OFFICE_STAFF'), ('office-chief', 'OFFICE_CHIEF')) posts (post, role)
    left join office p on p.unit_id <> u.id and p.role = coalesce(
      (select o.role from office o where o.unit_id <> u.id order by o.role <> posts.role limit 1), posts.role)
),
-- where nobody does, the office hears about it instead, and without an office whoever keeps the system
recipient as materialized (
  select unit_id, post, user_id, false as is_alarm from holder where user_id is not null
  union all
  select h.unit_id, h.post, p.id, true
  from holder h join app_user p on p.is_active and p.role = (
    select o.role from app_user o where o.is_active and o.role in ('OFFICE_CHIEF', 'OFFICE_STAFF', 'SYS_ADMIN')
    order by array_position(array['OFFICE_CHIEF', 'OFFICE_STAFF', 'SYS_ADMIN'], o.role) limit 1)
  where h.user_id is null
),
-- whom the newest stage of a day tells in a unit; few rows, so that of the many only one join is made
reader as materialized (
  select distinct concat_ws(' ', n.rule_no, n.due_on, n.is_paused, p.unit_id) as place, n.stage, p.user_id
  from newest n join told t on t.rule_no = n.rule_no and t.is_late = (n.step > 0) and t.from_step <= n.step
    join recipient p on p.post = t.post
),
-- only what lacks the newest stage for one of its readers is looked at stage by stage
behind as materialized (
  select d.* from due d join (
    select distinct d.no from due d join reader on reader.place = d.place
    where not exists (
      select from reminder r where r.state <> 'void'
        and r.dedupe_key = d.kind || ':' || d.subject_id || ':v' || d.due_version || ':' || reader.stage || ':' || reader.user_id)
  ) lacking on lacking.no = d.no
),
waiting as materialized (
  select r.id, r.dedupe_key, r.kind, r.subject_id, r.due_version, r.stage, r.recipient_id, r.is_alarm
  from reminder r where r.state in ('pending', 'claimed') and ${canBeSent}
),
watched as materialized (
  select d.kind, d.subject_id, d.due_version, d.unit_id, d.rule_no, d.due_on, d.is_paused from due d
  where ${isIn('(d.kind, d.subject_id, d.due_version)', 'select kind, subject_id, due_version from waiting')}
),
looked_at as materialized (
  select rule_no, due_on, is_paused from behind union select rule_no, due_on, is_paused from watched
),
reached as materialized (${stagesOf('looked_at')}
),
announced as materialized (
  select s.*, s.stage_on = max(s.stage_on) over (partition by s.rule_no, s.due_on, s.is_paused) as is_newest
  from reached s
  where exists (select from told t where t.rule_no = s.rule_no and t.is_late = (s.step > 0) and t.from_step <= s.step)
),
-- whom each stage of a day tells in a unit that is behind with it, once each; few rows, so that of the many only one join is made
telling as materialized (
  select b.place, s.stage, s.stage_on, s.is_newest, p.user_id, bool_and(p.is_alarm) as is_alarm
  from (select distinct place, rule_no, due_on, is_paused, unit_id from behind) b
    join announced s on s.rule_no = b.rule_no and s.due_on = b.due_on and s.is_paused = b.is_paused
    join told t on t.rule_no = s.rule_no and t.is_late = (s.step > 0) and t.from_step <= s.step
    join recipient p on p.unit_id = b.unit_id and p.post = t.post
  group by b.place, s.stage, s.stage_on, s.is_newest, p.user_id
),
candidate as materialized (
  select b.kind || ':' || b.subject_id || ':v' || b.due_version || ':' || t.stage || ':' || t.user_id as dedupe_key,
         b.kind, b.subject_kind, b.subject_id, b.unit_id, b.action_id, b.milestone_id, b.due_version, b.open_since,
         t.stage, t.stage_on, t.user_id as recipient_id, t.is_alarm, t.is_newest
  from behind b join telling t on t.place = b.place
),
wanted as (
  select *, case when is_newest and stage_on >= open_since then 'pending' else 'superseded' end as state from candidate
),
-- what was voided by handing in comes back when the thing is sent back; what was sent never does
written as (
  insert into reminder as r (dedupe_key, unit_id, kind, is_alarm, subject_kind, subject_id, action_id, milestone_id, due_version,
    stage, stage_on, recipient_id, state, rule_version)
  select dedupe_key, unit_id, kind, is_alarm, subject_kind, subject_id, action_id, milestone_id, due_version,
         stage, stage_on, recipient_id, state, (select coalesce(max(version), 1) from rule_set where kind = 'reminder')
  from wanted w
  where not exists (select from reminder r where r.dedupe_key = w.dedupe_key and (r.state <> 'void' or w.state <> 'pending'))
  order by dedupe_key
  on conflict (dedupe_key) do update set state = 'pending', enqueued_at = null, stage_on = excluded.stage_on,
      is_alarm = excluded.is_alarm, rule_version = excluded.rule_version
    where r.state = 'void' and excluded.state = 'pending'
  returning state
),
-- an alarm stands until what it is about is finished; anything else must still be what the rules say today
standing as materialized (
  select w.kind || ':' || w.subject_id || ':v' || w.due_version || ':' || s.stage as stage_key, w.unit_id, s.rule_no, s.step
  from watched w join reached s on s.rule_no = w.rule_no and s.due_on = w.due_on and s.is_paused = w.is_paused
),
fitting as materialized (
  select s.stage_key || ':' || p.user_id as dedupe_key
  from standing s join told t on t.rule_no = s.rule_no and t.is_late = (s.step > 0) and t.from_step <= s.step
    join recipient p on p.unit_id = s.unit_id and p.post = t.post
),
outdated as materialized (
  select w.id, case
    when not ${isIn('w.recipient_id', 'select id from app_user where is_active')} then 'void'
    when w.is_alarm and not ${isIn(stageKey('w'), 'select stage_key from standing')} then 'void'
    when not w.is_alarm and not ${isIn('w.dedupe_key', 'select dedupe_key from fitting')} then 'void'
    when ${isIn(
      '(w.kind, w.subject_id, w.due_version)',
      'select kind, subject_id, due_version from behind',
    )} and not ${isIn(stageKey('w'), `select ${stageKey('candidate')} from candidate where is_newest`)} then 'superseded'
    end as state
  from waiting w
),
settled as (
  update reminder r set state = o.state from outdated o where o.state is not null and r.id = o.id and ${canBeSent}
  returning r.state
)
select (select count(*) from written where state = 'pending')::int as created,
       (select count(*) from written where state = 'superseded')::int
         + (select count(*) from settled where state = 'superseded')::int as superseded,
       (select count(*) from settled where state = 'void')::int as voided`;
