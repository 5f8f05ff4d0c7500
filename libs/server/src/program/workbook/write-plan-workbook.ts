import { duePhrase } from '@yardstick/domain/due-phrase';
import { evidenceKindLabels } from '@yardstick/domain/evidence';
import { yearsOf, type PlanDraft, type PlanMeasure } from '@yardstick/domain/plan';
import {
  columnLetter,
  createWorkbook,
  setText,
  workbookBytes,
  type Cell,
  type Workbook,
  type Worksheet,
} from '../../documents/spreadsheet.ts';
import { measureColumns, scopeLabels, sheetNames, stageHeader, unitKindLabels, type MeasureColumn } from './columns.ts';
import { unitHeaders } from './read-unit-sheet.ts';
import { chineseNumeral } from './sequence.ts';
import { UnitDirectory } from './unit-directory.ts';

const ink = { head: 'FF1F3864', band: 'FFDCE6F1', line: 'FF8EA9C8', marker: 'FFC00000' };
const thin = { style: 'thin', color: { argb: ink.line } } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };
const bodyStyle = {
  font: { name: '仿宋', size: 11 },
  alignment: { vertical: 'middle', wrapText: true },
  border,
} as const;
const centred = { ...bodyStyle, alignment: { vertical: 'middle', horizontal: 'center', wrapText: true } } as const;
const headStyle = {
  font: { name: '黑体', size: 11, bold: true, color: { argb: 'FFFFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: ink.head } },
  alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
  border,
} as const;
const titleStyle = {
  font: { name: '宋体', size: 18, bold: true },
  alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
} as const;
const markerStyle = {
  font: { name: '楷体', size: 11, color: { argb: ink.marker } },
  alignment: { vertical: 'middle', horizontal: 'center' },
} as const;

const headRow = 3;
const officialColumns = 7;
const centredColumns = new Set<MeasureColumn>(['seq', 'task', 'code', 'scope', 'weight', 'crosswalk']);

interface WrittenColumn {
  header: string;
  width: number;
  isCentred: boolean;
  column: MeasureColumn | null;
  value: (measure: PlanMeasure) => string | number;
}

/** The plan as a workbook that prints as the table departments know, and that `readPlanWorkbook` reads back unchanged. */
export async function writePlanWorkbook(plan: PlanDraft): Promise<Uint8Array> {
  const workbook = await createWorkbook();
  writeMeasures(workbook, plan);
  writeInfo(workbook, plan);
  writeUnits(workbook, plan);
  return workbookBytes(workbook);
}

function columnsOf(plan: PlanDraft): WrittenColumn[] {
  const directory = new UnitDirectory(plan.units);
  const tasks = new Map(plan.tasks.map(task => [task.code, task]));
  const taskTitle = (code: string) => {
    const task = tasks.get(code);
    return task ? `${chineseNumeral(task.seq)}、${task.title}` : '';
  };
  const values: Record<MeasureColumn, WrittenColumn['value']> = {
    seq: measure => measure.seq,
    task: measure => taskTitle(measure.taskCode),
    title: measure => measure.title,
    lead: measure => directory.writeList(measure.leadUnits),
    coop: measure => directory.writeList(measure.coopUnits),
    due: measure => duePhrase(measure.due, plan),
    note: measure => measure.note,
    code: measure => measure.code,
    scope: measure => scopeLabels[measure.scope],
    weight: measure => measure.weight,
    deliverable: measure => measure.deliverable,
    evidenceKinds: measure => measure.evidenceKinds.map(kind => evidenceKindLabels[kind].zh).join('、'),
    text: measure => measure.text,
    sourceClause: measure => measure.sourceClause,
    crosswalk: measure => measure.crosswalk.join('、'),
    proofExample: measure => measure.proofExample,
  };
  const written = (Object.keys(measureColumns) as MeasureColumn[]).map(column => ({
    ...measureColumns[column],
    column,
    isCentred: centredColumns.has(column),
    value: values[column],
  }));
  const stages = yearsOf(plan).map(year => ({
    header: stageHeader(year),
    width: 36,
    column: null,
    isCentred: false,
    value: (measure: PlanMeasure) => measure.stageTargets[year] ?? '',
  }));
  const afterText = written.findIndex(({ column }) => column === 'text') + 1;
  return [...written.slice(0, afterText), ...stages, ...written.slice(afterText)];
}

function writeMeasures(workbook: Workbook, plan: PlanDraft): void {
  const columns = columnsOf(plan);
  const lastRow = headRow + plan.measures.length;
  const sheet = workbook.addWorksheet(sheetNames.measures, {
    views: [{ state: 'frozen', xSplit: 3, ySplit: headRow }],
    pageSetup: {
      ...landscapeA4,
      printTitlesRow: `${headRow}:${headRow}`,
      printArea: `A1:${columnLetter(officialColumns)}${lastRow}`,
    },
    headerFooter: { oddFooter: '&C第 &P 页 共 &N 页' },
  });
  sheet.columns = columns.map(({ width }) => ({ width }));

  writeBanner(sheet, 1, `${plan.name}任务分解表`, titleStyle, 34);
  writeBanner(sheet, 2, [plan.docNo, plan.marker].filter(text => text !== '').join('    '), markerStyle, 20);
  columns.forEach(({ header }, index) => write(sheet.getCell(headRow, index + 1), header, headStyle));
  sheet.getRow(headRow).height = 26;

  plan.measures.forEach((measure, index) => {
    columns.forEach(({ value, isCentred, column }, at) => {
      const cell = sheet.getCell(headRow + 1 + index, at + 1);
      write(cell, value(measure), isCentred ? centred : bodyStyle);
      if (column === 'scope') {
        cell.dataValidation = {
          type: 'list',
          allowBlank: false,
          formulae: [`"${Object.values(scopeLabels).join(',')}"`],
          showErrorMessage: true,
          errorTitle: measureColumns.scope.header,
          error: `请从列表中选择：${Object.values(scopeLabels).join('、')}`,
        };
      }
    });
  });
  plan.measures.forEach((measure, index) => {
    const printed = columns.slice(0, officialColumns).filter(({ column }) => column !== 'task');
    const lines = Math.max(2, ...printed.map(({ value, width }) => lineCount(String(value(measure)), width)));
    sheet.getRow(headRow + 1 + index).height = Math.min(lines * 15 + 6, 400);
  });
  mergeRuns(
    sheet,
    plan.measures.map(measure => measure.taskCode),
    columns.findIndex(({ column }) => column === 'task') + 1,
  );
}

/** Office programs do not fit the height of rows by themselves when they open a file. */
function lineCount(text: string, width: number): number {
  const widthOf = (line: string) =>
    [...line].reduce((sum, character) => sum + (character.charCodeAt(0) > 0xff ? 2 : 1), 0);
  return text
    .split('\n')
    .reduce((lines, line) => lines + Math.max(1, Math.ceil((widthOf(line) * 1.1) / (width - 1))), 0);
}

const landscapeA4 = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
} as const;

function writeBanner(sheet: Worksheet, row: number, text: string, style: Partial<Cell['style']>, height: number): void {
  write(sheet.getCell(row, 1), text, style);
  sheet.mergeCells(row, 1, row, officialColumns);
  sheet.getRow(row).height = height;
}

function mergeRuns(sheet: Worksheet, keys: readonly string[], column: number): void {
  let start = 0;
  for (let index = 1; index <= keys.length; index++) {
    if (index < keys.length && keys[index] === keys[start]) continue;
    if (index - start > 1) sheet.mergeCells(headRow + 1 + start, column, headRow + index, column);
    start = index;
  }
}

function writeInfo(workbook: Workbook, plan: PlanDraft): void {
  const sheet = workbook.addWorksheet(sheetNames.info, { pageSetup: landscapeA4 });
  sheet.columns = [{ width: 14 }, { width: 40 }, { width: 40 }, { width: 70 }];
  const rows: string[][] = [
    ['名称', plan.name],
    ['代码', plan.code],
    ['文号', plan.docNo],
    ['起始日期', plan.startsOn],
    ['结束日期', plan.endsOn],
    ['标记', plan.marker],
    ...plan.stages.map(stage => ['阶段', String(stage.year), stage.name, stage.goal]),
    ...plan.goals.map(goal => ['目标', goal]),
    ...plan.tasks.map(task => ['任务', task.code, task.title]),
  ];
  writeTable(sheet, ['项目', '内容', '名称', '阶段目标'], rows);
}

function writeUnits(workbook: Workbook, plan: PlanDraft): void {
  const sheet = workbook.addWorksheet(sheetNames.units, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { ...landscapeA4, printTitlesRow: '1:1' },
  });
  sheet.columns = [10, 40, 24, 50, 16, 10, 12].map(width => ({ width }));
  const rows = plan.units.map(unit => [
    unit.code,
    unit.name,
    unit.shortName,
    unit.aliases.join('、'),
    unit.field,
    unit.isScored ? '是' : '否',
    unitKindLabels[unit.kind],
  ]);
  writeTable(sheet, Object.values(unitHeaders), rows);
}

function writeTable(sheet: Worksheet, header: readonly string[], rows: readonly string[][]): void {
  header.forEach((text, index) => write(sheet.getCell(1, index + 1), text, headStyle));
  rows.forEach((texts, row) =>
    header.forEach((_, column) => write(sheet.getCell(row + 2, column + 1), texts[column] ?? '', bodyStyle)),
  );
}

function write(cell: Cell, value: string | number, style: Partial<Cell['style']>): void {
  cell.style = style;
  if (typeof value === 'number') cell.value = value;
  else setText(cell, value);
}
