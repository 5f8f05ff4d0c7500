import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = { CalendarDay: 'string', DateTime: 'string', Localized: '{ zh: string; en: string }', ID: 'string' };

const config: CodegenConfig = {
  schema: 'apps/api/schema.graphql',
  documents: 'apps/web/src/**/*.graphql',
  ignoreNoDocuments: true,
  config: { scalars, enumType: 'string-literal', useTypeImports: true, avoidOptionals: { field: true } },
  generates: {
    'apps/web/src/graphql/types.generated.ts': { plugins: ['typescript'], config: { enumsAsTypes: true } },
    'apps/web/src/': {
      preset: 'near-operation-file',
      presetConfig: { extension: '.generated.ts', baseTypesPath: 'graphql/types.generated.ts' },
      plugins: ['typescript-operations', 'typed-document-node'],
    },
  },
};

export default config;
