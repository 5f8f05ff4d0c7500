import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RuleViolation } from '../violation.ts';
import { canonicalJson } from './canonical-json.ts';
import { add, compare, parseDecimal, printDecimal, sum } from './decimal.ts';
import { evaluate } from './evaluate.ts';
import type { FigureInput, ProgressMethod, ScoringScheme, UnitInputs } from './scheme.ts';
import { acceptance2024 } from './shipped-schemes.ts';

const input = (code: string, value: string, year?: number, overrides: Partial<FigureInput> = {}): FigureInput => ({
  code,
  year,
  value,
  records: [{ ref: `${code}/${year ?? 'all'}` }],
  source: 'test',
  ...overrides,
});

/** A unit without fault: 50 + 25 + 15 + 10, unless figures say otherwise (they replace those of the same code and year). */
const unit = (unitCode: string, ...figures: FigureInput[]): UnitInputs => {
  const faultless = [
    input('efficacy', '100', 2022),
    input('efficacy', '100', 2023),
    input('rectified', '4'),
    input('rectification-due', '4'),
    input('satisfaction', '100'),
  ].filter(f => !figures.some(g => g.code === f.code && g.year === f.year));
  return { unitCode, unitName: `单位${unitCode}`, figures: [...faultless, ...figures] };
};
const without = (unitInputs: UnitInputs, ...codes: string[]): UnitInputs => ({
  ...unitInputs,
  figures: unitInputs.figures.filter(f => !codes.includes(f.code)),
});
const changed = (change: (scheme: ScoringScheme) => void): ScoringScheme => {
  const scheme = structuredClone(acceptance2024);
  change(scheme);
  return scheme;
};
const one = (inputs: UnitInputs, scheme = acceptance2024) => evaluate(scheme, [inputs]).units[0]!;
const indicator = (inputs: UnitInputs, code: string, scheme = acceptance2024) =>
  one(inputs, scheme).indicators.find(i => i.code === code)!;
const violationsOf = (inputs: UnitInputs[]) => {
  try {
    evaluate(acceptance2024, inputs);
  } catch (error) {
    return (error as RuleViolation).violations.map(v => v.code);
  }
  return [];
};

const progressOf = (scheme: ScoringScheme) => scheme.indicators[0]!.method as ProgressMethod;

describe('措施完成', () => {
  it('is full marks for a unit with nothing to deduct', () => {
    expect(indicator(unit('A'), 'measures')).toMatchObject({ full: '50', score: '50.00', applicable: true });
  });

  it('takes each deduction from its year and averages the three years', () => {
    const faults = unit(
      'A',
      input('overdue-5wd', '3', 2022),
      input('red-light', '1', 2022),
      input('not-completed-lead', '1', 2023),
      input('not-completed-coop', '1', 2023),
      input('late-report', '1', 2024),
    );
    const { score, lines } = indicator(faults, 'measures');
    // (96.5 + 92 + 99.5) / 3 = 96 of 100
    expect(score).toBe('48.00');
    expect(lines.map(l => [l.text.zh, l.value])).toEqual([
      ['2022 年 基础分', '100.00'],
      ['2022 年 行动逾期:3,每计 0.5 分,每年最多 5 分', '-1.50'],
      ['2022 年 红灯:1,每计 2 分', '-2.00'],
      ['2023 年 基础分', '100.00'],
      ['2023 年 牵头事项未完成:1,每计 5 分', '-5.00'],
      ['2023 年 配合事项未完成:1,每计 3 分', '-3.00'],
      ['2024 年 基础分', '100.00'],
      ['2024 年 迟报:1,每计 0.5 分', '-0.50'],
      ['3 年平均 96.00 ÷ 100 × 50', '48.00'],
    ]);
    expect(lines[2]?.refs).toEqual(['red-light/2022']);
  });

  it('takes at most 5 points for one overdue action when each action’s steps are given', () => {
    const records = [
      { ref: 'action/1', value: '40' },
      { ref: 'action/2', value: '2' },
    ];
    const late = unit('A', input('overdue-5wd', '42', 2022, { records }));
    const { lines } = indicator(late, 'measures');
    expect(lines[1]).toMatchObject({ value: '-6.00', refs: ['action/1', 'action/2'] });
  });

  it('adds praise up to 5 points a year, never above the base', () => {
    const praised = unit('A', input('not-completed-lead', '2', 2022), input('praise', '8', 2022));
    const { score, lines } = indicator(praised, 'measures');
    expect(lines.slice(0, 4).map(l => l.value)).toEqual(['100.00', '-10.00', '8.00', '-3.00']);
    expect(score).toBe('49.17');
    expect(indicator(unit('A', input('praise', '3', 2022)), 'measures').score).toBe('50.00');
  });

  it('never falls below zero in a year', () => {
    const hopeless = unit('A', input('not-completed-lead', '30', 2022));
    const { score, lines } = indicator(hopeless, 'measures');
    expect(lines.slice(0, 3).map(l => l.value)).toEqual(['100.00', '-150.00', '50.00']);
    expect(score).toBe('33.33');
  });

  it('counts only full steps of a deduction that goes by several', () => {
    const scheme = changed(s => (progressOf(s).deductions[6]!.every = 3));
    expect(indicator(unit('A', input('late-report', '5', 2024)), 'measures', scheme).lines.at(-2)?.value).toBe('-0.50');
  });
});

describe('the other indicators', () => {
  it('are the mean of two years, a rate, and one figure', () => {
    const inputs = unit(
      'A',
      input('efficacy', '88.40', 2022),
      input('efficacy', '91', 2023),
      input('rectified', '7', 2022),
      input('rectified', '4'),
      input('rectification-due', '12'),
      input('satisfaction', '82.35'),
    );
    const scores = one(inputs).indicators.map(i => i.score);
    // 89.70 × 0.25 = 22.425; 11/12 × 15 = 13.75; 8.235
    expect(scores).toEqual(['50.00', '22.43', '13.75', '8.24']);
    expect(one(inputs).total).toBe('94.42');
  });

  it('say which figures are provisional and which are of years that do not count', () => {
    const inputs = unit('A', input('efficacy', '90', 2023, { provisional: true }), input('efficacy', '10', 2024));
    const { score, lines } = indicator(inputs, 'efficacy');
    expect(score).toBe('23.75');
    expect(lines.map(l => l.text.zh)).toEqual([
      '2022 年 两年效能',
      '2023 年 两年效能(暂定)',
      '2024 的数据不在计分年度内,不计',
      '2 年平均 95.00 ÷ 100 × 25',
    ]);
  });

  it('may deduct straight from full marks, down to zero', () => {
    const scheme = changed(s => {
      const per = { code: 'late', name: { zh: '迟报', en: 'Late' }, figure: 'late-report', per: '4' };
      s.indicators[3]!.method = { kind: 'deduction', deductions: [per] };
      progressOf(s).deductions = progressOf(s).deductions.filter(d => d.figure !== 'late-report');
    });
    expect(indicator(unit('A', input('late-report', '2')), 'satisfaction', scheme).score).toBe('2.00');
    const spent = indicator(unit('A', input('late-report', '3')), 'satisfaction', scheme);
    expect([spent.score, ...spent.lines.map(l => l.value)]).toEqual(['0.00', '10.00', '-12.00', '2.00']);
  });
});

describe('an indicator without figures', () => {
  const inputs = without(unit('A', input('rectified', '2')), 'satisfaction');

  it('gives its weight to the others', () => {
    const result = one(inputs);
    expect(result.indicators[3]).toMatchObject({ score: '0.00', applicable: false });
    // (50 + 25 + 7.5) / 90 × 100
    expect(result.total).toBe('91.67');
    expect(result.lines[0]?.text.zh).toContain('82.50 ÷ 90.00 × 100');
  });

  it('or earns nothing, when the scheme says so', () => {
    const result = one(
      inputs,
      changed(s => (s.missing = 'zero')),
    );
    expect(result.indicators[3]).toMatchObject({ score: '0.00', applicable: true });
    expect(result.total).toBe('82.50');
  });

  it('leaves a mean to the years that have one, unless absent years count as zero', () => {
    const inputs = { ...unit('A'), figures: unit('A').figures.filter(f => f.year !== 2023) };
    expect(indicator(inputs, 'efficacy').score).toBe('25.00');
    expect(
      indicator(
        inputs,
        'efficacy',
        changed(s => (s.missing = 'zero')),
      ).score,
    ).toBe('12.50');
  });

  it('never applies where nothing was due', () => {
    const nothingDue = unit('A', input('rectified', '0'), input('rectification-due', '0'));
    for (const scheme of [acceptance2024, changed(s => (s.missing = 'zero'))])
      expect(indicator(nothingDue, 'rectification', scheme)).toMatchObject({ applicable: false, score: '0.00' });
    expect(one(nothingDue).total).toBe('100.00');
  });

  it('earns nothing when things were due and none was reported done', () => {
    const silent = without(unit('A'), 'rectified');
    expect(indicator(silent, 'rectification')).toMatchObject({ applicable: true, score: '0.00' });
  });
});

describe('rank and grade', () => {
  const marked = (code: string, satisfaction: string) => unit(code, input('satisfaction', satisfaction));
  const tenUnits = (...satisfactions: string[]) =>
    satisfactions.map((s, i) => marked(`U${String(i).padStart(2, '0')}`, s));

  it('are shared by equal totals, and as many ranks are left out', () => {
    const units = [marked('C', '50'), marked('B', '80'), marked('D', '80'), marked('A', '90'), marked('E', '80')];
    expect(evaluate(acceptance2024, units).units.map(u => [u.unitCode, u.rank])).toEqual([
      ['A', 1],
      ['B', 2],
      ['D', 2],
      ['E', 2],
      ['C', 5],
    ]);
  });

  it('let at most 30 % be excellent, the best ranked', () => {
    const result = evaluate(acceptance2024, tenUnits('90', '91', '92', '93', '94', '95', '96', '97', '98', '99'));
    expect(result.units.filter(u => u.grade === 'excellent').map(u => u.rank)).toEqual([1, 2, 3]);
    expect(result.gradeCounts).toEqual({ excellent: 3, good: 7, qualified: 0, unqualified: 0 });
    expect(result.units[3]?.lines[0]?.text.zh).toContain('不超过 30%,共 3 个名额,名次在名额之外');
  });

  it('leave out all units tied across the edge of the quota, and say so', () => {
    const result = evaluate(acceptance2024, tenUnits('99', '98', '97', '97', '50', '50', '50', '50', '50', '50'));
    expect(result.units.slice(0, 4).map(u => u.grade)).toEqual(['excellent', 'excellent', 'good', 'good']);
    expect(result.units[2]?.lines[0]?.text.zh).toContain('剩 1 个,并列 2 个单位均不评');
    expect(result.units[0]?.lines).toEqual([]);
  });

  it('follow the printed total at the edge of a band', () => {
    const at = (deficit: string) => {
      const scheme = changed(s => delete s.grades[0]!.quotaPercent);
      const [result] = evaluate(scheme, [unit('A', input('satisfaction', deficit))]).units;
      return [result!.total, result!.grade];
    };
    expect(at('0')).toEqual(['90.00', 'excellent']);
    const low = unit('A', input('satisfaction', '0'), input('efficacy', '59.99', 2022), input('efficacy', '60', 2023));
    expect([one(low).total, one(low).grade]).toEqual(['80.00', 'good']);
  });

  it('put a vetoed unit last, in the lowest grade, with the veto and its records named', () => {
    const vetoed = unit('A', input('veto-falsified', '1', 2023));
    const { units } = evaluate(acceptance2024, [vetoed, marked('B', '0'), unit('C', input('veto-incident', '0'))]);
    expect(units.map(u => [u.unitCode, u.rank, u.vetoes.length])).toEqual([
      ['C', 1, 0],
      ['B', 2, 0],
      ['A', 3, 1],
    ]);
    const last = units[2]!;
    expect(last).toMatchObject({ total: '100.00', grade: 'unqualified' });
    expect(last.vetoes).toMatchObject([{ code: 'falsified', refs: ['veto-falsified/2023'] }]);
    expect(last.lines[0]?.text.zh).toBe('一票否决:佐证材料弄虚作假,评为不合格');
  });
});

describe('inputs', () => {
  it.each([
    ['an unknown figure', 'FIGURE_UNKNOWN', [input('overdue', '1', 2022)]],
    [
      'a figure twice for a year',
      'FIGURE_REPEATED',
      [input('late-report', '1', 2022), input('late-report', '2', 2022)],
    ],
    ['a value that is no number', 'FIGURE_INVALID', [input('late-report', '1e3', 2022)]],
    ['a value below zero', 'FIGURE_INVALID', [input('late-report', '-1', 2022)]],
    ['a mark above its limit', 'FIGURE_OUT_OF_RANGE', [input('satisfaction', '100.01')]],
    ['a deduction of another year', 'FIGURE_YEAR_UNKNOWN', [input('late-report', '1', 2021)]],
    ['a deduction without a year', 'FIGURE_YEAR_UNKNOWN', [input('late-report', '1')]],
    [
      'records that do not add up',
      'FIGURE_NOT_SUM',
      [input('overdue-5wd', '3', 2022, { records: [{ ref: 'a', value: '2' }] })],
    ],
  ] as [string, string, FigureInput[]][])('with %s are refused: %s', (_, code, figures) => {
    expect(violationsOf([unit('A', ...figures)])).toEqual([code]);
  });

  it('with one unit twice are refused', () => expect(violationsOf([unit('A'), unit('A')])).toEqual(['UNIT_REPEATED']));
});

/* The same rules once more, written as plainly as possible on whole half points and hundredths, to compare with. */
const counts = [
  'overdue-5wd',
  'red-light',
  'not-completed-lead',
  'not-completed-coop',
  'returned',
  'returned-false',
  'late-report',
  'missing-report',
];
const halfPoints: Record<string, number> = {
  'overdue-5wd': 1,
  'red-light': 4,
  'not-completed-lead': 10,
  'not-completed-coop': 6,
  returned: 2,
  'returned-false': 4,
  'late-report': 1,
  'missing-report': 2,
};

interface World {
  years: { counts: number[]; praise: number }[];
  efficacy: [number, number];
  due: number;
  done: number;
  satisfaction: number | null;
  veto: boolean;
}

const anyWorld: fc.Arbitrary<World> = fc.record({
  years: fc.array(
    fc.record({ counts: fc.array(fc.nat({ max: 7 }), { minLength: 8, maxLength: 8 }), praise: fc.nat({ max: 9 }) }),
    { minLength: 3, maxLength: 3 },
  ),
  efficacy: fc.tuple(fc.nat({ max: 10_000 }), fc.nat({ max: 10_000 })),
  due: fc.nat({ max: 12 }),
  done: fc.nat({ max: 12 }),
  satisfaction: fc.option(fc.nat({ max: 10_000 })),
  veto: fc.boolean(),
});

const hundredths = (n: number) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`;

const inputsOf = (world: World, unitCode: string): UnitInputs => ({
  unitCode,
  unitName: unitCode,
  figures: [
    ...world.years.flatMap((y, i) => [
      ...counts.map((code, k) => input(code, String(y.counts[k]), 2022 + i)),
      input('praise', String(y.praise), 2022 + i),
    ]),
    ...world.efficacy.map((e, i) => input('efficacy', hundredths(e), 2022 + i)),
    input('rectification-due', String(world.due)),
    input('rectified', String(world.done)),
    ...(world.satisfaction === null ? [] : [input('satisfaction', hundredths(world.satisfaction))]),
    input('veto-incident', world.veto ? '1' : '0'),
  ],
});

const divideHalfUp = (a: bigint, b: bigint) => (2n * a + b) / (2n * b);

/** Scores in hundredths: the four indicators (null: does not apply) and the total. */
function byHand(world: World): { indicators: (bigint | null)[]; total: bigint } {
  const halves = world.years.map(y => {
    const taken = counts.reduce((all, code, k) => {
      const points = halfPoints[code]! * y.counts[k]!;
      return all + (code === 'overdue-5wd' ? Math.min(10, points) : points);
    }, 0);
    return Math.max(0, Math.min(200, 200 - taken + Math.min(10, 2 * y.praise)));
  });
  const indicators = [
    divideHalfUp(BigInt(halves.reduce((a, b) => a + b)) * 5000n, 600n),
    divideHalfUp(BigInt(world.efficacy[0] + world.efficacy[1]) * 25n, 200n),
    world.due === 0 ? null : divideHalfUp(BigInt(Math.min(world.done, world.due)) * 1500n, BigInt(world.due)),
    world.satisfaction === null ? null : divideHalfUp(BigInt(world.satisfaction), 10n),
  ];
  const full = [50n, 25n, 15n, 10n].reduce((all, f, i) => (indicators[i] === null ? all : all + f), 0n);
  const reached = indicators.reduce<bigint>((all, s) => all + (s ?? 0n), 0n);
  return { indicators, total: divideHalfUp(reached * 100n, full) };
}

describe('the evaluation', () => {
  it('agrees to the hundredth with a calculation by hand', () => {
    fc.assert(
      fc.property(anyWorld, world => {
        const result = one(inputsOf(world, 'A'));
        const expected = byHand(world);
        expect(result.indicators.map(i => (i.applicable ? i.score : null))).toEqual(
          expected.indicators.map(i => (i === null ? null : hundredths(Number(i)))),
        );
        expect(result.total).toBe(hundredths(Number(expected.total)));
        expect(result.vetoes.length > 0).toBe(world.veto);
      }),
      { numRuns: 400 },
    );
  });

  it('shows lines that add up to the marks', () => {
    fc.assert(
      fc.property(anyWorld, world => {
        const { score, lines } = indicator(inputsOf(world, 'A'), 'measures');
        const steps = sum(lines.slice(0, -1).map(l => parseDecimal(l.value)));
        const mean = lines.at(-1)!;
        expect(mean.value).toBe(score);
        // the three years' marks together, out of 300, as a share of 50
        expect(printDecimal({ n: steps.n, d: steps.d * 6n })).toBe(score);
      }),
    );
  });

  it('ranks and grades by these rules, whatever the order of the units', () => {
    fc.assert(
      fc.property(fc.array(anyWorld, { minLength: 1, maxLength: 12 }), fc.nat(), (worlds, seed) => {
        const inputs = worlds.map((world, i) => inputsOf(world, `U${String(i).padStart(2, '0')}`));
        const result = evaluate(acceptance2024, inputs);
        const turned = inputs.map((_, i) => inputs[(i + seed) % inputs.length]!);
        expect(canonicalJson(evaluate(acceptance2024, turned))).toBe(canonicalJson(result));

        const better = (a: (typeof result.units)[number], b: typeof a) =>
          a.vetoes.length !== b.vetoes.length
            ? a.vetoes.length < b.vetoes.length
            : compare(parseDecimal(a.total), parseDecimal(b.total)) > 0;
        for (const u of result.units) {
          expect(u.rank).toBe(1 + result.units.filter(other => better(other, u)).length);
          const total = Number(u.total);
          const isTop = result.units.filter(other => !better(u, other)).length <= Math.floor((inputs.length * 3) / 10);
          const grade =
            u.vetoes.length > 0
              ? 'unqualified'
              : total >= 90 && isTop
                ? 'excellent'
                : total >= 80
                  ? 'good'
                  : total >= 60
                    ? 'qualified'
                    : 'unqualified';
          expect(u.grade).toBe(grade);
        }
        expect(Object.values(result.gradeCounts).reduce((a, b) => a + b)).toBe(inputs.length);
      }),
      { numRuns: 60 },
    );
  });

  it('holds no float anywhere: whole numbers are ranks, counts and the version, all else is text', () => {
    const { units, ...rest } = evaluate(acceptance2024, [unit('A'), unit('B', input('satisfaction', '33.33'))]);
    expect(() => canonicalJson({ units, ...rest })).not.toThrow();
    const numbers = (value: unknown, at = ''): string[] =>
      typeof value === 'number'
        ? [at]
        : typeof value === 'object' && value !== null
          ? Object.entries(value).flatMap(([k, v]) => numbers(v, `${at}.${k}`))
          : [];
    expect(numbers(units)).toEqual(['.0.rank', '.1.rank']);
  });

  it('leaves its inputs as they were', () => {
    const inputs = [unit('B'), unit('A')];
    const before = structuredClone(inputs);
    evaluate(acceptance2024, inputs);
    expect(inputs).toEqual(before);
  });

  it('of no units is empty', () => expect(evaluate(acceptance2024, []).units).toEqual([]));
});

it('adds exactly what the totals print', () => {
  const result = one(unit('A', input('efficacy', '77.77', 2022), input('satisfaction', '66.66')));
  const added = result.indicators.map(i => parseDecimal(i.score)).reduce(add);
  expect(printDecimal(added)).toBe(result.total);
});
