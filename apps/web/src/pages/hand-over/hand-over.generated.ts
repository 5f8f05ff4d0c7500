/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../../graphql/types.generated';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type HandOverPostInput = {
  /** instead of a successor who has an account */
  account?: NewHolderInput | null | undefined;
  /** the first day on which the successor answers */
  day: string;
  note?: string | null | undefined;
  outgoing?: OutgoingFate | null | undefined;
  /** the holder the form showed; null for an empty post */
  outgoingId?: string | null | undefined;
  post: PostKind;
  successorId?: string | null | undefined;
  unitId: string;
};

export type NewHolderInput = {
  email?: string | null | undefined;
  name: string;
  username: string;
};

export type OpenWorkKind =
  | 'ACTION_TO_PLAN'
  | 'LED_ACTION'
  | 'MILESTONE'
  | 'NOTICE'
  | 'OWNED_ACTION'
  | 'REMINDER'
  | 'REQUEST'
  | 'TO_SIGN'
  | 'UPLOAD';

export type OutgoingFate =
  | 'LEAVES'
  | 'STAYS';

export type PostKind =
  | 'DEPUTY_HEAD'
  | 'DEPUTY_LIAISON'
  | 'HEAD'
  | 'LIAISON';

export type Role =
  | 'AUDIT_ADMIN'
  | 'LEADER'
  | 'OFFICE_CHIEF'
  | 'OFFICE_STAFF'
  | 'SYS_ADMIN'
  | 'UNIT_HEAD'
  | 'UNIT_LIAISON'
  | 'UNIT_STAFF';

export type OpenWorkFactsFragment = { kind: Types.OpenWorkKind, id: string, title: string, actionId: string | null, dueOn: string | null };

export type HandOverPageQueryVariables = Exact<{
  unitId: string;
  post: Types.PostKind;
}>;


export type HandOverPageQuery = { unitPosts: Array<{ unitId: string, unitName: string }>, handOverPreview: { outgoingName: string | null, earliestOn: string | null, username: string, present: { id: string, post: Types.PostKind, userId: string, name: string, fromOn: string, toOn: string | null, basis: string, recordedBy: string, endedBy: string | null } | null, candidates: Array<{ userId: string, name: string, role: Types.Role, post: Types.PostKind | null }>, counts: Array<{ kind: Types.OpenWorkKind, count: number }>, work: Array<{ kind: Types.OpenWorkKind, id: string, title: string, actionId: string | null, dueOn: string | null }> } };

export type HandOverPostMutationVariables = Exact<{
  input: Types.HandOverPostInput;
}>;


export type HandOverPostMutation = { handOverPost: { successorName: string | null, outgoingName: string | null, account: { username: string, name: string, role: Types.Role, unitName: string, initialPassword: string } | null, counts: Array<{ kind: Types.OpenWorkKind, count: number }>, moved: Array<{ kind: Types.OpenWorkKind, id: string, title: string, actionId: string | null, dueOn: string | null }>, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export const OpenWorkFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenWorkFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenWork"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"actionId"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]} as unknown as DocumentNode<OpenWorkFactsFragment, unknown>;
export const HandOverPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HandOverPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"unitId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"post"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PostKind"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unitPosts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"unitId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"unitId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unitId"}},{"kind":"Field","name":{"kind":"Name","value":"unitName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"handOverPreview"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"unitId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"unitId"}}},{"kind":"Argument","name":{"kind":"Name","value":"post"},"value":{"kind":"Variable","name":{"kind":"Name","value":"post"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"present"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PostHoldingFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"outgoingName"}},{"kind":"Field","name":{"kind":"Name","value":"earliestOn"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"post"}}]}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"work"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenWorkFacts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PostHoldingFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PostHolding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"post"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"fromOn"}},{"kind":"Field","name":{"kind":"Name","value":"toOn"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"recordedBy"}},{"kind":"Field","name":{"kind":"Name","value":"endedBy"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenWorkFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenWork"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"actionId"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]} as unknown as DocumentNode<HandOverPageQuery, HandOverPageQueryVariables>;
export const HandOverPostDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"HandOverPost"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HandOverPostInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"handOverPost"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"successorName"}},{"kind":"Field","name":{"kind":"Name","value":"outgoingName"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenedAccount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"moved"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenWorkFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenedAccount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenedAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"unitName"}},{"kind":"Field","name":{"kind":"Name","value":"initialPassword"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenWorkFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenWork"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"actionId"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]} as unknown as DocumentNode<HandOverPostMutation, HandOverPostMutationVariables>;