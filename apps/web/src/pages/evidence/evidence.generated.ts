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
  | 'NOT_APPLICABLE'
  | 'PLANNING'
  | 'PLAN_IN_REVIEW'
  | 'PLAN_TO_SIGN'
  | 'RETURNED'
  | 'SUBMITTED'
  | 'SUSPENDED';

export type Light =
  | 'BLUE'
  | 'GREEN'
  | 'GREY'
  | 'LATE'
  | 'RED'
  | 'YELLOW';

export type MilestoneState =
  | 'ACCEPTED'
  | 'PLANNED'
  | 'RETURNED'
  | 'SUBMITTED'
  | 'TO_SIGN';

export type OpenMilestonesQueryVariables = Exact<{
  filter: Types.ActionFilter;
  page: number;
  pageSize: number;
}>;


export type OpenMilestonesQuery = { actions: { rows: Array<{ id: string, title: string, measureCode: string, state: Types.ActionState, milestones: Array<{ id: string, title: string, dueOn: string, state: Types.MilestoneState }> }> } };


export const OpenMilestonesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OpenMilestones"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ActionFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"page"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"pageSize"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"actions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"sort"},"value":{"kind":"EnumValue","value":"DUE_ON"}},{"kind":"Argument","name":{"kind":"Name","value":"page"},"value":{"kind":"Variable","name":{"kind":"Name","value":"page"}}},{"kind":"Argument","name":{"kind":"Name","value":"pageSize"},"value":{"kind":"Variable","name":{"kind":"Name","value":"pageSize"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"measureCode"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"milestones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}}]}}]} as unknown as DocumentNode<OpenMilestonesQuery, OpenMilestonesQueryVariables>;