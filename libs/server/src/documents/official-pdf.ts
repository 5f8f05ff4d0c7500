import { breakLines } from './chinese-lines.ts';
import {
  appendixCount,
  balanced,
  barColour,
  chineseDate,
  documentNumber,
  headingText,
  widthOf as characterWidth,
  type Block,
  type OfficialDocument,
} from './official-document.ts';
import { faceBytes, faceNames, rareFaceBytes, type Face } from './paper-fonts.ts';

// Lengths in points. 210 × 297 mm with a text block of 156 × 225 mm, 37 mm from the top and 28 mm from the binding.
const mm = (length: number): number => (length * 72) / 25.4;
const paper = { width: mm(210), height: mm(297) };
const upright = { ...paper, left: mm(28), top: mm(37), textWidth: mm(156), textHeight: mm(225) };
const across = {
  width: paper.height,
  height: paper.width,
  left: mm(35),
  top: mm(28),
  textWidth: mm(225),
  textHeight: mm(156),
};
type Sheet = typeof upright;

const size = { three: 16, two: 22, four: 14, table: 10.5, small: 9 };
const linesPerPage = 22;
const charactersPerLine = 28;
/** From line to line: the first stands at the upper edge of the text block, the last at its lower edge. */
const pitch = (upright.textHeight - size.three) / (linesPerPage - 1);
const character = upright.textWidth / charactersPerLine;
/** From the top of the character's square to its base line. */
const ascent = 0.88;
const red = '#E60012';
const grey = '#7F7F7F';

/** The same document as `officialDocx`, on paper: fonts are embedded, text stays text, seals stay off. */
export async function officialPdf(document: OfficialDocument): Promise<Buffer> {
  const sheet = await PaperWriter.open(document);
  return sheet.write();
}

interface TextStyle {
  face: Face;
  size: number;
  colour?: string;
  /** Between characters; negative draws them together. */
  spacing?: number;
}

const bodyStyle: TextStyle = { face: 'body', size: size.three, spacing: character - size.three };

class PaperWriter {
  readonly #document: OfficialDocument;
  readonly #pdf: PDFKit.PDFDocument;
  readonly #chunks: Buffer[] = [];
  /** For each face the characters that it lacks, and the font that has them. */
  readonly #rare: Map<string, string>;
  #sheet: Sheet = upright;
  /** Where the next line begins, from the upper edge of the page. */
  #y = 0;
  #pageNo = 0;

  private constructor(document: OfficialDocument, pdf: PDFKit.PDFDocument, rare: Map<string, string>) {
    this.#document = document;
    this.#pdf = pdf;
    this.#rare = rare;
    pdf.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
  }

  static async open(document: OfficialDocument): Promise<PaperWriter> {
    const moment = new Date(`${document.on ?? '2022-01-01'}T00:00:00Z`);
    const { default: PDFDocument } = await import('pdfkit'); // 30 MB that many a process never needs
    const pdf = new PDFDocument({
      size: [paper.width, paper.height],
      margin: 0,
      autoFirstPage: false,
      lang: 'zh-CN',
      displayTitle: true,
      // No font that every reader is supposed to have: all are embedded.
      font: null as unknown as string,
      info: {
        Title: document.title.replaceAll('\n', ''),
        Creator: 'Yardstick',
        Producer: 'Yardstick',
        CreationDate: moment,
        ModDate: moment,
      },
    });
    for (const face of faceNames) pdf.registerFont(face, await faceBytes(face));
    return new PaperWriter(document, pdf, await rareFonts(pdf, document));
  }

  write(): Promise<Buffer> {
    const done = new Promise<Buffer>((resolve, reject) => {
      this.#pdf.on('end', () => {
        resolve(Buffer.concat(this.#chunks));
      });
      this.#pdf.on('error', reject);
    });
    this.#newPage(upright);
    this.#head();
    const { blocks } = this.#document;
    const appendices = appendixCount(blocks);
    const numbers = [0, 0, 0, 0];
    let appendix = 0;
    for (const block of blocks) {
      if (block.kind === 'appendix') {
        if (appendix++ === 0) this.#closing();
        numbers.fill(0);
        this.#newPage(block.landscape ? across : upright);
        this.#appendixHead(block.title, appendices > 1 ? String(appendix) : '');
      } else this.#block(block, numbers);
    }
    if (appendix === 0) this.#closing();
    this.#imprint();
    this.#pdf.end();
    return done;
  }

  #block(block: Exclude<Block, { kind: 'appendix' }>, numbers: number[]): void {
    if (block.kind === 'heading') {
      const number = (numbers[block.level - 1] = numbers[block.level - 1]! + 1);
      numbers.fill(0, block.level);
      const face = ({ 1: 'hei', 2: 'kai', 3: 'title', 4: 'body' } as const)[block.level];
      this.#room(2);
      this.#paragraph(headingText(block, number), { ...bodyStyle, face }, { indent: 2 });
    } else if (block.kind === 'paragraph')
      for (const part of block.text.split('\n')) this.#paragraph(part, bodyStyle, { indent: 2, spread: true });
    else if (block.kind === 'pageBreak') this.#newPage(this.#sheet);
    else if (block.kind === 'form') this.#form(block.rows);
    else if (block.kind === 'bars') this.#bars(block);
    else this.#table(block);
  }

  // ---- pages

  #newPage(sheet: Sheet): void {
    this.#sheet = sheet;
    this.#pdf.addPage({ size: [sheet.width, sheet.height], margin: 0 });
    this.#pageNo += 1;
    this.#y = sheet.top;
    const { draft, draftName = '草稿', fingerprint, layout } = this.#document;
    const small: TextStyle = { face: 'body', size: size.small, colour: grey };
    if (draft) this.#put(draftName, sheet.left, mm(20), small);
    if (fingerprint)
      this.#put(fingerprint, sheet.left + sheet.textWidth - this.#widthOf(fingerprint, small), mm(20), small);
    if (layout === 'letter' && this.#pageNo === 1) return;
    // — n — 7 mm below the text block, one character in from the outer edge
    const style: TextStyle = { face: 'body', size: size.four };
    const text = `— ${this.#pageNo} —`;
    const x =
      this.#pageNo % 2 === 1
        ? sheet.left + sheet.textWidth - size.four - this.#widthOf(text, style)
        : sheet.left + size.four;
    this.#put(text, x, sheet.top + sheet.textHeight + mm(7), style);
  }

  get #bottom(): number {
    return this.#sheet.top + this.#sheet.textHeight;
  }

  /** A new page unless so many lines still fit. */
  #room(lines: number): void {
    if (!this.#fits(lines)) this.#newPage(this.#sheet);
  }

  #fits(lines: number): boolean {
    return this.#y + (lines - 1) * pitch + size.three <= this.#bottom + 0.5;
  }

  /** On to the next line of the page's grid, so that text after a title stands where text of other pages does. */
  #toGrid(): void {
    const lines = (this.#y - this.#sheet.top) / pitch;
    this.#y = this.#sheet.top + Math.ceil(lines - 0.02) * pitch;
  }

  // ---- parts

  #head(): void {
    const { mark, docNo, title, to, layout } = this.#document;
    const number = docNo === undefined ? '' : documentNumber(docNo);
    const sheet = this.#sheet;
    if (layout === 'letter' && mark) {
      this.#mark(mark, mm(30), mm(170));
      this.#doubleRule(this.#y + mm(4), true);
      this.#doubleRule(sheet.height - mm(20), false);
      this.#y += mm(4) + mm(6);
      if (number) {
        this.#put(number, sheet.left + sheet.textWidth - this.#widthOf(number, bodyStyle), this.#y, bodyStyle);
        this.#y += pitch;
      }
      this.#y = Math.max(this.#y + pitch, sheet.top);
    } else if (mark) {
      this.#mark(mark, sheet.top + mm(35), sheet.textWidth);
      this.#y += pitch;
      this.#centred(number, bodyStyle);
      this.#y += size.three + mm(4);
      this.#pdf.rect(sheet.left, this.#y, sheet.textWidth, 2).fill(red);
      this.#y += 2 + pitch;
    } else if (number && layout !== 'form') {
      this.#centred(number, bodyStyle);
      this.#y += pitch;
    }
    const titleStyle: TextStyle = { face: 'title', size: size.two, colour: this.#document.titleColour ?? 'black' };
    if (mark) this.#toGrid();
    for (const line of balanced(title, 19)) {
      this.#centred(line, titleStyle);
      this.#y += 36;
    }
    this.#y += layout === 'form' ? 6 : pitch - 12;
    if (layout === 'form') {
      if (number) {
        const style: TextStyle = { face: 'body', size: size.four };
        this.#put(number, sheet.left + sheet.textWidth - this.#widthOf(number, style), this.#y, style);
      }
      this.#y += 24;
      return;
    }
    this.#toGrid();
    if (to) this.#paragraph(`${to.replace(/[:：]$/, '')}：`, bodyStyle, {});
  }

  /** In one line as large as fits, or in two. */
  #mark(text: string, top: number, width: number): void {
    const fitting = (lines: readonly string[], most: number) =>
      Math.min(most, ...lines.map(line => width / (characterWidth(line) * 1.06)));
    const lines = text.includes('\n')
      ? text.split('\n')
      : fitting([text], 62) >= 30
        ? [text]
        : balanced(text, Math.ceil(characterWidth(text) / 2) + 2);
    const own = fitting(lines, lines.length > 1 ? 40 : 56);
    this.#y = top;
    for (const line of lines) {
      this.#centred(line, { face: 'title', size: own, colour: red, spacing: own * 0.05 });
      this.#y += own * 1.3;
    }
    this.#y -= own * 0.15;
  }

  /** 170 mm wide, in the middle of the sheet: the thick line on the outer side. */
  #doubleRule(y: number, isUpper: boolean): void {
    const [x, width] = [(this.#sheet.width - mm(170)) / 2, mm(170)];
    const [thick, thin, gap] = [2.2, 0.8, 2];
    if (isUpper)
      this.#pdf
        .rect(x, y, width, thick)
        .rect(x, y + thick + gap, width, thin)
        .fill(red);
    else
      this.#pdf
        .rect(x, y - thick, width, thick)
        .rect(x, y - thick - gap - thin, width, thin)
        .fill(red);
  }

  /** Attachments, signature and day; the shorter of the last two is centred on the longer. */
  #closing(): void {
    const { attachments = [], signedBy, on, layout } = this.#document;
    const isMany = attachments.length > 1;
    for (const [index, name] of attachments.entries()) {
      if (index === 0) this.#y += pitch;
      const label = `${index === 0 ? '附件：' : ''}${isMany ? `${index + 1}. ` : ''}`;
      const hang = isMany ? 6 : 5;
      this.#paragraph(`${label}${name}`, bodyStyle, {
        left: index === 0 ? 2 : hang - 1,
        hang: index === 0 ? hang - 2 : 1,
      });
    }
    if (layout === 'form') return;
    const date = on === undefined ? '' : chineseDate(on);
    const excess = (characterWidth(signedBy ?? '') - characterWidth(date)) / 2;
    const dateIndent = Math.max(4, excess);
    if (!signedBy && !date) return;
    // A signature alone on a page is forbidden; it draws nearer before it leaves the text.
    const gap = signedBy ? ([2, 1, 0].find(lines => this.#fits(lines + 2)) ?? 2) : 0;
    this.#room(gap + 2);
    this.#y += gap * pitch;
    // The place of the seal stays blank.
    for (const [text, indent] of [
      [signedBy ?? '', Math.max(0, dateIndent - excess)],
      [date, dateIndent],
    ] as const) {
      if (!text) continue;
      const x = this.#sheet.left + this.#sheet.textWidth - indent * character - this.#widthOf(text, bodyStyle);
      this.#put(text, Math.max(this.#sheet.left, x), this.#y, bodyStyle);
      this.#y += pitch;
    }
  }

  /** 版记: who gets a copy, who prints it and when, at the foot of the last page. */
  #imprint(): void {
    const { cc = [], printedBy, on } = this.#document;
    if (cc.length === 0 && !printedBy) return;
    const style: TextStyle = { face: 'body', size: size.four };
    const sheet = this.#sheet;
    const room = sheet.textWidth - 2 * size.four;
    const widthOf = (text: string) => this.#widthOf(text, style);
    const copies = cc.length > 0 ? breakLines(`抄送：${cc.join('，')}。`, room, widthOf) : [];
    const step = 22;
    const height = (copies.length + (printedBy ? 1 : 0)) * step + 4;
    if (this.#y + height > this.#bottom) this.#newPage(sheet);
    let y = this.#bottom - height;
    const rule = (at: number, width: number) =>
      this.#pdf
        .moveTo(sheet.left, at)
        .lineTo(sheet.left + sheet.textWidth, at)
        .lineWidth(width)
        .stroke('black');
    rule(y, 1);
    for (const [index, line] of copies.entries()) {
      this.#put(line.text, sheet.left + size.four + (index > 0 ? 3 * size.four : 0), y + 4, style);
      y += step;
    }
    if (printedBy) {
      if (copies.length > 0) rule(y, 0.7);
      const day = on === undefined ? '' : `${chineseDate(on)}印发`;
      const right = sheet.left + sheet.textWidth - size.four - widthOf(day);
      const space = right - sheet.left - 2 * size.four;
      const own = { ...style, size: Math.min(size.four, (size.four * space) / Math.max(1, widthOf(printedBy))) };
      this.#put(printedBy, sheet.left + size.four, y + 4 + (size.four - own.size) * 0.8, own);
      this.#put(day, right, y + 4, style);
    }
    rule(this.#bottom, 1);
  }

  #appendixHead(title: string, number: string): void {
    this.#put(`附件${number}`, this.#sheet.left, this.#y, { ...bodyStyle, face: 'hei' });
    this.#y += pitch * 1.4;
    for (const line of balanced(title, 19)) {
      this.#centred(line, { face: 'title', size: size.two });
      this.#y += 36;
    }
    this.#y += 8;
  }

  #paragraph(
    text: string,
    style: TextStyle,
    {
      indent = 0,
      left = 0,
      hang = 0,
      spread = false,
    }: { indent?: number; left?: number; hang?: number; spread?: boolean },
  ): void {
    const offset = left * character;
    const width = this.#sheet.textWidth - offset - hang * character;
    const lines = breakLines(text, width, part => this.#widthOf(part, style), (indent - hang) * character);
    for (const [index, line] of lines.entries()) {
      this.#room(1);
      const shift = index === 0 ? indent * character : hang * character;
      const room = width - (index === 0 ? (indent - hang) * character : 0);
      const spacing = spread && line.goesOn ? this.#spread(line.text, room, style) : (style.spacing ?? 0);
      this.#put(line.text, this.#sheet.left + offset + shift, this.#y, { ...style, spacing });
      this.#y += pitch;
    }
  }

  /** Space between characters with which a line fills its width; left as it is where that would tear it apart. */
  #spread(text: string, room: number, style: TextStyle): number {
    const own = style.spacing ?? 0;
    const gaps = [...text].length - 1;
    if (gaps < 1) return own;
    // What is squeezed at the end of a line is the blank half of its mark.
    const width = this.#widthOf(text, style) - own;
    const isSqueezed = width > room + 0.01;
    const more = (room - width + (isSqueezed ? style.size * 0.1 : 0)) / gaps;
    return more > style.size * 0.12 ? own : own + more;
  }

  #table({ columns, rows, caption }: Extract<Block, { kind: 'table' }>): void {
    const { left, textWidth } = this.#sheet;
    const total = columns.reduce((sum, column) => sum + column.width, 0);
    const widths = columns.map(column => (textWidth * column.width) / total);
    const [pad, step] = [4, 15];
    const style = (isHead: boolean): TextStyle => ({ face: isHead ? 'hei' : 'body', size: size.table });
    const linesOf = (text: string, width: number, own: TextStyle) =>
      text
        .split('\n')
        .flatMap(part =>
          part ? breakLines(part, width - 2 * pad, one => this.#widthOf(one, own)) : [{ text: '', goesOn: false }],
        );
    const measure = (texts: readonly string[], isHead: boolean) => {
      const cells = columns.map((_, index) => linesOf(texts[index] ?? '', widths[index]!, style(isHead)));
      return { cells, height: Math.max(1, ...cells.map(lines => lines.length)) * step + 8, isHead };
    };
    const draw = ({ cells, height, isHead }: ReturnType<typeof measure>): void => {
      let x = left;
      for (const [index, lines] of cells.entries()) {
        const width = widths[index]!;
        if (isHead) this.#pdf.rect(x, this.#y, width, height).fill('#F2F2F2');
        this.#pdf.rect(x, this.#y, width, height).lineWidth(0.5).stroke('black');
        const align = isHead ? 'center' : (columns[index]?.align ?? 'left');
        let y = this.#y + (height - lines.length * step) / 2 + (step - size.table) / 2;
        for (const line of lines) {
          const own = this.#widthOf(line.text, style(isHead));
          const shift = align === 'left' ? pad : align === 'right' ? width - pad - own : (width - own) / 2;
          this.#put(line.text, x + shift, y, style(isHead));
          y += step;
        }
        x += width;
      }
      this.#y += height;
    };
    if (caption) this.#caption(caption);
    const head = measure(
      columns.map(({ title }) => title),
      true,
    );
    const measured = rows.map(texts => measure(texts, false));
    if (this.#y + head.height + (measured[0]?.height ?? 0) > this.#bottom) this.#newPage(this.#sheet);
    draw(head);
    for (const row of measured) {
      if (this.#y + row.height > this.#bottom) {
        this.#newPage(this.#sheet);
        draw(head);
      }
      draw(row);
    }
    this.#y += 12;
    this.#toGrid();
  }

  #caption(caption: string): void {
    this.#room(3);
    this.#centred(caption, { face: 'hei', size: size.four });
    this.#y += 24;
  }

  /** Label, bar and value of each line. */
  #bars({ caption, bars }: Extract<Block, { kind: 'bars' }>): void {
    if (bars.length === 0) return;
    this.#caption(caption);
    const { left, textWidth } = this.#sheet;
    const [labelWidth, valueWidth, pad, step] = [textWidth * 0.3, textWidth * 0.12, 6, 15];
    const style: TextStyle = { face: 'body', size: size.table };
    const longest = textWidth - labelWidth - valueWidth;
    for (const { label, permille, text } of bars) {
      const lines = breakLines(label, labelWidth - pad, one => this.#widthOf(one, style));
      const height = Math.max(1, lines.length) * step + 5;
      if (this.#y + height > this.#bottom) this.#newPage(this.#sheet);
      lines.forEach((line, index) => {
        this.#put(line.text, left, this.#y + index * step + (step - size.table) / 2 + 2, style);
      });
      const width = (longest * Math.min(1000, permille)) / 1000;
      const middle = this.#y + height / 2;
      this.#pdf.rect(left + labelWidth, middle - 5, longest, 10).fill('#F2F2F2');
      this.#pdf.rect(left + labelWidth, middle - 5, width, 10).fill(`#${barColour}`);
      this.#put(text, left + labelWidth + longest + pad, middle - size.table / 2, style);
      this.#y += height;
    }
    this.#y += 12;
    this.#toGrid();
  }

  #form(rows: Extract<Block, { kind: 'form' }>['rows']): void {
    const { left, textWidth } = this.#sheet;
    const [pad, step] = [7, 23];
    for (const cells of rows) {
      const measured = cells.map(cell => {
        const style: TextStyle = { face: cell.isLabel ? 'hei' : 'body', size: size.four };
        const width = (textWidth * cell.span) / 12;
        const lines = cell.text
          .split('\n')
          .flatMap(part => breakLines(part, width - 2 * pad, one => this.#widthOf(one, style)));
        return { ...cell, style, width, texts: lines.map(line => line.text) };
      });
      const height = Math.max(...measured.map(cell => Math.max(cell.texts.length, cell.lines ?? 1))) * step + 12;
      if (this.#y + height > this.#bottom + 1) this.#newPage(this.#sheet);
      let x = left;
      for (const cell of measured) {
        this.#pdf.rect(x, this.#y, cell.width, height).lineWidth(0.75).stroke('black');
        const isTall = (cell.lines ?? 1) > 1 && !cell.isLabel;
        let y = isTall ? this.#y + 8 : this.#y + (height - cell.texts.length * step) / 2;
        for (const text of cell.texts) {
          const own = this.#widthOf(text, cell.style);
          this.#put(text, cell.isLabel ? x + (cell.width - own) / 2 : x + pad, y + (step - size.four) / 2, cell.style);
          y += step;
        }
        x += cell.width;
      }
      this.#y += height;
    }
    this.#y += 10;
  }

  // ---- ink

  #centred(text: string, style: TextStyle): void {
    const own = this.#widthOf(text, style) - (style.spacing ?? 0);
    this.#put(text, this.#sheet.left + (this.#sheet.textWidth - own) / 2, this.#y, style);
  }

  /** Writes a text with the top of its characters at `y`. */
  #put(text: string, x: number, y: number, style: TextStyle): void {
    let at = x;
    for (const { font, part } of this.#runs(text, style.face)) {
      this.#pdf
        .font(font)
        .fontSize(style.size)
        .fillColor(style.colour ?? 'black');
      const spacing = style.spacing ?? 0;
      this.#pdf.text(part, at, y + style.size * ascent, {
        lineBreak: false,
        baseline: 'alphabetic',
        characterSpacing: spacing,
        features: [],
      });
      at += this.#pdf.widthOfString(part, { features: [] }) + [...part].length * spacing;
    }
  }

  #widthOf(text: string, style: TextStyle): number {
    let width = [...text].length * (style.spacing ?? 0);
    for (const { font, part } of this.#runs(text, style.face))
      width += this.#pdf.font(font).fontSize(style.size).widthOfString(part, { features: [] });
    return width;
  }

  /** Stretches of a text that one font has. */
  #runs(text: string, face: Face): { font: string; part: string }[] {
    const runs: { font: string; part: string }[] = [];
    for (const one of text) {
      const font = this.#rare.get(`${face} ${one}`) ?? face;
      const last = runs.at(-1);
      if (last?.font === font) last.part += one;
      else runs.push({ font, part: one });
    }
    return runs;
  }
}

/** Registers fonts for characters that the common part of a face lacks; `face character` → name of the font. */
async function rareFonts(pdf: PDFKit.PDFDocument, document: OfficialDocument): Promise<Map<string, string>> {
  const rare = new Map<string, string>();
  const registered = new Set<string>();
  const characters = new Set(JSON.stringify(document).replace(/\\[nrtu"\\]/g, ''));
  for (const face of faceNames) {
    pdf.font(face);
    const { font } = (pdf as unknown as { _font: { font: { hasGlyphForCodePoint: (code: number) => boolean } } })._font;
    for (const one of characters) {
      if (font.hasGlyphForCodePoint(one.codePointAt(0)!)) continue;
      const other = await rareFaceBytes(face, one);
      if (!other) continue;
      if (!registered.has(other.name)) pdf.registerFont(other.name, other.bytes);
      registered.add(other.name);
      rare.set(`${face} ${one}`, other.name);
    }
  }
  return rare;
}
