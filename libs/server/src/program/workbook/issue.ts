import { fill, type Bilingual } from '@yardstick/domain/bilingual';
import { columnLetter, type Cell } from '../../documents/spreadsheet.ts';
import { issueWording, type WorkbookIssueCode } from './issue-wording.ts';

export interface WorkbookIssue {
  severity: 'error' | 'warning';
  /** Empty when the whole file is meant. */
  sheet: string;
  /** 0 when the whole sheet is meant. */
  row: number;
  /** Letter; empty when the whole row or sheet is meant. */
  column: string;
  code: WorkbookIssueCode;
  message: Bilingual;
  /** Text that could stand in the cell instead. */
  suggestion?: string;
}

export type IssuePlace = Cell | { sheet: string; row?: number; column?: string };

/** Collects issues, each once however often its cell is read. */
export class IssueLog {
  readonly issues: WorkbookIssue[] = [];
  readonly #told = new Set<string>();

  add(place: IssuePlace, code: WorkbookIssueCode, params: Record<string, string | number> = {}, suggestion?: string) {
    const { severity, zh, en } = issueWording[code];
    const at =
      'worksheet' in place
        ? { sheet: place.worksheet.name, row: place.row, column: columnLetter(place.col) }
        : { sheet: place.sheet, row: place.row ?? 0, column: place.column ?? '' };
    const shown = suggestion
      ? { zh: `${zh}建议改为“${suggestion}”。`, en: `${en} Suggested: "${suggestion}".` }
      : { zh, en };
    const message = { zh: fill(shown.zh, params), en: fill(shown.en, params) };
    const key = JSON.stringify([at, code, message.zh]);
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.issues.push({ severity, ...at, code, message, ...(suggestion ? { suggestion } : {}) });
  }

  get hasErrors(): boolean {
    return this.issues.some(issue => issue.severity === 'error');
  }
}
