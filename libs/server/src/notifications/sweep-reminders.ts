import type { MikroORM } from '@mikro-orm/postgresql';
import type { ReminderRules } from '@yardstick/domain/reminder';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { reminderIsWanted } from './reminder-is-wanted.ts';

export interface Sweep {
  created: number;
  superseded: number;
  voided: number;
}

/**
 * Writes down every reminder that is due and not there yet. It asks what should be there today, never what happened
 * since the last run, so a run missed costs nothing and a run too many does nothing: after days of standstill each
 * reader is told of the newest stage only, the ones overtaken meanwhile are kept as superseded. A stage older than the
 * start of the work on the action is not held against the unit either.
 */
export function sweepReminders(orm: MikroORM, rules: ReminderRules): Promise<Sweep> {
  return forkFor(orm, systemScope).transactional(async em => {
    // Two sweeps at once would only wait for each other's rows.
    const [turn] = await em.execute<{ taken: boolean }[]>(
      `select pg_try_advisory_xact_lock(hashtext('sweep-reminders')) as taken`,
    );
    if (!turn?.taken) return { created: 0, superseded: 0, voided: 0 };
    const [counts] = await em.execute<Sweep[]>(sweep, [JSON.stringify(rules)]);
    return counts ?? { created: 0, superseded: 0, voided: 0 };
  });
}

const canBeSent = `(r.state = 'pending' or (r.state = 'claimed' and r.lease_until < clock_timestamp()))`;

const sweep = `
with rule as materialized (
  select r, app_today() as today from (select ?::jsonb as r) given
),
working_today as (
  select working_day_no as no from calendar_day, rule where "on" = today
),
lead_days as (
  select distinct d::int as days from rule, jsonb_array_elements_text(r->'leadDays') d
),
open_milestone as materialized (
  select m.unit_id, m.action_id, m.id as milestone_id, m.due_on, m.due_version, app_day(a.state_since) as open_since
  from rule, milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
  where m.handed_in_on is null and a.state in ('in-progress', 'returned')
    and m.due_on <= today + (select max(days) from lead_days)
),
-- the posts to tell, from which step on
post as materialized (
  select kind, from_step, name as post
  from (
    select 'milestone-due' as kind, 0 as from_step, jsonb_array_elements_text(r->'recipients'->'before') as name from rule
    union all
    select kind, 0, jsonb_array_elements_text(r->'recipients'->'overdue')
    from rule, (values ('milestone-overdue'), ('to-acknowledge')) k (kind)
    union all
    select 'milestone-overdue', (e->>'workingDays')::int, jsonb_array_elements_text(e->'to')
    from rule, jsonb_array_elements(r->'recipients'->'escalateAfter') e
  ) named
),
-- who holds the post, or stands in for it while it is empty
holder as materialized (
  select u.id as unit_id, posts.post, coalesce(own.user_id, other.user_id) as user_id
  from unit u
    cross join (values ('head', 'deputy-head'), ('deputy-head', 'head'), ('liaison', 'deputy-liaison'), ('deputy-liaison', 'liaison'))
      posts (post, stand_in)
    left join post_holder_today own on own.unit_id = u.id and own.post = posts.post
    left join post_holder_today other on other.unit_id = u.id and other.post = posts.stand_in
),
-- where nobody does, the office hears about it instead
recipient as materialized (
  select unit_id, post, user_id, false as is_alarm from holder where user_id is not null
  union all
  select h.unit_id, h.post, chief.id, true from holder h join app_user chief on chief.role = 'OFFICE_CHIEF' and chief.is_active
  where h.user_id is null
),
-- only what lacks the newest stage for one of its readers is looked at stage by stage
newest as (
  select o.*, 'milestone-due' as kind, 0 as step, case days when 0 then 'D0' else 'D-' || days end as stage
  from open_milestone o, rule, lateral (select min(days) as days from lead_days where days >= o.due_on - today) l
  where days is not null
  union all
  select o.*, 'milestone-overdue', step, 'W+' || step
  from rule, working_today, open_milestone o join calendar_day due on due."on" = o.due_on,
    lateral (select (r->>'overdueFirst')::int as first, (r->>'overdueEvery')::int as every, working_today.no - due.working_day_no as days) d,
    lateral (select first + (days - first) / every * every as step) s
  where o.due_on < today and days >= first
),
behind as materialized (
  select distinct n.unit_id, n.action_id, n.milestone_id, n.due_on, n.due_version, n.open_since
  from newest n join post p on p.kind = n.kind and p.from_step <= n.step
    join recipient t on t.unit_id = n.unit_id and t.post = p.post
  where not exists (
    select from reminder r where r.state <> 'void'
      and r.dedupe_key = 'milestone:' || n.milestone_id || ':v' || n.due_version || ':' || n.stage || ':' || t.user_id)
),
reached as (
  select o.*, 'milestone-due' as kind, 0 as step,
         case days when 0 then 'D0' else 'D-' || days end as stage, o.due_on - days as stage_on
  from behind o, lead_days, rule
  where o.due_on - days <= today
  union all
  select o.*, 'milestone-overdue', step, 'W+' || step, reached_day."on"
  from rule, working_today, behind o
    join calendar_day due on due."on" = o.due_on
    cross join lateral generate_series((r->>'overdueFirst')::int, working_today.no - due.working_day_no, (r->>'overdueEvery')::int) step
    join calendar_day reached_day on reached_day.is_workday and reached_day.working_day_no = due.working_day_no + step
  where o.due_on < today
  union all
  select a.unit_id, a.id, null, a.due_on, a.due_version, app_day(a.state_since),
         'to-acknowledge', (r->>'acknowledgeAfterWorkingDays')::int, 'W+' || (r->>'acknowledgeAfterWorkingDays'), reached_day."on"
  from rule, working_today, unit_action a
    join calendar_day issued on issued."on" = a.issued_on
    join calendar_day reached_day on reached_day.is_workday
  where a.state = 'assigned'
    and reached_day.working_day_no = issued.working_day_no + (r->>'acknowledgeAfterWorkingDays')::int
    and reached_day.working_day_no <= working_today.no
),
candidate as materialized (
  select coalesce('milestone:' || s.milestone_id || ':v' || s.due_version, 'acknowledge:' || s.action_id) || ':' || s.stage
           || ':' || t.user_id as dedupe_key,
         s.unit_id, s.action_id, s.milestone_id, s.due_version, s.stage, s.stage_on, s.open_since, t.user_id as recipient_id,
         case when bool_and(t.is_alarm) then 'no-recipient' else s.kind end as kind,
         row_number() over (partition by s.action_id, s.milestone_id, t.user_id order by s.stage_on desc) as age
  from reached s join post p on p.kind = s.kind and p.from_step <= s.step
    join recipient t on t.unit_id = s.unit_id and t.post = p.post
  group by s.unit_id, s.action_id, s.milestone_id, s.due_version, s.stage, s.stage_on, s.open_since, s.kind, t.user_id
),
wanted as (
  select *, case when age = 1 and stage_on >= open_since then 'pending' else 'superseded' end as state from candidate
),
-- what was voided by handing in comes back when the milestone is sent back; what was sent never does
written as (
  insert into reminder as r (dedupe_key, unit_id, kind, is_alarm, subject_kind, subject_id, action_id, milestone_id, due_version, stage, stage_on, recipient_id, state)
  select dedupe_key, unit_id, case when milestone_id is null then 'receipt' else 'milestone' end, kind = 'no-recipient',
         case when milestone_id is null then 'action' else 'milestone' end, coalesce(milestone_id, action_id), action_id, milestone_id, due_version, stage, stage_on, recipient_id, state
  from wanted w
  where not exists (select from reminder r where r.dedupe_key = w.dedupe_key and (r.state <> 'void' or w.state <> 'pending'))
  order by dedupe_key
  on conflict (dedupe_key) do update set state = 'pending', enqueued_at = null
    where r.state = 'void' and excluded.state = 'pending'
  returning state
),
overtaken as (
  update reminder r set state = 'superseded' from candidate c
  where c.age = 1 and ${canBeSent} and r.stage_on < c.stage_on
    and r.milestone_id = c.milestone_id and r.due_version = c.due_version and r.recipient_id = c.recipient_id
  returning 1
),
voided as (
  update reminder r set state = 'void'
  where ${canBeSent} and not (${reminderIsWanted})
  returning 1
)
select (select count(*) from written where state = 'pending')::int as created,
       (select count(*) from written where state = 'superseded')::int + (select count(*) from overtaken)::int as superseded,
       (select count(*) from voided)::int as voided`;
