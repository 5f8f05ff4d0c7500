import { ensureReady, installedAsLocked, whenOrphaned } from './bootstrap.mjs';
import { chosenPort, refuseBusyPort } from './port.mjs';

const major = Number(process.versions.node.split('.')[0]);
const port = major < 20 ? 0 : chosenPort();
// Said before half a minute of installing; with packages in place the launcher itself asks, after clearing left-overs.
const portChecked = port && !installedAsLocked() ? refuseBusyPort(port) : Promise.resolve();

portChecked.then(ensureReady).then(async () => {
  const { launch } = await import('./start/launch.ts');
  await launch({ args: process.argv.slice(2), port, whenOrphaned, refuseBusyPort });
});
