import { describe, expect, it } from 'vitest';
import { figuresNamed, input, markOf, schemeOf, unitOf } from './example.fixture.ts';
import { lackingFigures, rehearse, sensitivity } from './rehearse.ts';
import type { ScoringMethod, ScoringScheme } from './scheme.ts';

const scheme = (weights: [string, string], more: Partial<ScoringScheme> = {}) =>
  schemeOf(
    [
      { code: 'speed', full: weights[0], name: { zh: '效率', en: 'Speed' } },
      { code: 'quality', full: weights[1], name: { zh: '质量', en: 'Quality' }, method: markOf('f2') },
    ],
    { figures: figuresNamed('f1', 'f2'), ...more },
  );
const base = scheme(['60', '40']);
const unit = (code: string, speed: string, quality: string) => unitOf(code, input('f1', speed), input('f2', quality));
// 60/40: A 86, B 82, C 70. 40/60: A 79, B 88, C 70.
const units = [unit('A', '100', '65'), unit('B', '70', '100'), unit('C', '70', '70')];

describe('a rehearsal', () => {
  it('tells who would move, why, and how grades would spread', () => {
    const { moves, spread } = rehearse(scheme(['40', '60'], { version: 2 }), base, units);
    expect(moves).toEqual([
      {
        unitCode: 'B',
        unitName: '单位B',
        before: { total: '82.00', rank: 2, grade: 'good' },
        after: { total: '88.00', rank: 1, grade: 'good' },
        decidedBy: {
          kind: 'indicator',
          code: 'quality',
          name: { zh: '质量', en: 'Quality' },
          before: '40.00',
          after: '60.00',
        },
      },
      {
        unitCode: 'A',
        unitName: '单位A',
        before: { total: '86.00', rank: 1, grade: 'good' },
        after: { total: '79.00', rank: 2, grade: 'fair' },
        decidedBy: {
          kind: 'indicator',
          code: 'speed',
          name: { zh: '效率', en: 'Speed' },
          before: '60.00',
          after: '40.00',
        },
      },
    ]);
    expect(spread.map(s => [s.grade, s.before, s.after])).toEqual([
      ['good', 2, 1],
      ['fair', 1, 2],
      ['poor', 0, 0],
    ]);
  });

  it('finds nothing where nothing would change, and leaves its inputs as they were', () => {
    const before = structuredClone(units);
    expect(rehearse(base, base, units).moves).toEqual([]);
    expect(units).toEqual(before);
  });

  it('tells a veto from what others did', () => {
    const draft = scheme(['60', '40'], {
      figures: figuresNamed('f1', 'f2', 'false'),
      vetoes: [{ code: 'false', name: { zh: '弄虚作假', en: 'Falsified' }, figure: 'false' }],
    });
    const [a, ...others] = units;
    const accused = { ...a!, figures: [...a!.figures, input('false', '1')] };
    const { moves } = rehearse(draft, base, [accused, ...others]);
    expect(moves.map(m => [m.unitCode, m.before.rank, m.after.rank, m.decidedBy.kind])).toEqual([
      ['A', 1, 3, 'veto'],
      ['B', 2, 1, 'others'],
      ['C', 3, 2, 'others'],
    ]);
  });

  it('goes by an indicator’s part of the total, through the weights above it', () => {
    const tree = (weight: string, rest: string): ScoringScheme =>
      schemeOf(
        [
          { code: 'plan', full: '50' },
          { code: 'cover', full: '50', method: markOf('f2') },
          { code: 'rest', full: rest, method: markOf('f3') },
        ],
        {
          figures: figuresNamed('f1', 'f2', 'f3'),
          groups: [{ code: 'g', name: { zh: '组', en: 'G' }, full: weight, outOf: '100', children: ['plan', 'cover'] }],
        },
      );
    const inputs = [unitOf('A', input('f1', '100'), input('f2', '40'), input('f3', '20'))];
    const [moved] = rehearse(tree('60', '40'), tree('40', '60'), inputs).moves;
    // group 70 %: 28 + 12 = 40 before, 42 + 8 = 50 after; of it plan 20, then 30
    expect([moved!.before.total, moved!.after.total]).toEqual(['40.00', '50.00']);
    expect(moved!.decidedBy).toMatchObject({ code: 'plan', before: '20.00', after: '30.00' });
  });
});

describe('a draft that asks for something else', () => {
  const progress = (...years: number[]): ScoringMethod => ({
    kind: 'progress',
    base: '100',
    years,
    deductions: [{ code: 'd', name: { zh: '逾期', en: 'Late' }, figure: 'late', per: '5' }],
    bonuses: [],
  });
  const over = (...years: number[]) =>
    schemeOf([{ method: progress(...years) }], { figures: figuresNamed('late', 'false') });
  const late = (code: string, ...values: [number, string][]) =>
    unitOf(code, ...values.map(([year, value]) => input('late', value, { year })));

  it('counts fewer years than were kept, and is tried on those', () => {
    const inputs = [late('A', [2023, '4'], [2024, '0'])];
    const { moves } = rehearse(over(2024), over(2023, 2024), inputs);
    expect(moves.map(m => [m.before.total, m.after.total])).toEqual([['90.00', '100.00']]);
    expect(lackingFigures(over(2024), inputs, over(2023, 2024))).toEqual([]);
  });

  it('is told of years and figures that nobody looked for', () => {
    const inputs = [late('A', [2024, '1']), late('B', [2024, '2'])];
    const draft = { ...over(2023, 2024), vetoes: [{ code: 'v', name: { zh: '假', en: 'F' }, figure: 'fresh' }] };
    draft.figures = [...draft.figures, ...figuresNamed('fresh')];
    expect(
      lackingFigures(draft, inputs, over(2024)).map(({ code, years, unitCount }) => [code, years, unitCount]),
    ).toEqual([
      ['late', [2023], 2],
      ['fresh', [], 2],
    ]);
  });

  it('is told how many units have no mark or rate, but not where nothing to deduct was found', () => {
    const draft = schemeOf(
      [{ full: '60' }, { full: '40', method: { kind: 'rate', numerator: 'n', denominator: 'f2' } }],
      {
        figures: figuresNamed('f1', 'f2', 'n', 'false'),
        vetoes: [{ code: 'v', name: { zh: '假', en: 'F' }, figure: 'false' }],
      },
    );
    const inputs = [unitOf('A', input('f1', '80'), input('f2', '3')), unitOf('B', input('f2', '3'), input('n', '1'))];
    expect(lackingFigures(draft, inputs, draft).map(({ code, unitCount }) => [code, unitCount])).toEqual([
      ['f1', 1],
      ['n', 1],
    ]);
  });
});

describe('the sensitivity of ranks', () => {
  // 60/40: A 80.0, B 79.2. Speed 10 % heavier is 62.26/37.74, lighter 57.45/42.55.
  const close = [unit('A', '100', '50'), unit('B', '72', '90')];

  it('names the weights by which somebody would move', () => {
    expect(sensitivity(base, close)).toEqual([
      { code: 'speed', name: { zh: '效率', en: 'Speed' }, percent: 10, rankChanges: [] },
      {
        code: 'speed',
        name: { zh: '效率', en: 'Speed' },
        percent: -10,
        rankChanges: [
          { unitCode: 'A', unitName: '单位A', before: 1, after: 2 },
          { unitCode: 'B', unitName: '单位B', before: 2, after: 1 },
        ],
      },
      {
        code: 'quality',
        name: { zh: '质量', en: 'Quality' },
        percent: 10,
        rankChanges: [
          { unitCode: 'A', unitName: '单位A', before: 1, after: 2 },
          { unitCode: 'B', unitName: '单位B', before: 2, after: 1 },
        ],
      },
      { code: 'quality', name: { zh: '质量', en: 'Quality' }, percent: -10, rankChanges: [] },
    ]);
  });

  it('takes another percentage, and finds nothing where it is small', () =>
    expect(sensitivity(base, close, 1).flatMap(effect => effect.rankChanges)).toEqual([]));

  it('weighs groups as well as what is in them', () => {
    const tree = schemeOf([{ full: '100' }, { full: '40', method: markOf('f2') }], {
      figures: figuresNamed('f1', 'f2'),
      groups: [{ code: 'g', name: { zh: '组', en: 'G' }, full: '60', outOf: '100', children: ['i1'] }],
    });
    const moved = sensitivity(tree, close).map(e => [e.code, e.percent, e.rankChanges.length]);
    expect(moved).toEqual([
      // alone in its group, its weight is always the whole of it
      ['i1', 10, 0],
      ['i1', -10, 0],
      ['i2', 10, 2],
      ['i2', -10, 0],
      ['g', 10, 0],
      ['g', -10, 2],
    ]);
  });
});
