import { Migration } from '@mikro-orm/migrations';

/** What was sent back is found by itself; the sweep went through all milestones of every open action for it, done ones too. */
export class Migration0015MilestonesBeingCorrected extends Migration {
  override up(): void {
    this.addSql(`create index milestone_being_corrected on milestone (unit_id, action_id)
      where handed_in_on is null and returned_count > 0 and state in ('returned', 'to-sign')`);
  }
}
