import { landscapeA4, setText, type Cell, type Workbook, type Worksheet } from './spreadsheet.ts';

export type SheetValue = string | number;

/** A cell holds 32,767 characters at most; nobody reads as many. */
const mostCellCharacters = 4_000;

export interface TableContent {
  heads: [title: string, width: number][];
  rows: readonly (readonly SheetValue[])[];
  integerColumns: readonly number[];
}

/** Title and fingerprint above a table whose head stays in view and repeats on every printed page. */
export function tableSheet(
  workbook: Workbook,
  name: string,
  title: string,
  subtitle: string,
  content: TableContent,
): void {
  const { heads, rows, integerColumns } = content;
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: { ...landscapeA4, printTitlesRow: '1:3' },
  });
  heads.forEach(([, width], index) => (sheet.getColumn(index + 1).width = width));
  sheet.mergeCells(1, 1, 1, heads.length);
  sheet.mergeCells(2, 1, 2, heads.length);
  put(sheet, 1, 1, title).font = { name: '宋体', size: 16, bold: true };
  sheet.getCell(1, 1).alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  sheet.getRow(1).height = 32;
  put(sheet, 2, 1, subtitle).font = {
    name: '宋体',
    size: 10,
    color: { argb: 'FF7F7F7F' },
  };
  const edge = { style: 'thin' as const };
  const border = { top: edge, bottom: edge, left: edge, right: edge };
  heads.forEach(([head], index) => {
    const cell = put(sheet, 3, index + 1, head);
    cell.font = { name: '黑体', size: 11 };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.border = border;
  });
  const widths = heads.map(([, width]) => width);
  sheet.getRow(3).height = heightOf(
    heads.map(([head]) => head),
    widths,
  );
  rows.forEach((values, index) => {
    sheet.getRow(index + 4).height = heightOf(values, widths);
    values.forEach((value, column) => {
      const cell = put(sheet, index + 4, column + 1, value);
      cell.font = { name: '宋体', size: 11 };
      cell.border = border;
      cell.alignment = { vertical: 'middle', wrapText: typeof value === 'string' };
      if (typeof value === 'number') cell.numFmt = integerColumns.includes(column + 1) ? '0' : '0.00';
    });
  });
  sheet.autoFilter = { from: { row: 3, col: 1 }, to: { row: 3 + rows.length, col: heads.length } };
}

function put(sheet: Worksheet, row: number, column: number, value: SheetValue): Cell {
  const cell = sheet.getCell(row, column);
  if (typeof value === 'number') cell.value = value;
  else setText(cell, value.length <= mostCellCharacters ? value : `${value.slice(0, mostCellCharacters - 1)}…`);
  return cell;
}

/** Programs differ in fitting rows to wrapped text by themselves; a column is as wide as so many Latin letters. */
function heightOf(values: readonly SheetValue[], widths: readonly number[]): number {
  const lines = values.map((value, column) => {
    const letters = [...String(value)].reduce((sum, one) => sum + (one < '\x7f' ? 1 : 2.1), 0);
    return Math.ceil(letters / (widths[column]! - 1));
  });
  return Math.min(400, 6 + 15 * Math.max(1, ...lines));
}

/** Marks are decimal text; what is not a number stays as it is written. */
export const numberIn = (text: string): SheetValue => (/^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : text);
