import { letterMoves, type LetterApprover, type LetterKind, type LetterVerb } from '@yardstick/domain/letter';
import { isOffice, seesAllUnits } from '@yardstick/domain/roles';
import type { Actor } from '../context.ts';
import { mayActAs } from '../delivery/unit-action.policy.ts';

interface OfLetter {
  unitId: string;
  kind: LetterKind;
  approver: LetterApprover;
  ofId?: string | null;
}

/** Nobody chases their own unit; a circular is the office's own paper until it is sent. */
export function canMoveLetter(actor: Actor, letter: OfLetter, verb: LetterVerb): boolean {
  const isOwnPaper = letter.kind === 'circular' && !letter.ofId;
  const unitId = isOwnPaper && seesAllUnits(actor.role) ? '' : letter.unitId;
  if (isOwnPaper && (verb === 'receiveLetter' || verb === 'answerLetter')) return false;
  if (verb === 'approveLetter') return mayActAs(actor, { unitId }, [letter.approver]);
  if ((verb === 'editLetter' || verb === 'withdrawLetter') && actor.role === 'LEADER')
    return letter.approver === 'leader' && mayActAs(actor, { unitId }, ['leader']);
  return mayActAs(actor, { unitId }, letterMoves[verb].by);
}

export function canDraftLetters(actor: Actor): boolean {
  return isOffice(actor.role);
}

/** Drafts are for those who write and approve them; a unit's people see what was sent to their unit. */
export function canListLetters(actor: Actor): boolean {
  return seesAllUnits(actor.role) || actor.role.startsWith('UNIT_');
}
