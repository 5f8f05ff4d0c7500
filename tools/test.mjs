// npm test: everything a change must pass. npm test -- --only unit [vitest arguments]: one vitest project only.
import { ensureReady } from './bootstrap.mjs';

ensureReady().then(async () => {
  const { testAll, testSome } = await import('./test/run.ts');
  const args = process.argv.slice(2);
  const outcome = args.length ? await testSome(args) : await testAll();
  console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
  process.exit(outcome.failed === 0 ? 0 : 1);
});
