import path from 'node:path';
import { root } from '../bootstrap.mjs';
import { runInherited } from '../run-inherited.ts';
import { isUpToDate, type TargetName } from './build.ts';

/** Builds in a process of its own what is not up to date. */
export async function ensureBuilt(...names: TargetName[]): Promise<void> {
  const missing = names.filter(name => !isUpToDate(name));
  if (missing.length === 0) return;
  const code = await runInherited(process.execPath, [path.join(root, 'tools', 'build.mjs'), ...missing]);
  if (code !== 0) throw new Error(`Building ${missing.join(' and ')} failed; the cause is above.`);
}
