import { SourceMap } from 'node:module';
import { expect, test } from 'vitest';
import { ownSourceMap } from './own-source-map.ts';

test('own lines keep their places, those of packages have none', () => {
  const map = {
    version: 3,
    names: ['a'],
    sources: ['../apps/a.ts', '../node_modules/b/b.js', '../libs/c.ts'],
    sourcesContent: ['a', 'b', 'c'],
    // own at 0:0 and 0:8, a package from 0:16 to the end of the second line, then own with a negative step
    mappings: 'AAAAA,QAAQ,QCAA,QAAQ;AAKA;ACLJ,IAAI;',
  };
  const before = new SourceMap({ file: '', sourceRoot: '', ...map });
  const own = ownSourceMap(map);
  const after = new SourceMap({ file: '', sourceRoot: '', ...own, sourcesContent: [] });
  expect(own.sources).toEqual(['../apps/a.ts', '../libs/c.ts']);
  for (const [line, column] of [[0, 0], [0, 8], [2, 0], [2, 4]] as const) {
    const { originalSource, originalLine, originalColumn } = before.findEntry(line, column) as Record<string, unknown>;
    expect(after.findEntry(line, column)).toMatchObject({ originalSource, originalLine, originalColumn });
  }
  expect(after.findEntry(0, 17)).not.toHaveProperty('originalSource', expect.any(String));
}); // prettier-ignore
