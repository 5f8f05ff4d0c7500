import { actionStateLabels } from '@yardstick/domain/action';
import { isUnitRole, seesAllUnits } from '@yardstick/domain/roles';
import { authorize, type Context } from '../context.ts';
import { ledgerWorkbook, type LedgerContent } from '../documents/ledger-workbook.ts';
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

const columns: LedgerContent<ActionRow>['columns'] = [
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
  const note = `${context.actor.unitName}    导出日期 ${context.today}    共 ${rows.length} 条`;
  const bytes = await ledgerWorkbook({ title: '任务台账', note, columns, rows });
  return { bytes, fileName: `任务台账-${context.today}.xlsx` };
}
