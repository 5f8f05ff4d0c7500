import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import { createHash, createHmac } from 'node:crypto';
import type { LedgerSigner } from '../../ledger/signer.ts';

export interface RecordedFigure {
  unit: string;
  code: string;
  /** 0 for one without a year. */
  year: number;
  value: string;
  source: string;
  provisional: boolean;
}

export const figureId = ({ unit, code, year }: RecordedFigure): string => `${unit}/${code}/${year}`;

/** Told only to whom the figure is shown; from the leaf's request, so that it need not be kept. */
export function figureSalt(signer: LedgerSigner, requestId: string, figure: RecordedFigure): string {
  const secret = signer.derive('recorded figures', 32);
  return createHmac('sha256', secret)
    .update(`${requestId}/${figureId(figure)}`, 'utf8')
    .digest('hex');
}

/** What the ledger holds of a recorded figure: one leaf tells of many units, and each may see its own only. */
export function figureDigest(salt: string, { unit, code, year, value, source, provisional }: RecordedFigure): string {
  const row = canonicalJson([unit, code, year, value, source, provisional]);
  return createHash('sha256').update(`${salt}\n${row}`, 'utf8').digest('hex');
}
