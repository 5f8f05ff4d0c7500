/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../../graphql/types.generated';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type LedgerFindingKind =
  | 'ALTERED'
  | 'DAMAGED'
  | 'EXTRA'
  | 'MISSING'
  | 'TRUNCATED'
  | 'UNLOGGED';

export type RecordWitnessNoteInput = {
  /** the whole text of the checkpoint */
  note: string;
  /** who kept it */
  witness: string;
};

export type LedgerPartQueryVariables = Exact<{ [key: string]: never; }>;


export type LedgerPartQuery = { ledgerState: { size: number, checkpointSize: number, checkpointAt: string | null, fingerprint: string | null, witnessNoteCount: number, monitorRanAt: string | null, monitorReadTo: number | null, fileCount: number, filesReread: number, lastRereadAt: string | null, damagedCount: number, findings: Array<{ id: string, kind: Types.LedgerFindingKind, place: string, expected: string, found: string, beganAt: string, endedAt: string | null }> } };

export type RecordWitnessNoteMutationVariables = Exact<{
  input: Types.RecordWitnessNoteInput;
}>;


export type RecordWitnessNoteMutation = { recordWitnessNote: { size: number | null, fits: boolean | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };


export const LedgerPartDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LedgerPart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ledgerState"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"checkpointSize"}},{"kind":"Field","name":{"kind":"Name","value":"checkpointAt"}},{"kind":"Field","name":{"kind":"Name","value":"fingerprint"}},{"kind":"Field","name":{"kind":"Name","value":"witnessNoteCount"}},{"kind":"Field","name":{"kind":"Name","value":"monitorRanAt"}},{"kind":"Field","name":{"kind":"Name","value":"monitorReadTo"}},{"kind":"Field","name":{"kind":"Name","value":"fileCount"}},{"kind":"Field","name":{"kind":"Name","value":"filesReread"}},{"kind":"Field","name":{"kind":"Name","value":"lastRereadAt"}},{"kind":"Field","name":{"kind":"Name","value":"damagedCount"}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"place"}},{"kind":"Field","name":{"kind":"Name","value":"expected"}},{"kind":"Field","name":{"kind":"Name","value":"found"}},{"kind":"Field","name":{"kind":"Name","value":"beganAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}}]}}]}}]}}]} as unknown as DocumentNode<LedgerPartQuery, LedgerPartQueryVariables>;
export const RecordWitnessNoteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordWitnessNote"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordWitnessNoteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordWitnessNote"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<RecordWitnessNoteMutation, RecordWitnessNoteMutationVariables>;