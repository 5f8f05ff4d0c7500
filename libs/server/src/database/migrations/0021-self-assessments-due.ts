import { Migration } from '@mikro-orm/migrations';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };

/** Self-assessments become one more thing that can be late. */
export class Migration0021SelfAssessmentsDue extends Migration {
  override up(): void {
    this.addSql(`create index evaluation_collecting on evaluation (program_id) where state = 'collecting'`);
    // An instance that was set up before has rules for reminders that do not know this kind yet.
    this.addSql(`insert into rule_set (kind, version, body)
      select kind, version + 1, jsonb_set(body, '{kinds,self-assessment}', '${JSON.stringify(defaultRules.reminder.kinds['self-assessment'])}'::jsonb)
      from rule_set where kind = 'reminder' and version = (select max(version) from rule_set where kind = 'reminder')
        and body->'kinds'->'self-assessment' is null`);
  }
}
