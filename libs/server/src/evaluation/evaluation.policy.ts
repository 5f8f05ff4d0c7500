import { isOffice, isUnitRole } from '@yardstick/domain/roles';
import type { Actor } from '../context.ts';

export function canOrderEvaluation(actor: Actor): boolean {
  return isOffice(actor.role);
}

export function canSeeEvaluations(actor: Actor): boolean {
  return isOffice(actor.role) || actor.role === 'LEADER';
}

export function canProposeFreeze(actor: Actor): boolean {
  return actor.role === 'OFFICE_CHIEF';
}

/** The leading group has the last word. */
export function canApproveFreeze(actor: Actor): boolean {
  return actor.role === 'LEADER';
}

/** The package of the whole round, or of one unit: everyone sees their own. */
export function canTakePackage(actor: Actor, unitId: string | null): boolean {
  return canSeeEvaluations(actor) || (isUnitRole(actor.role) && unitId === actor.unitId);
}
