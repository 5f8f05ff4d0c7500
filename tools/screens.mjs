// `npm run screens`: a picture of every page as each role sees it, on a desk and on a phone, into screens/.
// YARDSTICK_URL names a running demonstration to be pictured; otherwise one is started.
import { ensureReady, whenOrphaned } from './bootstrap.mjs';

ensureReady().then(async () => {
  const { takeScreens } = await import('./screens/take-screens.ts');
  process.exit(await takeScreens(whenOrphaned, process.env.YARDSTICK_URL));
});
