import { cellText, openWorkbook, workbookBytes, type Cell } from '@yardstick/server/documents/spreadsheet';

/** A cell by what stands at the beginning of its row and at the head of its column. */
export interface CellEdit {
  row: string;
  column: string;
  value: number | string;
}

/** What somebody at a desk makes of a table that was downloaded. */
export async function editWorkbook(bytes: Uint8Array, edits: readonly CellEdit[]): Promise<Buffer> {
  const workbook = await openWorkbook(bytes);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('The workbook has no sheet.');
  const cells: Cell[] = [];
  for (let row = 1; row <= sheet.rowCount; row++)
    for (let column = 1; column <= sheet.columnCount; column++) cells.push(sheet.getCell(row, column));
  for (const { row, column, value } of edits) {
    const ofRow = cells.find(cell => cell.col === 1 && cellText(cell) === row);
    const ofColumn = cells.find(cell => cellText(cell) === column);
    if (!ofRow || !ofColumn) throw new Error(`There is no cell of “${row}” and “${column}”.`);
    sheet.getCell(ofRow.row, ofColumn.col).value = value;
  }
  return Buffer.from(await workbookBytes(workbook));
}
