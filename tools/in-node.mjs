import { ensureReady, root } from './bootstrap.mjs';

ensureReady().then(async () => {
  const { default: path } = await import('path');
  const { runInherited } = await import('./run-inherited.ts');
  const [command, ...args] = process.argv.slice(2);
  process.exit(await runInherited(path.join(root, 'node_modules', '.bin', command), args));
});
