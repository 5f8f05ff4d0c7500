/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../../graphql/types.generated';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type ActionFilter = {
  light?: Light | null | undefined;
  measureCode?: string | null | undefined;
  programId?: string | null | undefined;
  state?: Array<ActionState> | null | undefined;
  tab?: string | null | undefined;
  taskCode?: string | null | undefined;
  text?: string | null | undefined;
  unitId?: string | null | undefined;
  year?: number | null | undefined;
};

export type ActionState =
  | 'ARCHIVED'
  | 'ASSIGNED'
  | 'CANCELLED'
  | 'CLOSED'
  | 'COMPLETION_TO_SIGN'
  | 'DONE'
  | 'FINAL_REVIEW'
  | 'IN_PROGRESS'
  | 'PLANNING'
  | 'PLAN_IN_REVIEW'
  | 'PLAN_TO_SIGN'
  | 'RETURNED'
  | 'SUBMITTED'
  | 'SUSPENDED';

export type EvidenceKind =
  | 'CASE'
  | 'DOCUMENT'
  | 'LEDGER'
  | 'LINK'
  | 'OTHER'
  | 'PHOTO'
  | 'REPORT'
  | 'ROSTER'
  | 'STATISTICS';

export type Light =
  | 'BLUE'
  | 'GREEN'
  | 'GREY'
  | 'LATE'
  | 'RED'
  | 'YELLOW';

export type EarlierActionQueryVariables = Exact<{
  filter: Types.ActionFilter;
}>;


export type EarlierActionQuery = { actions: { rows: Array<{ id: string, year: number }> } };

export type EarlierPlanQueryVariables = Exact<{
  id: string;
}>;


export type EarlierPlanQuery = { action: { id: string, year: number, content: string, target: string | null, steps: string | null, ownerName: string | null, section: string | null, headInCharge: string | null, milestones: Array<{ id: string, title: string, deliverable: string, acceptanceRule: string | null, proofKinds: Array<Types.EvidenceKind>, dueOn: string }> } | null };


export const EarlierActionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EarlierAction"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ActionFilter"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"actions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"sort"},"value":{"kind":"EnumValue","value":"DUE_ON_DESC"}},{"kind":"Argument","name":{"kind":"Name","value":"page"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"pageSize"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"year"}}]}}]}}]}}]} as unknown as DocumentNode<EarlierActionQuery, EarlierActionQueryVariables>;
export const EarlierPlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EarlierPlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"action"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"ownerName"}},{"kind":"Field","name":{"kind":"Name","value":"section"}},{"kind":"Field","name":{"kind":"Name","value":"headInCharge"}},{"kind":"Field","name":{"kind":"Name","value":"milestones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"deliverable"}},{"kind":"Field","name":{"kind":"Name","value":"acceptanceRule"}},{"kind":"Field","name":{"kind":"Name","value":"proofKinds"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]}}]}}]} as unknown as DocumentNode<EarlierPlanQuery, EarlierPlanQueryVariables>;