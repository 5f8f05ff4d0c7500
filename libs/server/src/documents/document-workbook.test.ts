import type { DraftBlock } from '@yardstick/domain/evaluation-draft';
import { expect, test } from 'vitest';
import { documentWorkbook } from './document-workbook.ts';
import { cellText, openWorkbook } from './spreadsheet.ts';

const table = (caption: string, ...rows: string[][]): DraftBlock => ({
  kind: 'table',
  caption,
  columns: [
    { title: '单位', width: 30 },
    { title: '名次', width: 10 },
    { title: '得分', width: 10 },
  ],
  rows,
});
const book = async (...blocks: DraftBlock[]) =>
  openWorkbook(await documentWorkbook({ title: '排名表', fingerprint: '数据指纹 aa', blocks }));

test('has a sheet for each table and chart, numbers as numbers', async () => {
  const workbook = await book(
    table('名次', ['甲局', '1', '90.50'], ['乙局', '2', '不适用']),
    { kind: 'appendix', title: '附表' },
    { kind: 'bars', caption: '等次分布', bars: [{ label: '优秀', permille: 500, text: '1个' }] },
  );
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['名次', '等次分布']);
  const [sheet, bars] = workbook.worksheets;
  expect([cellText(sheet!.getCell(1, 1)), cellText(sheet!.getCell(2, 1))]).toEqual(['排名表', '数据指纹 aa']);
  expect([4, 5].map(row => [2, 3].map(column => sheet!.getCell(row, column).value))).toEqual([
    [1, 90.5],
    [2, '不适用'],
  ]);
  expect(sheet!.getCell(4, 2).numFmt).toBe('0');
  expect([1, 2].map(column => bars!.getCell(4, column).value)).toEqual(['优秀', '1个']);
});

test('gives sheets of one name two names, and leaves out what Excel does not bear', async () => {
  const workbook = await book(table('得分/明细'), table('得分/明细'));
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['得分 明细', '得分 明细 2']);
});

test('says that a document has no table', async () => {
  expect((await book()).worksheets.map(({ name }) => name)).toEqual(['说明']);
});

test.each(["=cmd|'/c calc'!A0", '+1+1', '@SUM(1)'])('shows %s as text', async text => {
  const cell = (await book(table('表', [text, '1', '1']))).worksheets[0]!.getCell(4, 1);
  expect([cell.value, cell.formula]).toEqual([text, undefined]);
});
