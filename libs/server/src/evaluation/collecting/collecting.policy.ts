import { isOffice, isUnitRole, seesAllUnits } from '@yardstick/domain/roles';
import { selfAssessmentMoves, type SelfAssessmentVerb } from '@yardstick/domain/self-assessment';
import type { Actor } from '../../context.ts';
import { mayActAs } from '../../delivery/unit-action.policy.ts';

interface OfUnit {
  unitId: string;
}

/** Opening, closing, recording batches and importing statistics are the office's. */
export const canCollect = (actor: Actor): boolean => isOffice(actor.role);

/** What is missing and goes by without: the chief's word, on record. */
export const canDecideMissing = (actor: Actor): boolean => actor.role === 'OFFICE_CHIEF';

/** The liaison writes and the head signs, for their own unit. */
export const canMoveSelfAssessment = (actor: Actor, of: OfUnit, verb: SelfAssessmentVerb): boolean =>
  mayActAs(actor, of, selfAssessmentMoves[verb].by);

/** Nobody checks their own unit's marks. */
export const canCheckLines = (actor: Actor, of: OfUnit): boolean => isOffice(actor.role) && actor.unitId !== of.unitId;

/** Another mark than the office's: the chief's word, never for the own unit. */
export const canDecideFinal = (actor: Actor, of: OfUnit): boolean =>
  actor.role === 'OFFICE_CHIEF' && actor.unitId !== of.unitId;

/** A unit sees its own lines; office and leading group see all. */
export const canSeeCollecting = (actor: Actor, unitId: string): boolean =>
  seesAllUnits(actor.role) || (isUnitRole(actor.role) && actor.unitId === unitId);
