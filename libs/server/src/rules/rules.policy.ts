import { isOffice } from '@yardstick/domain/roles';
import type { Actor } from '../context.ts';

/** The rules are known to everybody who works by them; administrators keep the system they run on. */
export const canSeeRules = (actor: Actor): boolean =>
  isOffice(actor.role) || actor.role === 'LEADER' || actor.role === 'SYS_ADMIN' || actor.role === 'AUDIT_ADMIN';

export const canChangeRules = (actor: Actor): boolean => actor.role === 'OFFICE_CHIEF';
