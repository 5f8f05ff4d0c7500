import { Migration } from '@mikro-orm/migrations';

/** The units of one evaluation are found by it; the key begins with the unit, so that every evaluation was gone through. */
export class Migration0020UnitsOfAnEvaluation extends Migration {
  override up(): void {
    this.addSql(`create unique index evaluation_unit_of on evaluation_unit (evaluation_id, unit_id)`);
  }
}
