import type { EvaluationReport } from '@yardstick/domain/evaluation-report';
import { columnsOf } from './acceptance-report.ts';
import { createWorkbook, setText, workbookBytes, type Workbook, type Worksheet } from './spreadsheet.ts';

type Value = string | number;

const a4 = 9; // as Excel numbers paper

/** A cell holds 32,767 characters at most; nobody reads as many. */
const mostCellCharacters = 4_000;

/** Ranking, the calculation of every mark, and the hashes by which both can be checked. */
export async function acceptanceWorkbook(report: EvaluationReport): Promise<Uint8Array> {
  const workbook = await createWorkbook();
  rankingSheet(workbook, report);
  detailSheet(workbook, report);
  sourceSheet(workbook, report);
  return workbookBytes(workbook);
}

function rankingSheet(workbook: Workbook, report: EvaluationReport): void {
  const columns = columnsOf(report.units);
  tableSheet(workbook, '排名表', `${report.programName} ${report.evaluationName}排名表`, report, {
    heads: [
      ['名次', 6],
      ['单位代码', 14],
      ['单位', 30],
      ...columns.map(({ name, full }): [string, number] => [`${name.zh}（${full} 分）`, 18]),
      ['总分', 10],
      ['等次', 10],
      ['一票否决', 26],
    ],
    rows: report.units.map(unit => [
      unit.rank,
      unit.unitCode,
      unit.unitName,
      ...columns.map(({ code }) => {
        const indicator = unit.indicators.find(one => one.code === code);
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
    ...unit.indicators.flatMap(({ name, full, rule, score, applicable, lines }) =>
      (lines.length > 0 ? lines : [undefined]).map((line, index): Value[] => [
        unit.unitCode,
        unit.unitName,
        name.zh,
        Number(full),
        rule,
        line?.text.zh ?? '',
        line ? number(line.value) : '',
        line?.refs.join('、') ?? '',
        index > 0 ? '' : applicable ? Number(score) : '不适用',
      ]),
    ),
    ...unit.lines.map((line): Value[] => [
      unit.unitCode,
      unit.unitName,
      '总分与等次',
      100,
      '',
      line.text.zh,
      number(line.value),
      line.refs.join('、'),
      Number(unit.total),
    ]),
  ]);
  tableSheet(workbook, '得分明细', `${report.evaluationName}得分明细`, report, {
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
    ...(report.ledgerFingerprint ? [['存证账本指纹', report.ledgerFingerprint] as [string, string]] : []),
    ['评分单位数', String(report.units.length)],
    ...report.gradeCounts.map(({ grade, count }): [string, string] => [`等次：${grade.zh}`, `${count} 个`]),
    ...report.notScored.map(({ unitName, reason }): [string, string] => [`未评分：${unitName}`, reason]),
  ];
  tableSheet(workbook, '口径与指纹', '口径与指纹', report, {
    heads: [
      ['项目', 28],
      ['内容', 76],
    ],
    rows,
    integerColumns: [],
  });
}

interface TableContent {
  heads: [title: string, width: number][];
  rows: readonly (readonly Value[])[];
  integerColumns: readonly number[];
}

/** Title and fingerprint above a table whose head stays in view and repeats on every printed page. */
function tableSheet(workbook: Workbook, name: string, title: string, report: EvaluationReport, content: TableContent) {
  const { heads, rows, integerColumns } = content;
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: {
      paperSize: a4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:3',
    },
  });
  heads.forEach(([, width], index) => (sheet.getColumn(index + 1).width = width));
  sheet.mergeCells(1, 1, 1, heads.length);
  sheet.mergeCells(2, 1, 2, heads.length);
  put(sheet, 1, 1, title).font = { name: '宋体', size: 16, bold: true };
  sheet.getCell(1, 1).alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  sheet.getRow(1).height = 32;
  const state = report.state === 'frozen' ? '已冻结' : '测算，未冻结';
  put(sheet, 2, 1, `数据截至 ${report.asOf}　${state}　数据指纹 ${report.snapshotSha256.slice(0, 16)}`).font = {
    name: '宋体',
    size: 10,
    color: { argb: 'FF7F7F7F' },
  };
  const edge = { style: 'thin' as const };
  const border = { top: edge, bottom: edge, left: edge, right: edge };
  heads.forEach(([head], index) => {
    const cell = put(sheet, 3, index + 1, head);
    cell.font = { name: '黑体', size: 11 };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.border = border;
  });
  const widths = heads.map(([, width]) => width);
  sheet.getRow(3).height = heightOf(
    heads.map(([head]) => head),
    widths,
  );
  rows.forEach((values, index) => {
    sheet.getRow(index + 4).height = heightOf(values, widths);
    values.forEach((value, column) => {
      const cell = put(sheet, index + 4, column + 1, value);
      cell.font = { name: '宋体', size: 11 };
      cell.border = border;
      cell.alignment = { vertical: 'middle', wrapText: typeof value === 'string' };
      if (typeof value === 'number') cell.numFmt = integerColumns.includes(column + 1) ? '0' : '0.00';
    });
  });
  sheet.autoFilter = { from: { row: 3, col: 1 }, to: { row: 3 + rows.length, col: heads.length } };
}

function put(sheet: Worksheet, row: number, column: number, value: Value) {
  const cell = sheet.getCell(row, column);
  if (typeof value === 'number') cell.value = value;
  else setText(cell, value.length <= mostCellCharacters ? value : `${value.slice(0, mostCellCharacters - 1)}…`);
  return cell;
}

/** Programs differ in fitting rows to wrapped text by themselves; a column is as wide as so many Latin letters. */
function heightOf(values: readonly Value[], widths: readonly number[]): number {
  const lines = values.map((value, column) => {
    const letters = [...String(value)].reduce((sum, one) => sum + (one < '\x7f' ? 1 : 2.1), 0);
    return Math.ceil(letters / (widths[column]! - 1));
  });
  return Math.min(400, 6 + 15 * Math.max(1, ...lines));
}

/** Marks are decimal text; what is not a number stays as it is written. */
const number = (text: string): Value => (/^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : text);
