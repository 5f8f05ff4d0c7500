import { createWorkbook, landscapeA4, setText, workbookBytes } from './spreadsheet.ts';

export interface LedgerContent<T> {
  title: string;
  /** Below the title: whose copy it is, of which day. */
  note: string;
  columns: readonly (readonly [header: string, width: number, value: (row: T, index: number) => string | number])[];
  rows: readonly T[];
}

const headFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF7' } } as const;

/** A list as a workbook of one sheet, fit to be printed. */
export async function ledgerWorkbook<T>({ title, note, columns, rows }: LedgerContent<T>): Promise<Uint8Array> {
  const workbook = await createWorkbook();
  const sheet = workbook.addWorksheet(title, {
    pageSetup: { ...landscapeA4, printTitlesRow: '1:3' },
    views: [{ state: 'frozen', ySplit: 3 }],
  });
  setText(sheet.getCell(1, 1), title);
  sheet.mergeCells(1, 1, 1, columns.length);
  sheet.getCell(1, 1).font = { size: 16, bold: true };
  sheet.getCell(1, 1).alignment = { horizontal: 'center' };
  setText(sheet.getCell(2, 1), note);
  sheet.mergeCells(2, 1, 2, columns.length);
  columns.forEach(([header, width, value], column) => {
    const head = sheet.getCell(3, column + 1);
    setText(head, header);
    head.font = { bold: true };
    head.fill = headFill;
    sheet.getColumn(column + 1).width = width;
    rows.forEach((row, index) => {
      const cell = sheet.getCell(index + 4, column + 1);
      const content = value(row, index);
      if (typeof content === 'number') cell.value = content;
      else setText(cell, content);
      cell.alignment = { wrapText: true, vertical: 'top' };
    });
  });
  return workbookBytes(workbook);
}
