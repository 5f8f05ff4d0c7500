import type { DraftBlock, DraftTable } from '@yardstick/domain/evaluation-draft';
import type { CorrectedEvaluation } from '@yardstick/domain/evaluation-report';
import { createWorkbook, workbookBytes } from './spreadsheet.ts';
import { numberIn, tableSheet, type SheetValue } from './table-sheet.ts';

/** Characters of a column of full width, as Excel counts them. */
const sheetWidth = 130;

/** The tables of a document, and what its charts show, one sheet each. */
export async function documentWorkbook(document: {
  title: string;
  fingerprint: string;
  blocks: readonly DraftBlock[];
  corrects?: CorrectedEvaluation | null;
}): Promise<Uint8Array> {
  const workbook = await createWorkbook();
  const used = new Set<string>();
  for (const block of document.blocks) {
    const table = block.kind === 'bars' ? tableOfBars(block) : block.kind === 'table' ? block : null;
    if (!table) continue;
    const { columns, rows } = table;
    const total = columns.reduce((sum, column) => sum + column.width, 0);
    tableSheet(workbook, sheetName(table.caption ?? '表', used), document.title, document.fingerprint, {
      heads: columns.map(({ title, width }) => [
        title.replace('\n', ''),
        Math.max(8, Math.round((sheetWidth * width) / total)),
      ]),
      rows: rows.map(row => row.map((text): SheetValue => numberIn(text))),
      integerColumns: columns.flatMap((_, index) =>
        rows.every(row => /^\d*$/.test(row[index] ?? '')) ? [index + 1] : [],
      ),
    });
  }
  if (used.size === 0)
    tableSheet(workbook, '说明', document.title, document.fingerprint, {
      heads: [['说明', sheetWidth]],
      rows: [['本文没有表格。']],
      integerColumns: [],
    });
  const { corrects } = document;
  if (corrects)
    tableSheet(workbook, sheetName('更正说明', used), document.title, document.fingerprint, {
      heads: [
        ['项目', 28],
        ['内容', sheetWidth - 28],
      ],
      rows: [
        ['更正的评价', corrects.name],
        ['更正的评价 SHA-256', corrects.sha256],
        ['更正理由', corrects.reason],
      ],
      integerColumns: [],
    });
  return workbookBytes(workbook);
}

function tableOfBars({ caption, bars }: Extract<DraftBlock, { kind: 'bars' }>): DraftTable {
  return {
    kind: 'table',
    caption,
    columns: [
      { title: '项目', width: 60 },
      { title: '数值', width: 20, align: 'right' },
    ],
    rows: bars.map(({ label, text }) => [label, text]),
  };
}

/** As Excel allows: 31 characters, none of \ / ? * [ ] :, and no two alike. */
function sheetName(caption: string, used: Set<string>): string {
  const base =
    caption
      .replace(/[\\/?*[\]:：]/g, ' ')
      .slice(0, 27)
      .trim() || '表';
  let name = base;
  for (let count = 2; used.has(name); count += 1) name = `${base} ${count}`;
  used.add(name);
  return name;
}
