export interface SourceMap {
  version: number;
  file?: string;
  names: string[];
  sources: string[];
  sourcesContent?: (string | null)[];
  mappings: string;
}

/**
 * The map of the product's own code only. Node keeps a decoded map in memory from the first error on, and that of the
 * packages costs some 270 MB; their frames are shown by their place in the bundle instead.
 */
export function ownSourceMap(map: SourceMap): SourceMap {
  const sources = map.sources.filter(isOwn);
  const newIndex = new Map(sources.map((source, index) => [source, index]));
  const indexes = map.sources.map(source => newIndex.get(source));
  const from = [0, 0, 0, 0]; // source, line, column and name go on from segment to segment
  const to = [0, 0, 0];
  const mappings = map.mappings.split(';').map(line => {
    let column = 0;
    let lastColumn = 0;
    let isInOwn = false;
    const kept: string[] = [];
    for (const segment of line === '' ? [] : line.split(',')) {
      const [columns = 0, ...place] = decoded(segment);
      column += columns;
      place.forEach((change, field) => (from[field] = (from[field] ?? 0) + change));
      const index = place.length > 0 ? indexes[from[0] ?? 0] : undefined;
      if (index === undefined && !isInOwn && kept.length > 0) continue;
      isInOwn = index !== undefined;
      const now = isInOwn ? [index ?? 0, from[1] ?? 0, from[2] ?? 0] : [];
      kept.push(encoded([column - lastColumn, ...now.map((value, field) => value - (to[field] ?? 0))]));
      now.forEach((value, field) => (to[field] = value));
      lastColumn = column;
    }
    return kept.join(',');
  });
  return {
    version: map.version,
    ...(map.file === undefined ? {} : { file: map.file }),
    names: [],
    sources,
    mappings: mappings.join(';'),
  };
}

const isOwn = (source: string): boolean => !source.includes('node_modules/') && !source.startsWith('\0');

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Map(Array.from(digits, (digit, value) => [digit, value]));

/** Base64 digits of five bits and a mark that more follow; the lowest bit of a number is its sign. */
function decoded(segment: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  let shift = 0;
  for (const digit of segment) {
    const value = valueOf.get(digit) ?? 0;
    number += (value & 31) << shift;
    shift += 5;
    if (value & 32) continue;
    numbers.push(number & 1 ? -(number >> 1) : number >> 1);
    number = shift = 0;
  }
  return numbers;
}

function encoded(numbers: readonly number[]): string {
  let segment = '';
  for (const number of numbers) {
    let left = number < 0 ? (-number << 1) | 1 : number << 1;
    do {
      const more = left > 31 ? 32 : 0;
      segment += digits[(left & 31) | more] ?? '';
      left >>= 5;
    } while (left > 0);
  }
  return segment;
}
