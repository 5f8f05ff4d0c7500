import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import type { Config } from './config.ts';
import type { ReadPool } from './database/read-pool.ts';
import type { BlobStore } from './files/blob-store.ts';
import type { LedgerSigner } from './ledger/signer.ts';
import type { Rules } from './rules/rules.ts';

/** What a process opens once and every request shares. */
export interface Services {
  config: Config;
  reads: ReadPool;
  blobs: BlobStore;
  signer: LedgerSigner;
  rules: () => Promise<Rules>;
  calendar: () => Promise<WorkCalendar>;
}
