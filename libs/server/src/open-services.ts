import type { MikroORM } from '@mikro-orm/postgresql';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCalendar } from './calendar/load-calendar.ts';
import type { Config } from './config.ts';
import { openOrm } from './database/orm.ts';
import { ReadPool } from './database/read-pool.ts';
import { blobStoreFrom } from './files/blob-store-from.ts';
import { LedgerSigner } from './ledger/signer.ts';
import { loadRules, type Rules } from './rules/rules.ts';
import type { Services } from './services.ts';

export interface Opened {
  orm: MikroORM;
  services: Services;
  close: () => Promise<void>;
}

/** How long an answer from the rule and calendar tables is kept; a change shows everywhere within this time. */
const keptForMs = 5_000;

export async function openServices(config: Config): Promise<Opened> {
  const appUrl = appDatabaseUrl(config);
  const orm = await openOrm(appUrl);
  const reads = new ReadPool(appUrl);
  const services: Services = {
    config,
    reads,
    blobs: await blobStoreFrom(
      config.s3 ? { kind: 's3', ...config.s3 } : { kind: 'fs', root: join(config.DATA_DIR, 'files') },
    ),
    signer: LedgerSigner.fromFile(config.LEDGER_KEY_FILE ?? join(config.DATA_DIR, 'keys', 'ledger.pem')),
    rules: kept<Rules>(() => loadRules(reads)),
    calendar: kept<WorkCalendar>(() => loadCalendar(reads)),
  };
  return {
    orm,
    services,
    close: async () => {
      await orm.close();
      await reads.close();
    },
  };
}

/**
 * The run-time role's address: given, or written by the set-up beside the data. Without either, the owner's connection
 * is used with its rights laid down to the run-time role's.
 */
export function appDatabaseUrl(config: Config): string {
  if (config.DATABASE_APP_URL) return config.DATABASE_APP_URL;
  const file = join(config.DATA_DIR, 'database-app-url');
  if (existsSync(file)) {
    const app = new URL(readFileSync(file, 'utf8').trim());
    const owner = new URL(config.DATABASE_URL);
    app.host = owner.host; // the embedded server's port differs from start to start
    return app.toString();
  }
  const url = new URL(config.DATABASE_URL);
  url.searchParams.set('options', '-c role=yardstick_app');
  return url.toString();
}

export function kept<T>(load: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  let until = 0;
  return () => {
    const now = performance.now();
    if (!value || now > until) {
      until = now + keptForMs;
      value = load().catch((error: unknown) => {
        value = undefined;
        throw error;
      });
    }
    return value;
  };
}
