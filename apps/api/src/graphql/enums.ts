import { actionSorts } from '@yardstick/server/delivery/action-list.queries';
import { actionStates } from '@yardstick/domain/action';
import { evaluationStates } from '@yardstick/domain/evaluation';
import { evaluationDocumentKinds, evaluationDocumentStates } from '@yardstick/domain/evaluation-document';
import { evidenceStates } from '@yardstick/domain/evidence';
import { letterColourLabels, letterKinds, letterStates } from '@yardstick/domain/letter';
import { milestoneStates } from '@yardstick/domain/milestone';
import { evidenceKinds, measureScopes } from '@yardstick/domain/plan';
import { outgoingFates } from '@yardstick/domain/post';
import { postKinds, roles } from '@yardstick/domain/roles';
import { openWorkKinds } from '@yardstick/server/delivery/open-work.queries';
import { requestKinds, requestStates } from '@yardstick/domain/request';
import { reportStandings, reportStates } from '@yardstick/domain/periodic-report';
import { ledgerFindingKinds } from '@yardstick/domain/ledger-finding';
import { operationsChecks, operationsStates, operationsUnits } from '@yardstick/domain/operations';
import { selfAssessmentStates } from '@yardstick/domain/self-assessment';
import { registerEnumType } from 'type-graphql';

/** GraphQL names a domain word in capitals: `in-progress` is IN_PROGRESS. */
export function enumOf(name: string, words: readonly string[]): Record<string, string> {
  const values = Object.fromEntries(words.map(word => [word.toUpperCase().replaceAll('-', '_'), word]));
  registerEnumType(values, { name });
  return values;
}

export const lights = ['grey', 'green', 'yellow', 'red', 'blue', 'late'] as const;

export const RoleEnum = enumOf('Role', roles);
export const ActionStateEnum = enumOf('ActionState', actionStates);
export const MilestoneStateEnum = enumOf('MilestoneState', milestoneStates);
export const EvidenceStateEnum = enumOf('EvidenceState', evidenceStates);
export const EvidenceKindEnum = enumOf('EvidenceKind', evidenceKinds);
export const LightEnum = enumOf('Light', lights);
export const UnitActionRoleEnum = enumOf('UnitActionRole', ['LEAD', 'RESP', 'COOP']);
export const MeasureScopeEnum = enumOf('MeasureScope', measureScopes);
export const EvaluationStateEnum = enumOf('EvaluationState', evaluationStates);
export const SelfAssessmentStateEnum = enumOf('SelfAssessmentState', selfAssessmentStates);
export const RequestKindEnum = enumOf('RequestKind', requestKinds);
export const RequestStateEnum = enumOf('RequestState', requestStates);
export const ActionSortEnum = enumOf('ActionSort', actionSorts);
export const PostKindEnum = enumOf('PostKind', postKinds);
export const OutgoingFateEnum = enumOf('OutgoingFate', outgoingFates);
export const OpenWorkKindEnum = enumOf('OpenWorkKind', openWorkKinds);
export const ReportStateEnum = enumOf('ReportState', reportStates);
export const ReportStandingEnum = enumOf('ReportStanding', reportStandings);
export const LetterKindEnum = enumOf('LetterKind', letterKinds);
export const LetterStateEnum = enumOf('LetterState', letterStates);
export const LetterColourEnum = enumOf('LetterColour', Object.keys(letterColourLabels));
export const LetterApproverEnum = enumOf('LetterApprover', ['office-chief', 'leader']);
export const EvaluationDocumentKindEnum = enumOf('EvaluationDocumentKind', evaluationDocumentKinds);
export const EvaluationDocumentStateEnum = enumOf('EvaluationDocumentState', evaluationDocumentStates);
export const LedgerFindingKindEnum = enumOf('LedgerFindingKind', ledgerFindingKinds);
export const OperationsCheckEnum = enumOf('OperationsCheckCode', operationsChecks);
export const OperationsStateEnum = enumOf('OperationsState', operationsStates);
export const OperationsUnitEnum = enumOf('OperationsUnit', operationsUnits);
