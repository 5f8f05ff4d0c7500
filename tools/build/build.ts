import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap.mjs';
import { buildServer, serverStamp } from './server-bundle.ts';
import { buildWeb, webDist, webStamp } from './web-bundle.ts';

export const targets = {
  server: { stamp: serverStamp, build: buildServer, result: path.join(root, 'dist', 'setup.js') },
  web: { stamp: webStamp, build: buildWeb, result: path.join(webDist, 'index.html') },
} as const;
export type TargetName = keyof typeof targets;

export function isUpToDate(name: TargetName): boolean {
  const { stamp, result } = targets[name];
  return existsSync(result) && stamp.matches(stamp.hash());
}

export async function buildWhereNeeded(names: readonly TargetName[]): Promise<void> {
  await Promise.all(
    names.map(async name => {
      if (isUpToDate(name)) return;
      const { stamp, build } = targets[name];
      const startedAt = performance.now();
      // Taken before building: what changes meanwhile is built next time.
      const hash = stamp.hash();
      stamp.clear();
      await build();
      stamp.set(hash);
      console.log(`构建完成 / Built ${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    }),
  );
}
