import { expect, it } from 'vitest';
import { compareSchemes } from './compare-schemes.ts';
import type { ProgressMethod, ScoringScheme } from './scheme.ts';
import { acceptance2024 } from './shipped-schemes.ts';

const changed = (change: (scheme: ScoringScheme) => void): ScoringScheme => {
  const scheme = structuredClone(acceptance2024);
  change(scheme);
  return scheme;
};

it('finds nothing between a scheme and itself, however its fields are ordered', () => {
  const turned = Object.fromEntries(Object.entries(acceptance2024).reverse()) as unknown as ScoringScheme;
  expect(compareSchemes(acceptance2024, turned)).toEqual([]);
});

it('names what changed by its code and in words', () => {
  const draft = changed(s => {
    s.version = 2;
    s.indicators[0]!.full = '45';
    (s.indicators[0]!.method as ProgressMethod).deductions[1]!.per = '2.5';
    s.indicators[1]!.full = '30';
    s.grades[0]!.quotaPercent = 25;
  });
  expect(compareSchemes(acceptance2024, draft).map(d => [d.path, d.before, d.after, d.text.zh])).toEqual([
    ['version', '1', '2', '版本由 1 改为 2'],
    ['indicators.measures.full', '50', '45', '指标的“措施完成”的满分由 50 改为 45'],
    [
      'indicators.measures.method.deductions.red.per',
      '2',
      '2.5',
      '指标的“措施完成”的计分方法的扣分项的“红灯”的每次分值由 2 改为 2.5',
    ],
    ['indicators.efficacy.full', '25', '30', '指标的“两年效能”的满分由 25 改为 30'],
    ['grades.excellent.quotaPercent', '30', '25', '等次的“优秀”的名额比例由 30 改为 25'],
  ]);
  expect(compareSchemes(acceptance2024, draft)[1]!.text.en).toBe(
    'indicators, “Measures carried out”, full marks: changed from 50 to 45',
  );
});

it('tells what came, what went and what stands elsewhere', () => {
  const draft = changed(s => {
    s.vetoes.shift();
    s.totalCap = '100';
    s.indicators.reverse();
    s.figures.push({ code: 'new', name: { zh: '新', en: 'New' } });
  });
  expect(compareSchemes(acceptance2024, draft).map(d => [d.path, d.text.zh])).toEqual([
    ['figures.new', '数据项的“新”新增'],
    [
      'indicators.order',
      '指标的顺序由 ["measures","efficacy","rectification","satisfaction"] 改为 ["satisfaction","rectification","efficacy","measures"]',
    ],
    ['vetoes.falsified', '一票否决的“佐证材料弄虚作假”删除'],
    ['totalCap', '总分上限新增,为 100'],
  ]);
});
