import { fill, type Bilingual } from '@yardstick/domain/bilingual';
import {
  compare,
  isDecimal,
  multiply,
  parseDecimal,
  printDecimal,
  ratio,
  subtract,
  zero,
  divide,
} from '@yardstick/domain/scoring/decimal';
import { neededFigures, recordedUnder } from '@yardstick/domain/scoring/missing-figures';
import { readsRecords } from '@yardstick/domain/scoring/scheme-figures';
import { trackedFigures } from '@yardstick/domain/scoring/progress-figures';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import type { PlanUnit } from '@yardstick/domain/plan';
import {
  cellError,
  cellText,
  columnLetter,
  createWorkbook,
  openWorkbook,
  setText,
  UnreadableSpreadsheet,
  workbookBytes,
  type Cell,
  type Worksheet,
} from '../../documents/spreadsheet.ts';
import { UnitDirectory } from '../../program/workbook/unit-directory.ts';
import type { FigureRow } from './record-figures.ts';
import type { StatisticsIssue } from './statistics-issue.ts';

/** One column of the table: a figure in a year, 0 for one without. */
export interface StatisticsColumn {
  code: string;
  year: number;
  /** As printed in the head: the figure's name, the year in front. */
  title: string;
  isNeeded: boolean;
}

export interface KnownFigure {
  unitCode: string;
  code: string;
  year: number;
  value: string;
}

const sheetName = '统计数据';
const headRow = 3;
const firstRow = headRow + 1;
const opinion = '校核意见';

/** Figures that are one number per unit: what is needed first, then the registers of events. */
export function statisticsColumns(scheme: ScoringScheme, figuresYear: number | null): StatisticsColumn[] {
  const tracked: readonly string[] = trackedFigures;
  const read = new Set(scheme.indicators.flatMap(({ method }) => (readsRecords(method) ? [method.figure] : [])));
  const needed = neededFigures(scheme)
    .filter(({ figure }) => !read.has(figure))
    .map(item => ({ code: item.figure, year: recordedUnder(scheme, item, figuresYear), isNeeded: true }));
  const asked = new Set(needed.map(({ code }) => code));
  const events = scheme.figures
    .filter(({ code }) => !tracked.includes(code) && !read.has(code) && !asked.has(code))
    .flatMap(({ code }) => yearsOf(scheme, code, figuresYear).map(year => ({ code, year, isNeeded: false })));
  const once = new Map([...needed, ...events].map(column => [`${column.code}/${column.year}`, column]));
  return [...once.values()].map(column => {
    const name = scheme.figures.find(({ code }) => code === column.code)?.name.zh ?? column.code;
    return { ...column, title: column.year > 0 ? `${column.year}年${name}` : name };
  });
}

/** An event of a yearly method belongs to its years. */
function yearsOf(scheme: ScoringScheme, code: string, figuresYear: number | null): number[] {
  for (const { method } of scheme.indicators)
    if (method.kind === 'progress' && [...method.deductions, ...method.bonuses].some(({ figure }) => figure === code))
      return method.years;
  return [figuresYear ?? 0];
}

/** A table of units and figures to be filled in, with what is known already; what is needed and missing stands out. */
export async function statisticsTemplate(of: {
  scheme: ScoringScheme;
  units: readonly PlanUnit[];
  known: readonly KnownFigure[];
  columns: readonly StatisticsColumn[];
  title: string;
}): Promise<Uint8Array> {
  const workbook = await createWorkbook();
  const sheet = workbook.addWorksheet(sheetName, { views: [{ state: 'frozen', xSplit: 2, ySplit: headRow }] });
  sheet.columns = [12, 24, ...of.columns.map(() => 16), 40].map(width => ({ width }));
  setText(sheet.getCell(1, 1), of.title);
  sheet.getCell(1, 1).style = { font: { bold: true, size: 14 } };
  setText(
    sheet.getCell(2, 1),
    '黄色为尚缺的数据。没有发生的填 0；不知道的留空。“数据来源”写明文件名和文号，整表相同的填第一行即可。列名不要改。',
  );
  const heads = ['单位代码', '单位名称', ...of.columns.map(({ title }) => title), '数据来源'];
  heads.forEach((text, index) => {
    const cell = sheet.getCell(headRow, index + 1);
    setText(cell, text);
    cell.style = { font: { bold: true }, alignment: { wrapText: true, vertical: 'middle' } };
  });
  const known = new Map(of.known.map(figure => [`${figure.unitCode}/${figure.code}/${figure.year}`, figure.value]));
  of.units.forEach((unit, index) => {
    const row = firstRow + index;
    setText(sheet.getCell(row, 1), unit.code);
    setText(sheet.getCell(row, 2), unit.name);
    of.columns.forEach((column, at) => {
      const cell = sheet.getCell(row, at + 3);
      const value = known.get(`${unit.code}/${column.code}/${column.year}`);
      if (value !== undefined) cell.value = Number(value);
      else if (column.isNeeded)
        cell.style = { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF2CC' } } };
    });
  });
  return workbookBytes(workbook);
}

const wording = {
  'unit-unknown': { zh: '没有单位“{text}”。', en: 'There is no unit “{text}”.' },
  'unit-twice': { zh: '单位“{text}”出现两次。请只保留一行。', en: 'Unit “{text}” stands there twice. Keep one row.' },
  'no-number': {
    zh: '“{text}”不是数字。请改成数字，没有发生的填 0。',
    en: '“{text}” is no number. Write a number; 0 where nothing happened.',
  },
  'too-large': {
    zh: '{text} 超过上限 {max}。请核对。',
    en: '{text} is above the most that makes sense, {max}. Check it.',
  },
  'above-whole': {
    zh: '{text} 多于应办数 {whole}（{name}）。请核对两格。',
    en: '{text} is more than the {whole} that were due ({name}). Check both.',
  },
  jump: {
    zh: '{text}，上年为 {before}，变动 {percent}%。请核对。',
    en: '{text}; the year before it was {before}, a change of {percent} %. Check it.',
  },
  'column-unknown': {
    zh: '列“{text}”不在方案的数据项内，没有读取。',
    en: 'Column “{text}” is no figure of the scheme; it was not read.',
  },
  'no-source': {
    zh: '没有写数据来源。请至少在第一行写明。',
    en: 'It is not said where the figures come from. Say it in the first row at least.',
  },
  'no-head': {
    zh: '没有找到表头（单位代码、单位名称）。请用下载的模板填写。',
    en: 'There is no head with unit codes and names. Fill in the template.',
  },
} as const satisfies Record<string, Bilingual>;

export interface StatisticsReading {
  figures: FigureRow[];
  issues: StatisticsIssue[];
}

/** Reads a filled table; every number is checked against what the scheme and the year before say. */
export async function readStatistics(
  bytes: Uint8Array,
  of: {
    scheme: ScoringScheme;
    units: readonly PlanUnit[];
    known: readonly KnownFigure[];
    columns: readonly StatisticsColumn[];
    jumpPercent: number;
  },
): Promise<StatisticsReading> {
  const workbook = await openWorkbook(bytes);
  const issues: StatisticsIssue[] = [];
  const tell = (
    severity: StatisticsIssue['severity'],
    sheet: Worksheet,
    at: { row: number; column?: number },
    code: keyof typeof wording,
    params: Record<string, string | number> = {},
    suggestion?: string,
  ): void => {
    const { zh, en } = wording[code];
    const message = {
      zh: fill(suggestion ? `${zh}是不是“${suggestion}”？` : zh, params),
      en: fill(suggestion ? `${en} Is it “${suggestion}”?` : en, params),
    };
    const column = at.column === undefined ? '' : columnLetter(at.column);
    issues.push({
      severity,
      sheet: sheet.name,
      row: at.row,
      column,
      code,
      message,
      ...(suggestion ? { suggestion } : {}),
    });
  };
  const place = headOf(workbook.worksheets);
  if (!place) {
    tell('error', workbook.worksheets[0]!, { row: 0 }, 'no-head');
    return { figures: [], issues };
  }
  const { sheet, row: head, unitColumn } = place;
  const byTitle = new Map(of.columns.map(column => [column.title, column]));
  const columns = new Map<number, StatisticsColumn>();
  let sourceColumn: number | null = null;
  for (let column = 1; column <= Math.min(sheet.columnCount, 200); column += 1) {
    const title = cellText(sheet.getCell(head, column));
    const known = byTitle.get(title);
    if (known) columns.set(column, known);
    else if (title === '数据来源') sourceColumn = column;
    else if (title !== '' && title !== '单位代码' && title !== '单位名称' && title !== opinion)
      tell('warning', sheet, { row: head, column }, 'column-unknown', { text: title });
  }
  const directory = new UnitDirectory(of.units);
  const knownValues = new Map(
    of.known.map(figure => [`${figure.unitCode}/${figure.code}/${figure.year}`, figure.value]),
  );
  const figures: FigureRow[] = [];
  const seen = new Set<string>();
  let source = '';
  for (let row = head + 1; row <= sheet.rowCount; row += 1) {
    const words = [unitColumn, unitColumn + 1].map(column => cellText(sheet.getCell(row, column))).filter(Boolean);
    const own = sourceColumn === null ? '' : cellText(sheet.getCell(row, sourceColumn));
    source = own || source;
    if (words.length === 0) continue;
    const unit = words.map(word => directory.find(word)[0]).find(Boolean);
    if (!unit) {
      const nearest = words.map(word => directory.nearestName(word)).find(Boolean);
      tell('error', sheet, { row, column: unitColumn }, 'unit-unknown', { text: words.join(' ') }, nearest);
      continue;
    }
    if (seen.size === seen.add(unit.code).size) {
      tell('error', sheet, { row, column: unitColumn }, 'unit-twice', { text: unit.name });
      continue;
    }
    const values = new Map<string, { value: string; column: number }>();
    for (const [column, { code, year }] of columns) {
      const cell = sheet.getCell(row, column);
      const text = numberText(cell);
      if (text === '') continue;
      const definition = of.scheme.figures.find(known => known.code === code);
      if (!/^\d{1,12}(\.\d{1,8})?$/.test(text) || !isDecimal(text)) {
        tell('error', sheet, { row, column }, 'no-number', { text });
        continue;
      }
      if (definition?.max !== undefined && compare(parseDecimal(text), parseDecimal(definition.max)) > 0) {
        tell('error', sheet, { row, column }, 'too-large', { text, max: definition.max });
        continue;
      }
      values.set(`${code}/${year}`, { value: text, column });
      const before = knownValues.get(`${unit.code}/${code}/${year - 1}`);
      const percent = year > 0 && before !== undefined ? changeOf(before, text) : null;
      if (percent !== null && percent > of.jumpPercent)
        tell('warning', sheet, { row, column }, 'jump', { text, before: before ?? '', percent });
      if (knownValues.get(`${unit.code}/${code}/${year}`) !== text)
        figures.push({ unitCode: unit.code, code, year, value: text, source });
    }
    for (const { name, method } of of.scheme.indicators) {
      if (method.kind !== 'rate') continue;
      for (const [key, done] of values) {
        const [code, year] = key.split('/');
        if (code !== method.numerator) continue;
        const whole =
          values.get(`${method.denominator}/${year}`)?.value ??
          knownValues.get(`${unit.code}/${method.denominator}/${year}`);
        if (whole !== undefined && compare(parseDecimal(done.value), parseDecimal(whole)) > 0)
          tell('error', sheet, { row, column: done.column }, 'above-whole', { text: done.value, whole, name: name.zh });
      }
    }
  }
  if (figures.length > 0 && figures.some(figure => figure.source === ''))
    tell('error', sheet, { row: head + 1, ...(sourceColumn === null ? {} : { column: sourceColumn }) }, 'no-source');
  return { figures, issues };
}

function headOf(sheets: readonly Worksheet[]): { sheet: Worksheet; row: number; unitColumn: number } | null {
  for (const sheet of sheets)
    for (let row = 1; row <= Math.min(sheet.rowCount, 20); row += 1)
      for (let column = 1; column <= Math.min(sheet.columnCount, 10); column += 1)
        if (cellText(sheet.getCell(row, column)) === '单位代码') return { sheet, row, unitColumn: column };
  return null;
}

/** A number as people write it: thousands separated, full width or not. */
function numberText(cell: Cell): string {
  const error = cellError(cell);
  if (error) return error;
  return cellText(cell)
    .normalize('NFKC')
    .replace(/(?<=\d),(?=\d{3}\b)/g, '')
    .replace(/\s/g, '');
}

/** By how many per cent, whole, one number differs from another; null from nothing. */
function changeOf(before: string, now: string): number | null {
  const [a, b] = [parseDecimal(before), parseDecimal(now)];
  if (compare(a, zero) === 0) return null;
  const percent = Number(printDecimal(multiply(divide(subtract(b, a), a), ratio(100n)), 0));
  return Math.abs(percent);
}

const colours = { error: 'FFFFC7CE', warning: 'FFFFEB9C' } as const;

/** A copy of the workbook with what was found written at its cells and at the end of its rows. */
export async function annotatedStatistics(bytes: Uint8Array, issues: readonly StatisticsIssue[]): Promise<Uint8Array> {
  const workbook = await openWorkbook(bytes).catch((error: unknown) => {
    if (error instanceof UnreadableSpreadsheet) return createWorkbook();
    throw error;
  });
  const place = headOf(workbook.worksheets);
  if (place) {
    const { sheet, row: head } = place;
    const titles = Array.from({ length: sheet.columnCount }, (_, i) => cellText(sheet.getCell(head, i + 1)));
    const standing = titles.indexOf(opinion) + 1;
    const column = standing > 0 ? standing : titles.findLastIndex(title => title !== '') + 2;
    setText(sheet.getCell(head, column), opinion);
    sheet.getColumn(column).width = 60;
    for (let row = head + 1; row <= sheet.rowCount; row += 1) {
      const found = issues.filter(issue => issue.sheet === sheet.name && issue.row === row);
      if (standing > 0) sheet.getCell(row, column).value = null;
      for (const issue of found) {
        if (issue.column === '') continue;
        const cell = sheet.getCell(`${issue.column}${row}`);
        const fillOf = { type: 'pattern', pattern: 'solid', fgColor: { argb: colours[issue.severity] } } as const;
        cell.style = { ...cell.style, fill: fillOf };
      }
      if (found.length > 0) setText(sheet.getCell(row, column), found.map(({ message }) => message.zh).join('\n'));
    }
  }
  const verdict = workbook.getWorksheet('校核结果');
  if (verdict) workbook.removeWorksheet(verdict.id);
  const sheet = workbook.addWorksheet('校核结果');
  sheet.columns = [8, 16, 10, 90].map(width => ({ width }));
  ['级别', '工作表', '单元格', '问题'].forEach((text, index) => setText(sheet.getCell(1, index + 1), text));
  issues.forEach((issue, index) => {
    const cells = [
      issue.severity === 'error' ? '错误' : '提醒',
      issue.sheet,
      `${issue.column}${issue.row || ''}`,
      issue.message.zh,
    ];
    cells.forEach((text, at) => setText(sheet.getCell(index + 2, at + 1), text));
  });
  return workbookBytes(workbook);
}
