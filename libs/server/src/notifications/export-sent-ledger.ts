import { roleLabels } from '@yardstick/domain/roles';
import { authorize, type Context } from '../context.ts';
import { ledgerWorkbook, type LedgerContent } from '../documents/ledger-workbook.ts';
import { recordRead } from '../ledger/record-read.ts';
import { canReadSentLedger, sentLedger, type SentFilter, type SentRow } from './sent-ledger.queries.ts';

const stateWords: Record<string, string> = {
  ready: '待发', sending: '发送中', sent: '已送达', unknown: '结果不明', failed: '未送达',
}; // prettier-ignore
const readWord = (isRead: boolean | null): string => (isRead === null ? '' : isRead ? '已读' : '未读');
const beijing = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

const columns: LedgerContent<SentRow>['columns'] = [
  ['序号', 6, (_row, index) => index + 1],
  ['时间', 17, row => beijing.format(new Date(row.at))],
  ['单位', 16, row => row.unitName],
  ['收件人', 18, row => (row.forName ? `${row.recipient}（代${row.forName}）` : row.recipient)],
  ['角色', 14, row => (row.role ? roleLabels[row.role].zh : '')],
  ['方式', 16, row => row.channelLabel],
  ['类别', 16, row => row.kindLabel],
  ['内容', 50, row => row.title],
  ['阶段', 18, row => row.stage],
  ['规则版本', 10, row => row.ruleVersion ?? ''],
  ['状态', 10, row => stateWords[row.state] ?? row.state],
  ['原因', 36, row => row.failure ?? ''],
  ['阅读', 8, row => readWord(row.isRead)],
];
const pageSize = 100;
const mostRows = 5_000;

/** The sent-ledger as filtered on the screen, as a workbook; who took it leaves a leaf. */
export async function exportSentLedger(
  context: Context,
  query: Record<string, string>,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  authorize(canReadSentLedger(context.actor));
  const filter = sentFilterOf(query);
  const rows: SentRow[] = [];
  for (let page = 1; rows.length < mostRows; page++) {
    const answer = await sentLedger(context, filter, page, pageSize);
    rows.push(...answer.rows);
    if (answer.rows.length < pageSize) break;
  }
  await recordRead(context, { action: 'exportSentLedger', entity: 'Delivery', id: null });
  const note = `${context.actor.unitName}    导出日期 ${context.today}    共 ${rows.length} 条`;
  const bytes = await ledgerWorkbook({ title: '发送台账', note, columns, rows });
  return { bytes, fileName: `发送台账-${context.today}.xlsx` };
}

const day = (text: string | undefined): string | null => (/^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? text! : null);

/** The filter as an address carries it. */
function sentFilterOf(query: Record<string, string>): SentFilter {
  const { tab, unitId, person, kind, channel, read } = query;
  return {
    ...{ tab, unitId, person, kind, channel },
    isRead: read === 'yes' ? true : read === 'no' ? false : null,
    fromOn: day(query['fromOn']),
    toOn: day(query['toOn']),
  };
}
