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

const [kept, leftOut, folded] = [1, 2, 3];
/** What becomes of each UTF-16 unit, found out when it first comes up: asking a regular expression every time is slow. */
const fates = new Uint8Array(0x10000);

function fateOf(unit: number): number {
  const character = String.fromCharCode(unit);
  return (fates[unit] = isLeftOut.test(character) ? leftOut : character.toLowerCase() === character ? kept : folded);
}

/** The letters and Chinese characters of a normalised text, with their places in it. */
export function plainText(original: string): PlainText {
  const pieces: string[] = [];
  const at: number[] = [];
  const take = (character: string, place: number): void => {
    const small = character.toLowerCase();
    for (let i = 0; i < small.length; i++) at.push(place + Math.min(i, character.length - 1));
    pieces.push(small);
  };
  for (let place = 0; place < original.length; place++) {
    const unit = original.charCodeAt(place);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const character = String.fromCodePoint(original.codePointAt(place)!);
      if (!isLeftOut.test(character)) take(character, place);
      place += character.length - 1;
      continue;
    }
    const fate = fates[unit] || fateOf(unit);
    if (fate === kept) {
      at.push(place);
      pieces.push(original[place]!);
    } else if (fate === folded) take(original[place]!, place);
  }
  return { text: pieces.join(''), at: Uint32Array.from(at) };
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

const rolled = 0x01000193;
const rolledOut = Array.from({ length: shortestRun }).reduce<number>(power => Math.imul(power, rolled), 1);

/** Of the shortest run from each place on. Each follows from the one before it, other than a fingerprint's. */
function rollingHashes(text: string): Int32Array {
  const hashes = new Int32Array(Math.max(0, text.length - shortestRun + 1));
  let hash = 0;
  for (let end = 0; end < text.length; end++) {
    hash = (Math.imul(hash, rolled) + text.charCodeAt(end)) | 0;
    const start = end - shortestRun;
    if (start >= 0) hash = (hash - Math.imul(text.charCodeAt(start), rolledOut)) | 0;
    if (start >= -1) hashes[start + 1] = hash;
  }
  return hashes;
}

/** Where the runs of a text begin, by their hash: the first `mostPlaces` of each. */
class Places {
  readonly #hashes: Int32Array;
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #shift: number;

  constructor(text: string) {
    this.#hashes = rollingHashes(text);
    const bits = Math.max(4, Math.ceil(Math.log2(this.#hashes.length + 1)) + 1);
    this.#shift = 32 - bits;
    this.#first = new Int32Array(2 ** bits).fill(-1);
    this.#next = new Int32Array(this.#hashes.length);
    // from the end, so that each chain begins with the first place
    for (let place = this.#hashes.length - 1; place >= 0; place--) {
      const slot = this.#slotOf(this.#hashes[place]!);
      this.#next[place] = this.#first[slot]!;
      this.#first[slot] = place;
    }
  }

  of(hash: number, tries: (place: number) => void): void {
    let left = mostPlaces;
    for (let place = this.#first[this.#slotOf(hash)]!; place >= 0 && left > 0; place = this.#next[place]!)
      if (this.#hashes[place] === hash) {
        tries(place);
        left--;
      }
  }

  #slotOf(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.#shift;
  }
}

/** The runs of equal characters in the order of `mine`; none overlaps another there. */
function runsOf(mine: string, hashes: Int32Array, theirs: string): Run[] {
  const places = new Places(theirs);
  const equalFrom = (at: number, place: number): number => {
    let length = 0;
    while (at + length < mine.length && mine.charCodeAt(at + length) === theirs.charCodeAt(place + length)) length++;
    return length;
  };
  const runs: Run[] = [];
  let before: Run | undefined;
  let i = 0;
  let best: Run;
  const consider = (place: number): void => {
    const length = equalFrom(i, place);
    if (length > best.length) best = { mine: i, theirs: place, length };
  };
  while (i < mine.length) {
    best = { mine: i, theirs: 0, length: 0 };
    if (i < hashes.length) places.of(hashes[i]!, consider);
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

/** How much of a text was taken over from another, and the longest passages of it side by side; for one after another. */
export function comparerOf(mine: string): (theirs: string, limits?: PassageLimits) => Comparison {
  const own = plainText(mine);
  const hashes = rollingHashes(own.text);
  return (theirs, limits = { count: 3, characters: 240 }) => {
    const other = plainText(theirs);
    const runs = runsOf(own.text, hashes, other.text);
    const same = runs.reduce((sum, run) => sum + run.length, 0);
    const percent = own.text.length === 0 ? 0 : Math.floor((100 * same) / own.text.length);
    const passages = chained(runs)
      .sort((a, b) => lengthOf(b) - lengthOf(a))
      .slice(0, limits.count)
      .map(chain => passageOf(chain, { mine, own, theirs, other }, limits.characters));
    return { percent, passages };
  };
}

export const compareTexts = (mine: string, theirs: string, limits?: PassageLimits): Comparison =>
  comparerOf(mine)(theirs, limits);

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
