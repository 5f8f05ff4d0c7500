import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };
import { fence } from './fence.ts';

/** Channels to the outside, who is away and who stands in, and what was sent to whom. */
export class Migration0010Channels extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(`insert into rule_set (kind, version, body)
      select 'channel', 1, '${JSON.stringify(defaultRules.channel).replaceAll("'", "''")}'::jsonb where exists (select from rule_set)
      on conflict do nothing`);
    this.addSql(people);
    this.addSql(notices);
    this.addSql(absences);
    this.addSql(fence('absence'));
    this.addSql(reachable);
    this.addSql(deliveries);
  }
}

const people = `
alter table app_user
  add column mobile text,
  add column wecom_id text,
  add column dingtalk_id text,
  -- by which the daily digest comes; the first that is set up and has an address, when empty
  add column preferred_channel text check (preferred_channel in ('email', 'wecom-app', 'dingtalk-app', 'sms')),
  -- kinds of notices that come by no outside channel and stand apart in the inbox
  add column muted_kinds jsonb not null default '[]';
`;

const notices = `
-- for whom the recipient stands in
alter table notice add column for_user_id uuid references app_user (id);
create index notice_sent on notice (created_at desc, id desc);
`;

const absences = `
create table absence (
  unit_id text not null references unit (id),
  id uuid not null,
  user_id uuid not null references app_user (id),
  from_on date not null,
  -- the last day away
  last_on date not null check (last_on >= from_on),
  -- empty: whoever holds the deputy's post
  stand_in_id uuid references app_user (id) check (stand_in_id <> user_id),
  note text not null default '',
  recorded_by text not null,
  recorded_at timestamptz not null default app_now(),
  -- back earlier: the first day on which this person is there again
  ended_on date,
  ended_by text,
  ended_at timestamptz,
  version int not null default 1,
  primary key (unit_id, id)
);
create index absence_of_person on absence (user_id, from_on);

create function keep_absences() returns trigger language plpgsql as $$
begin
  -- Of a row that stands only the early end is ever written, once.
  if tg_op = 'UPDATE' and (old.ended_on is not null
       or (new.user_id, new.from_on, new.last_on, new.stand_in_id, new.note, new.recorded_by, new.recorded_at)
       is distinct from (old.user_id, old.from_on, old.last_on, old.stand_in_id, old.note, old.recorded_by, old.recorded_at)) then
    raise exception 'Who was away is written once; only an early end is added.' using errcode = 'YS002';
  end if;
  perform pg_advisory_xact_lock(hashtext('absence ' || new.user_id));
  if exists (select from absence o where o.user_id = new.user_id and o.id <> new.id
             and o.from_on < coalesce(o.ended_on, o.last_on + 1) and new.from_on < coalesce(new.ended_on, new.last_on + 1)
             and o.from_on < coalesce(new.ended_on, new.last_on + 1) and new.from_on < coalesce(o.ended_on, o.last_on + 1)) then
    raise exception 'One person is away twice on the same day.' using errcode = 'YS005';
  end if;
  return new;
end $$;
create trigger absence_is_kept before insert or update on absence
  for each row execute function keep_absences();
create trigger absence_is_never_deleted before delete on absence
  for each row execute function refuse_change();
`;

const reachable = `
-- what passes to whoever stands in: 'both' are told, or 'stand-in' alone
create function absence_tells() returns text language sql stable as $$
  select coalesce((select body->'absence'->>'tells' from rule_set where kind = 'channel' order by version desc limit 1), 'both')
$$;

create view away_today with (security_invoker = true) as
  select a.unit_id, a.id, a.user_id, a.stand_in_id from absence a
  where a.from_on <= app_today() and a.last_on >= app_today() and (a.ended_on is null or a.ended_on > app_today());

-- everybody who is away today with whoever stands in: named, or the holder of the deputy's post; empty when that one is away too
create view stand_in_today with (security_invoker = true) as
  select w.unit_id, w.user_id,
         case when w.stand_in_id is not null
           then (select p.id from app_user p where p.id = w.stand_in_id and p.is_active
                 and not exists (select from away_today o where o.user_id = p.id))
           else (select o.user_id from post_holder_today own
                   join (values ('head', 'deputy-head'), ('deputy-head', 'head'), ('liaison', 'deputy-liaison'), ('deputy-liaison', 'liaison'))
                     other (post, deputy) on other.post = own.post
                   join post_holder_today o on o.unit_id = own.unit_id and o.post = other.deputy
                 where own.unit_id = w.unit_id and own.user_id = w.user_id
                   and not exists (select from away_today x where x.user_id = o.user_id)
                 limit 1)
         end as stand_in_id
  from away_today w;

-- whom a reminder to a post reaches today: its holder, whoever stands in for one who is away, and while the post is empty
-- the other post of its pair; a post without a row here would be silent
create view reachable_holder_today with (security_invoker = true) as
  with holder as (
    select u.id as unit_id, posts.post, coalesce(own.user_id, other.user_id) as user_id
    from unit u
      cross join (values ('head', 'deputy-head'), ('deputy-head', 'head'), ('liaison', 'deputy-liaison'), ('deputy-liaison', 'liaison'))
        posts (post, deputy)
      left join post_holder_today own on own.unit_id = u.id and own.post = posts.post
      left join post_holder_today other on other.unit_id = u.id and other.post = posts.deputy
  )
  select h.unit_id, h.post, h.user_id from holder h
  where h.user_id is not null and not exists (select from stand_in_today s where s.user_id = h.user_id)
  union
  select h.unit_id, h.post, s.stand_in_id from holder h join stand_in_today s on s.user_id = h.user_id
  where s.stand_in_id is not null
  union
  select h.unit_id, h.post, h.user_id from holder h join stand_in_today s on s.user_id = h.user_id
  where s.stand_in_id is not null and absence_tells() = 'both';
grant select on away_today, stand_in_today, reachable_holder_today to yardstick_app;
`;

const deliveries = `
alter table delivery drop constraint delivery_channel_check;
alter table delivery
  add constraint delivery_channel_check
    check (channel in ('email', 'wecom-app', 'dingtalk-app', 'sms', 'wecom-robot', 'dingtalk-robot', 'webhook')),
  alter column recipient_id drop not null,
  -- a robot's or webhook's own name in the settings; empty for people
  add column target text not null default '',
  add constraint delivery_goes_somewhere check (recipient_id is not null or target <> ''),
  add column purpose text not null default 'digest' check (purpose in ('digest', 'group-digest', 'weekly-exceptions')),
  -- whose work it is about, when that is one unit's
  add column unit_id text references unit (id),
  add column day date,
  add column item_count int not null default 0,
  -- what templates and machines are told
  add column params jsonb not null default '{}',
  add column rule_version int not null default 1,
  -- what the other side called it when it took it
  add column provider_id text,
  -- by the real clock: how often a robot was asked in the last minute
  add column tried_at timestamptz;
update delivery set day = app_day(created_at);
alter table delivery alter column day set not null;
create index delivery_sent on delivery (created_at desc, id desc);
create index delivery_tried on delivery (channel, target, tried_at) where tried_at is not null;
create index delivery_of_person on delivery (recipient_id, created_at);

create table delivery_notice (
  delivery_id bigint not null references delivery (id),
  notice_id bigint not null references notice (id),
  primary key (delivery_id, notice_id)
);
create index delivery_notice_of_notice on delivery_notice (notice_id);
grant select, insert on delivery_notice to yardstick_app;

-- how each channel fares, by the real clock
create table channel_health (
  channel text not null,
  target text not null default '',
  last_success_at timestamptz,
  last_failure_at timestamptz,
  failures_in_row int not null default 0,
  failure text,
  back_off_until timestamptz,
  primary key (channel, target)
);
grant select, insert, update on channel_health to yardstick_app;
`;
