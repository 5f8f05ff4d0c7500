/** Which rows the database lets this piece of work see: all of them, or one unit's. */
export interface Scope {
  all: boolean;
  unitId: string;
  userId: string;
}

/** Sees everything; for the worker and for reads that serve nobody in particular. */
export const systemScope: Scope = { all: true, unitId: '', userId: '' };
