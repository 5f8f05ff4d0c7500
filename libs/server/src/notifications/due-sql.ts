import type { ReminderRules } from '@yardstick/domain/due';
import { numberedRules } from '../rules/reminder-rules.ts';
import { dueColumns, dueSources, noProgram } from './due-sources.ts';

/** What the statements below ask for first: the rules, as `?`. */
export const ruleParameter = (rules: ReminderRules): string => JSON.stringify(numberedRules(rules));

/** SQL: the rules as rows, which of them a program goes by, and the days that they count from any day. */
export const ruleTables = `
rule as materialized (
  select (e->>'no')::int as no, e->>'kind' as kind, e->>'program' as program, e as body,
         (e->'within'->>'days')::int as within_days, e->'within'->>'in' as within_in, e->'lead'->>'in' as lead_in,
         (e->'overdue'->>'first')::int as first_step, (e->'overdue'->>'every')::int as every_steps, e->'overdue'->>'in' as overdue_in,
         (e->>'pauseWorkingDays')::int as pause_days
  from jsonb_array_elements(?::jsonb) e
),
rule_of as materialized (
  select distinct on (rule.kind, p.id) rule.kind, p.id as program_id, rule.no as rule_no
  from rule join (select id, code from program union all select ${noProgram}, null) p
    on rule.program is null or rule.program = p.code
  order by rule.kind, p.id, rule.program nulls last
),
-- a period that would end on a rest day ends on the next workday
counted as not materialized (
  select rule.no as rule_no, base."on" as base, due."on" as due_on
  from rule join calendar_day base on rule.within_days is not null
    join calendar_day raw on raw."on" = base."on" + case rule.within_in when 'calendar' then rule.within_days else 0 end
    join calendar_day due on due.is_workday and due.working_day_no = case rule.within_in
      when 'working' then base.working_day_no + rule.within_days else raw.working_day_no + (not raw.is_workday)::int end
)`;

/** SQL: everything that is open and can be late. */
export const everythingDue = `(
    ${dueSources.map(source => source.arm).join('\n    union all\n')}
  ) d (${dueColumns})`;

/** SQL: the same by its key. */
export const openThings = `select d.kind, d.subject_id, d.due_version from ${everythingDue}`;
