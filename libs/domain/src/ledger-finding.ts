/** What is wrong where the ledger, or what stands under it, is not as it was written. */
export const ledgerFindingKinds = ['altered', 'missing', 'extra', 'truncated', 'unlogged', 'damaged'] as const;
export type LedgerFindingKind = (typeof ledgerFindingKinds)[number];
