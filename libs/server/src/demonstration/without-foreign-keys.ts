import type { SqlEntityManager } from '@mikro-orm/postgresql';

/**
 * Does the work while the tables' references are not checked, and checks each of them in one pass afterwards: for many
 * rows that takes a fraction of the time. For the owner of the tables, inside one transaction.
 */
export async function withoutForeignKeys(
  em: SqlEntityManager,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  // Checks left for the commit would keep the tables from being altered.
  await em.execute(`set constraints all immediate`);
  const references = await em.execute<{ table: string; name: string; definition: string }[]>(
    `select r.relname as "table", quote_ident(c.conname) as name, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c join pg_class r on r.oid = c.conrelid
     where c.contype = 'f' and c.conparentid = 0 and r.relnamespace = current_schema()::regnamespace and r.relname in (?)
     order by r.relname, c.conname`,
    [tables],
  );
  for (const { table, name } of references) await em.execute(`alter table ${table} drop constraint ${name}`);
  await work();
  await em.execute(`set constraints all immediate`);
  for (const { table, name, definition } of references)
    await em.execute(`alter table ${table} add constraint ${name} ${definition}`);
}
