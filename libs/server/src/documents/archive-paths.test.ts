import { expect, test } from 'vitest';
import { ArchivePaths, plainSegment } from './archive-paths.ts';

test.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['a\u202efdp', 'afdp'],
  ['  . 总结  报告 . ', '总结 报告'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['a<b>c:"|?*', 'a_b_c_____'],
  ['\u200b', '_'],
  ['..', '_'],
  ['𠮷'.repeat(50), '𠮷'.repeat(40)],
])('%j becomes %j', (text, plain) => {
  expect(plainSegment(text, 40)).toBe(plain);
});

test('no two paths are the same, not even where capitals do not count', () => {
  const paths = new ArchivePaths();
  const names = ['名册.pdf', '名册.pdf', '名册.PDF', 'A.txt', 'a.txt', 'ａ.txt'].map(name => paths.file('M01', name));
  expect(names).toEqual([
    'M01/名册.pdf',
    'M01/名册 (2).pdf',
    'M01/名册 (3).pdf',
    'M01/A.txt',
    'M01/a (2).txt',
    'M01/ａ (3).txt',
  ]);
});

test('a folder stays the same for one thing and differs for another of the same name', () => {
  const paths = new ArchivePaths();
  expect(paths.folder('', 'one', '名册')).toBe('名册');
  expect(paths.folder('', 'two', '名册')).toBe('名册 (2)');
  expect(paths.folder('', 'one', '名册')).toBe('名册');
  expect(paths.file('', '名册')).toBe('名册 (3)');
});

test('a long name keeps its extension', () => {
  expect(new ArchivePaths().file('x', `${'长'.repeat(90)}.docx`)).toBe(`x/${'长'.repeat(60)}.docx`);
});
