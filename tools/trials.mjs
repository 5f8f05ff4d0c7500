// npm run trials -- <name> [arguments]: what the product bears and finds, in figures; one line of JSON.
import { ensureReady } from './bootstrap.mjs';

ensureReady().then(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (!name || !/^[a-z-]+$/.test(name)) throw new Error('Say which trial: npm run trials -- copies');
  const { register } = await import('tsx/esm/api'); // Node itself only strips types
  register();
  const { default: trial } = await import(`./trials/${name}.ts`);
  process.exit(await trial(args));
});
