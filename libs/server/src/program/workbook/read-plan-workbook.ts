import { parseDuePhrase } from '@yardstick/domain/due-phrase';
import { evidenceKindLabels, type EvidenceKind } from '@yardstick/domain/evidence';
import { comparable, halfWidth } from '@yardstick/domain/half-width';
import { nearest } from '@yardstick/domain/nearest';
import {
  allScoredUnits,
  equalWeights,
  type MeasureScope,
  type PlanDraft,
  type PlanDue,
  type PlanMeasure,
  type PlanTask,
  type PlanUnit,
} from '@yardstick/domain/plan';
import {
  cellText,
  openWorkbook,
  UnreadableSpreadsheet,
  type Cell,
  type Workbook,
  type Worksheet,
} from '../../documents/spreadsheet.ts';
import {
  evidenceKindOf,
  headerMeaning,
  measureColumns,
  scopeLabels,
  scopeOf,
  sheetNames,
  type MeasureColumn,
} from './columns.ts';
import { IssueLog, type WorkbookIssue } from './issue.ts';
import { readPlanInfo, type PlanInfo } from './read-plan-info.ts';
import { findHeader, headerAt, isContinuation, isHeader, placeOf, readCell, type SheetHeader } from './read-sheet.ts';
import { readUnitSheet } from './read-unit-sheet.ts';
import { sequenceNumber, startsWithSequence, withoutSequence } from './sequence.ts';
import { UnitDirectory } from './unit-directory.ts';

export type KnownUnit = PlanUnit;

export interface PlanReading {
  /** Null when any issue is an error. */
  plan: PlanDraft | null;
  issues: WorkbookIssue[];
}

/** Reads a break-down table as departments keep it, or as `writePlanWorkbook` writes it. */
export async function readPlanWorkbook(
  bytes: Uint8Array,
  known: { units: readonly KnownUnit[] },
): Promise<PlanReading> {
  const log = new IssueLog();
  let workbook: Workbook;
  try {
    workbook = await openWorkbook(bytes);
  } catch (error) {
    if (!(error instanceof UnreadableSpreadsheet)) throw error;
    log.add({ sheet: '' }, error.reason);
    return { plan: null, issues: log.issues };
  }

  const main = mainSheet(workbook);
  const header = main && findHeader(main);
  if (!main || !header) {
    log.add({ sheet: (main ?? workbook.worksheets[0])!.name }, 'header-missing');
    return { plan: null, issues: log.issues };
  }
  for (const column of ['lead', 'due'] as const) {
    if (!header.columns.has(column)) {
      log.add(placeOf(main, header.row), 'column-missing', { column: measureColumns[column].header });
    }
  }
  const info = readPlanInfo(sheetNamed(workbook, sheetNames.info), main, header, log);
  const units = readUnitSheet(sheetNamed(workbook, sheetNames.units), known.units, log);
  const hasPeriod = info.startsOn !== '' && info.endsOn !== '' && info.startsOn <= info.endsOn;
  if (!hasPeriod) return { plan: null, issues: log.issues };

  const reader = new MeasureReader(main, header, info, new UnitDirectory([...known.units, ...units]), log);
  const { tasks, measures } = reader.read();
  return { plan: log.hasErrors ? null : { ...info, tasks, measures, units }, issues: log.issues };
}

const sheetNamed = (workbook: Workbook, name: string) =>
  workbook.worksheets.find(sheet => comparable(sheet.name) === comparable(name));

function mainSheet(workbook: Workbook): Worksheet | undefined {
  const named = sheetNamed(workbook, sheetNames.measures);
  const others = workbook.worksheets.filter(sheet => sheet.name !== sheetNames.verdict);
  return [named, ...others].find(sheet => sheet && findHeader(sheet)) ?? named;
}

/** One measure of the sheet: its first row, and more where its title is merged over several rows. */
interface MeasureRows {
  first: number;
  last: number;
  taskTitle: string;
}

class MeasureReader {
  readonly #sheet: Worksheet;
  readonly #header: SheetHeader;
  readonly #info: PlanInfo;
  readonly #directory: UnitDirectory;
  readonly #log: IssueLog;
  readonly #tasks: PlanTask[];

  constructor(sheet: Worksheet, header: SheetHeader, info: PlanInfo, directory: UnitDirectory, log: IssueLog) {
    this.#sheet = sheet;
    this.#header = header;
    this.#info = info;
    this.#directory = directory;
    this.#log = log;
    this.#tasks = [...info.tasks];
  }

  read(): { tasks: PlanTask[]; measures: PlanMeasure[] } {
    const rows = this.#findMeasures();
    if (rows.length === 0) this.#log.add(placeOf(this.#sheet, this.#header.lastRow), 'no-measures');
    const seqs = this.#readSeqs(rows);
    const weights = this.#readWeights(rows);
    const measures = rows.map((row, index) => this.#readMeasure(row, seqs[index]!, weights[index]!));
    this.#checkCodes(rows, measures);
    return { tasks: this.#tasks, measures };
  }

  #cell(row: number, column: MeasureColumn): Cell | null {
    const at = this.#header.columns.get(column);
    return at === undefined ? null : this.#sheet.getCell(row, at);
  }

  #text({ first, last }: MeasureRows, column: MeasureColumn): string {
    const texts: string[] = [];
    for (let row = first; row <= last; row++) {
      const cell = this.#cell(row, column);
      if (cell && (row === first || !isContinuation(cell))) texts.push(readCell(cell, this.#log));
    }
    return texts.filter(text => text !== '').join('\n');
  }

  #place(rows: MeasureRows, column: MeasureColumn) {
    return this.#cell(rows.first, column) ?? placeOf(this.#sheet, rows.first);
  }

  #findMeasures(): MeasureRows[] {
    const found: MeasureRows[] = [];
    let taskTitle = '';
    for (let row = this.#header.lastRow + 1; row <= this.#sheet.rowCount; row++) {
      const filled = this.#filledCells(row);
      if (filled.length === 0 || this.#isRepeatedHeader(row)) continue;
      const only = new Set(filled.map(cell => cell.master)).size === 1 ? filled[0]! : null;
      const onlyText = only ? cellText(only) : '';
      if (only && isFootnote(onlyText)) continue;
      const isAcross = filled.length >= 3;
      if (only && (isAcross || (only !== this.#cell(row, 'title') && startsWithSequence(onlyText)))) {
        taskTitle = onlyText;
        continue;
      }
      const named = (['title', 'lead', 'due'] as const).filter(column => filled.includes(this.#cell(row, column)!));
      if (named.length === 0 || (named.length < 2 && isFootnote(cellText(filled[0]!)))) continue;
      const title = this.#cell(row, 'title')!;
      const previous = found.at(-1);
      if (previous && isContinuation(title) && title.master.row === this.#cell(previous.first, 'title')!.master.row) {
        previous.last = row;
        continue;
      }
      const task = this.#cell(row, 'task');
      taskTitle = (task && readCell(task, this.#log)) || taskTitle;
      found.push({ first: row, last: row, taskTitle });
    }
    return found;
  }

  #isRepeatedHeader(row: number): boolean {
    const meaning = headerMeaning(cellText(this.#cell(row, 'title')!));
    return (
      meaning !== null && 'column' in meaning && meaning.column === 'title' && isHeader(headerAt(this.#sheet, row, row))
    );
  }

  #filledCells(row: number): Cell[] {
    const columns = [...this.#header.columns.values(), ...this.#header.stageColumns.values()];
    return columns
      .sort((a, b) => a - b)
      .map(column => this.#sheet.getCell(row, column))
      .filter(cell => cellText(cell) !== '');
  }

  #readMeasure(rows: MeasureRows, seq: number, weight: number): PlanMeasure {
    const hasCodes = this.#header.columns.has('code');
    const hasTexts = this.#header.columns.has('text');
    const cellTitle = this.#text(rows, 'title');
    const fullTitle = hasCodes ? cellTitle : withoutSequence(cellTitle);
    if (fullTitle === '') this.#log.add(this.#place(rows, 'title'), 'title-missing');
    const title = hasTexts ? fullTitle : (/^[^。\n]+/.exec(fullTitle)?.[0].trim() ?? fullTitle);
    const leadUnits = this.#readLead(rows);
    const coopUnits = this.#readCoop(rows, leadUnits);
    return {
      seq,
      code: this.#text(rows, 'code') || `M${String(seq).padStart(2, '0')}`,
      taskCode: this.#readTask(rows),
      title,
      text: hasTexts ? this.#text(rows, 'text') : fullTitle,
      sourceClause: this.#text(rows, 'sourceClause'),
      scope: this.#readScope(rows, coopUnits),
      leadUnits,
      coopUnits,
      due: this.#readDue(rows),
      deliverable: this.#text(rows, 'deliverable'),
      evidenceKinds: this.#readEvidenceKinds(rows),
      stageTargets: this.#readStageTargets(rows),
      weight,
      crosswalk: pieces(this.#text(rows, 'crosswalk'), /[、,\uff0c;\uff1b\s]+/),
      proofExample: this.#text(rows, 'proofExample'),
      note: this.#text(rows, 'note'),
    };
  }

  #readTask(rows: MeasureRows): string {
    if (rows.taskTitle === '') {
      this.#log.add(this.#place(rows, 'task'), 'task-missing');
      return '';
    }
    const bare = withoutSequence(rows.taskTitle);
    const same = (title: string) => this.#tasks.find(task => comparable(task.title) === comparable(title));
    const known = same(bare) ?? same(rows.taskTitle);
    if (known) return known.code;
    if (this.#info.tasks.length > 0) {
      const meant = nearest(bare, this.#tasks, task => [task.title])?.title;
      this.#log.add(this.#place(rows, 'task'), 'task-unknown', { task: bare }, meant);
      return '';
    }
    const seq = this.#tasks.length + 1;
    this.#tasks.push({ seq, code: `T${seq}`, title: bare });
    return `T${seq}`;
  }

  /** A number merged over several rows counts tasks, not measures, so then the measures are counted instead. */
  #readSeqs(rows: readonly MeasureRows[]): number[] {
    const countsTasks = rows.some(({ first }, index) => {
      const cell = this.#cell(first, 'seq');
      return index > 0 && cell !== null && isContinuation(cell);
    });
    const used = new Map<number, number>();
    let previous = 0;
    return rows.map(row => {
      const text = countsTasks ? '' : this.#text(row, 'seq');
      const seq = text === '' ? previous + 1 : sequenceNumber(text);
      if (seq === null) {
        this.#log.add(this.#place(row, 'seq'), 'seq-unreadable', { text }, String(previous + 1));
      } else if (used.has(seq)) {
        this.#log.add(this.#place(row, 'seq'), 'seq-twice', { seq, row: used.get(seq)! });
      }
      previous = seq ?? previous + 1;
      if (!used.has(previous)) used.set(previous, row.first);
      return previous;
    });
  }

  #checkCodes(rows: readonly MeasureRows[], measures: readonly PlanMeasure[]): void {
    if (!this.#header.columns.has('code')) return;
    const used = new Map<string, number>();
    measures.forEach(({ code }, index) => {
      const row = rows[index]!;
      if (used.has(code))
        this.#log.add(this.#place(row, 'code'), 'code-twice', { measure: code, row: used.get(code)! });
      else used.set(code, row.first);
    });
  }

  #readWeights(rows: readonly MeasureRows[]): number[] {
    const texts = rows.map(row => this.#text(row, 'weight'));
    if (texts.every(text => text === '')) return equalWeights(rows.length);
    const weights = texts.map((text, index) => {
      const digits = /^(\d{1,3})(?:\.0+)?[%分]?$/.exec(comparable(text))?.[1];
      const weight = digits === undefined ? Number.NaN : Number(digits);
      if (!(weight <= 100)) this.#log.add(this.#place(rows[index]!, 'weight'), 'weight-unreadable', { text });
      return weight;
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    if (!Number.isNaN(sum) && sum !== 100) {
      this.#log.add(this.#sheet.getCell(this.#header.lastRow, this.#header.columns.get('weight')), 'weight-sum', {
        sum,
      });
    }
    return weights;
  }

  #readLead(rows: MeasureRows): string[] {
    if (!this.#header.columns.has('lead')) return [];
    const text = this.#text(rows, 'lead');
    const { codes, problems } = this.#directory.readList(text);
    problems.forEach(({ code, params, suggestion }) =>
      this.#log.add(this.#place(rows, 'lead'), code, params, suggestion),
    );
    if (codes.includes(allScoredUnits)) {
      this.#log.add(this.#place(rows, 'lead'), 'lead-is-everyone', { text });
    } else if (codes.length === 0 && problems.length === 0) {
      const first = this.#directory.readList(this.#text(rows, 'coop')).codes.find(code => code !== allScoredUnits);
      this.#log.add(this.#place(rows, 'lead'), 'lead-missing', {}, first && this.#directory.nameOf(first));
    }
    return codes;
  }

  #readCoop(rows: MeasureRows, leadUnits: readonly string[]): string[] {
    const { codes, problems } = this.#directory.readList(this.#text(rows, 'coop'));
    problems.forEach(({ code, params, suggestion }) =>
      this.#log.add(this.#place(rows, 'coop'), code, params, suggestion),
    );
    for (const code of codes.filter(unit => leadUnits.includes(unit))) {
      this.#log.add(this.#place(rows, 'coop'), 'unit-both-roles', { name: this.#directory.nameOf(code) });
    }
    return codes.filter(code => !leadUnits.includes(code));
  }

  #readScope(rows: MeasureRows, coopUnits: readonly string[]): MeasureScope {
    const text = this.#text(rows, 'scope');
    if (text === '') return coopUnits.includes(allScoredUnits) ? 'ALL' : coopUnits.length === 0 ? 'LEAD' : 'SUBSET';
    const scope = scopeOf(text);
    if (scope === null) {
      const meant = nearest(text, Object.values(scopeLabels), label => [label]) ?? undefined;
      this.#log.add(this.#place(rows, 'scope'), 'scope-unknown', { text }, meant);
    } else if (scope === 'SUBSET' && coopUnits.length === 0) {
      this.#log.add(this.#place(rows, 'scope'), 'scope-without-units');
    }
    return scope ?? 'LEAD';
  }

  #readDue(rows: MeasureRows): PlanDue[] {
    if (!this.#header.columns.has('due')) return [];
    const text = this.#text(rows, 'due');
    const place = this.#place(rows, 'due');
    const { startsOn, endsOn } = this.#info;
    const reading = parseDuePhrase(text, { startsOn, endsOn });
    if (!reading.ok) {
      const code = (
        {
          empty: 'due-missing',
          unreadable: 'due-unreadable',
          'no-such-day': 'due-no-such-day',
          'outside-program': 'due-outside-program',
        } as const
      )[reading.code];
      this.#log.add(place, code, { piece: reading.piece, from: startsOn, to: endsOn }, reading.suggestion);
      return [];
    }
    if (reading.assumed === 'first-year') this.#log.add(place, 'due-first-year', { text, on: reading.due[0]!.on });
    if (reading.assumed === 'ongoing') this.#log.add(place, 'due-ongoing', { text });
    return reading.due;
  }

  #readEvidenceKinds(rows: MeasureRows): EvidenceKind[] {
    if (!this.#header.columns.has('evidenceKinds')) return ['document'];
    const kinds = pieces(this.#text(rows, 'evidenceKinds'), /[、,\uff0c;\uff1b\s]+/).map(text => {
      const kind = evidenceKindOf(text);
      if (kind === null) {
        const all = Object.values(evidenceKindLabels).map(label => label.zh);
        const meant = nearest(text, all, label => [label]) ?? undefined;
        this.#log.add(this.#place(rows, 'evidenceKinds'), 'evidence-unknown', { text, kinds: all.join('、') }, meant);
      }
      return kind ?? 'other';
    });
    return [...new Set(kinds)];
  }

  #readStageTargets(rows: MeasureRows): Record<string, string> {
    const targets = [...this.#header.stageColumns].map(([year, column]): [string, string] => [
      String(year),
      readCell(this.#sheet.getCell(rows.first, column), this.#log),
    ]);
    return Object.fromEntries(targets.filter(([, text]) => text !== '').sort());
  }
}

const pieces = (text: string, separator: RegExp) => text.split(separator).filter(piece => piece !== '');

const isFootnote = (text: string) =>
  /^(?:注|备注|说明|附注|填表|制表|合计|总计|审核|联系人|单位负责人)/.test(halfWidth(text).trim());
