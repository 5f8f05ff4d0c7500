import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** Which rows the database lets this piece of work see: all of them, or one unit's. */
export interface Scope {
  all: boolean;
  unitId: string;
  userId: string;
}

/**
 * From here to the end of the transaction the fences show one unit to somebody who sees none or another: for a verb that
 * was authorized on that unit, such as an administrator's on its accounts.
 */
export async function enterUnit(em: SqlEntityManager, unitId: string): Promise<void> {
  await em.execute(`select set_config('app.scope', 'unit', true), set_config('app.unit', ?, true)`, [unitId]);
}

/** As `enterUnit`, where rows of several people must change together, such as the inboxes of two who change places. */
export async function enterEveryUnit(em: SqlEntityManager): Promise<void> {
  await em.execute(`select set_config('app.scope', 'all', true)`);
}

/** Sees everything; for the worker and for reads that serve nobody in particular. */
export const systemScope: Scope = { all: true, unitId: '', userId: '' };
