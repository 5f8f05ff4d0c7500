import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

function project(
  name: string,
  include: string[],
  test: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration {
  return {
    resolve: {
      // Vite would take graphql's ES module build while packages in node_modules load the other one, and graphql
      // does not recognise its own types across two copies.
      alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql/index.js') }],
    },
    // Generous, since a test shares the processor with others, and a test that passes never waits for them.
    test: {
      name,
      include,
      testTimeout: 60_000,
      hookTimeout: 120_000,
      expect: { poll: { timeout: 10_000 } },
      unstubEnvs: true,
      ...test,
    },
  };
}

/**
 * Loading the program costs more than most files' tests do, so the files of a project share it. Those that put other
 * modules in place of its own have one to themselves.
 */
function sharing(
  name: string,
  include: string[],
  test: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration[] {
  const apart = globSync(include, { cwd: import.meta.dirname }).filter(file =>
    /\bvi\.(mock|doMock|resetModules)\b/.test(readFileSync(file, 'utf8')),
  );
  const shared = project(name, include, { isolate: false, exclude: apart, ...test });
  return apart.length === 0 ? [shared] : [shared, project(`${name}-apart`, apart, test)];
}

export default defineConfig({
  test: {
    globalSetup: ['libs/testing/src/global-postgres.ts'],
    // One more than there are cores: every file waits a good deal for its database.
    maxWorkers: availableParallelism() + 1,
    projects: [
      ...sharing('unit', ['libs/domain/src/**/*.test.ts']),
      ...sharing('server', ['libs/server/src/**/*.test.ts']),
      ...sharing('api', ['apps/api/test/**/*.test.ts']),
      ...sharing('worker', ['apps/worker/test/**/*.test.ts']),
      ...sharing('web', ['apps/web/src/**/*.test.{ts,tsx}']),
      ...sharing('tools', ['tools/**/*.test.ts', 'libs/testing/src/**/*.test.ts']),
      // One demonstration for all files, which therefore take turns.
      project('e2e', ['apps/web/e2e/**/*.test.ts'], {
        globalSetup: ['libs/testing/src/global-demonstration.ts'],
        isolate: false,
        fileParallelism: false,
        sequence: { groupOrder: 1 },
        expect: { poll: { timeout: 20_000 } },
        testTimeout: 180_000,
        hookTimeout: 180_000,
      }),
    ],
  },
});
