import { describe, expect, it } from 'vitest';
import type { RuleViolation } from '../violation.ts';
import { sentence } from '../wording.ts';
import { evaluate } from './evaluate.ts';
import { figuresNamed, input, markOf, schemeOf, unitOf } from './example.fixture.ts';
import { inputBlockers } from './input-blockers.ts';
import type { FigureInput, FigureRecord, ScoringMethod, ScoringScheme, UnitInputs } from './scheme.ts';

const name = (zh: string, en = zh) => ({ zh, en });
const byMethod = (method: ScoringMethod, more: Partial<ScoringScheme> = {}) =>
  schemeOf([{ method }], { figures: figuresNamed('f1', 'f2'), ...more });
const one = (scheme: ScoringScheme, ...figures: FigureInput[]) => evaluate(scheme, [unitOf('A', ...figures)]).units[0]!;
const marked = (method: ScoringMethod, ...figures: FigureInput[]) => one(byMethod(method), ...figures).indicators[0]!;
const counted = (counts: Record<string, string>, more: Partial<FigureInput> = {}): FigureInput => {
  const records = Object.entries(counts).map(([item, value]) => ({ ref: `r/${item}`, item, value }));
  const sum = records.reduce((total, r) => total + Number(r.value) * 100, 0) / 100;
  return input('f1', String(sum), { records, ...more });
};
const blocked = (scheme: ScoringScheme, unit: UnitInputs): string[] => {
  const faults = inputBlockers(scheme, [unit]);
  for (const fault of faults)
    for (const locale of ['zh-CN', 'en'] as const) {
      expect(sentence(fault, locale)).not.toMatch(/\{\w+\}/);
      expect(sentence(fault, locale)).not.toContain(fault.code);
    }
  return faults.map(f => f.code);
};

describe('a bonus', () => {
  const scheme = schemeOf(
    [
      { full: '100' },
      {
        full: '5',
        method: { kind: 'bonus', bonuses: [{ code: 'b', name: name('示范'), figure: 'f2', per: '1.5' }] },
      },
    ],
    { figures: figuresNamed('f1', 'f2') },
  );

  it('stands beside the hundred and adds to the total', () => {
    const unit = one(scheme, input('f1', '90'), input('f2', '2'));
    expect(unit.indicators.map(i => i.score)).toEqual(['90.00', '3.00']);
    expect(unit.total).toBe('93.00');
    expect(unit.lines.map(l => [l.text.zh, l.value])).toEqual([['加分', '3.00']]);
  });

  it('stops at its full marks, and the total at its cap', () => {
    const unit = one({ ...scheme, totalCap: '100' }, input('f1', '98'), input('f2', '4'));
    expect(unit.indicators[1]!.lines.map(l => l.value)).toEqual(['6.00', '-1.00']);
    expect([unit.total, ...unit.lines.map(l => l.value)]).toEqual(['100.00', '5.00', '-3.00']);
  });

  it('takes nothing from who has none', () => expect(one(scheme, input('f1', '90')).total).toBe('90.00'));
});

describe('a checklist', () => {
  const withPoints: ScoringMethod = {
    kind: 'checklist',
    figure: 'f1',
    items: [
      { code: 'a', name: name('机制'), points: '50' },
      { code: 'b', name: name('计划'), points: '30' },
      { code: 'c', name: name('报告'), points: '20' },
    ],
  };
  const plain: ScoringMethod = { ...withPoints, items: withPoints.items.map(({ code, name }) => ({ code, name })) };

  it('adds up the points reached; what nobody recorded is not met', () => {
    const { score, lines } = marked(withPoints, counted({ a: '40', c: '20' }));
    expect(score).toBe('60.00');
    expect(lines.map(l => [l.text.zh, l.value])).toEqual([
      ['机制(50 分)', '40.00'],
      ['计划(30 分)', '0.00'],
      ['报告(20 分)', '20.00'],
      ['合计 60.00 ÷ 100.00 × 100', '60.00'],
    ]);
    expect(lines[0]!.refs).toEqual(['r/a']);
  });

  it('counts items alike where they have no points', () =>
    expect(marked(plain, counted({ a: '1', b: '1', c: '0' })).score).toBe('66.67'));

  it('leaves out what does not apply', () => {
    expect(marked(withPoints, counted({ a: '40' }, { leftOut: ['b', 'c'] })).score).toBe('80.00');
    expect(marked(plain, counted({}, { leftOut: ['a', 'b', 'c'] })).applicable).toBe(false);
  });

  it.each([
    ['an item nobody knows', 'FIGURE_ITEM_UNKNOWN', counted({ x: '1' })],
    ['something unknown left out', 'FIGURE_ITEM_UNKNOWN', counted({}, { leftOut: ['x'] })],
    ['more than its points', 'FIGURE_RECORD_TOO_HIGH', counted({ c: '20.5' })],
    ['an item both left out and recorded', 'FIGURE_ITEM_LEFT_OUT', counted({ c: '1' }, { leftOut: ['c'] })],
    ['a year it does not ask for', 'FIGURE_YEAR_UNKNOWN', counted({ c: '1' }, { year: 2023 })],
    ['a record without a value', 'FIGURE_RECORD_EMPTY', input('f1', '0', { records: [{ ref: 'r', item: 'a' }] })],
    [
      'an item twice',
      'FIGURE_ITEM_REPEATED',
      input('f1', '2', { records: ['1', '1'].map(value => ({ ref: 'r', item: 'a', value })) }),
    ],
  ])('refuses %s: %s', (_, code, figure) => expect(blocked(byMethod(withPoints), unitOf('A', figure))).toEqual([code]));
});

const answers = [
  { code: 'very', name: name('很满意'), points: '100' },
  { code: 'quite', name: name('满意'), points: '80' },
  { code: 'not', name: name('不满意'), points: '0' },
  { code: 'unknown', name: name('不了解') },
];

describe('a survey', () => {
  const method: ScoringMethod = { kind: 'survey', figure: 'f1', answers, outOf: '100' };

  it('is the mean of the answers that have points, with its margin of error', () => {
    const { score, lines } = marked(method, counted({ very: '50', not: '50', unknown: '7' }));
    expect(score).toBe('50.00');
    // 1.96 × √(2500 ÷ 100) = 9.8
    expect(lines[4]).toEqual({
      text: {
        zh: '抽样误差:有效样本 100 份,95% 置信水平,正负',
        en: 'Margin of error: 100 counted answers, 95 % confidence, plus or minus',
      },
      value: '9.80',
      refs: [],
    });
    expect(lines[5]!.text.zh).toBe('平均 50.00 ÷ 100 × 100');
  });

  it('rounds the margin up and makes it smaller where a good part of all was asked', () => {
    // (40 × 100 + 40 × 80) ÷ 100 = 72; variance 1376; 1.96 × √13.76 = 7.2704…
    const counts = { very: '40', quite: '40', not: '20' };
    const margin = (population?: string) => marked(method, counted(counts, { population })).lines[4]!.value;
    expect(margin()).toBe('7.28');
    // × √(100 ÷ 199)
    expect(margin('200')).toBe('5.16');
    expect(margin('100')).toBe('0.00');
  });

  it('does not apply below its smallest sample, nor without a single answer', () => {
    const few = marked({ ...method, smallestSample: 30 }, counted({ very: '29', unknown: '40' }));
    expect([few.applicable, few.lines.at(-1)!.text.zh]).toEqual([false, '有效样本 29 份,少于 30 份,样本不足,不计']);
    expect(marked({ ...method, smallestSample: 30 }, counted({ very: '30' })).score).toBe('100.00');
    expect(marked(method, counted({ unknown: '3' })).applicable).toBe(false);
  });

  it.each([
    ['an answer nobody knows', 'FIGURE_ITEM_UNKNOWN', counted({ x: '1' })],
    ['half an answer', 'FIGURE_COUNT_NOT_WHOLE', counted({ very: '1.5' })],
    [
      'a population smaller than its sample',
      'FIGURE_POPULATION_TOO_SMALL',
      counted({ very: '9' }, { population: '8' }),
    ],
    ['a population that is no number', 'FIGURE_INVALID', counted({ very: '9' }, { population: 'all' })],
  ])('refuses %s: %s', (_, code, figure) => expect(blocked(byMethod(method), unitOf('A', figure))).toEqual([code]));
});

describe('a ballot', () => {
  it('turns votes into marks; abstentions do not count', () => {
    const method: ScoringMethod = { kind: 'ballot', figure: 'f1', choices: answers, outOf: '100' };
    const { score, lines } = marked(method, counted({ very: '10', quite: '5', not: '5', unknown: '4' }));
    // (1000 + 400) ÷ 20
    expect(score).toBe('70.00');
    expect(lines.map(l => l.text.zh)).toEqual([
      '很满意(100 分)',
      '满意(80 分)',
      '不满意(0 分)',
      '不了解(不计)',
      '平均 70.00 ÷ 100 × 100',
    ]);
  });
});

describe('sampled case files', () => {
  const method: ScoringMethod = {
    kind: 'case-files',
    figure: 'f1',
    outOf: '100',
    vetoes: [{ code: 'procedure', name: name('程序不合法', 'Unlawful procedure') }],
  };
  const files = (...records: FigureRecord[]) =>
    input('f1', String(records.reduce((sum, r) => sum + Number(r.value), 0)), { records });

  it('are the mean of their sheets, and a file with a veto is worth nothing', () => {
    const drawn = files(
      { ref: '〔2024〕1号', value: '90' },
      { ref: '〔2024〕2号', value: '85', vetoes: ['procedure'] },
      { ref: '〔2024〕3号', value: '81' },
    );
    const { score, lines } = marked(method, drawn);
    expect(score).toBe('57.00');
    expect(lines.map(l => [l.text.zh, l.value, l.refs])).toEqual([
      ['案卷 〔2024〕1号', '90.00', ['〔2024〕1号']],
      ['案卷 〔2024〕2号 一票否决:程序不合法,计 0 分', '0.00', ['〔2024〕2号']],
      ['案卷 〔2024〕3号', '81.00', ['〔2024〕3号']],
      ['3 卷平均 57.00 ÷ 100 × 100', '57.00', []],
    ]);
  });

  it('do not apply where none was drawn', () => expect(marked(method, files()).applicable).toBe(false));

  it.each([
    ['a file twice', 'FIGURE_FILE_REPEATED', files({ ref: '1', value: '1' }, { ref: '1', value: '1' })],
    ['a veto nobody knows', 'FIGURE_ITEM_UNKNOWN', files({ ref: '1', value: '1', vetoes: ['x'] })],
    ['a mark above the sheet', 'FIGURE_RECORD_TOO_HIGH', files({ ref: '1', value: '101' })],
  ])('refuse %s: %s', (_, code, figure) => expect(blocked(byMethod(method), unitOf('A', figure))).toEqual([code]));
});

describe('three lines', () => {
  const method: ScoringMethod = { kind: 'three-line', figure: 'f1', outOf: '10', gap: '2' };
  const lines = (self: string, office: string, final: string, reasons: string[] = []) =>
    input('f1', final, { self: { value: self, reason: reasons[0] }, office: { value: office, reason: reasons[1] } });

  it('stand side by side, and the final one counts', () => {
    const result = marked(method, lines('9.5', '8', '8.5'));
    expect(result.score).toBe('85.00');
    expect(result.lines.map(l => [l.text.zh, l.value])).toEqual([
      ['自评', '9.50'],
      ['复核', '8.00'],
      ['终评 8.50 ÷ 10 × 100', '85.00'],
    ]);
  });

  it('further apart than the gap need the reasons of both, and show them', () => {
    const refused = (figure: FigureInput) => blocked(byMethod(method), unitOf('A', figure));
    expect(refused(lines('10', '8', '8'))).toEqual([]);
    expect(refused(lines('10', '7.9', '8'))).toEqual(['FIGURE_GAP_UNEXPLAINED']);
    expect(refused(lines('10', '7.9', '8', ['见台账']))).toEqual(['FIGURE_GAP_UNEXPLAINED']);
    expect(refused(lines('10', '7.9', '8', ['见台账', ' ']))).toEqual(['FIGURE_GAP_UNEXPLAINED']);
    expect(refused(lines('10', '7.9', '8', ['见台账', '缺两期']))).toEqual([]);
    expect(marked(method, lines('10', '7', '8', ['见台账', '缺两期'])).lines[1]!.text.zh).toBe('复核:缺两期');
    expect(refused(lines('10.5', '9', '9'))).toEqual(['FIGURE_OUT_OF_RANGE']);
  });

  it('may be the final one alone', () => expect(marked(method, input('f1', '10')).score).toBe('100.00'));
});

describe('a deduction', () => {
  it('may start from a base of its own', () => {
    const deductions = [{ code: 'd', name: name('败诉'), figure: 'f1', per: '2' }];
    const scheme = schemeOf(
      [
        { full: '25', method: { kind: 'deduction', base: '100', deductions } },
        { full: '75', method: markOf('f2') },
      ],
      { figures: figuresNamed('f1', 'f2') },
    );
    const [quality] = one(scheme, input('f1', '5'), input('f2', '0')).indicators;
    expect([quality!.score, quality!.lines.at(-1)!.text.zh]).toEqual(['22.50', '折算 90.00 ÷ 100 × 25']);
  });
});

describe('an indicator', () => {
  const scheme = schemeOf(
    [
      { full: '60', vetoes: [{ code: 'v', name: name('伪造'), figure: 'f3' }] },
      { full: '40', method: markOf('f2') },
    ],
    { figures: figuresNamed('f1', 'f2', 'f3') },
  );
  const marks = [input('f1', '100'), input('f2', '50')];

  it('may lose all its marks by a veto of its own, without dragging the unit down', () => {
    const unit = one(scheme, ...marks, input('f3', '1', { records: [{ ref: 'finding/7' }] }));
    expect([unit.total, unit.vetoes]).toEqual(['20.00', []]);
    expect(unit.indicators[0]!.lines.at(-1)).toMatchObject({
      text: { zh: '一票否决:伪造,本指标计 0 分' },
      refs: ['finding/7'],
    });
  });

  it('may be ruled not applicable to a unit, with the reason shown and its weight given away', () => {
    const ruling = { indicator: 'i1', reason: '没有处罚权', refs: ['ruling/3'] };
    const [unit] = evaluate(scheme, [{ ...unitOf('A', ...marks), notApplicable: [ruling] }]).units;
    expect([unit!.total, unit!.indicators[0]!.applicable]).toEqual(['50.00', false]);
    expect(unit!.indicators[0]!.lines).toEqual([
      expect.objectContaining({
        text: expect.objectContaining({ zh: '经批准不适用:没有处罚权,权重按比例分给其他指标' }),
        refs: ['ruling/3'],
      }),
    ]);
  });

  it.each([
    ['nobody knows', 'RULING_INDICATOR_UNKNOWN', [{ indicator: 'x', reason: '无' }]],
    ['without a reason', 'RULING_REASON_MISSING', [{ indicator: 'i1', reason: ' ' }]],
    ['twice', 'RULING_REPEATED', [1, 2].map(() => ({ indicator: 'i1', reason: '无' }))],
  ])('may not be ruled out %s: %s', (_, code, notApplicable) =>
    expect(blocked(scheme, { ...unitOf('A', ...marks), notApplicable })).toEqual([code]),
  );
});

describe('the tree', () => {
  const scheme = schemeOf(
    [
      { code: 'plan', full: '60', method: { kind: 'rate', numerator: 'done', denominator: 'due' } },
      { code: 'cover', full: '40', method: markOf('cover') },
      { code: 'quality', full: '50', method: markOf('quality') },
    ],
    {
      figures: figuresNamed('done', 'due', 'cover', 'quality', 'failing'),
      groups: [
        {
          code: 'duties',
          name: name('监管履行率'),
          full: '50',
          outOf: '100',
          children: ['plan', 'cover'],
          caps: [
            { code: 'one', name: name('有不合格案卷'), figure: 'failing', atLeast: '1', most: '79' },
            { code: 'two', name: name('两件以上'), figure: 'failing', atLeast: '2', most: '69' },
          ],
        },
      ],
    },
  );
  const figures = (done: string, due: string, failing = '0') => [
    input('done', done),
    input('due', due),
    input('cover', '90'),
    input('quality', '80'),
    input('failing', failing, { records: [{ ref: '卷1' }] }),
  ];

  it('brings a group to its weight and adds up what stands at the top', () => {
    const unit = one(scheme, ...figures('9', '10'));
    // plan 54 + cover 36 = 90 of 100, × 50 = 45; quality 40
    expect(unit.groups).toEqual([expect.objectContaining({ code: 'duties', full: '50', score: '45.00' })]);
    expect(unit.groups![0]!.lines.map(l => [l.text.zh, l.value])).toEqual([
      ['各项合计', '90.00'],
      ['折算 90.00 ÷ 100 × 50', '45.00'],
    ]);
    expect([unit.total, unit.lines]).toEqual(['85.00', []]);
  });

  it('leaves the weight of what does not apply within its group', () => {
    const unit = one(scheme, ...figures('0', '0'));
    // cover alone: 36 of 40 = 90 %; so the group keeps its 45, and the total its 100
    expect([unit.groups![0]!.score, unit.total]).toEqual(['45.00', '85.00']);
    expect(unit.groups![0]!.lines[1]!.text.zh).toBe('只计适用的指标,折算:36.00 ÷ 40.00 × 100');
  });

  it('gives the weight of an empty group to the others', () => {
    const unit = one(scheme, input('quality', '80'));
    expect([unit.groups![0]!.applicable, unit.total]).toEqual([false, '80.00']);
  });

  it('caps a group, by the lowest cap that is met', () => {
    expect(one(scheme, ...figures('10', '10', '1')).groups![0]!.score).toBe('39.50');
    const capped = one(scheme, ...figures('10', '10', '3')).groups![0]!;
    expect([capped.score, ...capped.lines.map(l => l.value)]).toEqual(['34.50', '96.00', '-17.00', '-10.00', '34.50']);
    expect(capped.lines[1]!.refs).toEqual(['卷1']);
  });

  it('is rounded at the places the scheme names', () => {
    const exact = { ...scheme, scales: { indicator: 4, group: 1, total: 0 } };
    const unit = one(exact, ...figures('1', '3'));
    // 20.0000 + 36.0000 = 56 of 100 × 50 = 28.0; 28.0 + 40.0000
    expect([unit.indicators[0]!.score, unit.groups![0]!.score, unit.total]).toEqual(['20.0000', '28.0', '68']);
  });
});

describe('rank and grade', () => {
  const scheme = schemeOf([{ full: '60' }, { full: '40', method: markOf('f2') }], {
    figures: figuresNamed('f1', 'f2', 'late', 'bad'),
    ranking: {
      ties: 'figures',
      by: [
        { indicator: 'i2', better: 'more' },
        { figure: 'late', better: 'less' },
      ],
    },
    ceilings: [{ code: 'bad', name: name('有不合格案卷'), figure: 'bad', grade: 'fair' }],
    vetoes: [{ code: 'veto', name: name('弄虚作假'), figure: 'f3', effect: 'zero' }],
  });
  scheme.figures.push(...figuresNamed('f3'));
  // each 84 in all
  const even = (code: string, late?: string, more: FigureInput[] = []) =>
    unitOf(code, input('f1', '80'), input('f2', '90'), ...(late ? [input('late', late)] : []), ...more);
  const strongSecond = (code: string) => unitOf(code, input('f1', '74'), input('f2', '99'));

  it('compares the named figures in order, then shares', () => {
    const { units } = evaluate(scheme, [even('A', '2'), even('B'), even('C', '2'), strongSecond('D')]);
    expect(units.map(u => [u.unitCode, u.total, u.rank])).toEqual([
      ['D', '84.00', 1],
      ['B', '84.00', 2],
      ['A', '84.00', 3],
      ['C', '84.00', 3],
    ]);
    expect(units[2]!.lines.map(l => [l.text.zh, l.value])).toEqual([
      ['总分相同,比较指标2(多者在前)', '36.00'],
      ['总分相同,比较数据late(少者在前)', '2.00'],
    ]);
  });

  it('keeps a unit below a ceiling, saying so only where it costs a grade', () => {
    const bad = [input('bad', '1', { records: [{ ref: '卷1' }] })];
    const weak = unitOf('B', input('f1', '70'), input('f2', '70'), ...bad);
    const { units } = evaluate(scheme, [even('A', undefined, bad), weak]);
    expect(units.map(u => [u.total, u.grade])).toEqual([
      ['84.00', 'fair'],
      ['70.00', 'fair'],
    ]);
    expect(units.map(u => u.lines.map(l => l.text.zh))).toEqual([['有不合格案卷:最高评为合格'], []]);
  });

  it('stands under the lowest of several ceilings, whichever comes first', () => {
    const low = { code: 'low', name: name('未报送'), figure: 'f4', grade: 'poor' };
    const hits = [input('bad', '1'), input('f4', '1')];
    for (const ceilings of [
      [low, ...scheme.ceilings!],
      [...scheme.ceilings!, low],
    ]) {
      const both = { ...scheme, ceilings, figures: [...scheme.figures, ...figuresNamed('f4')] };
      expect(evaluate(both, [even('A', undefined, hits)]).units[0]!.grade).toBe('poor');
    }
  });

  it('takes the total, too, where the veto says so', () => {
    const [unit] = evaluate(scheme, [even('A', undefined, [input('f3', '1')])]).units;
    expect([unit!.total, unit!.grade, unit!.lines[0]!.text.zh]).toEqual([
      '0.00',
      'poor',
      '一票否决:弄虚作假,总分计 0 分,评为不合格',
    ]);
  });
});

describe('half-even', () => {
  it('rounds 五成双: a half goes to the even digit', () => {
    const scheme = { ...byMethod(markOf('f1')), scale: 1, rounding: 'half-even' as const };
    const marks = ['0.05', '0.15', '0.25', '0.35', '0.451'].map(value => one(scheme, input('f1', value)).total);
    expect(marks).toEqual(['0.0', '0.2', '0.2', '0.4', '0.5']);
  });
});

it('refuses by exception, so that nothing is computed from what is blocked', () => {
  const scheme = byMethod({ kind: 'ballot', figure: 'f1', choices: answers, outOf: '100' });
  expect(() => one(scheme, counted({ x: '1' }))).toThrow(
    expect.objectContaining({
      violations: [expect.objectContaining({ code: 'FIGURE_ITEM_UNKNOWN' })],
    }) as RuleViolation,
  );
});
