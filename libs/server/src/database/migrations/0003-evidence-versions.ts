import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };
import { fence } from './fence.ts';

/** Versions of evidence, what it is used for beside milestones, and uploads that ended otherwise than as evidence. */
export class Migration0003EvidenceVersions extends Migration {
  override up(): void {
    // The owner is fenced too, and every row of every unit is to be reached.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(versions);
    this.addSql(uses);
    this.addSql(files);
    this.addSql(fence('evidence_use'));
    // An instance in use has its rule sets already.
    this.addSql(`insert into rule_set (kind, version, body)
      select 'evidence', 1, '${JSON.stringify(defaultRules.evidence)}'::jsonb where exists (select from rule_set)
      on conflict do nothing`);
  }
}

const versions = `
alter table evidence
  add column root_id uuid,
  add column version_no int not null default 1 check (version_no > 0),
  add column supersedes_id uuid,
  add column reused_from_id uuid,
  add column change_note text,
  add column withdrawn_reason text,
  add column withdrawn_by text,
  add column withdrawn_at timestamptz;
update evidence set root_id = id;
alter table evidence
  alter column root_id set not null,
  add foreign key (unit_id, root_id) references evidence (unit_id, id) deferrable initially deferred,
  add foreign key (unit_id, supersedes_id) references evidence (unit_id, id) deferrable initially deferred,
  add foreign key (unit_id, reused_from_id) references evidence (unit_id, id) deferrable initially deferred,
  add constraint evidence_version unique (unit_id, root_id, version_no),
  add constraint evidence_successor unique (unit_id, supersedes_id),
  add constraint evidence_first_version check ((version_no = 1) = (supersedes_id is null));
create index evidence_reuse on evidence (unit_id, reused_from_id) where reused_from_id is not null;

create function evidence_root() returns trigger language plpgsql as $$
begin
  new.root_id := coalesce(new.root_id, new.id);
  return new;
end $$;
create trigger evidence_has_root before insert on evidence for each row execute function evidence_root();

create function refuse_other_evidence() returns trigger language plpgsql as $$
begin
  -- Whose it is, is the fence's business, which answers after this.
  if (old.id, old.sha256, old.file_name, old.uploaded_by, old.uploaded_by_id, old.uploaded_at, old.root_id,
      old.version_no, old.supersedes_id, old.reused_from_id)
     is distinct from
     (new.id, new.sha256, new.file_name, new.uploaded_by, new.uploaded_by_id, new.uploaded_at, new.root_id,
      new.version_no, new.supersedes_id, new.reused_from_id) then
    raise exception 'The file of a piece of evidence is never changed; file a new version.' using errcode = 'YS002';
  end if;
  return new;
end $$;
create trigger evidence_keeps_its_file before update on evidence for each row execute function refuse_other_evidence();
create trigger evidence_is_never_deleted before delete on evidence for each row execute function refuse_change();

-- A new version of what a milestone has already is not one piece of evidence more.
create or replace function recount_evidence() returns trigger language plpgsql as $$
begin
  update unit_action a set evidence_count = evidence_count + 1
  from milestone m where m.id = new.milestone_id and a.id = m.action_id
    and not exists (
      select from evidence e
      join evidence o on o.unit_id = e.unit_id and o.root_id = e.root_id and o.id <> e.id
      join evidence_link l on l.unit_id = o.unit_id and l.evidence_id = o.id and l.milestone_id = new.milestone_id
      where e.unit_id = new.unit_id and e.id = new.evidence_id);
  return null;
end $$;
`;

const uses = `
create table evidence_use (
  unit_id text not null,
  evidence_id uuid not null,
  measure_id uuid not null references measure (id),
  year int not null check (year between 1949 and 2199),
  used_by text not null,
  used_at timestamptz not null default app_now(),
  primary key (unit_id, evidence_id, measure_id, year),
  foreign key (unit_id, evidence_id) references evidence (unit_id, id) deferrable initially deferred
);
create index evidence_use_measure on evidence_use (measure_id, year);
`;

const files = `
-- SM3 takes eight times as long as SHA-256: the worker adds it when it reads the stored copy back.
alter table stored_file
  alter column sm3 drop not null,
  add column checked_at timestamptz,
  add column is_damaged boolean not null default false;
create index stored_file_unchecked on stored_file (stored_at) where checked_at is null;

create function refuse_other_file() returns trigger language plpgsql as $$
begin
  if (old.sha256, old.size, old.stored_at) is distinct from (new.sha256, new.size, new.stored_at)
     or (old.sm3 is not null and old.sm3 is distinct from new.sm3) then
    raise exception 'What is known of a stored file is never changed.' using errcode = 'YS002';
  end if;
  return new;
end $$;
create trigger stored_file_stays before update on stored_file for each row execute function refuse_other_file();
create trigger stored_file_is_never_deleted before delete on stored_file for each row execute function refuse_change();

alter table upload drop constraint upload_state_check;
alter table upload add constraint upload_state_check
  check (state in ('open', 'complete', 'refused', 'attached', 'cancelled', 'abandoned'));
create index upload_of_user on upload (user_id, opened_at desc) where state in ('open', 'complete');
`;
