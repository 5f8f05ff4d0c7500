import { requestMoves, type RequestVerb } from '@yardstick/domain/request';
import { seesAllUnits } from '@yardstick/domain/roles';
import type { Actor } from '../context.ts';
import { canWorkOn, mayActAs } from '../delivery/unit-action.policy.ts';

interface OfUnit {
  unitId: string;
}

/** Asking is the liaison's and the action owner's work; so is taking it back, and reading the answer. */
export function canFileRequest(actor: Actor, action: OfUnit): boolean {
  return canWorkOn(actor, action);
}

/** The head signs for the own unit; the office and the leading group decide for every unit but their own. */
export function canMoveRequest(actor: Actor, request: OfUnit, verb: RequestVerb): boolean {
  if (verb === 'withdrawRequest') return canFileRequest(actor, request);
  return mayActAs(actor, request, requestMoves[verb].by);
}

/** The list of everybody's requests is for those who answer them; a unit's people see their own unit's rows. */
export function canListRequests(actor: Actor): boolean {
  return seesAllUnits(actor.role) || actor.role.startsWith('UNIT_');
}
