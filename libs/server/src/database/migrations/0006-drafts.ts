import { Migration } from '@mikro-orm/migrations';
import { fence } from './fence.ts';

/** Working papers that are saved while somebody types, plans sent back with marks, and plans to copy from. */
export class Migration0006Drafts extends Migration {
  override up(): void {
    this.addSql(draft);
    this.addSql(fence('draft'));
    this.addSql(returnedPlans);
    this.addSql(reports);
    this.addSql(planTexts);
  }
}

const draft = `
create table draft (
  unit_id text not null references unit (id),
  kind text not null check (kind in ('plan', 'progress')),
  subject_id uuid not null,
  -- empty once what it was for has been handed in
  body jsonb,
  rev int not null,
  saved_by text not null,
  saved_by_id uuid not null references app_user (id),
  saved_at timestamptz not null default app_now(),
  primary key (unit_id, kind, subject_id),
  foreign key (unit_id, subject_id) references unit_action (unit_id, id) deferrable initially deferred
);
`;

const returnedPlans = `
alter table unit_action
  -- marks that stand until the unit hands the plan in again
  add column returned_fields jsonb,
  -- the plan as it was when the office last sent it back, with reason and marks
  add column returned_plan jsonb;
`;

const reports = `
alter table progress_report
  add column is_unchanged boolean not null default false,
  add column fall_reason text;
`;

// A deliberate window in the fence: of another unit's approved plan its wording and nothing else. Names that somebody
// wrote into the text are taken out as well.
const planTexts = `
create function without_names(words text, variadic names text[]) returns text language plpgsql immutable as $$
declare
  one text;
begin
  foreach one in array names loop
    if length(trim(one)) > 1 then words := replace(words, trim(one), '×××'); end if;
  end loop;
  return words;
end $$;

create function approved_plan_texts(of_measure uuid, not_of_unit text, from_year int, to_year int)
returns table (unit_name text, year int, content text, target text, steps text, milestones jsonb)
language sql stable set app.scope = 'all' as $$
  select u.short_name, a.year,
         without_names(a.content, a.owner_name, a.head_in_charge),
         without_names(a.target, a.owner_name, a.head_in_charge),
         without_names(a.steps, a.owner_name, a.head_in_charge),
         (select coalesce(jsonb_agg(jsonb_build_object(
             'title', without_names(m.title, a.owner_name, a.head_in_charge),
             'deliverable', without_names(m.deliverable, a.owner_name, a.head_in_charge),
             'acceptanceRule', without_names(m.acceptance_rule, a.owner_name, a.head_in_charge),
             'proofKinds', m.proof_kinds, 'dueOn', m.original_due_on) order by m.seq), '[]')
          from milestone m where m.unit_id = a.unit_id and m.action_id = a.id)
  from unit_action a join unit u on u.id = a.unit_id
  where a.measure_id = of_measure and a.unit_id <> not_of_unit and a.year between from_year and to_year
    and a.state in ('in-progress', 'completion-to-sign', 'submitted', 'final-review', 'returned', 'done', 'closed', 'archived')
  order by a.year desc, u.seq
  limit 8
$$;
revoke execute on function approved_plan_texts from public;
grant execute on function approved_plan_texts to yardstick_app;
`;
