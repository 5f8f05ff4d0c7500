// npm run bench [-- --quick]: the product beside a bare server on the same database and beside PostGraphile.
import { ensureReady } from './bootstrap.mjs';

ensureReady().then(async () => {
  const { bench } = await import('./bench/bench.ts');
  process.exit(await bench(process.argv.slice(2)));
});
