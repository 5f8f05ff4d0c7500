import { ESLint } from 'eslint';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { root } from './bootstrap.mjs';

let eslint: ESLint;

beforeAll(() => {
  // Type-aware rules ask for files that exist; the boundaries are about their text alone.
  eslint = new ESLint({
    cwd: root,
    overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: null } } },
    ruleFilter: ({ ruleId }) => /boundaries|no-restricted/.test(ruleId),
  });
});

async function rulesAgainst(file: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map(message => message.ruleId ?? message.message);
}

const nxRule = '@nx/enforce-module-boundaries';
const reach = 'no-restricted-imports';

test.each([
  ['a rule imports an npm package', 'libs/domain/src/wrong.ts', `import 'pg';`, nxRule],
  ['a rule imports the server', 'libs/domain/src/wrong.ts', `import '@yardstick/server/act';`, nxRule],
  ['the server knows its GraphQL face', 'libs/server/src/people/wrong.ts', `import 'type-graphql';`, nxRule],
  ['the server knows the queue', 'libs/server/src/people/wrong.ts', `import 'bullmq';`, nxRule],
  ['the server knows Apollo', 'libs/server/src/people/wrong.ts', `import '@apollo/server';`, nxRule],
  ['the server knows the testing library', 'libs/server/src/people/wrong.ts', `import '@yardstick/testing/x';`, nxRule],
  ['the product uses the testing library', 'apps/api/src/wrong.ts', `import '@yardstick/testing/x';`, nxRule],
  ['the web uses the server', 'apps/web/src/wrong.ts', `import '@yardstick/server/act';`, nxRule],
  ['the web uses the ORM', 'apps/web/src/wrong.ts', `import '@mikro-orm/core';`, nxRule],
  ['the web uses the driver', 'apps/web/src/wrong.ts', `import 'pg';`, nxRule],
  ['the web uses Node', 'apps/web/src/wrong.ts', `import 'node:fs';`, reach],
  ['a package is reached by a path', 'apps/api/src/wrong.ts', `import '../../../libs/domain/src/plan.ts';`, nxRule],
  ['a module imports a later one', 'libs/server/src/people/wrong.ts', `import '../evaluation/x.ts';`, reach],
  [
    'a module imports a later one by name',
    'libs/server/src/people/wrong.ts',
    `import '@yardstick/server/setup/cli';`,
    reach,
  ],
  [
    'a folder of evaluation imports a later one',
    'libs/server/src/evaluation/collecting/wrong.ts',
    `import '../outcome/x.ts';`,
    reach,
  ],
  [
    'what all of evaluation knows knows a part',
    'libs/server/src/evaluation/wrong.ts',
    `import './papers/x.ts';`,
    reach,
  ],
  [
    'a folder of evaluation imports a later module',
    'libs/server/src/evaluation/package/wrong.ts',
    `import '../../setup/x.ts';`,
    reach,
  ],
  ['notifications know a module', 'libs/server/src/notifications/wrong.ts', `import '../delivery/x.ts';`, reach],
  ['a rule asks the clock', 'libs/domain/src/wrong.ts', `export const now = new Date();`, 'no-restricted-syntax'],
  [
    'a rule asks the clock otherwise',
    'libs/domain/src/wrong.ts',
    `export const now = Date.now();`,
    'no-restricted-properties',
  ],
  ['a rule rolls dice', 'libs/domain/src/wrong.ts', `export const die = Math.random();`, 'no-restricted-properties'],
  [
    'settings are read anywhere',
    'libs/server/src/people/wrong.ts',
    `export const port = process.env.PORT;`,
    'no-restricted-properties',
  ],
  [
    'settings are read by the API itself',
    'apps/api/src/wrong.ts',
    `export const port = process.env.PORT;`,
    'no-restricted-properties',
  ],
  ['a library has a barrel', 'libs/domain/src/index.ts', `export const x = 1;`, 'no-restricted-syntax'],
])('lint refuses when %s', async (_what, file, code, rule) => {
  expect(await rulesAgainst(file, code)).toContain(rule);
});

test.each([
  ['libs/domain/src/right.ts', `import './plan.ts';\nexport const day = new Date('2024-06-30');`],
  ['libs/domain/src/right.test.ts', `import fc from 'fast-check';\nexport const now = [fc, new Date()];`],
  ['libs/server/src/evaluation/right.ts', `import '@yardstick/domain/plan';\nimport '../people/x.ts';\nimport 'pg';`],
  [
    'libs/server/src/evaluation/outcome/right.ts',
    `import '../collecting/x.ts';\nimport '../evaluation.entity.ts';\nimport '../../letters/x.ts';`,
  ],
  ['libs/server/src/people/right.test.ts', `import '@yardstick/testing/embedded-postgres';\nimport '../setup/cli.ts';`],
  ['libs/server/src/config.ts', `export const port = process.env.PORT;`],
  ['apps/api/src/right.ts', `import 'type-graphql';\nimport '@yardstick/server/act';`],
  ['apps/api/test/right.test.ts', `import '@yardstick/testing/embedded-postgres';`],
  ['apps/web/src/right.ts', `import 'react';\nimport '@yardstick/domain/plan';`],
])('lint accepts %s', async (file, code) => {
  expect(await rulesAgainst(file, code)).toEqual([]);
});
