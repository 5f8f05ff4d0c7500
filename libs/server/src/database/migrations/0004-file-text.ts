import { Migration } from '@mikro-orm/migrations';

/**
 * The words of stored files, by content and therefore of no unit: the same file may be several units'. Only work that
 * sees every unit reads the table. A check of one milestone goes through the functions below, which know whom it is for
 * and leave out what that reader may not learn: another unit's name, title and day.
 */
export class Migration0004FileText extends Migration {
  override up(): void {
    this.addSql(table);
    this.addSql(everyFileHasARow);
    this.addSql(matches);
  }
}

const table = `
create table file_text (
  sha256 text primary key references stored_file (sha256),
  state text not null default 'waiting' check (state in ('waiting', 'read', 'no-text', 'unreadable')),
  reason text,
  text text not null default '',
  -- without spaces, punctuation and digits: what is compared
  character_count int not null default 0,
  bands int[] not null default '{}',
  attempts int not null default 0,
  lease_until timestamptz,
  read_at timestamptz,
  check ((state = 'read') = (text <> ''))
);
create index file_text_waiting on file_text (lease_until) where state = 'waiting';
create index file_text_bands on file_text using gin (bands) where state = 'read';

-- Not forced on the owner: under a fence no index over && is used, and the functions below run as the owner.
alter table file_text enable row level security;
create policy file_text_of_all on file_text
  using ((select current_setting('app.scope', true) = 'all'))
  with check ((select current_setting('app.scope', true) = 'all'));
grant select, update on file_text to yardstick_app;
`;

const everyFileHasARow = `
create function await_text() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into file_text (sha256) values (new.sha256) on conflict do nothing;
  return null;
end $$;
create trigger stored_file_awaits_text after insert on stored_file for each row execute function await_text();
insert into file_text (sha256) select sha256 from stored_file on conflict do nothing;
`;

// Fences hold for the owner too, hence the scope; what a reader may see is said in each statement by asking_unit, which
// is null for whoever sees every unit.
const asOwner = `language sql stable security definer set search_path = public, pg_temp set app.scope = 'all'`;

/** Evidence that does not stand, and what another unit has not handed in, is compared with nothing. */
const matches = `
create function checked_evidence(asked uuid, asking_unit text)
returns table (unit_id text, evidence_id uuid, sha256 text, uploaded_at timestamptz, year int) ${asOwner} as $$
  select e.unit_id, e.id, e.sha256, e.uploaded_at, a.year
  from milestone m
  join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
  join evidence_link l on l.unit_id = m.unit_id and l.milestone_id = m.id
  join evidence e on e.unit_id = l.unit_id and e.id = l.evidence_id
  where m.id = asked and (asking_unit is null or m.unit_id = asking_unit)
    and e.state in ('draft', 'submitted', 'accepted', 'questioned')
$$;

create function checked_texts(asked uuid, asking_unit text)
returns table (evidence_id uuid, state text, reason text, text text) ${asOwner} as $$
  select m.evidence_id, t.state, t.reason, t.text
  from checked_evidence(asked, asking_unit) m join file_text t on t.sha256 = m.sha256
$$;

create function same_files(asked uuid, asking_unit text)
returns table (
  evidence_id uuid, is_own boolean, is_here boolean, is_reused boolean, milestone_count int, year int,
  unit_name text, other_id uuid, title text, document_on date, uploaded_on date, action_id uuid, action_title text
) ${asOwner} as $$
  select found.evidence_id, is_own, is_here, bool_or(is_reused), count(*)::int, case when is_shown then found.year end,
         min(case when is_shown then u.short_name end),
         (array_agg(case when is_shown then other_id end order by found.uploaded_at))[1],
         (array_agg(case when is_shown then title end order by found.uploaded_at))[1],
         (array_agg(case when is_shown then document_on end order by found.uploaded_at))[1],
         (array_agg(case when is_shown then app_day(found.uploaded_at) end order by found.uploaded_at))[1],
         (array_agg(case when is_shown then action_id end order by found.uploaded_at))[1],
         (array_agg(case when is_shown then action_title end order by found.uploaded_at))[1]
  from (
    select c.evidence_id, o.unit_id, o.unit_id = c.unit_id as is_own, m.id = asked as is_here, o.id = c.evidence_id as is_reused,
           a.year, o.id as other_id, o.title, o.document_on, o.uploaded_at, a.id as action_id, a.title as action_title,
           asking_unit is null or o.unit_id = asking_unit as is_shown
    from checked_evidence(asked, asking_unit) c
    join evidence o on o.sha256 = c.sha256
    join evidence_link l on l.unit_id = o.unit_id and l.evidence_id = o.id
    join milestone m on m.unit_id = l.unit_id and m.id = l.milestone_id
    join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
    where (m.id <> asked or o.id <> c.evidence_id) and o.state not in ('withdrawn', 'superseded')
      and (o.unit_id = c.unit_id or (o.state <> 'draft' and o.uploaded_at < c.uploaded_at))
  ) found
  join unit u on u.id = found.unit_id
  group by found.evidence_id, is_own, is_here, is_shown, case when is_shown then found.unit_id end, case when is_shown then found.year end
  order by found.evidence_id, min(found.uploaded_at)
$$;

create function near_texts(asked uuid, asking_unit text, least_characters int, most_per_file int)
returns table (
  evidence_id uuid, sha256 text, other_sha256 text, text text, is_own boolean, year int, unit_name text,
  other_id uuid, title text, document_on date, uploaded_on date, action_id uuid, action_title text
) ${asOwner} as $$
  select c.evidence_id, c.sha256, near.sha256, near.text, near.is_own,
         case when is_shown then near.year end, case when is_shown then u.short_name end, case when is_shown then near.id end,
         case when is_shown then near.title end, case when is_shown then near.document_on end,
         case when is_shown then app_day(near.uploaded_at) end, case when is_shown then near.action_id end,
         case when is_shown then near.action_title end
  from checked_evidence(asked, asking_unit) c
  join file_text mine on mine.sha256 = c.sha256 and mine.state = 'read' and mine.character_count >= least_characters
  cross join lateral (
    select t.sha256, t.text, o.*
    from (
      select c2.sha256, c2.text, (select count(*) from unnest(c2.bands) band where band = any (mine.bands)) as common
      from file_text c2
      where c2.state = 'read' and c2.bands && mine.bands and c2.sha256 <> mine.sha256 and c2.character_count >= least_characters
      order by common desc, c2.sha256
      limit 8 * most_per_file
    ) t
    cross join lateral (
      select e.unit_id, e.unit_id = c.unit_id as is_own, asking_unit is null or e.unit_id = asking_unit as is_shown, e.id, e.title,
             e.document_on, e.uploaded_at, a.year, a.id as action_id, a.title as action_title
      from evidence e
      join evidence_link l on l.unit_id = e.unit_id and l.evidence_id = e.id
      join milestone m on m.unit_id = l.unit_id and m.id = l.milestone_id
      join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
      where e.sha256 = t.sha256 and e.state <> 'withdrawn'
        and case when e.unit_id = c.unit_id then a.year < c.year else e.state <> 'draft' and e.uploaded_at < c.uploaded_at end
      order by e.uploaded_at, e.id
      limit 1
    ) o
    order by t.common desc, o.uploaded_at
    limit most_per_file
  ) near
  join unit u on u.id = near.unit_id
$$;

revoke execute on function checked_evidence, checked_texts, same_files, near_texts, await_text from public;
grant execute on function checked_texts, same_files, near_texts to yardstick_app;
`;
