import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };

/** Everything that can be late is reminded of by one sweep: a reminder and a notice say what they are about. */
export class Migration0007DueEngine extends Migration {
  override up(): void {
    // An owner that is no superuser stands inside the fences too.
    this.addSql(`select set_config('app.scope', 'all', true)`);
    // What earlier migrations wrote is checked now: a table with checks outstanding cannot be altered.
    this.addSql(`set constraints all immediate`);
    this.addSql(reminders);
    this.addSql(notices);
    this.addSql(openRows);
    // An instance that was set up before keeps its sending hours and gets the rules of every kind.
    this.addSql(`insert into rule_set (kind, version, body)
      select kind, version + 1, '${JSON.stringify(defaultRules.reminder)}'::jsonb
        || jsonb_build_object('window', body->'window', 'digestAt', body->'digestAt')
      from rule_set r where kind = 'reminder' and version = (select max(version) from rule_set where kind = 'reminder')`);
  }
}

const reminders = `
alter table reminder
  alter column action_id drop not null,
  add column subject_kind text,
  add column subject_id uuid,
  -- nobody in the unit could be told, so the office is
  add column is_alarm boolean not null default false,
  -- version of the rule set that the reminder was made by
  add column rule_version int not null default 1;
update reminder set
  subject_kind = case when milestone_id is null then 'action' else 'milestone' end,
  subject_id = coalesce(milestone_id, action_id),
  is_alarm = kind = 'no-recipient',
  kind = case when milestone_id is null then 'receipt' else 'milestone' end;
-- an action is to be signed for by the day on which its absence used to be brought up
update reminder set stage = 'D0', due_version = 1, dedupe_key = 'receipt:' || action_id || ':v1:D0:' || recipient_id
where kind = 'receipt';
alter table reminder alter column subject_kind set not null, alter column subject_id set not null;
`;

const notices = `
alter table notice
  add column subject_kind text,
  -- empty where the kind alone says where to look
  add column subject_id uuid;
update notice set
  subject_kind = case when kind = 'no-recipient' then 'unit-posts' when kind = 'requests-received' then 'request'
                      when milestone_id is not null then 'milestone' when action_id is not null then 'action' end,
  subject_id = case when kind <> 'no-recipient' then coalesce(milestone_id, action_id) end;
update notice set params = params || '{"count": 1}' where kind = 'no-recipient';
update notice set kind = 'receipt-due', params = params || jsonb_build_object('dueOn', app_day(created_at)::text)
where kind = 'to-acknowledge';
`;

// What is open and can be late, so that looking for it costs nothing for what is finished.
const openRows = `
create index calendar_workday on calendar_day (working_day_no) where is_workday;
create index unit_action_to_acknowledge on unit_action (issued_on) where state = 'assigned';
create index unit_action_to_plan on unit_action (acknowledged_at) where state in ('planning', 'plan-to-sign');
create index unit_action_in_review on unit_action (state) where state in ('plan-in-review', 'submitted', 'final-review');
create index unit_action_returned on unit_action (state_since) where state = 'returned';
create index milestone_submitted on milestone (handed_in_on) where state = 'submitted';
create index milestone_returned on milestone (state_since) where state = 'returned';
create index unit_request_with_office on unit_request (office_since) where state in ('in-review', 'final-review', 'with-leaders');
`;
