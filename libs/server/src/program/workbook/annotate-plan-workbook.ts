import {
  cellText,
  createWorkbook,
  openWorkbook,
  setText,
  UnreadableSpreadsheet,
  workbookBytes,
  type Cell,
  type Workbook,
  type Worksheet,
} from '../../documents/spreadsheet.ts';
import { opinionHeader, sheetNames } from './columns.ts';
import type { WorkbookIssue } from './issue.ts';
import { findHeader } from './read-sheet.ts';

const noteMark = '【校核】';
const colours = { error: 'FFFFC7CE', warning: 'FFFFEB9C' } as const;
const severityLabels = { error: '错误', warning: '提醒' } as const;

/**
 * A copy of the workbook with every issue at its cell (colour and comment), in a column 校核意见 at the end of its row,
 * and in a sheet 校核结果. What an earlier annotation left is replaced. Of a file that cannot be opened there is no
 * copy, so the answer then holds the sheet 校核结果 alone.
 */
export async function annotatePlanWorkbook(
  originalBytes: Uint8Array,
  issues: readonly WorkbookIssue[],
): Promise<Uint8Array> {
  const workbook = await copyOf(originalBytes);
  const old = workbook.getWorksheet(sheetNames.verdict);
  if (old) workbook.removeWorksheet(old.id);
  for (const sheet of workbook.worksheets) {
    clearMarks(sheet);
    const own = issues.filter(issue => issue.sheet === sheet.name && issue.row > 0);
    markCells(sheet, own);
    writeOpinions(sheet, own);
  }
  writeVerdict(workbook, issues);
  return workbookBytes(workbook);
}

async function copyOf(bytes: Uint8Array): Promise<Workbook> {
  try {
    return await openWorkbook(bytes);
  } catch (error) {
    if (error instanceof UnreadableSpreadsheet) return createWorkbook();
    throw error;
  }
}

// Cells read from a file share their style objects, so a style is replaced and never changed in place.
const paint = (cell: Cell, colour: string) => {
  cell.style = { ...cell.style, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: colour } } };
};

const noteText = (cell: Cell): string =>
  typeof cell.note === 'string' ? cell.note : (cell.note?.texts ?? []).map(run => run.text).join('');

function clearMarks(sheet: Worksheet): void {
  sheet.eachRow(row =>
    row.eachCell({ includeEmpty: true }, cell => {
      const at = noteText(cell).indexOf(noteMark);
      if (at < 0) return;
      const before = noteText(cell).slice(0, at).trim();
      cell.comment = before === '' ? undefined : { texts: [{ text: before }] };
      const { fill: _, ...style } = cell.style;
      cell.style = style;
    }),
  );
}

function markCells(sheet: Worksheet, issues: readonly WorkbookIssue[]): void {
  const byCell = groupBy(
    issues.filter(issue => issue.column !== ''),
    issue => sheet.getCell(`${issue.column}${issue.row}`).master,
  );
  for (const [cell, found] of byCell) {
    paint(cell, colours[severityOf(found)]);
    const own = noteText(cell);
    const text = `${own === '' ? '' : `${own}\n`}${noteMark}${found.map(issue => issue.message.zh).join('\n')}`;
    cell.note = { texts: [{ text }], width: 220, height: 40 + 16 * Math.ceil(text.length / 14) };
  }
}

function writeOpinions(sheet: Worksheet, issues: readonly WorkbookIssue[]): void {
  const header = findHeader(sheet);
  if (!header) return;
  const existing = Array.from({ length: header.lastColumn }, (_, index) => index + 1).find(
    column => cellText(sheet.getCell(header.row, column)) === opinionHeader,
  );
  const column = existing ?? header.lastColumn + 1;
  if (existing === undefined && issues.length === 0) return;
  for (let row = header.lastRow + 1; existing !== undefined && row <= sheet.rowCount; row++) {
    clearOpinion(sheet.getCell(row, column));
  }
  const head = sheet.getCell(header.row, column);
  head.style = { ...sheet.getCell(header.row, Math.max(1, column - 1)).style };
  setText(head, opinionHeader);
  sheet.getColumn(column).width = 60;
  for (const [row, found] of groupBy(issues, issue => issue.row)) {
    const cell = sheet.getCell(row <= header.lastRow ? header.lastRow : row, column);
    if (cell.master === head.master) continue;
    cell.style = { ...cell.style, alignment: { vertical: 'middle', wrapText: true } };
    setText(cell, found.map(issue => issue.message.zh).join('\n'));
    paint(cell, colours[severityOf(found)]);
  }
}

function clearOpinion(cell: Cell): void {
  const { fill: _, ...style } = cell.style;
  cell.value = null;
  cell.style = style;
}

function writeVerdict(workbook: Workbook, issues: readonly WorkbookIssue[]): void {
  const sheet = workbook.addWorksheet(sheetNames.verdict, { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.columns = [8, 16, 10, 80, 30].map(width => ({ width }));
  const errors = issues.filter(issue => issue.severity === 'error').length;
  const verdict =
    issues.length === 0
      ? '没有发现问题，可以导入。'
      : `共 ${errors} 处错误、${issues.length - errors} 处提醒。${errors > 0 ? '请改正错误后重新上传。' : '可以导入，请核对提醒。'}`;
  setText(sheet.getCell(1, 1), verdict);
  sheet.getCell(1, 1).style = { font: { bold: true, size: 12 } };
  ['级别', '工作表', '单元格', '问题与处理办法', '建议'].forEach((text, index) => {
    setText(sheet.getCell(2, index + 1), text);
    sheet.getCell(2, index + 1).style = { font: { bold: true } };
  });
  issues.forEach((issue, index) => {
    const row = index + 3;
    const place = issue.row > 0 ? `${issue.column}${issue.row}` : '';
    [severityLabels[issue.severity], issue.sheet, place, issue.message.zh, issue.suggestion ?? ''].forEach(
      (text, at) => {
        const cell = sheet.getCell(row, at + 1);
        cell.style = { alignment: { vertical: 'top', wrapText: true } };
        setText(cell, text);
      },
    );
    paint(sheet.getCell(row, 1), colours[issue.severity]);
    if (issue.sheet !== '' && place !== '' && issue.column !== '') {
      const target = `#'${issue.sheet.replaceAll("'", "''")}'!${place}`;
      sheet.getCell(row, 3).value = { text: place, hyperlink: target };
    }
  });
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const severityOf = (issues: readonly WorkbookIssue[]) =>
  issues.some(issue => issue.severity === 'error') ? 'error' : 'warning';
