import { isOwnWork, objectionMoves, type ObjectionVerb } from '@yardstick/domain/objection';
import { isOffice, isUnitRole } from '@yardstick/domain/roles';
import type { Actor } from '../context.ts';
import { mayActAs } from '../delivery/unit-action.policy.ts';

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

/** Showing results to units, and computing them again, is the chief's word. */
export function canRelease(actor: Actor): boolean {
  return actor.role === 'OFFICE_CHIEF';
}

/** A unit's people see its own results, and what was published of all. */
export function canSeeOwnResults(actor: Actor): boolean {
  return isUnitRole(actor.role);
}

export function canConfirmResult(actor: Actor): boolean {
  return actor.role === 'UNIT_HEAD';
}

export function canDraftObjection(actor: Actor): boolean {
  return actor.role === 'UNIT_LIAISON';
}

interface Objected {
  unitId: string;
  orderedById: string;
  markedById?: string | null;
}

/** The unit's own people; and those who decide, but about neither their own unit nor their own work. */
export function canMoveObjection(actor: Actor, objection: Objected, verb: ObjectionVerb): boolean {
  const decides = verb === 'upholdObjection' || verb === 'rejectObjection';
  const { orderedById, markedById = null } = objection;
  if (decides && isOwnWork(actor.id, { orderedById, markedById })) return false;
  return mayActAs(actor, objection, objectionMoves[verb].by);
}

export function canProposePublication(actor: Actor): boolean {
  return actor.role === 'OFFICE_CHIEF';
}

export function canDecidePublication(actor: Actor): boolean {
  return actor.role === 'LEADER';
}

/** The package of the whole round, or of one unit: everyone sees their own. */
export function canTakePackage(actor: Actor, unitId: string | null): boolean {
  return canSeeEvaluations(actor) || (isUnitRole(actor.role) && unitId === actor.unitId);
}
