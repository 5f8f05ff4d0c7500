import { firstUnitTables } from './migrations/0001-initial.ts';

/** Every table whose rows belong to one unit. A migration that makes one fences it with `fence` and names it here. */
export const unitTables: readonly string[] = [...firstUnitTables, 'post_holding', 'charge', 'evidence_use'];
