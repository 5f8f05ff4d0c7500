import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAt, dayNumber, yearOf } from './calendar-day.ts';
import { duePhrase, inDueOrder, parseDuePhrase } from './due-phrase.ts';
import type { PlanDue } from './plan.ts';

const period = { startsOn: '2022-01-01', endsOn: '2024-12-31' };

const days = (text: string) => {
  const reading = parseDuePhrase(text, period);
  return reading.ok
    ? reading.due.map(due => `${due.on}${due.repeats ? ' R' : ''}${due.label && ` ${due.label}`}`)
    : reading.code;
};

describe('the phrases people write under 完成时限', () => {
  const decembers = ['2022-12-31 R', '2023-12-31 R', '2024-12-31 R'];
  it.each<[string, string[]]>([
    ['2022年底前', ['2022-12-31']],
    ['２０２２年１２月底前', ['2022-12-31']],
    ['2022 年 12 月底前', ['2022-12-31']],
    ['2022年内', ['2022-12-31']],
    ['2023年6月底前', ['2023-06-30']],
    ['2023年6月30日前完成', ['2023-06-30']],
    ['2023年6月', ['2023-06-30']],
    ['2023.6.30', ['2023-06-30']],
    ['2023/6/30', ['2023-06-30']],
    ['2023-06-30', ['2023-06-30']],
    ['20230630', ['2023-06-30']],
    ['2024年2月底前', ['2024-02-29']],
    ['2023年上半年', ['2023-06-30']],
    ['2023年第三季度末', ['2023-09-30']],
    ['2023年6月上旬', ['2023-06-10']],
    ['力争2023年6月底前', ['2023-06-30']],
    ['2023', ['2023-12-31']],
    ['每年底前', decembers],
    ['每年年底前', decembers],
    ['每年12月底前', decembers],
    ['每年12月31日前', decembers],
    ['每年', decembers],
    ['长期坚持', decembers],
    ['2022—2024年', decembers],
    ['2023-2024年每年6月底前', ['2023-06-30 R', '2024-06-30 R']],
    ['2022年12月31日前；2023年6月30日前', ['2022-12-31', '2023-06-30']],
    ['2022年12月31日前、2023年6月30日前,2024年底', ['2022-12-31', '2023-06-30', '2024-12-31']],
    ['2023年6月底前和2024年6月底前', ['2023-06-30', '2024-06-30']],
    ['2022年底前印发办法；2023年6月底前建立台账', ['2022-12-31 印发办法', '2023-06-30 建立台账']],
    ['2022年底前，清理名册、更新证件', ['2022-12-31 清理名册、更新证件']],
    ['2022年12月底前（程序指引）', ['2022-12-31 程序指引']],
    [
      '2022年底前\n每年11月底前:报送案例',
      ['2022-11-30 R 报送案例', '2022-12-31', '2023-11-30 R 报送案例', '2024-11-30 R 报送案例'],
    ],
  ])('%s', (phrase, expected) => expect(days(phrase)).toEqual(expected));

  it('reads 每季度 as every quarter end of the program', () => {
    expect(days('每季度')).toHaveLength(12);
    expect(days('每季度')).toContain('2023-09-30 R');
  });

  it('puts 年底前 into the first year and says that it assumed so', () => {
    expect(parseDuePhrase('年底前', period)).toEqual({
      ok: true,
      due: [{ year: 2022, on: '2022-12-31', label: '', repeats: false }],
      assumed: 'first-year',
    });
    expect(parseDuePhrase('年底前', { startsOn: '2023-01-01', endsOn: '2023-12-31' })).toMatchObject({ assumed: null });
  });

  it('says that 长期坚持 was taken as every year end', () =>
    expect(parseDuePhrase('长期坚持', period)).toMatchObject({ assumed: 'ongoing' }));

  it('keeps of a yearly date only what lies within the program', () =>
    expect(parseDuePhrase('每年3月31日前', { startsOn: '2022-05-01', endsOn: '2024-12-31' })).toMatchObject({
      due: [{ on: '2023-03-31' }, { on: '2024-03-31' }],
    }));
});

describe('phrases that name no usable day', () => {
  it.each([
    ['', 'empty'],
    ['尽快', 'unreadable'],
    ['2022年底前;尽快', 'unreadable'],
    ['2022年底前、明年6月', 'unreadable'],
    ['2023年2月30日前', 'no-such-day'],
    ['2023年13月底前', 'no-such-day'],
    ['2025年3月31日前', 'outside-program'],
    ['2022年底前;2025年底前', 'outside-program'],
    ['2023-2025年每年底前;2021年底前', 'outside-program'],
  ])('%s', (phrase, code) => expect(days(phrase)).toBe(code));

  it('comes back with the piece at fault and a spelling that would be accepted', () => {
    const reading = parseDuePhrase('2022年底前;尽快', period);
    expect(reading).toMatchObject({ ok: false, piece: '尽快', suggestion: '2024年12月31日前' });
    expect(days('2024年12月31日前')).toEqual(['2024-12-31']);
  });
});

describe('writing due days as a phrase', () => {
  it('says 每年 once for a date that returns in every year of the program', () => {
    const yearly = [2022, 2023, 2024].map(year => ({ year, on: `${year}-11-30`, label: '报送案例', repeats: true }));
    expect(duePhrase(yearly, period)).toBe('每年11月30日前 报送案例');
    expect(duePhrase(yearly.slice(1), period)).toBe('2023年11月30日前(每年) 报送案例\n2024年11月30日前(每年) 报送案例');
  });

  const label = fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc
        .array(fc.constantFrom('2023年底前', ';', '、', '\n', '完成', '每年', '「', '」', '(每年)', '印发', ' '), {
          maxLength: 6,
        })
        .map(parts => parts.join('')),
    )
    .map(text => text.trim());
  const one: fc.Arbitrary<PlanDue> = fc
    .record({
      day: fc.integer({ min: dayNumber(period.startsOn), max: dayNumber(period.endsOn) }),
      label,
      repeats: fc.boolean(),
    })
    .map(({ day, ...rest }) => ({ year: yearOf(dayAt(day)), on: dayAt(day), ...rest }));

  it('is undone by reading it, whatever the labels say', () => {
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 5 }), due => {
        const ordered = inDueOrder(due);
        expect(parseDuePhrase(duePhrase(ordered, period), period)).toEqual({ ok: true, due: ordered, assumed: null });
      }),
      { numRuns: 1000 },
    );
  });
});
