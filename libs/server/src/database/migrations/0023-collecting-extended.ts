import { Migration } from '@mikro-orm/migrations';

/** Why units may hand in longer than was said first; and how often a self-assessment was saved, so that two writers notice each other. */
export class Migration0023CollectingExtended extends Migration {
  override up(): void {
    this.addSql(`alter table evaluation add column collect_until_reason text`);
    this.addSql(`alter table self_assessment add column save_no int not null default 0`);
  }
}
