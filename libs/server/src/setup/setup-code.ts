import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = (dataDir: string): string => join(dataDir, 'setup-code');

/** The code that proves that whoever sets the instance up can read the server's own console. */
export function setupCode(dataDir: string): string {
  if (!existsSync(file(dataDir))) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file(dataDir), randomBytes(5).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file(dataDir), 'utf8').trim();
}

export function setupCodeFits(dataDir: string, given: string): boolean {
  if (!existsSync(file(dataDir))) return false;
  const expected = Buffer.from(setupCode(dataDir));
  const actual = Buffer.from(given.trim());
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

export function dropSetupCode(dataDir: string): void {
  rmSync(file(dataDir), { force: true });
}
