import {
  reportPartLabels,
  reportParts,
  reportStandingLabels,
  reportStateLabels,
  type ReportFacts,
} from '@yardstick/domain/periodic-report';
import { authorize, type Context } from '../context.ts';
import { officialDocx, type Block } from '../documents/official-document.ts';
import { createWorkbook, landscapeA4, setText, workbookBytes, type Workbook } from '../documents/spreadsheet.ts';
import { recordRead } from '../ledger/record-read.ts';
import { canCompileReports, canListReports } from './periodic-report.policy.ts';
import {
  lateOnes,
  listReports,
  receivedReports,
  reportById,
  type ReportLineView,
  type ReportPeriodView,
  type ReportsFilter,
  type ReportsView,
} from './reports.queries.ts';

interface File {
  bytes: Uint8Array;
  fileName: string;
}

const nameOf = (of: { kindName: string; periodLabel: string }): string => `${of.kindName}（${of.periodLabel}）`;

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const heading = (text: string, level: 1 | 2 = 1): Block => ({ kind: 'heading', level, text });
const paragraphsOf = (text: string): Block[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(paragraph);
/** Papers are Chinese whatever the reader's language on the screen. */
const inChinese = (context: Context): Context => ({ ...context, locale: 'zh-CN' });

/** One report on paper, with what the records said when it was signed. */
export async function reportDocument(context: Context, reportId: string): Promise<File | null> {
  const report = await reportById(inChinese(context), reportId);
  if (!report?.text) return null;
  const { text, facts } = report;
  await recordRead(context, { action: 'exportReport', entity: 'PeriodicReport', id: reportId });
  const bytes = await officialDocx({
    title: `${report.unitFullName}关于${report.programName}${report.periodLabel}工作情况的报告`,
    to: '领导小组办公室',
    blocks: [
      ...reportParts.flatMap(part => [heading(reportPartLabels[part].zh), ...paragraphsOf(text[part])]),
      { kind: 'appendix', title: '系统记录的工作情况' },
      ...factBlocks(facts),
    ],
    attachments: ['系统记录的工作情况'],
    signedBy: report.unitFullName,
    ...(report.receivedOn ? { on: report.receivedOn } : {}),
    draft: report.receivedOn === null,
    fingerprint: report.areFactsSigned ? `${report.signedBy ?? ''}审签` : '未审签',
  });
  return { bytes, fileName: `${report.unitName}-${report.periodLabel}-${report.kindName}.docx` };
}

function factBlocks(facts: ReportFacts): Block[] {
  const table = (caption: string, lines: ReportFacts['milestonesDone']): Block[] =>
    lines.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption,
            columns: [
              { title: '措施', width: 12, align: 'center' },
              { title: '节点', width: 60 },
              { title: '日期', width: 22, align: 'center' },
            ],
            rows: lines.map(({ measureCode, title, on }) => [measureCode, title, on]),
          },
        ];
  return [
    {
      kind: 'table',
      columns: [
        { title: '承担任务', width: 1, align: 'center' },
        { title: '期内办结', width: 1, align: 'center' },
        { title: '到期节点', width: 1, align: 'center' },
        { title: '按期报送', width: 1, align: 'center' },
        { title: '完成节点', width: 1, align: 'center' },
        { title: '采信材料', width: 1, align: 'center' },
      ],
      rows: [
        [
          facts.actionCount,
          facts.doneCount,
          facts.milestoneDueCount,
          facts.milestoneOnTimeCount,
          facts.milestonesDone.length,
          facts.evidenceCount,
        ].map(String),
      ],
    },
    ...table('期内完成的节点', facts.milestonesDone),
    ...table('逾期未报的节点', facts.milestonesOverdue),
  ];
}

/** The office's summary of one period: who reported, totals, each unit's line, problems by unit. Drafted, to be edited. */
export async function reportSummary(context: Context, kind: string, period: string): Promise<File | null> {
  authorize(canCompileReports(context.actor));
  const reader = inChinese(context);
  const [{ lines, periods }, reports] = await Promise.all([
    listReports(reader, { kind, period }),
    receivedReports(reader, kind, period),
  ]);
  const [view] = periods;
  if (!view) return null;
  await recordRead(context, { action: 'exportReportSummary', entity: 'PeriodicReport', id: null });
  const late = lateOnes(lines);
  const sum = (of: (facts: ReportFacts) => number): number =>
    reports.reduce((total, { facts }) => total + of(facts), 0);
  const figures = (facts: ReportFacts): number[] => [
    facts.actionCount,
    facts.milestoneDueCount,
    facts.milestoneOnTimeCount,
    facts.milestonesDone.length,
    facts.milestonesOverdue.length,
    facts.evidenceCount,
  ];
  const totals = figures(emptyFacts).map((_, index) => sum(facts => figures(facts)[index] ?? 0));
  const troubled = reports.filter(({ problems }) => !/^(无|没有)[。.]?$/.test(problems.trim()));
  const bytes = await officialDocx({
    title: `${lines[0]?.programName ?? ''}${view.periodLabel}工作情况汇总`,
    blocks: [
      heading('总体进展'),
      paragraph(receptionSentence(view)),
      paragraph(
        `已报单位共承担任务 ${totals[0]} 项；期内到期节点 ${totals[1]} 个，按期报送 ${totals[2]} 个；完成节点 ${totals[3]} 个，` +
          `期末逾期未报 ${totals[4]} 个，采信佐证材料 ${totals[5]} 份。各单位情况见附件。`,
      ),
      heading('主要做法'),
      ...reports
        .filter(({ facts }) => facts.milestoneDueCount > 0 && facts.milestoneOnTimeCount === facts.milestoneDueCount)
        .sort((a, b) => b.facts.milestonesDone.length - a.facts.milestonesDone.length)
        .slice(0, 3)
        .flatMap(({ unitName, practices }) => [heading(unitName, 2), ...paragraphsOf(practices).slice(0, 3)]),
      heading('存在问题'),
      ...(late.length > 0 ? [paragraph(lateSentence(late))] : []),
      ...troubled.map(({ unitName, problems }) =>
        paragraph(`${unitName}：${problems.trim().replace(/\s*\n\s*/g, ' ')}`),
      ),
      heading('下一步工作'),
      paragraph('请缺报单位尽快补报；逾期节点由牵头办公室按程序督办。'),
      { kind: 'appendix', title: '各单位工作情况', landscape: true },
      {
        kind: 'table',
        columns: [
          { title: '序号', width: 6, align: 'center' },
          { title: '单位', width: 34 },
          { title: '报送日期', width: 14, align: 'center' },
          { title: '报送情况', width: 14, align: 'center' },
          { title: '承担任务', width: 10, align: 'right' },
          { title: '到期节点', width: 10, align: 'right' },
          { title: '按期', width: 8, align: 'right' },
          { title: '完成', width: 8, align: 'right' },
          { title: '逾期未报', width: 10, align: 'right' },
          { title: '采信材料', width: 10, align: 'right' },
        ],
        rows: [
          ...lines.map((line, index) => {
            const own = reports.find(({ unitId }) => unitId === line.unitId);
            const counts = own ? figures(own.facts).map(String) : ['', '', '', '', '', ''];
            return [String(index + 1), line.unitFullName, line.receivedOn ?? '', standingWord(line), ...counts];
          }),
          ['', '合计', `${reports.length} 份`, '', ...totals.map(String)],
        ],
      },
    ],
    attachments: ['各单位工作情况'],
    draft: true,
    fingerprint: `截至 ${context.today}`,
  });
  return { bytes, fileName: `${view.periodLabel}-${view.kindName}汇总.docx` };
}

const emptyFacts: ReportFacts = {
  actionCount: 0,
  doneCount: 0,
  milestoneDueCount: 0,
  milestoneOnTimeCount: 0,
  milestonesDone: [],
  milestonesOverdue: [],
  milestonesNext: [],
  evidenceCount: 0,
  progress: [],
  difficulties: [],
};

const receptionSentence = (view: ReportPeriodView): string =>
  `${nameOf(view)}应于 ${view.dueOn} 前报送，应报 ${view.expected} 份，收到 ${view.received} 份，其中按时 ${view.onTime} 份、迟报 ${view.late} 份；` +
  `缺报 ${view.missing} 份${view.returned > 0 ? `，曾退回修改 ${view.returned} 份` : ''}。`;

function lateSentence(late: readonly ReportLineView[]): string {
  const missing = late.filter(({ standing }) => standing === 'missing').map(({ unitName }) => unitName);
  const delayed = late
    .filter(({ standing }) => standing === 'late')
    .map(({ unitName, workingDaysLate, daysLate }) => `${unitName}（迟报 ${workingDaysLate ?? daysLate} 个工作日）`);
  return [
    missing.length > 0 ? `缺报：${missing.join('、')}。` : '',
    delayed.length > 0 ? `迟报：${delayed.join('、')}。` : '',
  ].join('');
}

function standingWord({ standing, daysLate }: ReportLineView): string {
  const word = reportStandingLabels[standing].zh;
  return standing === 'late' || standing === 'missing' ? `${word} ${daysLate} 天` : word;
}

/** The late list of what is filtered, as the text of a circular for the office to edit. */
export async function lateListDocument(context: Context, query: ReportsFilter): Promise<File> {
  authorize(canCompileReports(context.actor));
  const view = await listReports(inChinese(context), query);
  const late = lateOnes(view.lines);
  await recordRead(context, { action: 'exportLateReports', entity: 'PeriodicReport', id: null });
  const bytes = await officialDocx({
    title: `关于${view.lines[0]?.programName ?? ''}定期报告报送情况的通报`,
    to: '各责任单位',
    blocks: [
      heading('总体情况'),
      ...view.periods.filter(({ dueOn }) => dueOn <= context.today).map(period => paragraph(receptionSentence(period))),
      heading('存在问题'),
      paragraph(late.length === 0 ? '没有缺报、迟报。' : `缺报、迟报共 ${late.length} 份，明细如下。`),
      ...(late.length === 0 ? [] : [lateTable(late)]),
      heading('有关要求'),
      paragraph('请缺报单位尽快补报，并说明原因；各单位要明确专人，按时报送。'),
    ],
    signedBy: context.actor.unitName,
    on: context.today,
    draft: true,
    fingerprint: `截至 ${context.today}`,
  });
  return { bytes, fileName: `缺报迟报通报稿-${context.today}.docx` };
}

const lateTable = (late: readonly ReportLineView[]): Block => ({
  kind: 'table',
  columns: [
    { title: '序号', width: 7, align: 'center' },
    { title: '单位', width: 30 },
    { title: '报告', width: 32 },
    { title: '时限', width: 15, align: 'center' },
    { title: '报送日期', width: 15, align: 'center' },
    { title: '情况', width: 16, align: 'center' },
  ],
  rows: late.map((line, index) => [
    String(index + 1),
    line.unitFullName,
    nameOf(line),
    line.dueOn,
    line.receivedOn ?? '未报',
    standingWord(line),
  ]),
});

/** The matrix and the list of late ones, as filtered on the screen. */
export async function reportsWorkbook(context: Context, query: ReportsFilter): Promise<File> {
  authorize(canListReports(context.actor));
  const view = await listReports(inChinese(context), query);
  await recordRead(context, { action: 'exportReports', entity: 'PeriodicReport', id: null });
  const workbook = await createWorkbook();
  matrixSheet(workbook, view);
  listSheet(workbook, '缺报迟报', lateOnes(view.lines));
  listSheet(workbook, '全部', view.lines);
  return { bytes: await workbookBytes(workbook), fileName: `定期报告-${context.today}.xlsx` };
}

function matrixSheet(workbook: Workbook, { lines, periods }: ReportsView): void {
  const units = [...new Map(lines.map(line => [line.unitId, line.unitFullName]))];
  const rows = units.map(([unitId, name]) => [
    name,
    ...periods.map(({ kind, period }) => {
      const line = lines.find(one => one.unitId === unitId && one.kind === kind && one.period === period);
      return line ? standingWord(line) + (line.state === 'returned' ? '（退回）' : '') : '';
    }),
  ]);
  const counts = (word: string, of: (view: ReportPeriodView) => number): (string | number)[] => [
    word,
    ...periods.map(of),
  ];
  sheetOf(
    workbook,
    '报送情况',
    [['单位', 30], ...periods.map((view): [string, number] => [`${nameOf(view)} ${view.dueOn}`, 20])],
    [
      ...rows,
      counts('应报', view => view.expected),
      counts('收到', view => view.received),
      counts('按时', view => view.onTime),
      counts('迟报', view => view.late),
      counts('缺报', view => view.missing),
      counts('曾退回', view => view.returned),
    ],
  );
}

function listSheet(workbook: Workbook, name: string, lines: readonly ReportLineView[]): void {
  const heads: [string, number][] = [
    ['序号', 6],
    ['单位', 30],
    ['报告', 34],
    ['时限', 13],
    ['报送日期', 13],
    ['情况', 12],
    ['迟报天数', 10],
    ['迟报工作日', 11],
    ['状态', 16],
    ['退回次数', 10],
    ['免报理由', 30],
  ];
  sheetOf(
    workbook,
    name,
    heads,
    lines.map((line, index) => [
      index + 1,
      line.unitFullName,
      nameOf(line),
      line.dueOn,
      line.receivedOn ?? '',
      reportStandingLabels[line.standing].zh,
      line.daysLate,
      line.workingDaysLate ?? '',
      reportStateLabels[line.state].zh,
      line.returnedCount,
      line.exemptReason ?? '',
    ]),
  );
}

function sheetOf(workbook: Workbook, name: string, heads: [string, number][], rows: (string | number)[][]): void {
  const sheet = workbook.addWorksheet(name, {
    pageSetup: { ...landscapeA4, printTitlesRow: '1:1' },
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  heads.forEach(([head, width], column) => {
    const cell = sheet.getCell(1, column + 1);
    setText(cell, head);
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF7' } };
    cell.alignment = { wrapText: true, vertical: 'middle' };
    sheet.getColumn(column + 1).width = width;
  });
  rows.forEach((values, row) =>
    values.forEach((value, column) => {
      const cell = sheet.getCell(row + 2, column + 1);
      if (typeof value === 'number') cell.value = value;
      else setText(cell, value);
      cell.alignment = { wrapText: true, vertical: 'top' };
    }),
  );
}
