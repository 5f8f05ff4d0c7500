import { actionStateLabels } from '@yardstick/domain/action';
import { isUnitRole, seesAllUnits } from '@yardstick/domain/roles';
import { authorize, type Context } from '../context.ts';
import { createWorkbook, setText, workbookBytes } from '../documents/spreadsheet.ts';
import { recordRead } from '../ledger/record-read.ts';
import {
  actionSorts,
  asked,
  listActions,
  type ActionFilter,
  type ActionRow,
  type ActionSort,
} from './action-list.queries.ts';

const lightWords: Record<string, string> = {
  grey: '○ 未开始', green: '● 正常', yellow: '▲ 预警', red: '■ 逾期', blue: '✔ 按期办结', late: '✓ 逾期办结',
}; // prettier-ignore

const columns: [header: string, width: number, value: (row: ActionRow, index: number) => string | number][] = [
  ['序号', 6, (_row, index) => index + 1],
  ['措施编号', 10, row => row.measureCode],
  ['措施', 44, row => row.measureTitle],
  ['单位', 26, row => row.unitName],
  ['年度', 8, row => row.year],
  ['状态', 12, row => actionStateLabels[row.state].zh],
  ['亮灯', 14, row => lightWords[row.light] ?? row.light],
  ['说明', 34, row => row.lightReason],
  ['完成时限', 13, row => row.dueOn],
  ['进度%', 8, row => row.progressPercent],
  ['节点', 10, row => `${row.milestoneDoneCount}/${row.milestoneCount}`],
  ['责任人', 12, row => row.ownerName ?? ''],
  ['最近进展', 50, row => row.latestReport?.done ?? ''],
];
const fields = [
  ...asked('measureCode', 'measureTitle', 'unitName', 'year', 'state', 'light', 'lightReason', 'dueOn'),
  ...asked('progressPercent', 'milestoneDoneCount', 'milestoneCount', 'ownerName'),
  { name: 'latestReport', of: asked('done') },
];
/** A4 across, heads repeated on every page. */
const landscapeA4 = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  printTitlesRow: '1:3',
} as const;
const pageSize = 100;
const mostRows = 5_000;

/** The list as filtered on the screen, as a workbook that prints on A4 landscape with repeated heads. */
export async function readForExport(
  context: Context,
  query: Record<string, string>,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  authorize(isUnitRole(context.actor.role) || seesAllUnits(context.actor.role));
  const filter: ActionFilter = {
    ...query,
    year: query['year'] ? Number(query['year']) : null,
    light: (query['light']?.toLowerCase() ?? null) as ActionFilter['light'],
    state: null,
  };
  const sort = actionSorts.includes(query['sort'] as ActionSort) ? (query['sort'] as ActionSort) : 'MEASURE';
  const rows: ActionRow[] = [];
  for (let page = 1; rows.length < mostRows; page++) {
    const answer = await listActions(context, { filter, sort, page, pageSize }, [{ name: 'rows', of: fields }]);
    rows.push(...answer.rows);
    if (answer.rows.length < pageSize) break;
  }
  await recordRead(context, { action: 'exportActions', entity: 'UnitAction', id: null });
  const workbook = await createWorkbook();
  const sheet = workbook.addWorksheet('任务台账', {
    pageSetup: landscapeA4,
    views: [{ state: 'frozen', ySplit: 3 }],
  });
  setText(sheet.getCell(1, 1), '任务台账');
  sheet.mergeCells(1, 1, 1, columns.length);
  sheet.getCell(1, 1).font = { size: 16, bold: true };
  sheet.getCell(1, 1).alignment = { horizontal: 'center' };
  setText(sheet.getCell(2, 1), `${context.actor.unitName}    导出日期 ${context.today}    共 ${rows.length} 条`);
  sheet.mergeCells(2, 1, 2, columns.length);
  columns.forEach(([header, width, value], column) => {
    const head = sheet.getCell(3, column + 1);
    setText(head, header);
    head.font = { bold: true };
    head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF7' } };
    sheet.getColumn(column + 1).width = width;
    rows.forEach((row, index) => {
      const cell = sheet.getCell(index + 4, column + 1);
      const content = value(row, index);
      if (typeof content === 'number') cell.value = content;
      else setText(cell, content);
      cell.alignment = { wrapText: true, vertical: 'top' };
    });
  });
  return { bytes: await workbookBytes(workbook), fileName: `任务台账-${context.today}.xlsx` };
}
