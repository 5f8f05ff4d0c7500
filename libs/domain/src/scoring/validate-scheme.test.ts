import { describe, expect, it } from 'vitest';
import { sentence } from '../wording.ts';
import type { ProgressMethod, ScoringScheme } from './scheme.ts';
import { acceptance2024, readScheme } from './shipped-schemes.ts';
import { validateScheme } from './validate-scheme.ts';

type Draft = ScoringScheme & Record<string, unknown>;
const faultsAfter = (change: (scheme: Draft) => void) => {
  const scheme = structuredClone(acceptance2024) as Draft;
  change(scheme);
  return validateScheme(scheme);
};
const progressOf = (scheme: ScoringScheme) => scheme.indicators[0]!.method as ProgressMethod;

describe('the shipped acceptance scheme', () => {
  it('is valid and weighs 50, 25, 15 and 10', () => {
    expect(validateScheme(acceptance2024)).toEqual([]);
    expect(acceptance2024.indicators.map(i => i.full)).toEqual(['50', '25', '15', '10']);
  });
});

describe('a scoring scheme', () => {
  it.each([
    ['full marks other than 100', 'SCHEME_FULL_NOT_100', s => (s.indicators[0]!.full = '49.99')],
    ['an indicator without a clause', 'SCHEME_SOURCE_MISSING', s => (s.indicators[1]!.clause = ' ')],
    ['an indicator without a source', 'SCHEME_SOURCE_MISSING', s => (s.indicators[1]!.source = '')],
    ['a veto on an undeclared figure', 'SCHEME_FIGURE_UNKNOWN', s => (s.vetoes[0]!.figure = 'nowhere')],
    ['a deduction of an undeclared figure', 'SCHEME_FIGURE_UNKNOWN', s => (progressOf(s).deductions[0]!.figure = 'x')],
    ['grades that do not descend', 'SCHEME_GRADES_NOT_DESCENDING', s => (s.grades[1]!.from = '90')],
    ['grades that do not reach 0', 'SCHEME_GRADES_NOT_TO_ZERO', s => (s.grades[3]!.from = '1')],
    ['a quota on the last grade', 'SCHEME_FIELD_UNKNOWN', s => (s.grades[3]!.quotaPercent = 10)],
    ['one code for two indicators', 'SCHEME_CODE_REPEATED', s => (s.indicators[1]!.code = 'measures')],
    ['one code for two deductions', 'SCHEME_CODE_REPEATED', s => (progressOf(s).deductions[1]!.code = 'overdue')],
    ['a field nobody knows', 'SCHEME_FIELD_UNKNOWN', s => (s.weight = '1')],
    [
      'a method nobody knows',
      'SCHEME_FIELD_INVALID',
      s => ((s.indicators[0]!.method as { kind: string }).kind = 'magic'),
    ],
    ['a field of another method', 'SCHEME_FIELD_UNKNOWN', s => Object.assign(progressOf(s), { outOf: '100' })],
    ['a mark written as a number', 'SCHEME_FIELD_INVALID', s => Object.assign(s.indicators[0]!, { full: 50 })],
    ['a mark below zero', 'SCHEME_FIELD_INVALID', s => (s.grades[0]!.from = '-1')],
    ['a deduction worth nothing', 'SCHEME_FIELD_INVALID', s => (progressOf(s).deductions[0]!.per = '0')],
    ['a year named twice', 'SCHEME_FIELD_INVALID', s => (progressOf(s).years = [2022, 2022])],
    ['no years', 'SCHEME_FIELD_INVALID', s => (progressOf(s).years = [])],
    ['no name in English', 'SCHEME_FIELD_MISSING', s => delete (s.name as { en?: string }).en],
    ['no indicators', 'SCHEME_FIELD_INVALID', s => (s.indicators = [])],
    ['a rounding nobody knows', 'SCHEME_FIELD_INVALID', s => Object.assign(s, { rounding: 'down' })],
  ] as [string, string, (scheme: Draft) => unknown][])('with %s is refused: %s', (_, code, change) => {
    const faults = faultsAfter(change);
    expect(faults.map(f => f.code)).toEqual([code]);
    for (const locale of ['zh-CN', 'en'] as const) expect(sentence(faults[0]!, locale)).not.toMatch(/\{\w+\}/);
  });

  it('points at the field that is wrong', () =>
    expect(faultsAfter(s => (progressOf(s).deductions[2]!.per = 'much'))[0]?.field).toBe(
      'scheme.indicators.0.method.deductions.2.per',
    ));

  it.each([null, 'scheme', [], {}, { indicators: null }, { indicators: [{ method: null }] }])('is not %j', value => {
    expect(validateScheme(value).length).toBeGreaterThan(0);
    expect(() => readScheme(value)).toThrow();
  });
});
