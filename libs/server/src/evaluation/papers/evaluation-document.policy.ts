import { evaluationDocumentMoves, type EvaluationDocumentVerb } from '@yardstick/domain/evaluation-document';
import type { LetterApprover } from '@yardstick/domain/letter';
import { isOffice, isUnitRole } from '@yardstick/domain/roles';
import type { Actor } from '../../context.ts';
import { mayActAs } from '../../delivery/unit-action.policy.ts';
import { canSeeEvaluations } from '../evaluation.policy.ts';

interface OfDocument {
  aboutUnit?: string | null;
  approver: LetterApprover;
}

export const canDraftDocuments = (actor: Actor): boolean => isOffice(actor.role);

/** Nobody writes about their own unit; the rules say who of the two issues it. */
export function canMoveDocument(actor: Actor, document: OfDocument, verb: EvaluationDocumentVerb): boolean {
  const by =
    verb === 'issueDocument' || verb === 'returnDocument' ? [document.approver] : evaluationDocumentMoves[verb].by;
  return mayActAs(actor, { unitId: document.aboutUnit ?? '' }, by);
}

/** A unit's people see what was issued about their unit, and nothing else (row-level fence). */
export const canSeeDocuments = (actor: Actor): boolean => canSeeEvaluations(actor) || isUnitRole(actor.role);
