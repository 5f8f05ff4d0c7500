import { normalised } from '@yardstick/domain/similarity';
import mammoth from 'mammoth';
import { getDocumentProxy } from 'unpdf';
import { cellText, openWorkbook, UnreadableSpreadsheet } from '../../documents/spreadsheet.ts';
import { bytesOfBuffer } from '../../files/byte-source.ts';
import { textOf } from '../../files/inspect-text.ts';
import { Stop } from '../../files/inspection.ts';
import { readParts, unpack } from '../../files/zip-archive.ts';
import type { FileText, NoTextReason, UnreadableReason } from './file-text.ts';
import { PredefinedCMaps } from './predefined-cmaps.ts';
import { textLimits } from './text-limits.ts';

class Unreadable extends Error {
  readonly reason: UnreadableReason;
  constructor(reason: UnreadableReason) {
    super(reason);
    this.reason = reason;
  }
}

/** The words of a file. Runs in a process of its own: whatever the file does to this one, nobody else notices. */
export async function extractText(bytes: Buffer, kind: string): Promise<FileText> {
  try {
    if (pictures.includes(kind)) return none('picture');
    if (bytes.length > textLimits.fileBytes) throw new Unreadable('too-large');
    const text = capped(await wordsOf(bytes, kind));
    if (/\p{L}/u.test(text)) return { state: 'read', reason: null, text };
    return none(kind === 'pdf' || kind === 'ofd' ? 'scanned' : 'empty');
  } catch (error) {
    return { state: 'unreadable', reason: reasonOf(error), text: '' };
  }
}

const pictures = ['jpg', 'png'];
const none = (reason: NoTextReason): FileText => ({ state: 'no-text', reason, text: '' });

function wordsOf(bytes: Buffer, kind: string): Promise<string> {
  switch (kind) {
    case 'pdf':
      return pdfText(bytes);
    case 'docx':
      return docxText(bytes);
    case 'xlsx':
      return xlsxText(bytes);
    case 'pptx':
      return partsText(bytes, /^ppt\/slides\/slide\d+\.xml$/, /<a:t(?:\s[^>]*)?>([^<]*)<\/a:t>|<\/(a:p)>/g);
    case 'ofd':
      return partsText(bytes, /Content\.xml$/, /<ofd:TextCode(?:\s[^>]*)?>([^<]*)<\/ofd:TextCode>/g);
    case 'txt':
    case 'csv':
      return plainFileText(bytes);
    default:
      return Promise.reject(new Unreadable('kind-not-read'));
  }
}

/** PostgreSQL takes neither NUL nor half a character, and nobody needs what cannot be seen. */
function capped(text: string): string {
  return normalised(text)
    .replace(/[\p{Cs}\p{Cf}]/gu, '')
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
    .slice(0, textLimits.characters)
    .replace(/[\ud800-\udbff]$/, '');
}

interface TextItem {
  str?: string;
  hasEOL?: boolean;
}

async function pdfText(bytes: Buffer): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(bytes), {
    BinaryDataFactory: PredefinedCMaps,
    cMapUrl: 'made-here/',
    cMapPacked: false,
    isEvalSupported: false,
    useWasm: false,
    stopAtErrors: false,
    verbosity: 0,
  } as Parameters<typeof getDocumentProxy>[1]);
  let text = '';
  for (let number = 1; number <= Math.min(document.numPages, textLimits.pages); number++) {
    if (text.length >= 2 * textLimits.characters) break;
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items as TextItem[]) text += (item.str ?? '') + (item.hasEOL ? '\n' : '');
    text += '\n';
    page.cleanup();
  }
  await document.loadingTask.destroy();
  return text;
}

async function docxText(bytes: Buffer): Promise<string> {
  if (!isPackage(bytes)) throw new Unreadable('encrypted'); // what was accepted as Word but is no package
  await readParts(bytesOfBuffer(bytes), { unpackedBytes: textLimits.unpackedBytes });
  return (await mammoth.extractRawText({ buffer: bytes })).value;
}

async function xlsxText(bytes: Buffer): Promise<string> {
  const workbook = await openWorkbook(bytes);
  const lines: string[] = [];
  let length = 0;
  for (const sheet of workbook.worksheets) {
    sheet.eachRow(row => {
      if (length > 2 * textLimits.characters) return;
      const cells: string[] = [];
      row.eachCell(cell => {
        const text = cell.isMerged && cell.master !== cell ? '' : cellText(cell);
        if (text !== '') cells.push(text);
      });
      const line = cells.join(' ');
      length += line.length;
      lines.push(line);
    });
  }
  return lines.join('\n');
}

async function partsText(bytes: Buffer, partName: RegExp, words: RegExp): Promise<string> {
  const source = bytesOfBuffer(bytes);
  const texts: string[] = [];
  for (const part of await readParts(source, { unpackedBytes: textLimits.unpackedBytes })) {
    if (!partName.test(part.name)) continue;
    const pieces: Buffer[] = [];
    for await (const piece of unpack(source, part)) pieces.push(piece);
    const xml = Buffer.concat(pieces).toString();
    for (const [, text] of xml.matchAll(words)) texts.push(text === undefined ? '\n' : unescaped(text));
    texts.push('\n');
  }
  return texts.join('');
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name]!);

async function plainFileText(bytes: Buffer): Promise<string> {
  const text = await textOf(bytesOfBuffer(bytes));
  if (text === undefined) throw new Unreadable('damaged');
  return text;
}

const isPackage = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 2) === 'PK';

function reasonOf(error: unknown): UnreadableReason {
  if (error instanceof Unreadable) return error.reason;
  if (error instanceof UnreadableSpreadsheet) {
    if (error.reason === 'encrypted') return 'encrypted';
    return ['too-big', 'unpacks-too-big', 'too-many-rows'].includes(error.reason) ? 'too-large' : 'damaged';
  }
  if (error instanceof Stop) {
    if (error.code === 'zip-encrypted') return 'encrypted';
    return /^zip-(ratio|too)|unreadable-part/.test(error.code) ? 'too-large' : 'damaged';
  }
  return (error as Error).name === 'PasswordException' ? 'encrypted' : 'damaged';
}
