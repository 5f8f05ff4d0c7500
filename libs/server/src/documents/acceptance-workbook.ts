import type {
  EvaluationReport,
  ReportedIndicator,
  ReportedNode,
  ReportedUnit,
} from '@yardstick/domain/evaluation-report';
import { columnsOf } from '@yardstick/domain/evaluation-draft';
import { createWorkbook, workbookBytes, type Workbook } from './spreadsheet.ts';
import { numberIn, tableSheet, type SheetValue } from './table-sheet.ts';

/** Ranking, the calculation of every mark, and the hashes by which both can be checked. */
export async function acceptanceWorkbook(report: EvaluationReport): Promise<Uint8Array> {
  const workbook = await createWorkbook();
  rankingSheet(workbook, report);
  detailSheet(workbook, report);
  sourceSheet(workbook, report);
  return workbookBytes(workbook);
}

type Mark = ReportedIndicator & Partial<ReportedNode>;

/** With the groups above what belongs to them, where there are some. */
const marksOf = (unit: ReportedUnit): readonly Mark[] => unit.tree ?? unit.indicators;

const titleOf = ({ number, name, isGroup }: Pick<Mark, 'number' | 'name' | 'isGroup'>): string =>
  `${number ? `${number} ` : ''}${name.zh}${isGroup ? '小计' : ''}`;

function rankingSheet(workbook: Workbook, report: EvaluationReport): void {
  const columns = columnsOf(report.units.map(marksOf));
  tableSheet(workbook, '排名表', `${report.programName} ${report.evaluationName}排名表`, subtitleOf(report), {
    heads: [
      ['名次', 6],
      ['单位代码', 14],
      ['单位', 30],
      ...columns.map((mark): [string, number] => [`${titleOf(mark)}（${mark.full} 分）`, 18]),
      ['总分', 10],
      ['等次', 10],
      ['一票否决', 26],
    ],
    rows: report.units.map(unit => [
      unit.rank,
      unit.unitCode,
      unit.unitName,
      ...columns.map(({ code }) => {
        const indicator = marksOf(unit).find(one => one.code === code);
        return indicator?.applicable ? Number(indicator.score) : '不适用';
      }),
      Number(unit.total),
      unit.grade.zh,
      unit.vetoes.map(veto => veto.name.zh).join('、'),
    ]),
    integerColumns: [1],
  });
}

function detailSheet(workbook: Workbook, report: EvaluationReport): void {
  const rows = report.units.flatMap(unit => [
    ...marksOf(unit).flatMap(({ full, rule, score, applicable, lines, ...mark }) =>
      (lines.length > 0 ? lines : [undefined]).map((line, index): SheetValue[] => [
        unit.unitCode,
        unit.unitName,
        '　'.repeat(mark.depth ?? 0) + titleOf(mark),
        Number(full),
        rule,
        line?.text.zh ?? '',
        line ? numberIn(line.value) : '',
        line?.refs.join('、') ?? '',
        index > 0 ? '' : applicable ? Number(score) : '不适用',
      ]),
    ),
    ...unit.lines.map((line): SheetValue[] => [
      unit.unitCode,
      unit.unitName,
      '总分与等次',
      100,
      '',
      line.text.zh,
      numberIn(line.value),
      line.refs.join('、'),
      Number(unit.total),
    ]),
  ]);
  tableSheet(workbook, '得分明细', `${report.evaluationName}得分明细`, subtitleOf(report), {
    heads: [
      ['单位代码', 14],
      ['单位', 26],
      ['指标', 24],
      ['满分', 8],
      ['评分依据', 30],
      ['计算过程', 60],
      ['数值', 10],
      ['依据记录', 36],
      ['得分', 10],
    ],
    rows,
    integerColumns: [4],
  });
}

function sourceSheet(workbook: Workbook, report: EvaluationReport): void {
  const rows: [string, string][] = [
    ['方案', report.programName],
    ['评估', report.evaluationName],
    ['评分方案', report.schemeName],
    ['评分方案版本', String(report.schemeVersion)],
    ['数据截至', report.asOf],
    ['评估下达日期', report.orderedOn],
    ['状态', report.state === 'frozen' ? '已冻结' : '测算，未冻结'],
    ['数据快照 SHA-256', report.snapshotSha256],
    ['数据快照 SM3', report.snapshotSm3],
    ...(report.corrects
      ? ([
          ['更正的评价', report.corrects.name],
          ['更正的评价 SHA-256', report.corrects.sha256],
          ['更正理由', report.corrects.reason],
        ] as [string, string][])
      : []),
    ...(report.ledgerFingerprint ? [['存证账本指纹', report.ledgerFingerprint] as [string, string]] : []),
    ['评分单位数', String(report.units.length)],
    ...report.gradeCounts.map(({ grade, count }): [string, string] => [`等次：${grade.zh}`, `${count} 个`]),
    ...report.notScored.map(({ unitName, reason }): [string, string] => [`未评分：${unitName}`, reason]),
  ];
  tableSheet(workbook, '口径与指纹', '口径与指纹', subtitleOf(report), {
    heads: [
      ['项目', 28],
      ['内容', 76],
    ],
    rows,
    integerColumns: [],
  });
}

const subtitleOf = (report: EvaluationReport): string =>
  `数据截至 ${report.asOf}　${report.state === 'frozen' ? '已冻结' : '测算，未冻结'}　数据指纹 ${report.snapshotSha256.slice(0, 16)}${report.corrects ? `　更正“${report.corrects.name}”` : ''}`;
