import { createWorkbook, workbookBytes, type Worksheet } from '../../documents/spreadsheet.ts';
import { describe, expect, it } from 'vitest';
import { previewLimits, type FilePreview } from './file-preview.ts';
import { readPreview } from './read-preview.ts';

const tablesOf = (preview: FilePreview) => (preview.kind === 'tables' ? preview.tables : []);
const texts = (preview: FilePreview) => tablesOf(preview)[0]!.rows.map(row => row.cells.map(cell => cell.text));
const read = (kind: string, bytes: Uint8Array) => readPreview({ kind, bytes });

async function workbook(fill: (sheet: Worksheet) => void) {
  const book = await createWorkbook();
  fill(book.addWorksheet('台账'));
  return workbookBytes(book);
}

describe('the preview of a workbook', () => {
  it('shows words, numbers, days and percents as their author saw them', async () => {
    const bytes = await workbook(sheet => {
      sheet.addRow(['单位', '人数', '日期', '比例', null, '备注']);
      sheet.addRow(['城管局', 12.5, new Date('2024-06-30T00:00:00Z'), 0.955, null, '<b>&']);
      sheet.getCell('C2').numFmt = 'yyyy-mm-dd';
      sheet.getCell('D2').numFmt = '0.0%';
    });
    expect(texts(await read('xlsx', bytes))).toEqual([
      ['单位', '人数', '日期', '比例', '', '备注'],
      ['城管局', '12.5', '2024-06-30', '95.5%', '', '<b>&'],
    ]);
  });

  it('shows a formula as text beside what was stored for it', async () => {
    const bytes = await workbook(sheet => {
      sheet.addRow([1, 2]);
      sheet.getCell('C1').value = { formula: 'A1+B1', result: 3 };
    });
    expect(tablesOf(await read('xlsx', bytes))[0]!.rows[0]!.cells[2]).toEqual({ text: '3', formula: '=A1+B1' });
  });

  it('ends after the first rows, columns and characters, and says so', async () => {
    const bytes = await workbook(sheet => {
      for (let row = 0; row < 260; row++) sheet.addRow(Array.from({ length: 52 }, (_, column) => `${row}/${column}`));
      sheet.getCell('A1').value = '长'.repeat(2000);
    });
    const [table] = tablesOf(await read('xlsx', bytes));
    expect([table!.rows.length, table!.isCut]).toEqual([previewLimits.rows, true]);
    expect(table!.rows.every(row => row.cells.length <= previewLimits.columns)).toBe(true);
    expect(table!.rows[0]!.cells[0]!.text).toHaveLength(previewLimits.cellCharacters + 1);
    expect(table!.rows.at(-1)!.cells[1]!.text).toBe('199/1');
  });

  it('gives up a file that is none, or takes too long', async () => {
    const none = { kind: 'none', reason: 'unreadable' };
    expect(await read('xlsx', Buffer.from('PK\x03\x04 and nothing'))).toEqual(none);
    const bytes = await workbook(sheet => void sheet.addRow(['x']));
    expect(await readPreview({ kind: 'xlsx', bytes }, { ...previewLimits, timeMs: 0 })).toEqual(none);
  });
});

describe('the preview of a text', () => {
  it.each([
    ['utf-8', Buffer.from('单位,人数')],
    ['gb18030', Buffer.from('b5a5cebb2cc8cbcafd', 'hex')],
    ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('单位,人数', 'utf16le')])],
  ])('in %s is readable', async (_name, bytes) => {
    const preview = await read('txt', bytes);
    expect(preview.kind === 'text' && preview.text.replace('\ufeff', '')).toBe('单位,人数');
    expect(texts(await read('csv', bytes))).toEqual([['单位', '人数']]);
  });

  it('takes quotes, separators and line ends as a spreadsheet does', async () => {
    const csv = '\ufeff名称;说明\r\n"甲;乙";"第一行\n第二行 ""引用"""\r\n=1+1;\u202e反';
    expect(texts(await read('csv', Buffer.from(csv)))).toEqual([
      ['名称', '说明'],
      ['甲;乙', '第一行\n第二行 "引用"'],
      ['=1+1', '反'],
    ]);
  });

  it('of great length is cut', async () => {
    const preview = await read('txt', Buffer.from('核'.repeat(900_000)));
    expect(preview).toMatchObject({ kind: 'text', isCut: true });
    expect(preview.kind === 'text' && preview.text.length).toBe(previewLimits.textCharacters);
  });
});
