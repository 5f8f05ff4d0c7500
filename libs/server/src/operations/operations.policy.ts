import type { Actor } from '../context.ts';

/** Whoever keeps the system running, and whoever answers for the reminders it sends. */
export function canSeeOperations(actor: Actor): boolean {
  return actor.role === 'SYS_ADMIN' || actor.role === 'OFFICE_CHIEF';
}
