import { Migration } from '@mikro-orm/migrations';

/** Schemes are published in the product: who, when and why; and what is being written, one draft for each. */
export class Migration0018SchemeDrafts extends Migration {
  override up(): void {
    this.addSql(publication);
    this.addSql(drafts);
  }
}

// A version that came with the program has nobody.
const publication = `
alter table scoring_scheme
  add column drafted_by text,
  add column drafted_by_id uuid references app_user (id),
  add column published_by text,
  add column published_by_id uuid references app_user (id),
  add column reason text,
  add check ((published_by_id is null) = (reason is null)),
  add check (published_by_id is null or (published_by is not null and drafted_by is not null and drafted_by_id is not null));
create trigger scoring_scheme_is_append_only before update or delete on scoring_scheme
  for each row execute function refuse_change();
create trigger scoring_scheme_is_never_emptied before truncate on scoring_scheme
  for each statement execute function refuse_change();
revoke update on scoring_scheme from yardstick_app;
create index evaluation_by_scheme on evaluation (scheme_code, scheme_version);
`;

// Nothing is ever computed by a draft. Once published it stays, until the next one is begun on its row.
const drafts = `
create table scoring_scheme_draft (
  code text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  text text not null check (length(text) <= 200000),
  version int not null,
  saved_by text not null,
  saved_by_id uuid not null references app_user (id),
  saved_at timestamptz not null default app_now(),
  -- the version of the scheme it became
  published_as int,
  foreign key (code, published_as) references scoring_scheme (code, version)
);
grant select, insert, update on scoring_scheme_draft to yardstick_app;
`;
