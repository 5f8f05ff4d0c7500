import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { found } from '../context.ts';

/** The next number of a series. The caller's transaction keeps the row locked until it commits or gives the number back. */
export async function takeNumber(em: SqlEntityManager, series: string, year: number): Promise<number> {
  const [row] = await em.execute<{ last: number }[]>(
    `insert into letter_number as n (kind, year, last) values (?, ?, 1)
     on conflict (kind, year) do update set last = n.last + 1 returning last`,
    [series, year],
  );
  return found(row).last;
}
