// npm run faults [-- --quick] [-- --seed=7]: what happens to reminders while everything breaks; a line of JSON per transport.
import { ensureReady } from './bootstrap.mjs';

ensureReady().then(async () => {
  const { register } = await import('tsx/esm/api'); // Node itself only strips types
  register();
  const { default: faults } = await import('./faults/faults.ts');
  process.exit(await faults(process.argv.slice(2)));
});
