/** Never at the end of a line. */
const opening = '（《〈“‘〔【［｛「『(';
/** Never at the start of a line. */
const closing = '，。、；：？！）》〉”’〕】］｝」』…—·%％℃)';
/** Marks whose ink fills the left half only: at the end of a line half of them may be squeezed. */
const squeezable = '，。、；：）》〉”’〕】';

export const mayNotStart = (character: string): boolean => closing.includes(character);
export const mayNotEnd = (character: string): boolean => opening.includes(character);

export interface Line {
  text: string;
  /** The paragraph goes on: the line is spread to the full width. */
  goesOn: boolean;
}

const wordPart = /[\w.,:/@#&+=~%'’-]/;
const isWord = (token: string): boolean => /^[\x21-\x7e]/.test(token);

/** Characters, with words, numbers and double marks kept in one piece. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const one of text) {
    const last = tokens.at(-1);
    const joins =
      last !== undefined &&
      ((one === '—' && last === '—') ||
        (one === '…' && last === '…') ||
        (one <= '\x7e' &&
          one > ' ' &&
          isWord(last) &&
          (wordPart.test(one) || /\w/.test(one)) &&
          wordPart.test(last.at(-1)!)));
    if (joins) tokens[tokens.length - 1] = last + one;
    else tokens.push(one);
  }
  return tokens;
}

/**
 * Breaks one paragraph by the rules of Chinese type: no closing mark begins a line, no opening one ends it, words and
 * numbers stay whole. `widthOf` measures a text as it will be set; `indent` is taken off the first line.
 */
export function breakLines(text: string, width: number, widthOf: (text: string) => number, indent = 0): Line[] {
  const lines: Line[] = [];
  let tokens = tokensOf(text);
  while (tokens.length > 0) {
    const room = width - (lines.length === 0 ? indent : 0);
    const end = endOfLine(tokens, room, widthOf);
    if (end === 0) {
      // One word wider than a line is cut where it must be.
      const [word = '', ...rest] = tokens;
      const characters = [...word];
      let fits = 1;
      while (fits < characters.length && widthOf(characters.slice(0, fits + 1).join('')) <= room) fits += 1;
      tokens = [
        characters.slice(0, fits).join(''),
        ...(fits < characters.length ? [characters.slice(fits).join('')] : []),
        ...rest,
      ];
      lines.push({ text: tokens.shift()!, goesOn: tokens.length > 0 });
      continue;
    }
    const line = tokens.slice(0, end).join('').trimEnd();
    tokens = tokens.slice(end);
    while (tokens[0] === ' ') tokens.shift();
    lines.push({ text: line, goesOn: tokens.length > 0 });
  }
  return lines;
}

/** How many tokens go on the line; 0 when not even the first fits. */
function endOfLine(tokens: readonly string[], room: number, widthOf: (text: string) => number): number {
  let width = 0;
  let count = 0;
  for (const token of tokens) {
    const own = widthOf(token);
    const squeeze = squeezable.includes(token) ? own / 2 : 0;
    if (width + own - squeeze > room + 0.01) break;
    width += own;
    count += 1;
    if (width > room + 0.01) break;
  }
  if (count === 0 || count === tokens.length) return count;
  // Back to a place where a line may end.
  for (let end = count; end > 0; end--) {
    const before = tokens[end - 1]!;
    const after = tokens[end]!;
    const kept = widthOf(tokens.slice(0, end).join(''));
    const fits = kept <= room + 0.01 || squeezable.includes(before);
    if (fits && !mayNotEnd(before.at(-1)!) && !mayNotStart(after[0]!)) return end;
  }
  return count;
}
