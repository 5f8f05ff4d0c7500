/** A number in an edited text that the data do not say. */
export interface StrayFigure {
  /** As it stands in the text, with the unit behind it: `88.50分`. */
  figure: string;
  sentence: string;
  /** What the data say in the same sentence; null where no drafted sentence is like it. */
  expected: string | null;
}

interface Figure {
  value: string;
  unit: string;
}

const figurePattern = /(\d+(?:\.\d+)?)\s*(%|[\p{Script=Han}]?)/gu;

/** Digits and signs in one width, thousands without commas, so that figures compare by what they say. */
const plain = (text: string): string =>
  text
    .replace(/[０-９．％]/g, one => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/[ \t\u3000]/g, '');

/** The number that begins a line such as `1.整改` counts nothing. */
const sentencesOf = (text: string): string[] =>
  plain(text)
    .split(/[。；\n]/)
    .map(sentence => sentence.replace(/^(?:\d+[.．、](?!\d)|[（(]\d+[）)])/, ''))
    .filter(Boolean);

function figuresOf(sentence: string): Figure[] {
  return [...sentence.matchAll(figurePattern)].map(([, value = '', unit = '']) => ({ value: shortest(value), unit }));
}

/** 88.50 and 88.5 are one number. */
const shortest = (value: string): string =>
  (value.includes('.') ? value.replace(/0+$/, '').replace(/\.$/, '') : value).replace(/^0+(?=\d)/, '');

const masked = (sentence: string): string => sentence.replace(/\d+(?:\.\d+)?/g, '#');
const print = ({ value, unit }: Figure): string => value + unit;

/**
 * Every figure of an edited text that does not stand in the data. A sentence that says what a drafted one says must
 * have its numbers; in any other sentence a number must stand somewhere in the draft with the same unit behind it, or
 * in its tables. Numbers written in characters (三个) are not looked at.
 */
export function strayFigures(edited: string, drafted: { text: string; tables: readonly string[] }): StrayFigure[] {
  const draftSentences = sentencesOf(drafted.text);
  const known = new Set(draftSentences.flatMap(sentence => figuresOf(sentence).map(print)));
  for (const cell of drafted.tables.map(plain)) {
    for (const figure of figuresOf(cell)) known.add(print(figure));
    // a cell that is nothing but a number gets its unit from the head of its column
    if (/^-?\d+\.\d+$/.test(cell)) known.add(`${shortest(cell.replace('-', ''))}分`);
    else if (/^\d+$/.test(cell)) for (const unit of ['分', '位', '名']) known.add(shortest(cell) + unit);
  }
  const found = sentencesOf(edited).flatMap((sentence): StrayFigure[] => {
    const figures = figuresOf(sentence);
    if (figures.length === 0) return [];
    const likes = draftSentences.filter(one => masked(one) === masked(sentence)).map(figuresOf);
    if (likes.some(like => like.every((figure, index) => figure.value === figures[index]?.value))) return [];
    // the drafted sentence with the most numbers in common is the one that was edited
    const [nearest] = likes
      .map(like => ({ like, same: like.filter((figure, index) => figure.value === figures[index]?.value).length }))
      .sort((a, b) => b.same - a.same);
    if (nearest)
      return figures.flatMap((figure, index) => {
        const drafted = nearest.like[index]!;
        return drafted.value === figure.value ? [] : [{ figure: print(figure), sentence, expected: print(drafted) }];
      });
    return figures
      .filter(figure => !known.has(print(figure)))
      .map(figure => ({ figure: print(figure), sentence, expected: null }));
  });
  return found.filter(
    (one, index) => found.findIndex(other => other.figure === one.figure && other.sentence === one.sentence) === index,
  );
}
