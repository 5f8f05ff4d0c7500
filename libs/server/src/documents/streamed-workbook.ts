import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as otherWork } from 'node:timers/promises';
import { setText } from './spreadsheet.ts';

export interface SheetContent<T> {
  name: string;
  columns: readonly (readonly [header: string, width: number, value: (row: T) => string | number | null | undefined])[];
  rows: readonly T[];
}

/** Rows after which other requests get their turn. */
const rowsAtOnce = 50;
const longestText = 32_000; // of one cell; Excel takes 32,767

/** A workbook of many rows, written row by row, so that it takes little memory and lets others work meanwhile. */
export async function streamedWorkbook(sheets: readonly SheetContent<unknown>[]): Promise<Buffer> {
  const out = new PassThrough();
  const bytes = buffer(out);
  const { WorkbookWriter } = await import('@cj-tech-master/excelts');
  const workbook = new WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  for (const { name, columns, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, {
      views: [{ state: 'frozen', ySplit: 1 }],
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    });
    sheet.columns = columns.map(([, width]) => ({ width }));
    const head = sheet.getRow(1);
    columns.forEach(([header], index) => {
      const cell = head.getCell(index + 1);
      setText(cell, header);
      cell.font = { bold: true };
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF7' } };
    });
    head.commit();
    for (const [index, row] of rows.entries()) {
      if (index % rowsAtOnce === 0) await otherWork();
      const line = sheet.getRow(index + 2);
      columns.forEach(([, , value], column) => {
        const content = value(row) ?? '';
        const cell = line.getCell(column + 1);
        if (typeof content === 'number') cell.value = content;
        else setText(cell, content.slice(0, longestText));
        cell.alignment = { wrapText: true, vertical: 'top' };
      });
      line.commit();
    }
    sheet.commit();
  }
  await workbook.commit();
  return bytes;
}
