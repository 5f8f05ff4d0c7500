import type { Bilingual } from '@yardstick/domain/bilingual';

/** What a check found at a cell of a workbook of statistics. */
export interface StatisticsIssue {
  severity: 'error' | 'warning';
  sheet: string;
  /** 0 when the whole file is meant. */
  row: number;
  /** Letter; empty when the whole row is meant. */
  column: string;
  code: string;
  message: Bilingual;
  suggestion?: string;
}
