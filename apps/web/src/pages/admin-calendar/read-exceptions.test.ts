import { describe, expect, test } from 'vitest';
import { readExceptions } from './read-exceptions.ts';

const faults = (text: string) => readExceptions(text, 2025).faults.map(({ row, fault }) => `${row} ${fault}`);

describe('reading a holiday notice', () => {
  test('a span of days becomes one entry a day', () => {
    const { exceptions } = readExceptions('2025-01-28~2025-02-04,放假,春节', 2025);
    expect(exceptions).toHaveLength(8);
    expect(exceptions.at(-1)).toEqual({ on: '2025-02-04', isWorkday: false, name: '春节' });
  });

  test('lines may be separated by spaces, commas of either width, and Chinese dates', () => {
    expect(readExceptions('2025年5月1日 放假 劳动节\n2025/4/27,上班,劳动节', 2025)).toEqual({
      exceptions: [
        { on: '2025-04-27', isWorkday: true, name: '劳动节' },
        { on: '2025-05-01', isWorkday: false, name: '劳动节' },
      ],
      faults: [],
    });
  });

  test('a JSON array says the same', () => {
    const text =
      '[{"on":"2025-01-01","isWorkday":false,"name":"元旦"},{"date":"2025-01-26","kind":"work","name":"春节"}]';
    expect(readExceptions(text, 2025).exceptions.map(({ on, isWorkday }) => [on, isWorkday])).toEqual([
      ['2025-01-01', false],
      ['2025-01-26', true],
    ]);
  });

  test('each line that cannot be right is named with its number', () => {
    expect(
      faults(
        [
          '2025-02-30,放假,春节',
          '2026-01-01,放假,元旦',
          '2025-05-01,也许,劳动节',
          '2025-05-02,放假,',
          '2025-05-05~2025-05-03,放假,劳动节',
          '2025-01-27,上班,春节',
          '2025-10-01,放假,国庆节',
          '2025-10-01,放假,国庆节',
        ].join('\n'),
      ),
    ).toEqual(['1 date', '2 year', '3 kind', '4 name', '5 order', '6 weekday', '8 twice']);
  });

  test('nothing, and broken JSON, are refused', () => {
    expect(faults('  ')).toEqual(['1 empty']);
    expect(faults('[{')).toEqual(['1 json']);
  });
});
