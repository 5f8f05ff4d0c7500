import { Random } from './random.ts';
import phrases from './sample-phrases.json' with { type: 'json' };

export interface SampleTextOf {
  unitName: string;
  year: number;
}

const lists: Readonly<Record<string, readonly string[]>> = phrases.lists;

function sentence(random: Random): string {
  return random.pick(phrases.sentences).replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'n') return String(random.between(12, 96));
    if (name === 'm') return String(random.between(2, 11));
    return random.pick(lists[name]!);
  });
}

/** What a unit wrote in a year: the trade's phrases at both ends, its own work between them. */
export function sampleText({ unitName, year }: SampleTextOf, about = 'text'): string[] {
  const random = new Random('sample', about, unitName, year);
  const named = (text: string): string => text.replaceAll('{unit}', unitName).replaceAll('{year}', String(year));
  return [
    named(random.pick(phrases.openings)),
    ...Array.from({ length: 5 }, () => Array.from({ length: random.between(2, 4) }, () => sentence(random)).join('')),
    random.pick(phrases.closings) + phrases.note,
  ];
}

/** The lines of a year's ledger. */
export function sampleLines({ unitName, year }: SampleTextOf, about = 'ledger'): string[] {
  const random = new Random('sample', about, unitName, year);
  return Array.from({ length: 6 }, () => sentence(random));
}

/** A text made from another by somebody in a hurry: name and year changed, one paragraph anew, the rest as it was. */
export function takenOver(from: SampleTextOf, to: SampleTextOf, about: string): string[] {
  const own = sampleText(to, about);
  return sampleText(from, about).map((text, index) =>
    index === 2
      ? own[index]!
      : text.replaceAll(from.unitName, to.unitName).replaceAll(String(from.year), String(to.year)),
  );
}
