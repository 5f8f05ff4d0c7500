// `npm run codegen`: types of the schema, one typed document file beside each .graphql file of the web, and the list of
// interface words a page may ask for.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const words = `${root}/apps/web/src/i18n`;
const areas = readdirSync(`${words}/zh-CN`)
  .filter(name => name.endsWith('.json'))
  .map(name => name.slice(0, -'.json'.length))
  .sort();
const nameOf = area => area.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
writeFileSync(
  `${words}/keys.generated.ts`,
  `${areas.map(area => `import type ${nameOf(area)} from './zh-CN/${area}.json';`).join('\n')}

export type Words = ${areas.map(area => `typeof ${nameOf(area)}`).join(' & ')};
`,
);

const printed = spawnSync(`${root}/node_modules/.bin/node`, ['--import', 'tsx', 'tools/print-schema.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TSX_TSCONFIG_PATH: 'apps/api/tsconfig.json' },
});
if (printed.status !== 0) process.exit(1);

const result = spawnSync(
  `${root}/node_modules/.bin/node`,
  [`${root}/node_modules/@graphql-codegen/cli/cjs/bin.js`, '--config', 'codegen.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NO_COLOR: '1' } },
);
process.exit(result.status ?? 1);
