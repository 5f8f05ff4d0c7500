import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };

/** Papers about the result of an evaluation: drafted from its snapshot, edited, issued by a second person. */
export class Migration0019EvaluationDocuments extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(documents);
    this.addSql(`insert into rule_set (kind, version, body)
      select 'document', 1, '${JSON.stringify(defaultRules.document).replaceAll("'", "''")}'::jsonb where exists (select from rule_set)
      on conflict do nothing`);
  }
}

const seesAll = `(select current_setting('app.scope', true) = 'all')`;
// A unit sees what was issued about itself; drafts, and papers about the round, are the office's own.
const ownIssued = `unit_id = (select current_setting('app.unit', true)) and about_unit is not null and state = 'issued'`;

const documents = `
create table evaluation_document (
  -- the unit it is about, or else the unit that keeps it
  unit_id text not null references unit (id),
  id uuid not null,
  evaluation_id uuid not null references evaluation (id),
  kind text not null check (kind in ('report', 'commendation', 'accountability', 'feedback-letter', 'score-sheet', 'ranking-table')),
  about_unit text references unit (id),
  -- one that takes the place of an issued one is the next edition; both stay
  edition int not null check (edition > 0),
  state text not null check (state in ('drafted', 'proposed', 'issued')),
  title text not null,
  to_name text not null,
  body text not null,
  -- tables and charts as the snapshot has them; nobody edits them
  blocks jsonb not null,
  mark text not null,
  signed_by text not null,
  approver text not null check (approver in ('office-chief', 'leader')),
  -- of the snapshot it was drafted from
  sha256 text not null,
  scheme_version int not null,
  as_of date not null,
  is_frozen boolean not null,
  drafted_by text not null,
  drafted_by_id uuid not null references app_user (id),
  drafted_at timestamptz not null,
  edited_by text,
  edited_by_id uuid references app_user (id),
  edited_at timestamptz,
  proposed_by text,
  proposed_by_id uuid references app_user (id),
  proposed_at timestamptz,
  -- why figures of the text are not those of the data
  figures_note text,
  return_reason text,
  year int,
  no int,
  doc_no text,
  issued_by text,
  issued_by_id uuid references app_user (id),
  issued_on date,
  reply_due_on date,
  -- of the ledger, when it was issued
  ledger_fingerprint text,
  version int not null default 1,
  primary key (unit_id, id),
  unique (id),
  check (about_unit is null or about_unit = unit_id),
  check ((kind in ('feedback-letter', 'score-sheet')) = (about_unit is not null)),
  check ((state = 'drafted') = (proposed_by_id is null)),
  check ((state = 'issued') = (issued_on is not null)),
  check ((issued_on is null) = (issued_by_id is null)),
  check (state <> 'issued' or (is_frozen and issued_by_id <> drafted_by_id and issued_by_id <> proposed_by_id
    and (edited_by_id is null or issued_by_id <> edited_by_id)))
);
create unique index evaluation_document_edition on evaluation_document (evaluation_id, kind, coalesce(about_unit, ''), edition);
create unique index evaluation_document_open on evaluation_document (evaluation_id, kind, coalesce(about_unit, '')) where state <> 'issued';
create index evaluation_document_unit on evaluation_document (unit_id, issued_on) where state = 'issued';
create unique index evaluation_document_number on evaluation_document (doc_no) where doc_no is not null;
alter table evaluation_document enable row level security;
alter table evaluation_document force row level security;
create policy evaluation_document_of_unit on evaluation_document
  using (${seesAll} or (${ownIssued})) with check (${seesAll} or (${ownIssued}));
grant select, insert, update on evaluation_document to yardstick_app;
-- after, so that a row which the fences refuse is refused by them
create trigger evaluation_document_stays_issued after update or delete on evaluation_document
  for each row when (old.state = 'issued') execute function refuse_change();
create trigger evaluation_document_is_never_emptied before truncate on evaluation_document
  for each statement execute function refuse_change();
`;
