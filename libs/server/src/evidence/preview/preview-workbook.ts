import { bytesOfBuffer, type ByteSource } from '../../files/byte-source.ts';
import { readParts, unpack, type ZipPart } from '../../files/zip-archive.ts';
import { previewLimits, type FilePreview, type PreviewCell, type TablePreview } from './file-preview.ts';
import { cellOf } from './preview-text.ts';

const smallPartBytes = 8 << 20;
const longestRow = 4 << 20;

interface RawCell {
  column: number;
  text: string;
  /** Index into the shared strings, which are looked up at the end. */
  shared?: number;
  formula?: string;
}
interface RawSheet {
  name: string;
  rows: { number: number; cells: RawCell[] }[];
  isCut: boolean;
}

/** The first rows of each sheet, read as text from the package itself: nothing is computed and nothing is followed. */
export async function workbookPreview(bytes: Uint8Array): Promise<FilePreview> {
  const source = bytesOfBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const parts = new Map(
    (await readParts(source, { unpackedBytes: previewLimits.unpackedBytes })).map(part => [
      part.name.toLowerCase(),
      part,
    ]),
  );
  const textOf = async (path: string): Promise<string> => {
    const part = parts.get(path);
    return part && part.size <= smallPartBytes ? wholeText(source, part) : '';
  };
  const workbook = await textOf('xl/workbook.xml');
  const targets = new Map(
    elements(await textOf('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ Id = '', Target = '' }) => [
      Id,
      Target,
    ]),
  );
  const styles = cellStyles(await textOf('xl/styles.xml'));
  const all = elements(workbook, 'sheet').filter(({ state = 'visible' }) => state === 'visible');
  const raw: RawSheet[] = [];
  for (const sheet of all.slice(0, previewLimits.sheets)) {
    const part = parts.get(pathOf(targets.get(sheet['id'] ?? '') ?? ''));
    if (part) raw.push({ name: sheet['name'] ?? '', ...(await firstRows(source, part, styles)) });
  }
  const strings = await sharedStrings(source, parts.get('xl/sharedstrings.xml'), wantedStrings(raw));
  const tables = raw.map(sheet => tableOf(sheet, strings));
  return { kind: 'tables', tables, isCut: all.length > tables.length || tables.some(table => table.isCut) };
}

const pathOf = (target: string): string =>
  (target.startsWith('/') ? target.slice(1) : `xl/${target}`).replace('/./', '/').toLowerCase();

function tableOf(sheet: RawSheet, strings: ReadonlyMap<number, string>): TablePreview {
  return {
    name: sheet.name.slice(0, 100),
    isCut: sheet.isCut,
    rows: sheet.rows.map(({ number, cells }) => {
      const shown: PreviewCell[] = [];
      for (const { column, shared, text, formula } of cells) {
        while (shown.length < column) shown.push({ text: '' });
        shown[column] = cellOf(shared === undefined ? text : (strings.get(shared) ?? ''), formula);
      }
      return { number, cells: shown };
    }),
  };
}

const wantedStrings = (sheets: readonly RawSheet[]): Set<number> =>
  new Set(
    sheets.flatMap(sheet =>
      sheet.rows.flatMap(row => row.cells.flatMap(cell => (cell.shared === undefined ? [] : [cell.shared]))),
    ),
  );

async function firstRows(
  source: ByteSource,
  part: ZipPart,
  styles: readonly NumberStyle[],
): Promise<Omit<RawSheet, 'name'>> {
  const rows: RawSheet['rows'] = [];
  let isCut = false;
  for await (const text of piecesEndingWith(source, part, /<\/(?:\w+:)?row>/g)) {
    for (const [, attributes = '', content = ''] of text.matchAll(
      /<(?:\w+:)?row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g,
    )) {
      if (rows.length >= previewLimits.rows) return { rows, isCut: true };
      const { cells, isCut: isRowCut } = cellsOf(content, styles);
      isCut ||= isRowCut;
      if (cells.length > 0) rows.push({ number: Number(attributesOf(attributes)['r']) || rows.length + 1, cells });
    }
  }
  return { rows, isCut };
}

function cellsOf(row: string, styles: readonly NumberStyle[]): { cells: RawCell[]; isCut: boolean } {
  const cells: RawCell[] = [];
  let next = 0;
  for (const [, attributes = '', content = ''] of row.matchAll(
    /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g,
  )) {
    const { r = '', t = 'n', s = '' } = attributesOf(attributes);
    const column = /^[A-Z]{1,3}/.test(r) ? columnOf(r) : next;
    next = column + 1;
    if (column >= previewLimits.columns) return { cells, isCut: true };
    if (column < cells.length && cells.some(cell => cell.column === column)) continue;
    const value = contentOf(content, 'v');
    const formula = contentOf(content, 'f');
    const text =
      t === 'inlineStr'
        ? textRuns(content)
        : t === 'b'
          ? ({ '1': '是', '0': '否' }[value ?? ''] ?? '')
          : t === 'n' && value !== undefined
            ? numberText(value, styles[Number(s)])
            : (value ?? '');
    if (text === '' && formula === undefined) continue;
    cells.push({
      column,
      text: decoded(text).slice(0, previewLimits.cellCharacters * 2),
      ...(t === 's' ? { shared: Number(value) } : {}),
      ...(formula === undefined ? {} : { formula: decoded(formula).slice(0, previewLimits.cellCharacters * 2) }),
    });
  }
  return { cells: cells.sort((a, b) => a.column - b.column), isCut: false };
}

async function sharedStrings(
  source: ByteSource,
  part: ZipPart | undefined,
  wanted: ReadonlySet<number>,
): Promise<Map<number, string>> {
  const strings = new Map<number, string>();
  if (!part || wanted.size === 0) return strings;
  let index = 0;
  for await (const text of piecesEndingWith(source, part, /<\/(?:\w+:)?si>/g)) {
    for (const [, content = ''] of text.matchAll(/<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g)) {
      if (wanted.has(index)) strings.set(index, decoded(textRuns(content)).slice(0, previewLimits.cellCharacters * 2));
      index += 1;
      if (strings.size === wanted.size) return strings;
    }
  }
  return strings;
}

/** The part's text in pieces that each end where an element ends; what is longer than a row may be is left out. */
async function* piecesEndingWith(source: ByteSource, part: ZipPart, end: RegExp): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let carried = '';
  for await (const bytes of unpack(source, part)) {
    carried += decoder.decode(bytes, { stream: true });
    let cut = 0;
    for (const found of carried.matchAll(end)) cut = found.index + found[0].length;
    if (cut > 0) {
      yield carried.slice(0, cut);
      carried = carried.slice(cut);
    } else if (carried.length > longestRow) return;
  }
  yield carried;
}

async function wholeText(source: ByteSource, part: ZipPart): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const bytes of unpack(source, part)) pieces.push(bytes);
  return Buffer.concat(pieces).toString('utf8');
}

type NumberStyle = 'day' | 'moment' | 'percent' | 'plain';

/** What the numbers of each cell style mean: a workbook keeps a day as a count of days. */
function cellStyles(xml: string): NumberStyle[] {
  const formats = new Map(
    elements(xml, 'numFmt').map(({ numFmtId = '', formatCode = '' }) => [Number(numFmtId), formatCode]),
  );
  const xfs = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? '';
  return elements(xfs, 'xf').map(({ numFmtId = '0' }) => {
    const id = Number(numFmtId);
    const code = (formats.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
    if (id === 9 || id === 10 || code.includes('%')) return 'percent';
    const hasTime = id === 22 || /h|s/i.test(code);
    if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) || /[yd]/i.test(code))
      return hasTime ? 'moment' : 'day';
    return 'plain';
  });
}

function numberText(value: string, style: NumberStyle = 'plain'): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (style === 'percent') return `${Number((number * 100).toPrecision(12))}%`;
  if (style === 'plain' || number < 1 || number > 2_958_465) return String(Number(number.toPrecision(15)));
  const moment = new Date(Math.round((number - 25_569) * 86_400_000)).toISOString();
  return style === 'day' ? moment.slice(0, 10) : moment.slice(0, 16).replace('T', ' ');
}

function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

const textRuns = (xml: string): string =>
  // Phonetic runs say how a name is read and are no part of it.
  [
    ...xml
      .replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '')
      .matchAll(/<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g),
  ]
    .map(([, text = '']) => text)
    .join('');

const contentOf = (xml: string, name: 'v' | 'f'): string | undefined => {
  const found = new RegExp(`<(?:\\w+:)?${name}\\b[^>]*?(?:/>|>([^<]*)</)`).exec(xml);
  return found ? (found[1] ?? '') : undefined;
};

function elements(xml: string, name: string): Record<string, string>[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b([^<>]*)>`, 'g'))].map(([, attributes = '']) =>
    attributesOf(attributes),
  );
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
      name,
      decoded(double ?? single ?? ''),
    ]),
  );
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text
    .replace(
      /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
      (all: string, hex?: string, decimal?: string, name?: string) => {
        if (name) return entities[name] ?? all;
        const code = hex ? parseInt(hex, 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : all;
      },
    )
    .replace(/_x000D_/g, '');
}
