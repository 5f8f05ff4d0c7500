import genre from './genre.json' with { type: 'json' };

/** Numbers that only the seed decides. */
export class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }
  of<T>(things: readonly T[]): T {
    return things[Math.floor(this.next() * things.length)]!;
  }
  shuffled<T>(things: readonly T[]): T[] {
    const left = [...things];
    return Array.from(left, () => left.splice(Math.floor(this.next() * left.length), 1)[0]!);
  }
}

export interface GenreText {
  title: string;
  unitName: string;
  year: number;
  paragraphs: string[];
}

const lists = {
  field: genre.fields, place: genre.places, actor: genre.actors, object: genre.objects, fault: genre.faults,
  mean: genre.means, result: genre.results, when: genre.when,
} as const; // prettier-ignore

function ownSentence(chance: Chance): string {
  return chance
    .of(genre.sentences)
    .replace(/\{(\w+)\}/g, (_, name: string) =>
      name === 'n' ? String(chance.between(2, 480)) : chance.of(lists[name as keyof typeof lists]),
    );
}

/** One paragraph: what the trade always says, and what this unit alone has done. */
function paragraph(chance: Chance, stockShare: number): string {
  const count = chance.between(3, 6);
  return Array.from({ length: count }, () =>
    chance.next() < stockShare ? chance.of(genre.stock) : ownSentence(chance),
  ).join('');
}

const titles = ['{unit}{year}年行政执法品质提升工作总结', '{unit}{year}年行政执法品质提升工作方案', '{unit}{year}年度法治建设情况报告', '{unit}{year}年执法监督工作台账说明']; // prettier-ignore

/**
 * An annual summary, plan or account as every unit writes them: the same opening, the same headings, up to 45 % of the
 * sentences out of one stock of official phrases, the others made from the same few patterns.
 */
export function genreText(chance: Chance, unitName: string, year: number): GenreText {
  const stockShare = 0.15 + 0.3 * chance.next();
  const sections = genre.headings.slice(0, chance.between(4, genre.headings.length));
  return {
    title: chance.of(titles).replace('{unit}', unitName).replace('{year}', String(year)),
    unitName,
    year,
    paragraphs: [
      chance.of(genre.openings),
      ...sections.flatMap(heading => [
        heading,
        ...Array.from({ length: chance.between(1, 3) }, () => paragraph(chance, stockShare)),
      ]),
    ],
  };
}

/**
 * What somebody in a hurry makes of an existing text: another name and year, other numbers and days, one paragraph anew,
 * paragraphs in another order, words replaced, until `share` of the characters are not the original's.
 */
export function lightlyEdited(
  chance: Chance,
  source: GenreText,
  unitName: string,
  year: number,
  share: number,
): GenreText {
  const total = source.paragraphs.join('').length;
  let changed = 0;
  let paragraphs = source.paragraphs.map(text =>
    text.replaceAll(source.unitName, unitName).replace(/\d+/g, digits => {
      changed += digits.length;
      return String(chance.between(2, 480));
    }),
  );
  const long = paragraphs.flatMap((text, at) => (text.length > 40 && text.length < share * total ? [at] : []));
  if (long.length > 0) {
    const at = chance.of(long);
    changed += paragraphs[at]!.length;
    paragraphs[at] = paragraph(chance, 0.2);
  }
  for (let tries = 0; changed < share * total && tries < 2_000; tries++) {
    const [from, to] = chance.of(genre.synonyms) as [string, string];
    const at = chance.between(0, paragraphs.length - 1);
    const places = [...paragraphs[at]!.matchAll(new RegExp(from, 'g'))];
    if (places.length === 0) continue;
    const place = chance.of(places).index;
    paragraphs[at] = paragraphs[at]!.slice(0, place) + to + paragraphs[at]!.slice(place + from.length);
    changed += from.length;
  }
  if (chance.next() < 0.5) {
    const [opening, ...rest] = paragraphs;
    paragraphs = [opening!, ...chance.shuffled(rest)];
  }
  return {
    title: source.title.replace(source.unitName, unitName).replace(/\d{4}/, String(year)),
    unitName,
    year,
    paragraphs,
  };
}
