import { createRequire } from 'node:module';
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
    test: { name, include, testTimeout: 20_000, hookTimeout: 60_000, ...test },
  };
}

export default defineConfig({
  test: {
    globalSetup: ['libs/testing/src/global-postgres.ts'],
    projects: [
      // Pure functions leave nothing behind that a fresh process would have to clear.
      project('unit', ['libs/domain/src/**/*.test.ts'], { isolate: false }),
      project('server', ['libs/server/src/**/*.test.ts']),
      project('api', ['apps/api/test/**/*.test.ts']),
      project('worker', ['apps/worker/test/**/*.test.ts']),
      project('web', ['apps/web/src/**/*.test.{ts,tsx}']),
      project('tools', ['tools/**/*.test.ts', 'libs/testing/src/**/*.test.ts'], { testTimeout: 60_000 }),
      // One demonstration for all files, which therefore take turns, after everything that wants the processor too.
      project('e2e', ['apps/web/e2e/**/*.test.ts'], {
        globalSetup: ['libs/testing/src/global-demonstration.ts'],
        fileParallelism: false,
        sequence: { groupOrder: 1 },
        expect: { poll: { timeout: 20_000 } },
        testTimeout: 120_000,
        hookTimeout: 180_000,
      }),
    ],
  },
});
