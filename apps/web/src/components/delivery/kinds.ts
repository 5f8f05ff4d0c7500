import type { EvidenceKind } from '../../graphql/types.generated.ts';

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
