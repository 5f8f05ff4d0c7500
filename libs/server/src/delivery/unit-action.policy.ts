import { actionMoves, type ActionVerb, type ActorKind } from '@yardstick/domain/action';
import { milestoneMoves, type MilestoneVerb } from '@yardstick/domain/milestone';
import { isOffice, isUnitRole, type Role } from '@yardstick/domain/roles';
import type { Actor } from '../context.ts';

interface OfUnit {
  unitId: string;
}

const kindOf: Partial<Record<Role, ActorKind>> = {
  UNIT_LIAISON: 'liaison',
  UNIT_HEAD: 'unit-head',
  OFFICE_STAFF: 'office-staff',
  OFFICE_CHIEF: 'office-chief',
  LEADER: 'leader',
};

/** A unit's people act for their own unit; the office and the leading group act for every unit but their own. */
export function mayActAs(actor: Actor, thing: OfUnit, by: readonly ActorKind[]): boolean {
  const kind = kindOf[actor.role];
  if (!kind || !by.includes(kind)) return false;
  return isUnitRole(actor.role) === (actor.unitId === thing.unitId);
}

export function canMoveAction(actor: Actor, action: OfUnit, verb: ActionVerb): boolean {
  return mayActAs(actor, action, actionMoves[verb].by);
}

export function canMoveMilestone(actor: Actor, milestone: OfUnit, verb: MilestoneVerb): boolean {
  return mayActAs(actor, milestone, milestoneMoves[verb].by);
}

/** Filling in the plan, reporting progress and attaching evidence are the liaison's and the action owner's work. */
export function canWorkOn(actor: Actor, action: OfUnit): boolean {
  return (actor.role === 'UNIT_LIAISON' || actor.role === 'UNIT_STAFF') && actor.unitId === action.unitId;
}

/** Nobody reviews their own unit's proof. */
export function canReview(actor: Actor, thing: OfUnit): boolean {
  return isOffice(actor.role) && actor.unitId !== thing.unitId;
}

export function canIssueActions(actor: Actor): boolean {
  return isOffice(actor.role);
}
