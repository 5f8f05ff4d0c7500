import { Migration } from '@mikro-orm/migrations';
import { fence } from './fence.ts';

/** What a unit says to a finding of the checker; and the search for near texts, which counts bands place by place. */
export class Migration0012FindingRemarks extends Migration {
  override up(): void {
    this.addSql(remarks);
    this.addSql(fence('finding_remark'));
    this.addSql('revoke update on finding_remark from yardstick_app');
    this.addSql(nearTexts);
  }
}

// The newest counts; earlier ones stay. By the first version of the evidence, so that a correction is not asked again.
const remarks = `
create table finding_remark (
  unit_id text not null references unit (id),
  id uuid not null,
  root_id uuid not null,
  hint text not null,
  evidence_id uuid not null,
  milestone_id uuid not null,
  text text not null check (text <> ''),
  written_by text not null,
  written_by_id uuid not null references app_user (id),
  written_at timestamptz not null default app_now(),
  seq bigint generated always as identity,
  primary key (unit_id, id),
  foreign key (unit_id, evidence_id) references evidence (unit_id, id) deferrable initially deferred,
  foreign key (unit_id, milestone_id) references milestone (unit_id, id) deferrable initially deferred
);
create index finding_remark_of on finding_remark (unit_id, root_id, hint, seq desc);
`;

// As the owner, as in 0004-file-text.
const asOwner = `language sql stable security definer set search_path = public, pg_temp set app.scope = 'all'`;

// Bands stand in the same order in every fingerprint, so two of them are compared place by place.
const nearTexts = `
create or replace function near_texts(asked uuid, asking_unit text, least_characters int, most_per_file int)
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
      select c2.sha256, c2.text, (select count(*) from unnest(c2.bands, mine.bands) both_have (theirs, ours) where theirs = ours) as common
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
`;
