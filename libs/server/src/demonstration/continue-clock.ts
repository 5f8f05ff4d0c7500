import pg from 'pg';
import { demonstrationNow } from './history.ts';

/**
 * Lets a demonstration's time go on from the last thing that was done in it, however long it stood still since: who
 * comes back after a week finds the desk as it was left. Answers the program's time, or null when the instance is no
 * demonstration or its clock is stopped.
 */
export async function continueClock(ownerUrl: string): Promise<Date | null> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ now: Date }>(
      `update clock set shift = coalesce(
         (select (payload::jsonb ->> 'at')::timestamptz from ledger_leaf order by seq desc limit 1), $1::timestamptz) - clock_timestamp()
       where fixed_at is null and exists (select from instance where kind = 'demonstration')
       returning clock_timestamp() + shift as now`,
      [new Date(demonstrationNow).toISOString()],
    );
    return rows[0]?.now ?? null;
  } finally {
    await owner.end();
  }
}
