import type { Cell, Workbook, Worksheet } from '@cj-tech-master/excelts';
import { bytesOfBuffer } from '../files/byte-source.ts';
import { Stop } from '../files/inspection.ts';
import { readParts, unpack } from '../files/zip-archive.ts';

export type { Cell, Workbook, Worksheet };

export const spreadsheetLimits = {
  bytes: 10 * 1024 * 1024,
  unpackedBytes: 100 * 1024 * 1024,
  rows: 5_000,
  columns: 200,
};

/** Rows a file may declare, filled or not: office suites pad sheets with empty formatted ones. */
const declaredRowLimit = 20_000;

export type UnreadableReason =
  'too-big' | 'encrypted' | 'legacy-xls' | 'not-xlsx' | 'unpacks-too-big' | 'too-many-rows' | 'damaged';

export class UnreadableSpreadsheet extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, cause?: unknown) {
    super(`spreadsheet cannot be read: ${reason}`, { cause });
    this.name = 'UnreadableSpreadsheet';
    this.reason = reason;
  }
}

const reasonOfStop: Record<string, UnreadableReason> = {
  'zip-encrypted': 'encrypted',
  'zip-ratio': 'unpacks-too-big',
  'zip-too-big': 'unpacks-too-big',
  'zip-lying-size': 'unpacks-too-big',
  'zip-too-many-entries': 'unpacks-too-big',
};

/** A fixed moment, so that the same content is always the same bytes. */
const fixedMoment = new Date('2022-01-01T00:00:00Z');

/** A4 across, as wide as the page, as many pages as it takes. */
export const landscapeA4 = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;

/** Loaded when the first workbook is asked for: a process that has read or written none is 40 MB smaller. */
async function emptyWorkbook(): Promise<Workbook> {
  const { Workbook } = await import('@cj-tech-master/excelts');
  return new Workbook();
}

export async function createWorkbook(): Promise<Workbook> {
  const workbook = await emptyWorkbook();
  workbook.creator = 'Yardstick';
  workbook.lastModifiedBy = 'Yardstick';
  workbook.created = fixedMoment;
  workbook.modified = fixedMoment;
  return workbook;
}

/** Opens an .xlsx file within the limits, or throws `UnreadableSpreadsheet`. */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  if (bytes.length > spreadsheetLimits.bytes) throw new UnreadableSpreadsheet('too-big');
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new UnreadableSpreadsheet(isEncrypted ? 'encrypted' : 'legacy-xls');
  }
  if (!startsWith(bytes, [0x50, 0x4b])) throw new UnreadableSpreadsheet('not-xlsx');
  const files = await unpackAll(bytes);
  if (!Object.keys(files).some(path => /(^|\/)workbook\.xml$/i.test(path))) throw new UnreadableSpreadsheet('not-xlsx');

  const workbook = await emptyWorkbook();
  try {
    await workbook.xlsx.loadFromFiles(files, { maxRows: declaredRowLimit });
  } catch (error) {
    const isTooLong = error instanceof Error && error.name === 'MaxItemsExceededError';
    throw new UnreadableSpreadsheet(isTooLong ? 'too-many-rows' : 'damaged', error);
  }
  if (workbook.worksheets.length === 0) throw new UnreadableSpreadsheet('damaged');
  if (workbook.worksheets.some(sheet => sheet.actualRowCount > spreadsheetLimits.rows)) {
    throw new UnreadableSpreadsheet('too-many-rows');
  }
  // A file without document properties would otherwise be stamped with the time of reading.
  workbook.created ??= fixedMoment;
  return workbook;
}

/** The bytes of a workbook; equal workbooks give equal bytes, at any time and in any time zone. */
export async function workbookBytes(workbook: Workbook): Promise<Uint8Array> {
  workbook.modified = fixedMoment;
  // A ZIP stamp is wall-clock time without a zone, hence the local constructor.
  const zip = { modTime: new Date(2022, 0, 1), timestamps: 'dos' } as const;
  return new Uint8Array(await workbook.xlsx.writeBuffer({ zip, validate: false }));
}

/** What a reader of the sheet sees in a cell, tidied; a cell inside a merged area shows the area's text. */
export function cellText(cell: Cell): string {
  return tidyText(rawText(cell.value, typeof cell.numFmt === 'string' ? cell.numFmt : ''));
}

export function isFormula(cell: Cell): boolean {
  return cell.formula !== undefined;
}

/** True for a formula whose value the file does not hold. */
export function lacksResult(cell: Cell): boolean {
  return isFormula(cell) && (cell.result === undefined || cell.result === null);
}

/** The text of an Excel error such as `#REF!`, or null. */
export function cellError(cell: Cell): string | null {
  const value = isFormula(cell) ? cell.result : cell.value;
  return typeof value === 'object' && value !== null && 'error' in value ? value.error : null;
}

/** Puts text into a cell so that no spreadsheet program takes it for a formula. */
export function setText(cell: Cell, text: string): void {
  cell.value = text === '' ? null : text;
  if (/^[=+\-@\t\r]/.test(text)) cell.style = { ...cell.style, numFmt: '@' };
}

export function columnLetter(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** One newline character, plain spaces, nothing invisible, no blanks at the ends. */
export function tidyText(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\t]/g, ' ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u200b\u2060\ufeff\ufffe\uffff]/g, '')
    .trim();
}

function rawText(value: Cell['value'], numberFormat: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    return numberFormat.includes('%') ? `${Number((value * 100).toFixed(6))}%` : String(value);
  }
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if ('hyperlink' in value) return value.text;
  if ('richText' in value) return value.richText.map(run => run.text).join('');
  if ('error' in value) return value.error;
  if ('checkbox' in value) return value.checkbox ? '是' : '否';
  return rawText(value.result, numberFormat);
}

async function unpackAll(bytes: Uint8Array): Promise<Record<string, Uint8Array>> {
  const source = bytesOfBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const files: Record<string, Uint8Array> = {};
  try {
    for (const part of await readParts(source, { unpackedBytes: spreadsheetLimits.unpackedBytes })) {
      const pieces: Buffer[] = [];
      for await (const piece of unpack(source, part)) pieces.push(piece);
      files[part.name] = Buffer.concat(pieces);
    }
  } catch (error) {
    throw new UnreadableSpreadsheet(error instanceof Stop ? (reasonOfStop[error.code] ?? 'damaged') : 'damaged', error);
  }
  return files;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
