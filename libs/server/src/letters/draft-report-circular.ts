import { authorize, found, type Context } from '../context.ts';
import { lateOnes, listReports, type ReportsFilter } from '../reports/reports.queries.ts';
import { draftCircular } from './draft-circular.ts';
import { canDraftLetters } from './letter.policy.ts';

/** The list of late and missing reports, as filtered on the screen, as the draft of a circular. Answers its id. */
export async function draftReportCircular(context: Context, filter: ReportsFilter): Promise<string> {
  authorize(canDraftLetters(context.actor));
  const view = await listReports({ ...context, locale: 'zh-CN' }, filter);
  const late = lateOnes(view.lines);
  const { programId, programName } = found(late[0] ?? view.lines[0]);
  const due = view.periods.filter(({ dueOn }) => dueOn <= context.today);
  const names = (standing: 'missing' | 'late'): string =>
    [...new Set(late.filter(line => line.standing === standing).map(line => line.unitName))].join('、');
  const body = [
    '一、总体情况',
    ...due.map(
      ({ periodLabel, kindName, expected, received, onTime, late: lateCount, missing }) =>
        `${kindName}（${periodLabel}）应报 ${expected} 份，收到 ${received} 份，其中按时 ${onTime} 份、迟报 ${lateCount} 份；缺报 ${missing} 份。`,
    ),
    '二、存在问题',
    ...(names('missing') ? [`缺报单位：${names('missing')}。`] : []),
    ...(names('late') ? [`迟报单位：${names('late')}。`] : []),
    '三、下一步要求',
    '请缺报单位尽快补报并说明原因。各单位要明确专人，按时报送。',
  ].join('\n');
  const rows = late.map(line => ({
    unitId: line.unitId,
    unit: line.unitName,
    what: `${line.periodLabel}${line.standing === 'missing' ? '缺报' : '迟报'}${line.kindName}`,
    dueOn: line.dueOn,
    daysLate: line.workingDaysLate ?? line.daysLate,
    subjectKind: 'report' as const,
    subjectId: line.id,
  }));
  return draftCircular(
    context,
    { programId, title: `关于${programName}定期报告报送情况的通报` },
    { command: 'draftReportCircular', rows, body },
  );
}
