import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { setImmediate as turn } from 'node:timers/promises';

const rowsPerStatement = 4000;

const columnOf = (property: string): string => property.replace(/[A-Z]/g, capital => `_${capital.toLowerCase()}`);

/** Inserts rows in the order given; every row has the properties of the first, named as the columns are. */
export async function insertRows<T extends object>(
  em: SqlEntityManager,
  table: string,
  rows: readonly T[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const properties = Object.keys(first) as (keyof T & string)[];
  const columns = properties.map(columnOf);
  const list = columns.map(column => `"${column}"`).join(', ');
  let written: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const batch = rows
      .slice(from, from + rowsPerStatement)
      .map(row => Object.fromEntries(properties.map((property, i) => [columns[i]!, row[property]])));
    const text = JSON.stringify(batch);
    await written;
    written = em.execute(
      `insert into ${table} (${list}) select ${list} from json_populate_recordset(null::${table}, ?::json)`,
      [text],
    );
    // Heard below; the next rows are put into words while the database writes these.
    written.catch(() => undefined);
    await turn();
  }
  await written;
}
