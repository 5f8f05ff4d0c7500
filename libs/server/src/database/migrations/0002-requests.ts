import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };
import { fence } from './fence.ts';

/** Requests of a unit with every step somebody took on them. They take the place of the bare table of extensions. */
export class Migration0002Requests extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(requests);
    this.addSql(fromExtensions);
    this.addSql(lightOfStopped);
    // An instance that was set up before has no rule of this kind yet.
    this.addSql(`insert into rule_set (kind, version, body)
      select 'request', 1, '${JSON.stringify(defaultRules.request)}'::jsonb where exists (select from rule_set)
      on conflict do nothing`);
  }
}

const requests = `
create table unit_request (
  unit_id text not null references unit (id),
  id uuid not null,
  action_id uuid not null,
  milestone_id uuid,
  kind text not null check (kind in ('extension', 'explanation', 'not-applicable', 'decline', 'help')),
  state text not null check (state in ('to-sign', 'in-review', 'final-review', 'with-leaders', 'granted', 'refused',
    'declined', 'withdrawn', 'noted', 'answered', 'reversed')),
  reason text not null,
  progress text,
  -- what it was asked on: the day then due and the light then showing
  from_due_on date,
  light_at_filing text,
  to_due_on date,
  granted_due_on date,
  -- which extension of the thing it is, counted when it is granted
  sequence int check (sequence > 0),
  filed_by text not null,
  filed_by_id uuid references app_user (id),
  filed_on date not null,
  filed_at timestamptz not null,
  -- the day from which the office's time to reply runs
  office_since date,
  decided_on date,
  state_since timestamptz not null default app_now(),
  -- when the unit saw that it was turned down or answered
  read_at timestamptz,
  version int not null default 1,
  primary key (unit_id, id),
  unique (id),
  foreign key (unit_id, action_id) references unit_action (unit_id, id) deferrable initially deferred,
  foreign key (unit_id, milestone_id) references milestone (unit_id, id) deferrable initially deferred,
  check (kind <> 'extension' or (to_due_on > from_due_on and filed_on <= from_due_on)),
  check (granted_due_on is null or (granted_due_on > from_due_on and granted_due_on <= to_due_on)),
  check (kind <> 'extension' or (state = 'granted') = (granted_due_on is not null and sequence is not null))
);
create index unit_request_action on unit_request (action_id, filed_at);
create index unit_request_state on unit_request (state, unit_id) where state in ('to-sign', 'in-review', 'final-review', 'with-leaders');
create index unit_request_list on unit_request (filed_at desc, id);
-- one open request about a thing; help may be asked for beside it
create unique index unit_request_one_open on unit_request (unit_id, (coalesce(milestone_id, action_id)), ((kind = 'help')))
  where state in ('to-sign', 'in-review', 'final-review', 'with-leaders');
${fence('unit_request')}

create table unit_request_step (
  unit_id text not null,
  id bigint generated always as identity,
  request_id uuid not null,
  at timestamptz not null default app_now(),
  verb text not null,
  actor_id uuid references app_user (id),
  actor_name text not null,
  actor_role text not null,
  actor_unit_id text not null references unit (id),
  actor_unit text not null,
  text text,
  primary key (unit_id, id),
  foreign key (unit_id, request_id) references unit_request (unit_id, id) deferrable initially deferred,
  -- nobody decides on their own unit's request
  check (actor_unit_id <> unit_id or verb not in ('passRequest', 'noteRequest', 'answerRequest', 'putRequestToLeaders',
    'grantRequest', 'refuseRequest', 'leadersGrantRequest', 'leadersRefuseRequest', 'reverseRequest'))
);
create index unit_request_step_request on unit_request_step (request_id, id);
${fence('unit_request_step')}
revoke update on unit_request_step from yardstick_app;
`;

const fromExtensions = `
insert into unit_request (unit_id, id, action_id, milestone_id, kind, state, reason, from_due_on, to_due_on, granted_due_on,
  sequence, filed_by, filed_on, filed_at, office_since, decided_on)
select unit_id, id, action_id, milestone_id, 'extension', case state when 'pending' then 'final-review' else state end, reason,
  from_due_on, to_due_on, case when state = 'granted' then to_due_on end,
  case when state = 'granted' then row_number() over (
    partition by unit_id, coalesce(milestone_id, action_id), state order by decided_on, id) end,
  '', requested_on, requested_on::timestamp at time zone 'Asia/Shanghai', requested_on, decided_on
from extension;
drop table extension;
`;

const lightOfStopped = `
create or replace function light_of(
  state text, handed_in_on date, start_on date, due_on date, next_due_on date, progress int,
  today date, due_soon_days int, lag_percent int
) returns text language sql immutable as $$
  select case
    when state in ('suspended', 'cancelled', 'not-applicable') then 'grey'
    when handed_in_on is not null then case when handed_in_on <= due_on then 'blue' else 'late' end
    when least(due_on, next_due_on) < today then 'red'
    when least(due_on, next_due_on) - today <= due_soon_days then 'yellow'
    when state in ('assigned', 'planning', 'plan-to-sign', 'plan-in-review') and today < start_on and progress = 0 then 'grey'
    when progress < case when today <= start_on then 0 when today >= due_on then 100
                         else 100 * (today - start_on) / (due_on - start_on) end - lag_percent then 'yellow'
    else 'green'
  end
$$;
`;
