import { createHash } from 'node:crypto';
import { zipOf } from '../documents/zip.ts';
import { jpegOf, type Colour } from './jpeg.ts';

/** A scan is a PDF that holds nothing but a picture of its page. */
export type SampleKind = 'pdf' | 'docx' | 'xlsx' | 'jpg' | 'scan';

export interface SampleContent {
  title: string;
  unitName: string;
  year: number;
  paragraphs: readonly string[];
  /** Two samples with the same words differ when their seeds do. */
  seed: number;
}

export interface SampleFile {
  bytes: Buffer;
  extension: Exclude<SampleKind, 'scan'>;
  mime: string;
}

const makers = { pdf: samplePdf, docx: sampleDocx, xlsx: sampleXlsx, jpg: sampleJpg, scan: sampleScan };
const mimes: Record<SampleKind, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jpg: 'image/jpeg',
  scan: 'application/pdf',
};

/** A small evidence file for demonstrations, of a few kilobytes; the same content always gives the same bytes. */
export function makeSampleFile(kind: SampleKind, content: SampleContent): Promise<SampleFile> {
  return Promise.resolve({
    bytes: makers[kind](content),
    extension: kind === 'scan' ? 'pdf' : kind,
    mime: mimes[kind],
  });
}

/** Numbers from 0 up to 1 that only the content decides. */
function chance({ title, unitName, year, seed }: SampleContent): () => number {
  let state = createHash('sha256')
    .update(JSON.stringify([title, unitName, year, seed]))
    .digest()
    .readUInt32LE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function day(content: SampleContent, next = chance(content)): string {
  return `${content.year}年${1 + Math.floor(next() * 12)}月${1 + Math.floor(next() * 28)}日`;
}

const reference = ({ year, seed }: SampleContent) => `材料编号：${year}-${String(seed % 100_000).padStart(5, '0')}`;

// ---- PDF: a standard CJK font that every reader brings along, so nothing has to be embedded ----

const charactersPerLine = 28;
const linesPerPage = 24;

function samplePdf(content: SampleContent): Buffer {
  const lines = [
    ...wrapped(content.title, 20).map(text => ({ text, size: 20, centred: true })),
    { text: `${content.unitName}　${day(content)}`, size: 14, centred: true },
    { text: '', size: 14, centred: false },
    ...content.paragraphs.flatMap(text =>
      wrapped(`　　${text}`, charactersPerLine).map(line => ({ text: line, size: 15, centred: false })),
    ),
    { text: '', size: 14, centred: false },
    { text: reference(content), size: 10, centred: false },
  ];
  const pages = Array.from({ length: Math.ceil(lines.length / linesPerPage) }, (_, page) => {
    const shown = lines.slice(page * linesPerPage, (page + 1) * linesPerPage).map(({ text, size, centred }, line) => {
      const left = centred ? (595 - widthOf(text) * size) / 2 : 88;
      return `/F1 ${size} Tf 1 0 0 1 ${Math.max(40, left).toFixed(1)} ${735 - line * 27} Tm <${utf16Hex(text)}> Tj`;
    });
    shown.push(`/F1 11 Tf 1 0 0 1 282 60 Tm <${utf16Hex(`— ${page + 1} —`)}> Tj`);
    return `BT\n${shown.join('\n')}\nET`;
  });

  const firstPage = 6;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${firstPage + 2 * i} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R' +
      ' /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /W [1 95 500] >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0' +
      ' /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    ...pages.flatMap((stream, i) => [
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>' +
        ` /Contents ${firstPage + 2 * i + 1} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ]),
    `<< /Title <FEFF${utf16Hex(content.title)}> /Author <FEFF${utf16Hex(content.unitName)}> >>`,
  ];
  return pdfOf(objects);
}

/** The last object tells title and author, the first is the catalogue. */
function pdfOf(objects: readonly string[]): Buffer {
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file +=
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\n` +
    `startxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

function sampleScan(content: SampleContent): Buffer {
  const picture = sampleJpg(content).toString('latin1');
  const page = 'q 515 0 0 386 40 400 cm /Im1 Do Q';
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Im1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    `<< /Type /XObject /Subtype /Image /Width 320 /Height 240 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${picture.length} >>\nstream\n${picture}\nendstream`,
    `<< /Title <FEFF${utf16Hex(content.title)}> /Author <FEFF${utf16Hex(content.unitName)}> >>`,
  ]);
}

/** Lines at most `length` Chinese characters wide; punctuation does not begin a line. */
function wrapped(text: string, length: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (widthOf(line + character) > length && !/[，。、；：？！）》”]/.test(character)) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}

const widthOf = (text: string) => [...text].reduce((width, character) => width + (character < '\x7f' ? 0.5 : 1), 0);

const utf16Hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();

// ---- Word and Excel: the smallest packages that office programs open without complaint ----

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeNames = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function packageOf(parts: Record<string, { type: string; xml: string }>, main: string): Buffer {
  const overrides = Object.entries(parts).map(
    ([name, { type }]) =>
      `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  );
  return zipOf([
    [
      '[Content_Types].xml',
      `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `${overrides.join('')}</Types>`,
    ],
    ['_rels/.rels', relationships([['officeDocument', main]])],
    ...Object.entries(parts).map(([name, { xml }]) => [name, xmlHead + xml] as const),
    ...(main === 'xl/workbook.xml'
      ? ([
          [
            'xl/_rels/workbook.xml.rels',
            relationships([
              ['worksheet', 'worksheets/sheet1.xml'],
              ['styles', 'styles.xml'],
            ]),
          ],
        ] as const)
      : []),
  ]);
}

function relationships(targets: [type: string, target: string][]): string {
  const items = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${officeNames}/${type}" Target="${target}"/>`,
  );
  return (
    `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
    `${items.join('')}</Relationships>`
  );
}

function sampleDocx(content: SampleContent): Buffer {
  const run = (text: string, font: string, halfPoints: number) =>
    `<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${font}"/>` +
    `<w:sz w:val="${halfPoints}"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
  const paragraph = (properties: string, runs: string) =>
    `<w:p><w:pPr><w:spacing w:line="560" w:lineRule="exact"/>${properties}</w:pPr>${runs}</w:p>`;
  const body = [
    paragraph('<w:jc w:val="center"/>', run(content.title, '宋体', 44)),
    paragraph('<w:jc w:val="center"/>', run(content.unitName, '楷体', 32)),
    paragraph('', ''),
    ...content.paragraphs.map(text =>
      paragraph('<w:ind w:firstLineChars="200" w:firstLine="640"/>', run(text, '仿宋', 32)),
    ),
    paragraph('', ''),
    paragraph('<w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/>', run(content.unitName, '仿宋', 32)),
    paragraph('<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>', run(day(content), '仿宋', 32)),
    paragraph('', run(reference(content), '宋体', 21)),
  ];
  const xml =
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>' +
    `${body.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>` +
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1417" w:gutter="0"/>' +
    '</w:sectPr></w:body></w:document>';
  return packageOf({ 'word/document.xml': { type: 'wordprocessingml.document.main', xml } }, 'word/document.xml');
}

function sampleXlsx(content: SampleContent): Buffer {
  const next = chance(content);
  const heads = ['序号', '工作事项', '完成数量', '完成日期', '备注'];
  const rows = content.paragraphs.map((text, i) => [i + 1, text, 1 + Math.floor(next() * 60), day(content, next), '']);
  const cell = (value: string | number, column: number, row: number, style: number) => {
    const place = `r="${'ABCDE'[column]}${row}" s="${style}"`;
    if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`;
    return value === '' ? `<c ${place}/>` : `<c ${place} t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  };
  const row = (values: (string | number)[], number: number, style: number, height = 24) =>
    `<row r="${number}" ht="${height}" customHeight="1">${values.map((value, column) => cell(value, column, number, style)).join('')}</row>`;
  const sheet =
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    [6, 56, 10, 18, 16]
      .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
      .join('')
      .replace(/^/, '<cols>')
      .concat('</cols><sheetData>') +
    row([content.title], 1, 1, 36) +
    row([`${content.unitName}　${content.year}年　${reference(content)}`], 2, 0) +
    row(heads, 3, 2) +
    rows.map((values, i) => row(values, i + 4, 3, 8 + 16 * Math.ceil(widthOf(String(values[1])) / 27))).join('') +
    '</sheetData><mergeCells count="2"><mergeCell ref="A1:E1"/><mergeCell ref="A2:E2"/></mergeCells>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>';
  const border = '<left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/>';
  const format = (font: number, borders: number, alignment: string) =>
    `<xf numFmtId="0" fontId="${font}" fillId="0" borderId="${borders}" xfId="0" applyFont="1" applyBorder="1"` +
    ` applyAlignment="1"><alignment ${alignment} vertical="center"/></xf>`;
  const styles =
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="18"/><name val="宋体"/></font>' +
    '<font><b/><sz val="11"/><name val="黑体"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${border}</border></borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="4">${format(0, 0, 'horizontal="left"')}${format(1, 0, 'horizontal="center"')}` +
    `${format(2, 1, 'horizontal="center"')}${format(0, 1, 'wrapText="1"')}</cellXfs></styleSheet>`;
  const workbook =
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeNames}">` +
    '<sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>';
  return packageOf(
    {
      'xl/workbook.xml': { type: 'spreadsheetml.sheet.main', xml: workbook },
      'xl/worksheets/sheet1.xml': { type: 'spreadsheetml.worksheet', xml: sheet },
      'xl/styles.xml': { type: 'spreadsheetml.styles', xml: styles },
    },
    'xl/workbook.xml',
  );
}

const escaped = (text: string) =>
  text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

// ---- Picture: a notice board on a wall, lit and hung a little differently each time ----

function sampleJpg(content: SampleContent): Buffer {
  const next = chance(content);
  const width = 320;
  const height = 240;
  const wall: Colour = [190 + next() * 40, 190 + next() * 40, 180 + next() * 40];
  const light = next() * width;
  const board = { left: 45 + next() * 30, top: 28 + next() * 16, width: 180 + next() * 45, height: 130 + next() * 24 };
  const floor = 205 - next() * 12;
  const lines = Array.from({ length: 10 }, () => 0.4 + 0.6 * next());

  const surfaceAt = (x: number, y: number): Colour => {
    const across = (x - board.left) / board.width;
    const down = (y - board.top) / board.height;
    if (across >= 0 && across <= 1 && down >= 0 && down <= 1) {
      if (across < 0.02 || across > 0.98 || down < 0.03 || down > 0.97) return [120, 124, 130];
      if (down < 0.2)
        return down > 0.08 && down < 0.15 && across > 0.2 && across < 0.8 ? [250, 230, 180] : [190, 30, 35];
      const line = Math.floor((down - 0.25) * 14);
      const isInk = line >= 0 && line < 10 && ((down - 0.25) * 14) % 1 < 0.45;
      return isInk && across > 0.08 && across < 0.08 + 0.84 * lines[line]! ? [70, 74, 80] : [248, 248, 244];
    }
    return y > floor ? [150, 135, 118] : wall;
  };
  const colourAt = (x: number, y: number): Colour => {
    const brightness = 1.05 - 0.0009 * Math.abs(x - light) - 0.0004 * y;
    const [red, green, blue] = surfaceAt(x, y);
    return [Math.min(255, red * brightness), Math.min(255, green * brightness), Math.min(255, blue * brightness)];
  };
  const comment = [content.title, content.unitName, day(content), reference(content), ...content.paragraphs].join('\n');
  return jpegOf({ width, height, colourAt, comment });
}
