import { previewLimits, type FilePreview, type PreviewCell } from './file-preview.ts';

/** The beginning of a text file, in whichever of the encodings in use it is written. */
export function decodedHead(bytes: Uint8Array): { text: string; isCut: boolean } {
  const head = bytes.subarray(0, previewLimits.textCharacters * 4);
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('latin1');
  const encodings = mark === '\xff\xfe' ? ['utf-16le'] : mark === '\xfe\xff' ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      // As a stream: the head may end within a character.
      const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
      const shown = text.slice(0, previewLimits.textCharacters);
      return { text: shown, isCut: head.length < bytes.length || shown.length < text.length };
    } catch {
      continue;
    }
  }
  return { text: Buffer.from(head).toString('latin1'), isCut: head.length < bytes.length };
}

export function textPreview(bytes: Uint8Array): FilePreview {
  return { kind: 'text', ...decodedHead(bytes) };
}

export function csvPreview(bytes: Uint8Array): FilePreview {
  const head = decodedHead(bytes);
  const [firstLine = ''] = head.text.split(/\r?\n/, 1);
  const separator = [',', '\t', ';'].reduce((best, candidate) =>
    firstLine.split(candidate).length > firstLine.split(best).length ? candidate : best,
  );
  const { rows, isCut } = firstRows(head.text, separator);
  const table = {
    name: '',
    isCut: isCut || head.isCut,
    rows: rows.map((cells, index) => ({ number: index + 1, cells })),
  };
  return { kind: 'tables', tables: [table], isCut: table.isCut };
}

function firstRows(text: string, separator: string): { rows: PreviewCell[][]; isCut: boolean } {
  const rows: PreviewCell[][] = [];
  let row: PreviewCell[] = [];
  let cell = '';
  let isQuoted = false;
  let isCut = false;
  const endCell = () => {
    if (row.length < previewLimits.columns) row.push(cellOf(cell));
    else isCut = true;
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    if (rows.length >= previewLimits.rows) return { rows, isCut: true };
    const character = text[at]!;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell === '') isQuoted = true;
    else if (character === separator) endCell();
    else if (character === '\n') endRow();
    else if (character !== '\r' && !(character === '\ufeff' && at === 0)) cell += character;
  }
  if (cell !== '' || row.length > 0) endRow();
  return { rows, isCut };
}

export const cellOf = (text: string, formula?: string): PreviewCell => ({
  text: clipped(text),
  ...(formula === undefined ? {} : { formula: clipped(`=${formula}`) }),
});

/** Control and bidirectional marks could make a cell look like another; a line end is kept. */
const clipped = (text: string): string => {
  const plain = text.replace(/(?!\n)[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').trim();
  return plain.length > previewLimits.cellCharacters ? `${plain.slice(0, previewLimits.cellCharacters)}…` : plain;
};
