/** Modules of libs/server in one line: each may import itself, the shared modules and what stands to its left. */
export const moduleLine = [
  'people',
  'calendar',
  'clock',
  'program',
  'evidence',
  'delivery',
  'requests',
  'reports',
  'letters',
  'operations',
  'evaluation',
  'setup',
  'demonstration',
];

/** Folders of the module `evaluation` in one line; what lies beside them is known to all and knows none of them. */
export const evaluationLine = ['collecting', 'schemes', 'computing', 'outcome', 'papers', 'package'];

/** Shared by the modules of the line, and knowing none of them. Other shared modules may, as the database its entities. */
export const sharedModulesBelowTheLine = ['notifications'];

export const layerConstraints = [
  layer('domain', [], ['*']),
  layer(
    'server',
    ['domain'],
    ['type-graphql', 'bullmq', '@apollo/*', '@as-integrations/*', 'react', 'react-dom', 'antd'],
  ),
  layer('testing', ['domain', 'server']),
  layer('api', ['domain', 'server']),
  layer('worker', ['domain', 'server']),
  layer('web', ['domain'], ['@mikro-orm/*', 'pg']),
];

function layer(name, mayUse, bannedExternalImports) {
  return {
    sourceTag: `layer:${name}`,
    onlyDependOnLibsWithTags: [name, ...mayUse].map(other => `layer:${other}`),
    ...(bannedExternalImports && { bannedExternalImports }),
  };
}

/** Nx's rule reads the graph from Nx's cache and skips itself in silence where there is none, as in a fresh clone. */
export async function provideProjectGraph() {
  Object.assign(process.env, { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false' });
  const { createProjectGraphAsync } = await import('@nx/devkit');
  await createProjectGraphAsync({ exitOnError: false });
}
