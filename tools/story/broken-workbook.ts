import { openWorkbook, setText, workbookBytes } from '../../libs/server/src/documents/spreadsheet.ts';
import { expected, known } from './telling.ts';

export interface BrokenWorkbook {
  bytes: Uint8Array;
  wrong: string;
  right: string;
}

/** The workbook with one leading unit misspelt, as a department would send it in. */
export async function withOneUnitMisspelt(workbookFile: Uint8Array): Promise<BrokenWorkbook> {
  const [right, wrong] = ['市公安局', '市公按局'];
  const workbook = await openWorkbook(workbookFile);
  const sheet = known(workbook.worksheets[0], 'The first sheet of the plan');
  const heads: string[] = [];
  for (let row = 1; row <= 10; row++)
    for (let column = 1; column <= sheet.columnCount; column++) {
      const cell = sheet.getCell(row, column);
      if (cell.text !== '牵头单位') continue;
      heads.push(cell.address);
      setText(sheet.getCell(row + 1, column), wrong);
    }
  expected(heads.length === 1, `The plan has ${heads.length} columns of leading units.`);
  return { bytes: await workbookBytes(workbook), wrong, right };
}
