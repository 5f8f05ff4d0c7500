import { expect, test } from 'vitest';
import { evaluationReport, type ReportOccasion } from './evaluation-report.ts';
import type { EvaluationResult, ScoringScheme } from './scoring/scheme.ts';

const name = (zh: string) => ({ zh, en: zh });
const method = { kind: 'figure', figure: 'mark', outOf: '100' };
const scheme = {
  code: 'a',
  name: name('评分方案'),
  version: 2,
  indicators: [{ code: 'progress', name: name('进度'), full: '100', source: '《办法》', clause: '第3条', method }],
  figures: [{ code: 'mark', name: name('得分') }],
  vetoes: [],
  ranking: { ties: 'share' },
  missing: 'zero',
  grades: [
    { code: 'A', name: name('优秀'), from: '90' },
    { code: 'B', name: name('合格'), from: '0' },
  ],
} as unknown as ScoringScheme;
const result: EvaluationResult = {
  scheme: { code: 'a', version: 2 },
  units: [
    {
      unitCode: 'U1',
      unitName: '水利局',
      total: '95.00',
      grade: 'A',
      rank: 1,
      vetoes: [],
      indicators: [{ code: 'progress', full: '100', score: '95.00', applicable: true, lines: [] }],
      lines: [],
    },
  ],
  gradeCounts: { A: 1 },
};
const occasion: ReportOccasion = {
  programName: '方案',
  evaluationName: '验收',
  asOf: '2025-12-31',
  orderedOn: '2026-01-08',
  state: 'frozen',
  snapshotSha256: 'aa',
  snapshotSm3: 'bb',
  notScored: [],
};

test('a report names grades and indicators as the scheme does, with the rule of each', () => {
  const report = evaluationReport(occasion, scheme, result);
  expect(report).toMatchObject({ schemeName: '评分方案', schemeVersion: 2, snapshotSha256: 'aa' });
  expect(report.units[0]).toMatchObject({
    grade: name('优秀'),
    indicators: [{ name: name('进度'), rule: '《办法》 第3条' }],
  });
});

test('a report counts every grade of the scheme, those without units too', () => {
  expect(evaluationReport(occasion, scheme, result).gradeCounts).toEqual([
    { code: 'A', grade: name('优秀'), count: 1 },
    { code: 'B', grade: name('合格'), count: 0 },
  ]);
});

test('a code the scheme does not know stands for itself', () => {
  const report = evaluationReport(occasion, { ...scheme, indicators: [], grades: [] }, result);
  expect(report.units[0]).toMatchObject({ grade: name('A'), indicators: [{ name: name('progress'), rule: '' }] });
});

test('where the scheme has groups, a unit’s marks stand in the order of the tree as well', () => {
  const grouped: ScoringScheme = {
    ...scheme,
    groups: [{ code: 'work', number: '1', name: name('工作'), full: '100', children: ['progress'] }],
  };
  const [unit] = result.units;
  const groups = [{ code: 'work', full: '100', score: '95.00', applicable: true, lines: [] }];
  const report = evaluationReport(occasion, grouped, { ...result, units: [{ ...unit!, groups }] });
  expect(report.units[0]!.tree!.map(one => [one.depth, one.number, one.name.zh, one.score, one.isGroup])).toEqual([
    [0, '1', '工作', '95.00', true],
    [1, '', '进度', '95.00', false],
  ]);
  expect(evaluationReport(occasion, scheme, result).units[0]!.tree).toBeUndefined();
});
