import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };
import { fence } from './fence.ts';

/** Final lines that upheld objections set, by whom lines were given, and case files drawn by a seed nobody chose. */
export class Migration0022FinalRulings extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(givers);
    this.addSql(rulings);
    this.addSql(writtenOnce('final_ruling'));
    this.addSql(fence('final_ruling'));
    this.addSql(`revoke update on final_ruling from yardstick_app`);
    this.addSql(caseFiles);
    for (const table of ['case_file_list', 'case_file_draw']) {
      this.addSql(writtenOnce(table));
      this.addSql(fence(table));
      this.addSql(`revoke update on ${table} from yardstick_app`);
    }
    // An instance that was set up before has a rule that does not say how many are drawn.
    this.addSql(`insert into rule_set (kind, version, body)
      select kind, version + 1, jsonb_set(body, '{caseFileSample}', '${defaultRules.collecting.caseFileSample}')
      from rule_set where kind = 'collecting' and version = (select max(version) from rule_set where kind = 'collecting')
        and body->'caseFileSample' is null`);
  }
}

// Lines given before have names only, in their JSON.
const givers = `
alter table assessment_line
  add column office_by_id uuid references app_user (id),
  add column final_by_id uuid references app_user (id);
`;

const rulings = `
create table final_ruling (
  unit_id text not null references unit (id),
  id uuid not null,
  evaluation_id uuid not null references evaluation (id),
  objection_id uuid not null,
  indicator text not null,
  -- the last one of an indicator counts
  no int not null,
  -- the new final line with mark, reason, who and when; and the line that counted until then
  line jsonb not null,
  replaced jsonb not null,
  decided_by_id uuid not null references app_user (id),
  decided_at timestamptz not null,
  primary key (unit_id, id),
  unique (unit_id, evaluation_id, indicator, no),
  foreign key (unit_id, objection_id) references evaluation_objection (unit_id, id) deferrable initially deferred
);
create index final_ruling_evaluation on final_ruling (evaluation_id);
`;

/** SQL: its rows never change, and none comes to a frozen evaluation. */
const writtenOnce = (table: string): string => `
create trigger ${table}_stays before update or delete on ${table}
  for each row execute function refuse_change();
create trigger ${table}_is_never_emptied before truncate on ${table}
  for each statement execute function refuse_change();
create trigger ${table}_stays_frozen before insert on ${table}
  for each row execute function refuse_frozen();
`;

const caseFiles = `
create table case_file_list (
  unit_id text not null references unit (id),
  id uuid not null,
  evaluation_id uuid not null references evaluation (id),
  figure text not null,
  -- the last one counts; once drawn from, none follows
  no int not null,
  -- number and kind of each, in the order that was hashed
  files jsonb not null,
  file_count int not null,
  sha256 text not null,
  -- how many are to be drawn: said before anybody can know which
  draw_size int not null check (draw_size > 0),
  -- why it takes the place of an earlier one
  reason text check (no = 1 or trim(reason) <> ''),
  listed_by text not null,
  listed_by_id uuid not null references app_user (id),
  listed_at timestamptz not null,
  primary key (unit_id, id),
  unique (unit_id, evaluation_id, figure, no)
);
create index case_file_list_evaluation on case_file_list (evaluation_id);
create table case_file_draw (
  unit_id text not null references unit (id),
  list_id uuid not null,
  evaluation_id uuid not null references evaluation (id),
  -- the leaf of the list, and the first checkpoint that covers it
  leaf_seq bigint not null,
  checkpoint_size bigint not null,
  checkpoint_root text not null,
  seed text not null,
  -- numbers in the order of the draw
  drawn jsonb not null,
  drawn_by text not null,
  drawn_by_id uuid not null references app_user (id),
  drawn_at timestamptz not null,
  primary key (unit_id, list_id),
  foreign key (unit_id, list_id) references case_file_list (unit_id, id) deferrable initially deferred,
  check (checkpoint_size >= leaf_seq)
);
create index case_file_draw_evaluation on case_file_draw (evaluation_id);
`;
