/**
 * Whether one text was made from another. Texts are compared without spaces, punctuation and digits, so that a new date,
 * a new number or another layout does not make an old text new.
 */

/**
 * The shortest run of equal characters that counts as taken over, and the length of a fingerprint's shingles; shorter
 * ones are what a trade says anyway. Length, bands and rows were chosen by trial: docs/decisions/0012.
 */
const shortestRun = 12;
const bandCount = 64;
const rowsPerBand = 2;
const hashCount = bandCount * rowsPerBand;

/** After a run, a few replaced characters do not end what was taken over: shorter runs count where they go on. */
const shortestResumed = 4;
const resumedWithin = 8;
/** Runs with at most this much between them are shown as one passage. */
const widestGap = 24;
/** Places at which a run may begin that are tried; a text that repeats itself has no end of them. */
const mostPlaces = 16;

const isLeftOut = /[^\p{L}]/u;

export interface PlainText {
  text: string;
  /** Where each character of `text` stands in the original. */
  at: Uint32Array;
}

/** NFKC first: text out of a PDF is full of look-alike characters. */
export const normalised = (text: string): string => text.normalize('NFKC');

/** The letters and Chinese characters of a normalised text, with their places in it. */
export function plainText(original: string): PlainText {
  const kept: string[] = [];
  const at: number[] = [];
  let place = 0;
  for (const character of original) {
    if (!isLeftOut.test(character)) {
      const small = character.toLowerCase();
      for (let i = 0; i < small.length; i++) at.push(place + Math.min(i, character.length - 1));
      kept.push(small);
    }
    place += character.length;
  }
  return { text: kept.join(''), at: Uint32Array.from(at) };
}

// Fixed for ever: fingerprints in the database were made with these.
const multipliers = new Uint32Array(hashCount);
const addends = new Uint32Array(hashCount);
for (let i = 0, state = 0x9e3779b9; i < hashCount; i++) {
  multipliers[i] = (state = scrambled(state + 0x6d2b79f5)) | 1;
  addends[i] = state = scrambled(state + 0x6d2b79f5);
}

function scrambled(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hashOf(text: string, from: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < from + length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return scrambled(hash);
}

/** MinHash over the shingles, drawn together into bands; none for a text shorter than one shingle. */
export function bandsOf({ text }: PlainText): number[] {
  const last = text.length - shortestRun;
  if (last < 0) return [];
  const shingles = new Set<number>();
  for (let i = 0; i <= last; i++) shingles.add(hashOf(text, i, shortestRun));
  const least = new Uint32Array(hashCount).fill(0xffffffff);
  for (const shingle of shingles)
    for (let i = 0; i < hashCount; i++) {
      const hash = scrambled(Math.imul(shingle, multipliers[i]!) + addends[i]!);
      if (hash < least[i]!) least[i] = hash;
    }
  return Array.from({ length: bandCount }, (_, band) => {
    let hash = band + 1;
    for (let row = 0; row < rowsPerBand; row++)
      hash = scrambled(Math.imul(hash, 31) + least[band * rowsPerBand + row]!);
    return hash | 0; // an int of the database
  });
}

interface Run {
  mine: number;
  theirs: number;
  length: number;
}

/** The runs of equal characters in the order of `mine`; none overlaps another there. */
function runsOf(mine: string, theirs: string): Run[] {
  const places = new Map<number, number[]>();
  for (let i = 0; i + shortestRun <= theirs.length; i++) {
    const hash = hashOf(theirs, i, shortestRun);
    const known = places.get(hash);
    if (!known) places.set(hash, [i]);
    else if (known.length < mostPlaces) known.push(i);
  }
  const equalFrom = (at: number, place: number): number => {
    let length = 0;
    while (at + length < mine.length && mine[at + length] === theirs[place + length]) length++;
    return length;
  };
  const runs: Run[] = [];
  let before: Run | undefined;
  for (let i = 0; i < mine.length;) {
    let best: Run = { mine: i, theirs: 0, length: 0 };
    const consider = (place: number): void => {
      const length = equalFrom(i, place);
      if (length > best.length) best = { mine: i, theirs: place, length };
    };
    if (i + shortestRun <= mine.length)
      for (const place of places.get(hashOf(mine, i, shortestRun)) ?? []) consider(place);
    let isLongEnough = best.length >= shortestRun;
    if (!isLongEnough && before && i - endOf(before) <= resumedWithin) {
      const end = before.theirs + before.length;
      for (let place = end; place <= end + resumedWithin && place < theirs.length; place++) consider(place);
      isLongEnough = best.length >= shortestResumed;
    }
    if (isLongEnough) {
      runs.push(best);
      before = best;
      i += best.length;
    } else i++;
  }
  return runs;
}

const endOf = (run: Run): number => run.mine + run.length;

export interface PassagePart {
  text: string;
  isSame: boolean;
}

/** The same passage in both texts, as each of them words it. */
export interface Passage {
  mine: PassagePart[];
  theirs: PassagePart[];
  /** Equal characters in it. */
  sameCount: number;
}

export interface Comparison {
  /** How much of `mine` stands in `theirs` too, in per cent of its characters. */
  percent: number;
  passages: Passage[];
}

export interface PassageLimits {
  count: number;
  characters: number;
}

/** How much of one text was taken over from another, and the longest passages of it side by side. */
export function compareTexts(
  mine: string,
  theirs: string,
  limits: PassageLimits = { count: 3, characters: 240 },
): Comparison {
  const [own, other] = [plainText(mine), plainText(theirs)];
  const runs = runsOf(own.text, other.text);
  const same = runs.reduce((sum, run) => sum + run.length, 0);
  const percent = own.text.length === 0 ? 0 : Math.floor((100 * same) / own.text.length);
  const passages = chained(runs)
    .sort((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, limits.count)
    .map(chain => passageOf(chain, { mine, own, theirs, other }, limits.characters));
  return { percent, passages };
}

const lengthOf = (chain: Run[]): number => chain.reduce((sum, run) => sum + run.length, 0);

/** Runs that follow each other closely in both texts belong to one passage. */
function chained(runs: Run[]): Run[][] {
  const chains: Run[][] = [];
  for (const run of runs) {
    const chain = chains.at(-1);
    const before = chain?.at(-1);
    const gaps = before && [run.mine - before.mine - before.length, run.theirs - before.theirs - before.length];
    if (chain && gaps?.every(gap => gap >= 0 && gap <= widestGap)) chain.push(run);
    else chains.push([run]);
  }
  return chains;
}

function passageOf(
  chain: Run[],
  texts: { mine: string; own: PlainText; theirs: string; other: PlainText },
  characters: number,
): Passage {
  const passage: Passage = { mine: [], theirs: [], sameCount: 0 };
  let before: Run | undefined;
  let left = characters;
  for (const run of chain) {
    if (left <= 0) break;
    const length = Math.min(run.length, left);
    left -= length;
    if (before) {
      addPart(passage.mine, texts.mine, texts.own, before.mine + before.length, run.mine, false);
      addPart(passage.theirs, texts.theirs, texts.other, before.theirs + before.length, run.theirs, false);
    }
    addPart(passage.mine, texts.mine, texts.own, run.mine, run.mine + length, true);
    addPart(passage.theirs, texts.theirs, texts.other, run.theirs, run.theirs + length, true);
    passage.sameCount += length;
    before = run;
  }
  return passage;
}

function addPart(parts: PassagePart[], original: string, plain: PlainText, from: number, to: number, isSame: boolean) {
  const start = isSame ? plain.at[from]! : from > 0 ? plain.at[from - 1]! + 1 : 0;
  const end = isSame ? plain.at[to - 1]! + 1 : (plain.at[to] ?? original.length);
  // A PDF breaks its lines within sentences.
  const text = original
    .slice(start, end)
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
  if (text.trim() === '') return;
  parts.push({ text, isSame });
}
