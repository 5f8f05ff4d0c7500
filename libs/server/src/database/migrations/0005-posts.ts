import { Migration } from '@mikro-orm/migrations';
import { fence } from './fence.ts';

/** Posts with dates, and who was answerable for each action when. */
export class Migration0005Posts extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too, which it forced upon itself.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(postHolding);
    this.addSql(charge);
    this.addSql(fence('post_holding'));
    this.addSql(fence('charge'));
    this.addSql(seedHoldings);
    this.addSql(seedCharges);
  }
}

const postHolding = `
create table post_holding (
  unit_id text not null references unit (id),
  id uuid not null,
  post text not null check (post in ('head', 'deputy-head', 'liaison', 'deputy-liaison')),
  user_id uuid not null references app_user (id),
  -- as it was then; an account may be renamed
  name text not null,
  from_on date not null,
  -- the day somebody else took over or the post fell empty: the first day on which this holder answers no more
  to_on date check (to_on >= from_on),
  basis text not null default '',
  recorded_by text not null,
  recorded_at timestamptz not null default app_now(),
  ended_by text,
  ended_at timestamptz,
  version int not null default 1,
  primary key (unit_id, id)
);
create unique index post_holding_open on post_holding (unit_id, post) where to_on is null;
create unique index post_holding_of_person on post_holding (user_id) where to_on is null;
create index post_holding_history on post_holding (unit_id, post, from_on);

create function keep_post_holdings() returns trigger language plpgsql as $$
begin
  -- Of a row that stands only the end is ever written, once.
  if tg_op = 'UPDATE' and (old.to_on is not null or (new.post, new.user_id, new.name, new.from_on, new.basis, new.recorded_by, new.recorded_at)
       is distinct from (old.post, old.user_id, old.name, old.from_on, old.basis, old.recorded_by, old.recorded_at)) then
    raise exception 'Who held a post is written once; only its end is added.' using errcode = 'YS002';
  end if;
  perform pg_advisory_xact_lock(hashtext('post ' || new.unit_id || ' ' || new.post));
  if exists (select from post_holding h where h.unit_id = new.unit_id and h.post = new.post and h.id <> new.id
             and daterange(h.from_on, h.to_on) && daterange(new.from_on, new.to_on)) then
    raise exception 'Two people hold one post on the same day.' using errcode = 'YS005';
  end if;
  return new;
end $$;
create trigger post_holding_is_kept before insert or update on post_holding
  for each row execute function keep_post_holdings();
create trigger post_holding_is_never_deleted before delete on post_holding
  for each row execute function refuse_change();

create view post_holder_today with (security_invoker = true) as
  select h.unit_id, h.post, h.user_id, h.name, h.from_on
  from post_holding h join app_user p on p.id = h.user_id and p.is_active
  where h.from_on <= app_today() and (h.to_on is null or h.to_on > app_today());
grant select on post_holder_today to yardstick_app;
`;

const charge = `
create table charge (
  unit_id text not null references unit (id),
  id uuid not null default gen_random_uuid(),
  action_id uuid not null,
  role text not null check (role in ('owner', 'head-in-charge')),
  name text not null,
  -- the account of that name, where there is exactly one
  user_id uuid references app_user (id),
  from_on date not null,
  to_on date check (to_on >= from_on),
  primary key (unit_id, id),
  foreign key (unit_id, action_id) references unit_action (unit_id, id) deferrable initially deferred
);
create unique index charge_open on charge (unit_id, action_id, role) where to_on is null;
create index charge_history on charge (unit_id, from_on);

-- Whatever verb changes the names or ends the work: from the plan's approval on, each answers from the day it was so.
create function keep_charge() returns trigger language plpgsql as $$
declare
  -- a hand-over of a past day names its day
  day date := coalesce(nullif(current_setting('app.effective_on', true), '')::date, app_today());
  is_over boolean := new.state in ('done', 'closed', 'archived', 'cancelled', 'not-applicable');
  one record;
begin
  if coalesce(new.state_before_suspension, new.state) in ('assigned', 'planning', 'plan-to-sign', 'plan-in-review') then
    return null;
  end if;
  for one in select * from (values ('owner', trim(new.owner_name)), ('head-in-charge', trim(new.head_in_charge))) v (role, name) loop
    update charge c set to_on = greatest(c.from_on, day)
    where c.unit_id = new.unit_id and c.action_id = new.id and c.role = one.role and c.to_on is null
      and (is_over or c.name is distinct from one.name);
    if one.name <> '' and not is_over then
      insert into charge (unit_id, action_id, role, name, user_id, from_on)
      select new.unit_id, new.id, one.role, one.name, account_named(new.unit_id, one.name),
             greatest(day, (select max(c.to_on) from charge c where c.unit_id = new.unit_id and c.action_id = new.id and c.role = one.role))
      on conflict do nothing;
    end if;
  end loop;
  return null;
end $$;

create function account_named(unit text, person text) returns uuid language sql stable as $$
  select case when count(*) = 1 then min(p.id::text)::uuid end from app_user p where p.unit_id = unit and p.name = person
$$;

create trigger action_keeps_charge after insert or update of owner_name, head_in_charge, state on unit_action
  for each row execute function keep_charge();
create trigger charge_is_never_deleted before delete on charge
  for each row execute function refuse_change();
`;

/** Whoever has an account of the role today: the first two of a role hold the post and its deputy. */
const seedHoldings = `
insert into post_holding (unit_id, id, post, user_id, name, from_on, basis, recorded_by)
select p.unit_id, gen_random_uuid(), p.post, p.id, p.name,
       coalesce((select min(a.issued_on) from unit_action a where a.unit_id = p.unit_id), app_today()), '', 'system'
from (
  select u.*, case u.role when 'UNIT_HEAD' then 'head' else 'liaison' end as post
  from (select p.*, row_number() over (partition by p.unit_id, p.role order by p.username) as place
        from app_user p where p.is_active and p.role in ('UNIT_HEAD', 'UNIT_LIAISON')) u where u.place = 1
  union all
  select u.*, case u.role when 'UNIT_HEAD' then 'deputy-head' else 'deputy-liaison' end
  from (select p.*, row_number() over (partition by p.unit_id, p.role order by p.username) as place
        from app_user p where p.is_active and p.role in ('UNIT_HEAD', 'UNIT_LIAISON')) u where u.place = 2
) p
`;

/** SQL: a charge for every action past its plan, from the day the plan was approved to the day it was finished. */
export const seedCharges = `
insert into charge (unit_id, action_id, role, name, user_id, from_on, to_on)
select a.unit_id, a.id, named.role, trim(named.name), account.id, a.began_on,
       case when a.state in ('done', 'closed', 'archived', 'cancelled', 'not-applicable')
            then greatest(a.began_on, coalesce(a.finished_on, app_day(a.state_since))) end
from (
  select a.*, coalesce(app_day(approved.at), app_day(a.plan_signed_at), a.start_on) as began_on
  from unit_action a
    left join (select unit_id, action_id, max(at) as at from timeline_entry where verb = 'approvePlan' group by 1, 2) approved
      on approved.unit_id = a.unit_id and approved.action_id = a.id
  where coalesce(a.state_before_suspension, a.state) not in ('assigned', 'planning', 'plan-to-sign', 'plan-in-review')
    and (a.state not in ('cancelled', 'not-applicable') or a.plan_signed_at is not null)
) a cross join lateral (values ('owner', a.owner_name), ('head-in-charge', a.head_in_charge)) named (role, name)
  left join (select unit_id, name, min(id::text)::uuid as id from app_user group by 1, 2 having count(*) = 1) account
    on account.unit_id = a.unit_id and account.name = trim(named.name)
where trim(named.name) <> ''
`;
