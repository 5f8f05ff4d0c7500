import type { LightRules } from '@yardstick/domain/light';
import type { ReminderRules } from '@yardstick/domain/reminder';
import type { ReadPool } from '../database/read-pool.ts';

/** The rules that the office may change: newest version of each kind, from the table `rule_set`. */
export interface Rules {
  light: LightRules;
  reminder: ReminderRules;
}

export async function loadRules(reads: ReadPool): Promise<Rules> {
  const [rows] = await reads.unfenced([
    { name: 'rules', text: `select distinct on (kind) kind, body from rule_set order by kind, version desc` },
  ]);
  const byKind = Object.fromEntries(rows as [string, unknown][]);
  const { light, reminder } = byKind as Partial<Rules>;
  if (!light || !reminder) throw new Error('The rule sets are missing; run the set-up again (npm start).');
  return { light, reminder };
}
