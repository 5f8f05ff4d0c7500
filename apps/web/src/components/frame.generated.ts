/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../graphql/types.generated';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type Role =
  | 'AUDIT_ADMIN'
  | 'LEADER'
  | 'OFFICE_CHIEF'
  | 'OFFICE_STAFF'
  | 'SYS_ADMIN'
  | 'UNIT_HEAD'
  | 'UNIT_LIAISON'
  | 'UNIT_STAFF';

export type FrameQueryVariables = Exact<{ [key: string]: never; }>;


export type FrameQuery = { viewer: { id: string, username: string, name: string, role: Types.Role, email: string | null, canImportPlan: boolean, canIssueActions: boolean, canReview: boolean, canSeeAllUnits: boolean, canSeeDashboard: boolean, canOrderEvaluation: boolean, canAdministerUsers: boolean, canImportCalendar: boolean, canSetClock: boolean, givableRoles: Array<Types.Role>, mustChangePassword: boolean, unreadNoticeCount: number, todoCount: number, unit: { id: string, code: string, name: string, shortName: string, kind: string, isScored: boolean } }, clock: { now: string, today: string, isDemonstration: boolean, isShifted: boolean }, programs: Array<{ id: string, code: string, name: string, startsOn: string, endsOn: string, stages: Array<{ year: number, name: string }> }> };

export type FrameCountsQueryVariables = Exact<{ [key: string]: never; }>;


export type FrameCountsQuery = { viewer: { id: string, unreadNoticeCount: number, todoCount: number } };


export const FrameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Frame"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"shortName"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"isScored"}}]}},{"kind":"Field","name":{"kind":"Name","value":"canImportPlan"}},{"kind":"Field","name":{"kind":"Name","value":"canIssueActions"}},{"kind":"Field","name":{"kind":"Name","value":"canReview"}},{"kind":"Field","name":{"kind":"Name","value":"canSeeAllUnits"}},{"kind":"Field","name":{"kind":"Name","value":"canSeeDashboard"}},{"kind":"Field","name":{"kind":"Name","value":"canOrderEvaluation"}},{"kind":"Field","name":{"kind":"Name","value":"canAdministerUsers"}},{"kind":"Field","name":{"kind":"Name","value":"canImportCalendar"}},{"kind":"Field","name":{"kind":"Name","value":"canSetClock"}},{"kind":"Field","name":{"kind":"Name","value":"givableRoles"}},{"kind":"Field","name":{"kind":"Name","value":"mustChangePassword"}},{"kind":"Field","name":{"kind":"Name","value":"unreadNoticeCount"}},{"kind":"Field","name":{"kind":"Name","value":"todoCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"clock"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"now"}},{"kind":"Field","name":{"kind":"Name","value":"today"}},{"kind":"Field","name":{"kind":"Name","value":"isDemonstration"}},{"kind":"Field","name":{"kind":"Name","value":"isShifted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"programs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"stages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<FrameQuery, FrameQueryVariables>;
export const FrameCountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FrameCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unreadNoticeCount"}},{"kind":"Field","name":{"kind":"Name","value":"todoCount"}}]}}]}}]} as unknown as DocumentNode<FrameCountsQuery, FrameCountsQueryVariables>;