import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import a11y from 'eslint-plugin-jsx-a11y-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import {
  evaluationLine,
  layerConstraints,
  moduleLine,
  provideProjectGraph,
  sharedModulesBelowTheLine,
} from './tools/lint/boundaries.mjs';

await provideProjectGraph();

const tests = ['**/*.test.{ts,tsx}', '**/*.fixture.ts', '**/test/**', 'apps/web/e2e/**', 'libs/testing/**'];
const untyped = ['**/*.mjs', '**/*.config.ts', '*.ts'];

export default defineConfig(
  {
    ignores: ['**/node_modules', '**/dist', '**/generated', '**/*.generated.ts', '.nx', '.cache', '.data*', 'screens'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    rules: {
      eqeqeq: 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-debugger': 'error',
      'no-duplicate-case': 'error',
      'no-else-return': 'error',
      'no-empty': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unsafe-finally': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: untyped,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowConstructorOnly: true }],
      // By code points, as [...text] spreads, is how text is to be taken apart.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // noUncheckedIndexedAccess makes `!` the way to say that an index is known to be there.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Libraries hand out generic instances and numbered enums; these two rules reject every use of them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/unified-signatures': 'off',
    },
  },
  {
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // A stand-in for something asynchronous need not wait for anything.
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: untyped, languageOptions: { parser: tseslint.parser } },
  {
    // Must still be parsed by Node 12, see tools/bootstrap.mjs.
    files: ['tools/bootstrap.mjs', 'tools/port.mjs'],
    languageOptions: { parserOptions: { ecmaVersion: 2019 } },
    rules: { 'object-shorthand': 'off' },
  },

  {
    files: ['apps/web/**/*.{ts,tsx}'],
    ignores: ['apps/web/e2e/**'],
    extends: [reactHooks.configs.flat.recommended, a11y.configs.recommended],
  },

  {
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts'],
    ignores: ['**/*.test.{ts,tsx}', '**/*.fixture.ts', '**/test/**', 'apps/web/e2e/**', '**/*.config.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: layerConstraints,
          // Only the server's tests use the testing library.
          ignoredCircularDependencies: [['@yardstick/server', '@yardstick/testing']],
        },
      ],
    },
  },
  {
    files: ['apps/web/**/*.{ts,tsx}'],
    ignores: ['apps/web/e2e/**', '**/*.config.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^node:', message: 'The web runs in a browser: nothing of Node.' }] },
      ],
    },
  },
  moduleLine.map((module, place) => restrictImports(`${module}/**`, moduleLine.slice(place + 1))),
  sharedModulesBelowTheLine.map(module => restrictImports(`${module}/**`, moduleLine)),
  ['', ...evaluationLine].map((folder, place) =>
    restrictImports(`evaluation/${folder ? `${folder}/**` : '*.ts'}`, [
      ...evaluationLine.slice(place),
      ...moduleLine.slice(moduleLine.indexOf('evaluation') + 1),
    ]),
  ),
  {
    files: ['libs/domain/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The clock is an argument of a rule.' },
        { object: 'Math', property: 'random', message: 'Chance has no place in a rule.' },
        { object: 'process', property: 'env', message: 'Settings are arguments of a rule.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The clock is an argument of a rule.',
        },
        { selector: "CallExpression[callee.name='Date']", message: 'The clock is an argument of a rule.' },
      ],
      'no-restricted-globals': ['error', 'performance', 'process', 'crypto', 'fetch'],
    },
  },
  {
    files: ['apps/**/*.{ts,tsx}', 'libs/server/**/*.ts'],
    ignores: [...tests, 'libs/server/src/config.ts', 'libs/server/src/config/**', '**/*.config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read in libs/server/src/config only.' },
      ],
    },
  },
  {
    files: ['libs/**/index.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'Program', message: 'No index.ts: packages are imported by file, such as @yardstick/domain/plan.' },
      ],
    },
  },
  prettier,
);

/** `later`: folders that what lies at `where` may not import. */
function restrictImports(where, later) {
  if (later.length === 0) return [];
  const message = `${where} may not import what builds on it (${later.join(', ')}); tell them by an event.`;
  const regex = `^(?:(?:\\.\\.?/)+|@yardstick/server/)(?:evaluation/)?(?:${later.join('|')})/`;
  return {
    files: [`libs/server/src/${where}`],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
  };
}
