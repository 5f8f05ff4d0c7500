import {
  cellError,
  cellText,
  columnLetter,
  isFormula,
  lacksResult,
  type Cell,
  type Worksheet,
} from '../../documents/spreadsheet.ts';
import type { IssueLog } from './issue.ts';
import { headerMeaning, type MeasureColumn } from './columns.ts';

const headerSearchRows = 40;

export interface SheetHeader {
  row: number;
  /** The last of the header's rows; below it the measures begin. */
  lastRow: number;
  columns: Map<MeasureColumn, number>;
  stageColumns: Map<number, number>;
  /** The last column that says anything in the header. */
  lastColumn: number;
}

/** The row that heads the break-down table, wherever it stands; null when none names measures and a lead or a date. */
export function findHeader(sheet: Worksheet): SheetHeader | null {
  for (let row = 1; row <= Math.min(sheet.rowCount, headerSearchRows); row++) {
    const header = headerAt(sheet, row, row);
    if (!isHeader(header)) continue;
    const below = headerAt(sheet, row + 1, row + 1);
    const namedBelow = below.columns.size + below.stageColumns.size;
    return namedBelow >= 2 ? headerAt(sheet, row, row + 1) : header;
  }
  return null;
}

export function isHeader(header: SheetHeader): boolean {
  const { columns } = header;
  return columns.has('title') && (columns.has('lead') || columns.has('due')) && columns.size >= 3;
}

export function headerAt(sheet: Worksheet, row: number, lastRow: number): SheetHeader {
  const columns = new Map<MeasureColumn, number>();
  const stageColumns = new Map<number, number>();
  const responsible: number[] = [];
  let lastColumn = 0;
  for (let column = 1; column <= Math.min(sheet.columnCount, 200); column++) {
    const texts = [lastRow, row].map(r => cellText(sheet.getCell(r, column)));
    if (texts.some(text => text !== '')) lastColumn = column;
    const meaning = texts.map(headerMeaning).find(found => found !== null);
    if (!meaning) continue;
    if ('stageYear' in meaning) stageColumns.set(meaning.stageYear, column);
    else if (meaning.column === 'responsible') responsible.push(column);
    else if (!columns.has(meaning.column)) columns.set(meaning.column, column);
  }
  for (const column of responsible) {
    if (!columns.has('lead')) columns.set('lead', column);
    else if (!columns.has('coop')) columns.set('coop', column);
  }
  return { row, lastRow, columns, stageColumns, lastColumn };
}

/** A cell's text, with a note in the log when it comes from a formula or is an error. */
export function readCell(cell: Cell, log: IssueLog): string {
  const source = cell.isMerged ? cell.master : cell;
  const error = cellError(source);
  if (error) {
    log.add(cell, 'cell-error', { text: error });
    return '';
  }
  const text = cellText(source);
  if (isFormula(source)) {
    if (lacksResult(source)) log.add(cell, 'formula-empty');
    else if (source === cell) log.add(cell, 'formula-value', { text });
  }
  return text;
}

export function isContinuation(cell: Cell): boolean {
  return cell.isMerged && cell.master.row < cell.row;
}

export const placeOf = (sheet: Worksheet, row: number, column?: number) => ({
  sheet: sheet.name,
  row,
  column: column === undefined ? '' : columnLetter(column),
});
