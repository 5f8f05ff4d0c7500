import path from 'node:path';
import { root } from '../bootstrap.mjs';
import { Stamp } from './up-to-date.ts';

const webFolder = path.join(root, 'apps', 'web');
export const webDist = path.join(webFolder, 'dist');

export const webStamp = new Stamp('web', [
  ...['apps/web', 'apps/api/schema.graphql', 'libs/domain'],
  ...['package-lock.json', 'tsconfig.base.json', 'tools/build'],
]);

export async function buildWeb(): Promise<void> {
  const { build } = await import('vite');
  await build({ root: webFolder, logLevel: 'warn' });
}

export async function watchWeb(): Promise<void> {
  const { build } = await import('vite');
  await build({ root: webFolder, logLevel: 'warn', build: { watch: {}, minify: false } });
}
