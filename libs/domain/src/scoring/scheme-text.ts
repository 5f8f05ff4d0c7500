import type { Violation } from '../violation.ts';
import { publishBlockers } from './publish-blockers.ts';
import type { ScoringScheme } from './scheme.ts';

/** Longer than any real scheme; what is longer is no scheme. */
export const mostSchemeCharacters = 200_000;

export interface SchemeReading {
  /** Null unless nothing stands in its way. */
  scheme: ScoringScheme | null;
  /** Each with the line of the text that it is about. */
  blockers: Violation[];
}

/**
 * A draft's text as the scheme it would be published as. Its number is given by whoever publishes, so what the text says
 * of it does not count.
 */
export function readSchemeText(text: string, code: string, version: number): SchemeReading {
  if (text.length > mostSchemeCharacters)
    return refused({ code: 'SCHEME_TEXT_TOO_LONG', field: 'text', params: { most: mostSchemeCharacters } });
  const read = placesOf(text);
  if ('fault' in read) return refused(read.fault);
  const data: unknown = JSON.parse(text);
  const at = (violation: Violation): Violation => ({ ...violation, line: lineOf(read.root, violation) });
  const repeated = read.repeated.map(({ key, line }) => ({ code: 'SCHEME_KEY_REPEATED', line, params: { name: key } }));
  if (!isRecord(data)) return refused(...repeated, ...publishBlockers(data).map(at));
  const numbered = { ...data, version };
  const other: Violation[] =
    typeof data.code === 'string' && data.code !== code
      ? [{ code: 'SCHEME_CODE_OTHER', field: 'code', params: { name: data.code, expected: code } }]
      : [];
  const blockers = [...repeated, ...[...other, ...publishBlockers(numbered)].map(at)];
  return blockers.length > 0 ? { scheme: null, blockers } : { scheme: numbered as unknown as ScoringScheme, blockers };
}

const refused = (...blockers: Violation[]): SchemeReading => ({ scheme: null, blockers });

/** A scheme as text to be edited: fields in one order, short things on one line, without the number of its version. */
export function writeSchemeText(scheme: ScoringScheme): string {
  const { version: _version, ...rest } = scheme;
  return `${printed(rest, '', 0)}\n`;
}

const widest = 110;

function printed(value: unknown, indent: string, used: number): string {
  const inOneLine = flat(value);
  if (indent.length + used + inOneLine.length <= widest && indent !== '') return inOneLine;
  if (typeof value !== 'object' || value === null) return inOneLine;
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map(item => deeper + printed(item, deeper, 1))
    : entriesOf(value).map(([key, inner]) => {
        const name = `${JSON.stringify(key)}: `;
        return deeper + name + printed(inner, deeper, name.length + 1);
      });
  if (items.length === 0) return inOneLine;
  return `${isList ? '[' : '{'}\n${items.join(',\n')}\n${indent}${isList ? ']' : '}'}`;
}

function flat(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = entriesOf(value).map(([key, inner]) => `${JSON.stringify(key)}: ${flat(inner)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

const order =
  `kind code number name subject scale scales rounding missing totalCap full outOf from quotaPercent figure indicator numerator
  denominator base per every cap points better atLeast most gap smallestSample year years source clause criterion method max effect
  grade figures indicators groups children caps deductions bonuses bonusCap items answers choices grades vetoes ceilings ranking ties by
  zh en`.split(/\s+/);

const entriesOf = (value: object): [string, unknown][] => {
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => place(a) - place(b));
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a value stands, and what stands in it. */
interface Place {
  line: number;
  /** Of an object. */
  fields?: Map<string, Place>;
  /** Of an array. */
  items?: Place[];
  /** Of a text. */
  text?: string;
}

type Places = { root: Place; repeated: { key: string; line: number }[] } | { fault: Violation };

class Unreadable extends Error {}

const deepest = 50;
const quoted = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const plain = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

/** Walks over the text as JSON. Only where things stand is kept; what they are, `JSON.parse` says. */
function placesOf(text: string): Places {
  let at = 0;
  let line = 1;
  let lineStart = 0;
  const repeated: { key: string; line: number }[] = [];

  const fail = (expected: string): never => {
    throw new Unreadable(expected);
  };
  const blank = () => {
    for (; at < text.length && ' \t\r\n'.includes(text[at]!); at++) {
      if (text[at] !== '\n') continue;
      line++;
      lineStart = at + 1;
    }
  };
  const takes = (mark: string): boolean => {
    blank();
    if (text[at] !== mark) return false;
    at++;
    return true;
  };
  const next = (form: RegExp): string | undefined => {
    form.lastIndex = at;
    const [whole] = form.exec(text) ?? [];
    at += whole?.length ?? 0;
    return whole;
  };
  const string = (): string => JSON.parse(next(quoted) ?? fail('"…"')) as string;
  const value = (depth: number): Place => {
    blank();
    const place: Place = { line };
    if (depth > deepest) fail('…');
    if (text[at] === '"') return { ...place, text: string() };
    if (takes('{')) return { ...place, fields: fields(depth) };
    if (takes('[')) return { ...place, items: items(depth) };
    return next(plain) === undefined ? fail('"…" { [ 0') : place;
  };
  const fields = (depth: number): Map<string, Place> => {
    const found = new Map<string, Place>();
    if (takes('}')) return found;
    do {
      blank();
      const keyLine = line;
      const key = string();
      if (!takes(':')) fail(':');
      if (found.has(key)) repeated.push({ key, line: keyLine });
      found.set(key, { ...value(depth + 1), line: keyLine });
    } while (takes(','));
    if (!takes('}')) fail(', }');
    return found;
  };
  const items = (depth: number): Place[] => {
    const found: Place[] = [];
    if (takes(']')) return found;
    do found.push(value(depth + 1));
    while (takes(','));
    if (!takes(']')) fail(', ]');
    return found;
  };

  try {
    const root = value(0);
    blank();
    if (at < text.length) fail('…');
    return { root, repeated };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const params = { column: at - lineStart + 1, expected: error.message };
    return { fault: { code: 'SCHEME_NOT_JSON', field: 'text', line, params } };
  }
}

/** The line of what a violation's path leads to, or of the nearest thing above it. Lists are entered by code or number. */
function lineOf(root: Place, { code, field = '', params }: Violation): number {
  let place = root;
  for (const step of field.split('.').filter((one, index) => one !== '' && !(index === 0 && one === 'scheme'))) {
    const next =
      place.fields?.get(step) ??
      place.items?.find(item => item.fields?.get('code')?.text === step) ??
      place.items?.[/^\d+$/.test(step) ? Number(step) : -1];
    if (!next) break;
    place = next;
  }
  const named = String(params?.name);
  // Of two with one code the later one is too many.
  if (code === 'SCHEME_CODE_REPEATED')
    place = place.items?.findLast(item => item.fields?.get('code')?.text === named) ?? place;
  if (aboutOneWord.test(code)) return wordIn(place, named)?.line ?? place.line;
  return place.fields?.get('code')?.line ?? place.line;
}

/** What is wrong is a word below, which the violation names. */
const aboutOneWord = /_UNKNOWN$|_CHILD_|_IN_GROUP$/;

function wordIn(place: Place, word: string): Place | undefined {
  if (place.text === word) return place;
  for (const inner of [...(place.items ?? []), ...(place.fields?.values() ?? [])]) {
    const found = wordIn(inner, word);
    if (found) return found;
  }
  return undefined;
}
