import { describe, expect, it } from 'vitest';
import { checkEvaluationMoves } from '../evaluation.ts';
import { checkSelfAssessmentMoves } from '../self-assessment.ts';
import { evaluate } from './evaluate.ts';
import { unitOf } from './example.fixture.ts';
import { lawAssessmentAnnual as scheme } from './shipped-schemes.ts';
import {
  assessedIndicators,
  countedLine,
  figureOfLines,
  gapAbove,
  lineBlockers,
  linesBlockers,
  markOfLine,
  mostOf,
  ruledLineBlockers,
  type GivenLine,
} from './three-lines.ts';

const indicator = (code: string) => assessedIndicators(scheme).find(known => known.code === code)!;
const given = (mark: string, more: Partial<GivenLine> = {}): GivenLine => ({
  mark,
  by: '张某',
  on: '2024-10-15',
  ...more,
});
const codes = (line: Parameters<typeof lineBlockers>[1]): string[] =>
  lineBlockers(scheme, line, 'lines.0').map(({ code }) => code);

it('the moves have no fault', () => expect([...checkEvaluationMoves(), ...checkSelfAssessmentMoves()]).toEqual([]));

describe('a line', () => {
  it('is a mark up to the whole of its indicator', () => {
    expect(codes({ indicator: 'mechanism', mark: '5.5' })).toEqual([]);
    expect(codes({ indicator: 'mechanism', mark: '6.01' })).toEqual(['LINE_MARK_TOO_HIGH']);
    for (const mark of ['', '-1', '五', '1e3', '1.23456'])
      expect(codes({ indicator: 'mechanism', mark })).toEqual(['LINE_MARK_INVALID']);
  });

  it('is given to what people mark, and to nothing that is counted', () => {
    expect(codes({ indicator: 'licences', mark: '5' })).toEqual(['LINE_INDICATOR_UNKNOWN']);
    expect(codes({ indicator: 'nothing', mark: '5' })).toEqual(['LINE_INDICATOR_UNKNOWN']);
  });

  it('of a checklist answers every item once, or leaves it out', () => {
    const all = ['filing', 'publicity', 'liability', 'internal-review'].map(item => ({ item, value: '1' }));
    expect(codes({ indicator: 'systems', items: all })).toEqual([]);
    expect(codes({ indicator: 'systems', items: all.slice(1), leftOut: ['filing'] })).toEqual([]);
    expect(codes({ indicator: 'systems', items: all.slice(1) })).toEqual(['LINE_ITEM_OPEN']);
    expect(codes({ indicator: 'systems', items: all, leftOut: ['filing'] })).toEqual(['LINE_ITEM_UNKNOWN']);
    expect(codes({ indicator: 'systems', items: [...all, all[0]!] })).toEqual(['LINE_ITEM_UNKNOWN']);
    expect(codes({ indicator: 'systems', items: [...all.slice(1), { item: 'filing', value: '2' }] })).toEqual([
      'LINE_MARK_TOO_HIGH',
    ]);
    expect(markOfLine({ indicator: 'systems', items: all })).toBe('4');
    expect(mostOf(indicator('systems'))).toBe('4');
  });
});

describe('three lines', () => {
  const evidence = [{ id: 'e1', title: '会议纪要', sha256: 'ab' }];
  const self = given('6', { reason: '全年研究六次', evidence });

  it('are no figure while the office has given none', () =>
    expect(figureOfLines(indicator('mechanism'), { indicator: 'mechanism', self })).toBeNull());

  it('count by the office, unless decided otherwise, and keep what was cited', () => {
    const lines = { indicator: 'mechanism', self, office: given('5') };
    expect(figureOfLines(indicator('mechanism'), lines)).toEqual({
      code: 'mechanism',
      value: '5',
      source: 'self-assessment',
      records: [{ ref: 'evidence/e1', note: '会议纪要 sha256:ab' }],
      self: { value: '6', reason: '全年研究六次' },
      office: { value: '5' },
    });
    expect(figureOfLines(indicator('mechanism'), { ...lines, final: given('5.5') })!.value).toBe('5.5');
  });

  it('further apart than the method lets pass need both reasons', () => {
    const unit = unitOf('A');
    const lines = { indicator: 'mechanism', self, office: given('3') };
    expect(gapAbove(indicator('mechanism').method, ['6', '3'])).toBe('3');
    expect(gapAbove(indicator('mechanism').method, ['6', '4'])).toBeNull();
    expect(linesBlockers(scheme, unit, [lines]).map(({ code }) => code)).toEqual(['FIGURE_GAP_UNEXPLAINED']);
    expect(linesBlockers(scheme, unit, [{ ...lines, office: given('3', { reason: '缺两次纪要' }) }])).toEqual([]);
  });

  it('are what the engine marks, of a checklist too', () => {
    const items = ['filing', 'publicity', 'liability'].map(item => ({ item, value: item === 'filing' ? '0' : '1' }));
    const figures = [
      figureOfLines(indicator('mechanism'), { indicator: 'mechanism', self, office: given('4.5') })!,
      figureOfLines(indicator('systems'), {
        indicator: 'systems',
        self: given('3', { evidence }),
        office: given('2', { items, leftOut: ['internal-review'] }),
      })!,
    ];
    const marks = Object.fromEntries(
      evaluate(scheme, [unitOf('A', ...figures)]).units[0]!.indicators.map(({ code, score }) => [code, score]),
    );
    expect(marks).toMatchObject({ mechanism: '4.50', systems: '2.67' });
  });
});

describe('a final line set by an upheld objection', () => {
  const office = given('2');
  const ruled = given('5', { reason: '补交的记录有效', objectionId: 'o1' });

  it('is of the indicator objected to, within its marks, and another than what counted', () => {
    const said = (line: Parameters<typeof ruledLineBlockers>[2], counts: GivenLine | null = office) =>
      ruledLineBlockers(scheme, 'mechanism', line, counts).map(({ code }) => code);
    expect(said({ indicator: 'mechanism', mark: '5' })).toEqual([]);
    expect(said({ indicator: 'systems', items: [] })).toEqual(['RULED_LINE_OF_ANOTHER']);
    expect(said({ indicator: 'mechanism', mark: '7' })).toEqual(['LINE_MARK_TOO_HIGH']);
    expect(said({ indicator: 'mechanism', mark: '2.00' })).toEqual(['RULED_LINE_UNCHANGED']);
    expect(said({ indicator: 'mechanism', mark: '5' }, null)).toEqual(['LINE_NOT_CHECKED']);
  });

  it('of a list may add up to the same and be another', () => {
    const items = (last: string) =>
      ['filing', 'publicity', 'liability', 'internal-review'].map((item, i) => ({ item, value: i === 0 ? last : '1' }));
    const counts = given('3', { items: items('0') });
    const swapped = [...items('1').slice(0, 3), { item: 'internal-review', value: '0' }];
    const said = (list: { item: string; value: string }[]) =>
      ruledLineBlockers(scheme, 'systems', { indicator: 'systems', items: list }, counts).map(({ code }) => code);
    expect(said(swapped)).toEqual([]);
    expect(said(items('0.0').reverse())).toEqual(['RULED_LINE_UNCHANGED']);
  });

  it('counts before the others and names the objection', () => {
    const lines = { indicator: 'mechanism', office, final: given('3'), ruled };
    expect(countedLine(lines)).toBe(ruled);
    expect(figureOfLines(indicator('mechanism'), lines)).toMatchObject({
      value: '5',
      records: [{ ref: 'objection/o1', note: '异议裁定 2024-10-15 张某：补交的记录有效' }],
    });
    const items = [{ item: 'filing', value: '1' }];
    const list = { indicator: 'systems', office, ruled: { ...ruled, items } };
    expect(figureOfLines(indicator('systems'), list)!.records).toMatchObject([{ ref: 'objection/o1/filing' }]);
  });

  it('may lie far from marks given without a reason: the decision is the reason', () => {
    expect(linesBlockers(scheme, unitOf('A'), [{ indicator: 'mechanism', office, ruled }])).toEqual([]);
    expect(linesBlockers(scheme, unitOf('A'), [{ indicator: 'mechanism', office, final: given('5') }])).not.toEqual([]);
    expect(figureOfLines(indicator('mechanism'), { indicator: 'mechanism', office, ruled })!.office).toEqual({
      value: '2',
      reason: '未写理由，后经异议裁定改评',
    });
  });
});
