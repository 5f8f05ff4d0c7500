import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './embedded-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser url of the one PostgreSQL of this test run. */
    postgres: string;
  }
}

/** Started once for all test files; each makes its own database in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // As root the server runs under another account, which must be able to enter the folder.
  const folder = mkdtempSync(path.join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'yardstick-tests-'));
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({
    dataDir: path.join(folder, 'postgres'),
    noSync: true,
    settings: { max_connections: '300', shared_buffers: '128MB' },
  });
  project.provide('postgres', postgres.superuserUrl);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
