import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  caseFileBlockers,
  caseFileText,
  drawCaseNumbers,
  drawnMarkBlockers,
  drawSeed,
  readCaseFiles,
} from './case-file-draw.ts';
import { caseFilesWording } from './wording.case-files.ts';
import { sentence } from './wording.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const files = (count: number) => Array.from({ length: count }, (_, n) => ({ number: `${n + 1}号`, kind: '' }));

it('a list is read as a sheet gives it, or typed with commas, and written as it is hashed', () => {
  const read = readCaseFiles('罚〔2024〕1号\t行政处罚\r\n\n 罚 2 号 ，行政 处罚 \n3号');
  expect(read).toEqual([
    { number: '罚〔2024〕1号', kind: '行政处罚' },
    { number: '罚 2 号', kind: '行政 处罚' },
    { number: '3号', kind: '' },
  ]);
  expect(caseFileText(read)).toBe('罚〔2024〕1号\t行政处罚\n罚 2 号\t行政 处罚\n3号\t\n');
  expect(readCaseFiles(caseFileText(read))).toEqual(read);
});

it('a list has files, each once, and says how many are drawn', () => {
  const codes = (list: Parameters<typeof caseFileBlockers>[0], size = 1) =>
    caseFileBlockers(list, size).map(({ code }) => code);
  expect(codes(files(3))).toEqual([]);
  expect(codes([])).toEqual(['CASE_FILES_EMPTY']);
  expect(codes([...files(2), ...files(1)])).toEqual(['CASE_FILE_REPEATED']);
  for (const size of [0, 1.5, -1]) expect(codes(files(3), size)).toEqual(['CASE_DRAW_SIZE_INVALID']);
  expect(codes([{ number: '长'.repeat(121), kind: '' }])).toEqual(['CASE_FILE_NUMBER_LONG']);
  expect(codes(files(20_001))).toEqual(['CASE_FILES_TOO_MANY']);
});

it('a draw goes by the seed alone: not by the order of the list, and each file is as likely', () => {
  const seed = drawSeed(sha256, 'ab', 'cd');
  expect(seed).toBe(sha256('ab\ncd\n'));
  const drawn = drawCaseNumbers(sha256, seed, files(40), 6);
  expect(new Set(drawn).size).toBe(6);
  expect(drawCaseNumbers(sha256, seed, files(40).reverse(), 6)).toEqual(drawn);
  expect(drawCaseNumbers(sha256, drawSeed(sha256, 'ab', 'ce'), files(40), 6)).not.toEqual(drawn);
  expect(drawCaseNumbers(sha256, seed, files(3), 6)).toHaveLength(3);
  const times = new Map<string, number>();
  for (let n = 0; n < 4000; n++)
    for (const number of drawCaseNumbers(sha256, drawSeed(sha256, 'ab', String(n)), files(10), 2))
      times.set(number, (times.get(number) ?? 0) + 1);
  // 800 expected each, standard deviation 25
  for (const count of times.values()) expect(Math.abs(count - 800)).toBeLessThan(125);
});

it('marks are for what was drawn, each of it, and there is none without a draw', () => {
  const codes = (marked: string[], drawn: string[] | null) => drawnMarkBlockers(marked, drawn).map(({ code }) => code);
  expect(codes(['1号', '2号'], ['2号', '1号'])).toEqual([]);
  expect(codes(['1号', '3号'], ['2号', '1号'])).toEqual(['CASE_FILE_NOT_DRAWN', 'CASE_FILE_UNMARKED']);
  expect(codes(['1号'], null)).toEqual(['CASE_FILES_NOT_DRAWN']);
  expect(codes([], null)).toEqual([]);
});

it('every refusal is worded in both languages', () => {
  for (const code of Object.keys(caseFilesWording))
    for (const locale of ['zh-CN', 'en'] as const) expect(sentence({ code }, locale)).not.toBe(code);
});
