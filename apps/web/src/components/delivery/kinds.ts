import type { EvidenceKind, EvidenceState } from '../../graphql/types.generated.ts';

export const evidenceKinds: EvidenceKind[] = [
  'DOCUMENT',
  'ROSTER',
  'LEDGER',
  'REPORT',
  'STATISTICS',
  'CASE',
  'LINK',
  'PHOTO',
  'OTHER',
];

/** What came back, was taken back or has a newer version proves nothing anywhere else either. */
export function isUsable(state: EvidenceState): boolean {
  return state !== 'RETURNED' && state !== 'REVOKED' && state !== 'WITHDRAWN' && state !== 'SUPERSEDED';
}
