import type { Violation } from './violation.ts';

/** One closed case of a unit: its number and what kind of case it is (a penalty, a licence …). */
export interface CaseFile {
  number: string;
  kind: string;
}

/** SHA-256 of a text's UTF-8 bytes as 64 lower-case hex digits; handed in, because this library computes no hashes. */
export type Sha256 = (text: string) => string;

const longestNumber = 120;
const longestList = 20_000;

/** Reads a list as it is pasted from a sheet or typed: a case a line, the number first, its kind behind a tab, else a comma. */
export const readCaseFiles = (text: string): CaseFile[] =>
  text.split(/\r?\n/).flatMap(line => {
    const at = line.search(line.includes('\t') ? /\t/ : /[,，;；]/);
    const [number, kind] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    const tidy = (words: string): string => words.replace(/\s+/g, ' ').trim();
    return tidy(number) ? [{ number: tidy(number), kind: tidy(kind) }] : [];
  });

/** The bytes whose hash goes into the ledger: `NUMBER`, a tab, `KIND`, a line feed for each, in the order of the list. */
export const caseFileText = (files: readonly CaseFile[]): string =>
  files.map(({ number, kind }) => `${number}\t${kind}\n`).join('');

/** What is wrong with a list, or with how many of it are to be drawn. */
export function caseFileBlockers(files: readonly CaseFile[], size: number): Violation[] {
  if (files.length === 0) return [{ code: 'CASE_FILES_EMPTY', field: 'list' }];
  if (files.length > longestList)
    return [{ code: 'CASE_FILES_TOO_MANY', field: 'list', params: { count: files.length, max: longestList } }];
  const violations: Violation[] = [];
  const lineOf = new Map<string, number>();
  files.forEach(({ number }, index) => {
    const before = lineOf.get(number);
    if (before !== undefined)
      violations.push({
        code: 'CASE_FILE_REPEATED',
        field: 'list',
        params: { number, first: before + 1, second: index + 1 },
      });
    else lineOf.set(number, index);
    if (number.length > longestNumber)
      violations.push({
        code: 'CASE_FILE_NUMBER_LONG',
        field: 'list',
        params: { line: index + 1, max: longestNumber },
      });
  });
  if (!Number.isSafeInteger(size) || size < 1)
    violations.push({ code: 'CASE_DRAW_SIZE_INVALID', field: 'size', params: { size } });
  return violations;
}

/**
 * What the draw goes by: SHA-256 of the list's hash, a line feed, the root of the first checkpoint that covers the list's
 * leaf (base64, as it stands in the note), a line feed. Who made the list could not know that root.
 */
export const drawSeed = (sha256: Sha256, listSha256: string, checkpointRoot: string): string =>
  sha256(`${listSha256}\n${checkpointRoot}\n`);

/** The first `size` of the list by SHA-256 of the seed, a line feed, the number, a line feed; all of a shorter list. */
export const drawCaseNumbers = (
  sha256: Sha256,
  seed: string,
  files: readonly Pick<CaseFile, 'number'>[],
  size: number,
): string[] =>
  files
    .map(({ number }) => ({ number, place: sha256(`${seed}\n${number}\n`) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, size)
    .map(({ number }) => number);

const mostNamed = 5;
const named = (numbers: readonly string[]): string =>
  `${numbers.slice(0, mostNamed).join('、')}${numbers.length > mostNamed ? '……' : ''}`;

/** Why these marks are not those of the draw: each file that was drawn has one, and no other file. */
export function drawnMarkBlockers(marked: readonly string[], drawn: readonly string[] | null): Violation[] {
  if (drawn === null) return marked.length > 0 ? [{ code: 'CASE_FILES_NOT_DRAWN', field: 'records', params: {} }] : [];
  const others = marked.filter(number => !drawn.includes(number));
  const open = drawn.filter(number => !marked.includes(number));
  return [
    ...(others.length > 0
      ? [{ code: 'CASE_FILE_NOT_DRAWN', field: 'records', params: { numbers: named(others) } }]
      : []),
    ...(open.length > 0 ? [{ code: 'CASE_FILE_UNMARKED', field: 'records', params: { numbers: named(open) } }] : []),
  ];
}
