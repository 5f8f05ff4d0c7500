import { Migration } from '@mikro-orm/migrations';

/**
 * Whoever asks for the rows of an action names its unit too. While no index held both, the planner took the action's rows
 * and everything of the unit and looked for what they share: work that grew with the unit's history.
 */
export class Migration0014IndexesNameTheUnit extends Migration {
  override up(): void {
    for (const [name, columns] of indexes) {
      this.addSql(`drop index ${name}`);
      this.addSql(`create index ${name} on ${columns}`);
    }
  }
}

const indexes = [
  ['milestone_action', 'milestone (action_id, seq, unit_id)'],
  ['progress_report_latest', 'progress_report (action_id, reported_at desc, unit_id)'],
  ['evidence_link_milestone', 'evidence_link (milestone_id, unit_id)'],
  ['timeline_entry_action', 'timeline_entry (action_id, id, unit_id)'],
  ['unit_request_action', 'unit_request (action_id, filed_at, unit_id)'],
] as const;
