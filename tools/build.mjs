// node tools/build.mjs [server] [web]: builds what is not up to date, by default both.
import { ensureReady } from './bootstrap.mjs';

ensureReady().then(async () => {
  process.env.NODE_ENV = 'production';
  const { buildWhereNeeded, targets } = await import('./build/build.ts');
  const named = process.argv.slice(2);
  try {
    await buildWhereNeeded(named.length ? named : Object.keys(targets));
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
});
