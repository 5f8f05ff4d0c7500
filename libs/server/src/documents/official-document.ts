import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  Header,
  HeightRule,
  LineRuleType,
  PageNumber,
  PageOrientation,
  Packer,
  Paragraph,
  SectionType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
  type ISectionOptions,
} from 'docx';
import { chineseDate, type CalendarDay } from '@yardstick/domain/calendar-day';
import type { DraftBars } from '@yardstick/domain/evaluation-draft';
import { withoutTimes } from './zip.ts';

export { chineseDate };

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'table'; columns: readonly TableColumn[]; rows: readonly (readonly string[])[]; caption?: string }
  /** A sheet to be filled in: rows of labels and what stands beside them. */
  | { kind: 'form'; rows: readonly (readonly FormCell[])[] }
  /** A chart without a picture: each bar is a filled stretch of its line. */
  | DraftBars
  | { kind: 'pageBreak' }
  /** Begins on a new page, marked 附件 with its number when there are several. */
  | { kind: 'appendix'; title: string; landscape?: boolean };

export interface FormCell {
  text: string;
  /** Share of the width, out of 12. */
  span: number;
  isLabel?: boolean;
  /** Room for so many lines at least, for what is written on paper. */
  lines?: number;
}

export interface TableColumn {
  title: string;
  /** Share of the width, relative to the other columns. */
  width: number;
  align?: 'left' | 'center' | 'right';
}

/** An official document in the layout of GB/T 9704-2012. Seals are put on paper, never drawn. */
export interface OfficialDocument {
  /** The issuing body's red head, with the red line below it. */
  mark?: string;
  docNo?: string;
  title: string;
  to?: string;
  blocks: readonly Block[];
  attachments?: readonly string[];
  signedBy?: string;
  on?: CalendarDay;
  /**
   * `letter`: 信函格式, the mark at the very top between double red lines and the number at the right, no number on the
   * first page; `form`: a sheet with a table, the number at the right above it.
   */
  layout?: 'letter' | 'form';
  titleColour?: string;
  /** 抄送, above the body that prints it and the day, at the foot of the last page. */
  cc?: readonly string[];
  printedBy?: string;
  /** Says on every page that the text is not issued yet. */
  draft?: boolean;
  /** What a draft is called; 草稿 if not said. */
  draftName?: string;
  /** Small print on every page, such as the hash of the data it was made from. */
  fingerprint?: string;
}

// All lengths in twips, a twentieth of a point: 210 × 297 mm with a text block of 156 × 225 mm.
const page = { width: 11906, height: 16838 };
const margins = { top: 2098, bottom: 1984, left: 1587, right: 1474, header: 1100, footer: 1417 };
const textWidth = page.width - margins.left - margins.right;
const landscapeWidth = page.height - margins.top - margins.bottom;
const line = 579; // 22 to the text block
const character = 320; // one of size 3 (16 pt); the grid narrows it so that 28 fit on a line
const charSpace = -849; // in 4096ths of a point

const halfPoints = { size2: 44, mark: 72, size3: 32, size4: 28, table: 21, small: 18 };
const fonts = { song: '宋体', title: '方正小标宋简体', body: '仿宋_GB2312', kai: '楷体_GB2312', hei: '黑体' };
const latin = 'Times New Roman';
const red = 'E60012';

const mostParagraphCharacters = 20_000;
const mostCellCharacters = 2_000;

export async function officialDocx(document: OfficialDocument): Promise<Buffer> {
  const isLetter = document.layout === 'letter' && Boolean(document.mark);
  const sections = sectionsOf(document).map(({ landscape, children }, index): ISectionOptions => ({
    properties: {
      type: SectionType.NEXT_PAGE,
      ...(isLetter && index === 0 ? { titlePage: true } : {}),
      page: {
        size: { ...page, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: landscape
          ? {
              ...margins,
              top: margins.left,
              right: margins.top,
              bottom: margins.right,
              left: margins.bottom,
              footer: 900,
              header: 800,
            }
          : margins,
      },
      grid: landscape
        ? { linePitch: line, type: DocumentGridType.LINES }
        : { linePitch: line, charSpace, type: DocumentGridType.LINES_AND_CHARS },
    },
    headers: {
      ...bothSides(headerOf(document, landscape)),
      ...(isLetter && index === 0 ? { first: letterHead(document) } : {}),
    },
    footers: {
      default: pageNumber('right'),
      even: pageNumber('left'),
      ...(isLetter && index === 0 ? { first: letterFoot() } : {}),
    },
    children,
  }));
  const built = new Document({
    title: tidy(document.title),
    creator: 'Yardstick',
    lastModifiedBy: 'Yardstick',
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15, balanceSingleByteDoubleByteWidth: true, doNotExpandShiftReturn: true },
    externalStyles: styles,
    sections,
  });
  const core = coreProperties(document);
  return withoutTimes(
    await Packer.toBuffer(built, undefined, [
      { path: 'docProps/core.xml', data: core },
      { path: 'word/fontTable.xml', data: fontTable },
    ]),
  );
}

interface Section {
  landscape: boolean;
  children: (Paragraph | Table)[];
}

export const appendixCount = (blocks: readonly Block[]): number =>
  blocks.filter(block => block.kind === 'appendix').length;

function sectionsOf(document: OfficialDocument): Section[] {
  const body: Section = { landscape: false, children: head(document) };
  const sections = [body];
  const appendices = appendixCount(document.blocks);
  const numbers = [0, 0, 0, 0];
  let appendix = 0;
  let current = body;
  for (const block of document.blocks) {
    if (block.kind === 'appendix') {
      if (appendix++ === 0) body.children.push(...closing(document));
      numbers.fill(0);
      current = { landscape: block.landscape ?? false, children: [] };
      sections.push(current);
      current.children.push(...appendixHead(block.title, appendices > 1 ? appendix : undefined));
    } else if (block.kind === 'heading') {
      numbers[block.level - 1]!++;
      numbers.fill(0, block.level);
      current.children.push(heading(block, numbers[block.level - 1]!));
    } else if (block.kind === 'paragraph') current.children.push(bodyText(block.text));
    else if (block.kind === 'pageBreak')
      current.children.push(new Paragraph({ pageBreakBefore: true, spacing: exactly(20) }));
    else if (block.kind === 'form') current.children.push(...formOf(block.rows));
    else if (block.kind === 'bars') current.children.push(...barsOf(block, current.landscape));
    else current.children.push(...tableOf(block, current.landscape));
  }
  if (appendix === 0) body.children.push(...closing(document));
  return sections;
}

function head({
  mark,
  docNo,
  title,
  titleColour,
  to,
  draft,
  draftName,
  layout,
}: OfficialDocument): (Paragraph | Table)[] {
  const rule = { style: BorderStyle.SINGLE, size: 18, color: red, space: 11 };
  const number = docNo === undefined ? '' : documentNumber(docNo);
  const parts: Paragraph[] = [];
  if (draft)
    parts.push(
      paragraph(
        `（${draftName ?? '草稿'}，未印发，不作为依据）`,
        { font: fontOf('kai'), color: '7F7F7F' },
        { alignment: AlignmentType.CENTER },
      ),
    );
  if (layout && number && (layout === 'form' || mark))
    parts.push(paragraph(number, {}, { alignment: AlignmentType.RIGHT }));
  else if (mark) {
    // 35 mm from the upper edge of the text block to the mark
    parts.push(
      paragraph(
        mark,
        { font: fontOf('title'), size: halfPoints.mark, color: red, characterSpacing: 60 },
        {
          alignment: AlignmentType.CENTER,
          spacing: { before: draft ? 600 : 1400, ...atLeast(1100) },
        },
      ),
      paragraph(
        number,
        {},
        { alignment: AlignmentType.CENTER, spacing: { before: line, ...exactly(line) }, border: { bottom: rule } },
      ),
    );
  } else if (number) parts.push(paragraph(number, {}, { alignment: AlignmentType.CENTER }));
  parts.push(
    ...balanced(title, 19).map((text, index, lines) =>
      paragraph(
        text,
        {
          font: fontOf('title'),
          size: halfPoints.size2,
          ...(titleColour ? { color: titleColour.replace('#', '') } : {}),
        },
        {
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: {
            before: index === 0 && layout !== 'form' && (mark || number || draft) ? 2 * line : 0,
            after: index === lines.length - 1 ? line : 0,
            ...exactly(720),
          },
        },
      ),
    ),
  );
  if (to) parts.push(paragraph(`${to.replace(/[:：]$/, '')}：`));
  return parts;
}

/** Attachments, signature and date; the shorter of the last two is centred on the longer. */
function closing({ attachments = [], signedBy, on, cc, printedBy, layout }: OfficialDocument): (Paragraph | Table)[] {
  const parts: (Paragraph | Table)[] = [];
  for (const [index, name] of attachments.entries()) {
    const label = attachments.length > 1 ? `${index + 1}. ` : '';
    parts.push(
      paragraph(
        `${index === 0 ? '附件：' : ''}${label}${name}`,
        {},
        {
          indent: {
            left: character * (attachments.length > 1 ? 6 : 5),
            ...(index === 0 ? { hanging: character * (attachments.length > 1 ? 4 : 3) } : { hanging: character }),
          },
          spacing: { before: index === 0 ? line : 0, ...exactly(line) },
        },
      ),
    );
  }
  if (layout === 'form') return [...parts, ...imprint({ cc, printedBy, on })];
  const date = on === undefined ? '' : chineseDate(on);
  const excess = (widthOf(signedBy ?? '') - widthOf(date)) / 2;
  const atRight = (characters: number, before: number): IParagraphOptions => ({
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.round(character * characters) },
    spacing: { before, ...exactly(line) },
    keepLines: true,
  });
  const dateIndent = Math.max(4, excess);
  if (signedBy)
    parts.push(paragraph(signedBy, {}, { ...atRight(Math.max(0, dateIndent - excess), 2 * line), keepNext: true }));
  if (date) parts.push(paragraph(date, {}, atRight(dateIndent, signedBy ? 0 : 2 * line)));
  return [...parts, ...imprint({ cc, printedBy, on })];
}

/** 版记: who gets a copy, who prints it and when; between lines, the outer ones thicker. */
function imprint({ cc = [], printedBy, on }: Pick<OfficialDocument, 'cc' | 'printedBy' | 'on'>): (Paragraph | Table)[] {
  const rows = [
    ...(cc.length > 0 ? [`抄送：${cc.join('，')}。`] : []),
    ...(printedBy ? [`${printedBy}\t${on === undefined ? '' : `${chineseDate(on)}印发`}`] : []),
  ];
  if (rows.length === 0) return [];
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000' });
  return [
    new Paragraph({ spacing: exactly(line) }),
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: [textWidth],
      layout: TableLayoutType.FIXED,
      borders: {
        top: rule(8),
        bottom: rule(8),
        left: none,
        right: none,
        insideHorizontal: rule(6),
        insideVertical: none,
      },
      rows: rows.map(
        text =>
          new TableRow({
            cantSplit: true,
            children: [
              new TableCell({
                width: { size: textWidth, type: WidthType.DXA },
                children: [
                  new Paragraph({
                    indent: { left: 280, right: 280 },
                    spacing: atLeast(420),
                    tabStops: [{ type: TabStopType.RIGHT, position: textWidth - 280 - 216 }],
                    children: text
                      .split('\t')
                      .flatMap((part, index) => [
                        ...(index > 0 ? [new TextRun({ children: [new Tab()] })] : []),
                        new TextRun({ size: halfPoints.size4, text: tidy(part) }),
                      ]),
                  }),
                ],
              }),
            ],
          }),
      ),
    }),
    new Paragraph({ spacing: exactly(20) }),
  ];
}

/** 信函格式: the mark and the double line stand 30 mm from the upper edge of the first page, above the text block. */
function letterHead({ mark = '', draft, draftName }: OfficialDocument): Header {
  const lines = balanced(mark, widthOf(mark) > 20 && !mark.includes('\n') ? Math.ceil(widthOf(mark) / 2) + 2 : 20);
  const longest = Math.max(...lines.map(widthOf));
  const size = Math.min(80, Math.floor((2 * 9638) / 20 / (longest * 1.06)));
  const rule = { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, color: red, space: 8 };
  return new Header({
    children: lines
      .map((text, index) =>
        paragraph(
          text,
          { font: fontOf('title'), size, color: red, characterSpacing: size / 2 },
          {
            alignment: AlignmentType.CENTER,
            // 170 mm: wider than the text block
            indent: { left: -397, right: -397 },
            spacing: {
              before: index === 0 ? 600 : 0,
              after: index === lines.length - 1 ? 200 : 0,
              ...atLeast(size * 12),
            },
            ...(index === lines.length - 1 ? { border: { bottom: rule } } : {}),
          },
        ),
      )
      .concat(draft ? [paragraph(draftName ?? '草稿', { size: halfPoints.small, color: '7F7F7F' })] : []),
  });
}

/** The double line at the foot of a letter's first page, 20 mm from the edge; no number. */
const letterFoot = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        indent: { left: -397, right: -397 },
        spacing: exactly(280),
        border: { bottom: { style: BorderStyle.THIN_THICK_SMALL_GAP, size: 24, color: red, space: 1 } },
      }),
    ],
  });

function appendixHead(title: string, number: number | undefined): Paragraph[] {
  return [
    paragraph(`附件${number ?? ''}`, { font: fontOf('hei') }, { keepNext: true }),
    paragraph(
      title,
      { font: fontOf('title'), size: halfPoints.size2 },
      {
        alignment: AlignmentType.CENTER,
        keepNext: true,
        spacing: { before: line / 3, after: line / 2, ...exactly(720) },
      },
    ),
  ];
}

const numerals = '〇一二三四五六七八九';

export function chineseNumber(number: number): string {
  if (number < 10) return numerals[number]!;
  const tens = Math.floor(number / 10);
  return `${tens > 1 ? numerals[tens] : ''}十${number % 10 ? numerals[number % 10] : ''}`;
}

const numbering = [
  { prefix: (n: number) => `${chineseNumber(n)}、`, written: /^[〇一二三四五六七八九十]+、/, font: 'hei' },
  { prefix: (n: number) => `（${chineseNumber(n)}）`, written: /^[（(][〇一二三四五六七八九十]+[）)]/, font: 'kai' },
  { prefix: (n: number) => `${n}.`, written: /^\d+[.．]/, font: 'body' },
  { prefix: (n: number) => `（${n}）`, written: /^[（(]\d+[）)]/, font: 'body' },
] as const;

/** Numbered by its level, unless the text brings its number along. */
export function headingText({ level, text }: { level: 1 | 2 | 3 | 4; text: string }, number: number): string {
  const { prefix, written } = numbering[level - 1]!;
  return written.test(text) ? text : prefix(number) + text;
}

function heading(block: { level: 1 | 2 | 3 | 4; text: string }, number: number): Paragraph {
  const { level } = block;
  const { font } = numbering[level - 1]!;
  return paragraph(
    headingText(block, number),
    { font: fontOf(font), bold: level === 3 },
    { indent: twoCharacters, keepNext: true, outlineLevel: level - 1 },
  );
}

const twoCharacters = { firstLine: 2 * character, firstLineChars: 200 };

const bodyText = (text: string) => paragraph(text, {}, { indent: twoCharacters, alignment: AlignmentType.JUSTIFIED });

function tableOf(
  { columns, rows, caption }: Extract<Block, { kind: 'table' }>,
  landscape: boolean,
): (Paragraph | Table)[] {
  const width = landscape ? landscapeWidth : textWidth;
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map(column => Math.floor((width * column.width) / total));
  const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };
  const cell = (text: string, index: number, isHead: boolean) =>
    new TableCell({
      width: { size: widths[index]!, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      ...(isHead ? { shading: { fill: 'F2F2F2' } } : {}),
      children: clip(text, mostCellCharacters)
        .split('\n')
        .map(part =>
          paragraph(
            part,
            { font: fontOf(isHead ? 'hei' : 'song'), size: halfPoints.table },
            {
              alignment: isHead ? AlignmentType.CENTER : alignments[columns[index]?.align ?? 'left'],
              spacing: atLeast(300),
            },
          ),
        ),
    });
  const row = (texts: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead || undefined,
      cantSplit: true,
      children: columns.map((_, index) => cell(texts[index] ?? '', index, isHead)),
    });
  const edge = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const edges = { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge };
  return [
    ...captionOf(caption),
    new Table({
      columnWidths: widths,
      width: { size: widths.reduce((sum, size) => sum + size, 0), type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      margins: { top: 50, bottom: 50, left: 80, right: 80 },
      borders: edges,
      rows: [
        row(
          columns.map(({ title }) => title),
          true,
        ),
        ...rows.map(texts => row(texts, false)),
      ],
    }),
    new Paragraph({ spacing: exactly(240) }),
  ];
}

const captionOf = (caption: string | undefined): Paragraph[] =>
  caption
    ? [
        paragraph(
          caption,
          { font: fontOf('hei'), size: halfPoints.size4 },
          {
            alignment: AlignmentType.CENTER,
            keepNext: true,
            spacing: { before: 120, after: 60, ...atLeast(400) },
          },
        ),
      ]
    : [];

/** Columns of a chart's grid that its longest bar spans. */
const barColumns = 40;

/** Label, bar and value of each line; the bar is so many cells of a fine grid, filled. */
function barsOf({ caption, bars }: DraftBars, landscape: boolean): (Paragraph | Table)[] {
  const width = landscape ? landscapeWidth : textWidth;
  const [labelWidth, valueWidth] = [Math.floor(width * 0.3), Math.floor(width * 0.12)];
  const step = Math.floor((width - labelWidth - valueWidth) / barColumns);
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const white = { style: BorderStyle.SINGLE, size: 24, color: 'FFFFFF' };
  const cell = (text: string, size: number, more: { columnSpan?: number; fill?: string } = {}) =>
    new TableCell({
      width: { size, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      ...(more.columnSpan ? { columnSpan: more.columnSpan } : {}),
      ...(more.fill ? { shading: { fill: more.fill }, borders: { top: white, bottom: white } } : {}),
      children: [paragraph(text, { font: fontOf('song'), size: halfPoints.table }, { spacing: atLeast(260) })],
    });
  const rows = bars.map(({ label, permille, text }) => {
    const filled = Math.min(barColumns, Math.round((permille * barColumns) / 1000));
    return new TableRow({
      cantSplit: true,
      children: [
        cell(label, labelWidth),
        ...(filled > 0 ? [cell('', filled * step, { columnSpan: filled, fill: barColour })] : []),
        ...(filled < barColumns ? [cell('', (barColumns - filled) * step, { columnSpan: barColumns - filled })] : []),
        cell(text, valueWidth),
      ],
    });
  });
  if (rows.length === 0) return [];
  return [
    ...captionOf(caption),
    new Table({
      columnWidths: [labelWidth, ...Array.from({ length: barColumns }, () => step), valueWidth],
      width: { size: labelWidth + barColumns * step + valueWidth, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      margins: { top: 20, bottom: 20, left: 80, right: 80 },
      borders: {
        ...{ top: none, bottom: none, left: none, right: none, insideVertical: none },
        // white lines part the bars
        insideHorizontal: white,
      },
      rows,
    }),
    new Paragraph({ spacing: exactly(240) }),
  ];
}

export const barColour = '8FAADC';

/** Labels in the heading face; room for handwriting where a cell asks for lines. */
function formOf(rows: Extract<Block, { kind: 'form' }>['rows']): (Paragraph | Table)[] {
  const edge = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
  const unit = Math.floor(textWidth / 12);
  return [
    new Table({
      columnWidths: Array.from({ length: 12 }, () => unit),
      width: { size: 12 * unit, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      margins: { top: 60, bottom: 60, left: 120, right: 120 },
      borders: { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge },
      rows: rows.map(
        cells =>
          new TableRow({
            cantSplit: true,
            height: { value: 460 * Math.max(...cells.map(cell => cell.lines ?? 1)), rule: HeightRule.ATLEAST },
            children: cells.map(
              cell =>
                new TableCell({
                  columnSpan: cell.span,
                  width: { size: cell.span * unit, type: WidthType.DXA },
                  verticalAlign:
                    (cell.lines ?? 1) > 1 && !cell.isLabel ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
                  children: clip(cell.text, mostCellCharacters)
                    .split('\n')
                    .map(text =>
                      paragraph(
                        text,
                        { font: fontOf(cell.isLabel ? 'hei' : 'body'), size: halfPoints.size4 },
                        { alignment: cell.isLabel ? AlignmentType.CENTER : AlignmentType.LEFT, spacing: atLeast(460) },
                      ),
                    ),
                }),
            ),
          }),
      ),
    }),
    new Paragraph({ spacing: exactly(240) }),
  ];
}

/** — n — on the outer side, one character in from the edge. */
function pageNumber(side: 'left' | 'right'): Footer {
  const font = { font: { ascii: fonts.song, hAnsi: fonts.song, eastAsia: fonts.song }, size: halfPoints.size4 };
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: 280 },
        children: [new TextRun({ ...font, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

const bothSides = (header: Header) => ({ default: header, even: header });

function headerOf({ draft, draftName, fingerprint }: OfficialDocument, landscape: boolean): Header {
  const small: IRunOptions = { font: fontOf('song'), size: halfPoints.small, color: '7F7F7F' };
  return new Header({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: landscape ? landscapeWidth : textWidth }],
        spacing: exactly(280),
        children: [
          new TextRun({ ...small, text: draft ? (draftName ?? '草稿') : '' }),
          new TextRun({ ...small, children: [new Tab(), tidy(fingerprint ?? '')] }),
        ],
      }),
    ],
  });
}

function paragraph(text: string, run: IRunOptions = {}, options: IParagraphOptions = {}): Paragraph {
  const lines = clip(text, mostParagraphCharacters).split('\n');
  return new Paragraph({
    ...options,
    children: lines.map((part, index) => new TextRun({ ...run, text: part, ...(index > 0 ? { break: 1 } : {}) })),
  });
}

const exactly = (twips: number) => ({ line: twips, lineRule: LineRuleType.EXACT });
const atLeast = (twips: number) => ({ line: twips, lineRule: LineRuleType.AT_LEAST });
const fontOf = (font: keyof typeof fonts) => ({ ascii: latin, hAnsi: latin, cs: latin, eastAsia: fonts[font] });

/** Without the characters that XML cannot hold. */
const tidy = (text: string) =>
  text.replace(/\r\n?/g, '\n').replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');

function clip(text: string, most: number): string {
  const tidied = tidy(text);
  return tidied.length <= most ? tidied : `${tidied.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Years stand in 〔〕, whichever brackets were typed. */
export const documentNumber = (text: string) => text.replace(/[[(（【［{](\d{4})[\])）】］}]/, '〔$1〕');

/** In Chinese characters; Latin letters and digits take half of one. */
export const widthOf = (text: string) => [...text].reduce((width, one) => width + (one < '\x7f' ? 0.5 : 1), 0);

/** Title lines of like length, broken where the writer broke them or else where it reads best. */
export function balanced(title: string, most: number): string[] {
  return title.split('\n').flatMap(text => {
    const lines: string[] = [];
    let rest = [...text];
    for (let left = Math.ceil(widthOf(text) / most); left > 1; left--) {
      const end = breakAt(rest, widthOf(rest.join('')) / left, most);
      lines.push(rest.slice(0, end).join(''));
      rest = rest.slice(end);
    }
    return [...lines, rest.join('')];
  });
}

/** The place for a line break that is nearest to `target` and parts no number, no brackets and no punctuation. */
function breakAt(text: readonly string[], target: number, most: number): number {
  let best = { at: text.length, cost: Infinity };
  for (let at = 1; at < text.length; at++) {
    const before = text[at - 1]!;
    const after = text[at]!;
    const width = widthOf(text.slice(0, at).join(''));
    if (width > most) break;
    if (/[（《“〔]/.test(before) || /[，。、；：？！）》”〕的]/.test(after)) continue;
    if (/[\w.—年]/.test(before) && /[\w.—年]/.test(after)) continue;
    const isInside =
      text.slice(0, at).filter(one => /[（《“〔]/.test(one)).length >
      text.slice(0, at).filter(one => /[）》”〕]/.test(one)).length;
    const cost = Math.abs(width - target) + (isInside ? 4 : 0) - (/[）》”〕、的]/.test(before) ? 3 : 0);
    if (cost < best.cost) best = { at, cost };
  }
  return best.at;
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The library stamps the moment of writing; here the date of the document, so that equal input gives equal bytes. */
function coreProperties({ title, on }: OfficialDocument): string {
  const moment = `${on ?? '2022-01-01'}T00:00:00Z`;
  const escaped = tidy(title).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return (
    `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped}</dc:title><dc:creator>Yardstick</dc:creator><cp:lastModifiedBy>Yardstick</cp:lastModifiedBy>` +
    `<cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`
  );
}

/**
 * Line pitch and character spacing stand in the style as well as in the page grid, and text does not snap to the grid:
 * the 22 lines of 28 characters then come out the same in programs that treat grids differently.
 */
const styles =
  `${xmlHead}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults>` +
  `<w:rPrDefault><w:rPr><w:rFonts w:ascii="${latin}" w:hAnsi="${latin}" w:cs="${latin}" w:eastAsia="${fonts.body}"/>` +
  `<w:sz w:val="${halfPoints.size3}"/><w:szCs w:val="${halfPoints.size3}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>` +
  '</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">' +
  '<w:name w:val="Normal"/><w:qFormat/><w:pPr><w:snapToGrid w:val="0"/>' +
  `<w:spacing w:line="${line}" w:lineRule="exact"/></w:pPr><w:rPr><w:spacing w:val="-6"/>` +
  `<w:sz w:val="${halfPoints.size3}"/></w:rPr></w:style></w:styles>`;

/** What to show where the customary fonts, which are not ours to ship, are not installed. */
const substitutes: [font: string, substitute: string][] = [
  [fonts.title, '宋体'],
  [fonts.body, '仿宋'],
  [fonts.kai, '楷体'],
  [fonts.hei, 'SimHei'],
  [fonts.song, 'SimSun'],
];
const fontTable =
  `${xmlHead}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
  substitutes
    .map(
      ([font, substitute]) =>
        `<w:font w:name="${font}"><w:altName w:val="${substitute}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>`,
    )
    .join('') +
  '</w:fonts>';
