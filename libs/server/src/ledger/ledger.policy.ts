import type { Actor } from '../context.ts';

/** Whoever keeps the system, answers for it, or audits it may bring back a note that an outsider kept. */
export function canRecordWitnessNote(actor: Actor): boolean {
  return actor.role === 'SYS_ADMIN' || actor.role === 'OFFICE_CHIEF' || actor.role === 'AUDIT_ADMIN';
}
