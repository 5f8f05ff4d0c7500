import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakLines, mayNotEnd, mayNotStart, tokensOf } from './chinese-lines.ts';

const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (one <= '\x7e' ? 0.5 : 1), 0);
const linesOf = (text: string, width = 10, indent = 0) =>
  breakLines(text, width, widthOf, indent).map(line => line.text);

describe('breaking lines', () => {
  test('fills lines with as many characters as fit, the first one less its indent', () => {
    expect(linesOf('一二三四五六七八九十一二三四五六', 10, 2)).toEqual(['一二三四五六七八', '九十一二三四五六']);
  });

  test('squeezes a mark at the end of a full line, and takes a character over where that is not enough', () => {
    expect(linesOf('一二三四五六七八九，二')).toEqual(['一二三四五六七八九，', '二']);
    expect(linesOf('一二三四五六七八九十，二')).toEqual(['一二三四五六七八九', '十，二']);
    expect(linesOf('一二三四五六七八九”。二')).toEqual(['一二三四五六七八', '九”。二']);
  });

  test('ends no line with an opening mark', () => {
    expect(linesOf('一二三四五六七八九（二）')).toEqual(['一二三四五六七八九', '（二）']);
  });

  test('keeps numbers, words and double marks in one piece', () => {
    expect(tokensOf('于2024年10月，GB/T 9704-2012——好')).toEqual([
      '于',
      '2024',
      '年',
      '10',
      '月',
      '，',
      'GB/T',
      ' ',
      '9704-2012',
      '——',
      '好',
    ]);
    expect(linesOf('一二三四五六七八九2024年')).toEqual(['一二三四五六七八九', '2024年']);
  });

  test('cuts a word that is wider than a line', () => {
    expect(linesOf('a'.repeat(45))).toEqual(['a'.repeat(20), 'a'.repeat(20), 'a'.repeat(5)]);
  });

  test('loses nothing and keeps the rules whatever the text', () => {
    const character = fc.constantFrom(...'一|二|三|四|五|，|。|（|）|《|》|“|”|：|；|、|—|…|0|a|%|.| |年'.split('|'));
    fc.assert(
      fc.property(fc.array(character, { maxLength: 120 }), characters => {
        const text = characters.join('');
        const lines = linesOf(text);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(11);
      }),
    );
    const words = fc.array(fc.constantFrom('行政', '执法，', '（检查）', '“品质”', '2024', '年。', '提升'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, parts => {
        const lines = linesOf(parts.join(''));
        for (const [index, line] of lines.entries()) {
          if (index > 0) expect(mayNotStart(line[0]!)).toBe(false);
          if (index < lines.length - 1) expect(mayNotEnd(line.at(-1)!)).toBe(false);
        }
      }),
    );
  });
});
