import { Migration } from '@mikro-orm/migrations';
import { fence } from './fence.ts';

/** Final lines that upheld objections set, and by whom lines were given. */
export class Migration0022FinalRulings extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    this.addSql(givers);
    this.addSql(rulings);
    this.addSql(fence('final_ruling'));
    this.addSql(`revoke update on final_ruling from yardstick_app`);
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
create trigger final_ruling_stays before update or delete on final_ruling
  for each row execute function refuse_change();
create trigger final_ruling_is_never_emptied before truncate on final_ruling
  for each statement execute function refuse_change();
create trigger final_ruling_stays_frozen before insert on final_ruling
  for each row execute function refuse_frozen();
`;
