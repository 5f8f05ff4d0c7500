import type { ByteSource } from './byte-source.ts';
import { Stop, type Findings } from './inspection.ts';
import { suspicionOfCell } from './suspicious-formula.ts';

const mostTextBytes = 32 << 20;
const binaryCharacter = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/;
const markup = /^\s*(?:<!doctype|<html|<head|<body|<script|<svg|<\?xml|<\?php|<iframe|<meta|<!--|<%|mime-version:|#!)/i;
const startedCell = /[=+\-@＝＋－＠](?<=(?:^|[",;\t\r\n])[\s"'\ufeff]*[=+\-@＝＋－＠])[^,;\t\r\n]{0,5000}/g;
// Written in two halves, so that this file is not mistaken for the test virus itself.
const testVirus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** The text of a file that is text all through: UTF-8, UTF-16 with its mark, or GB 18030. */
export async function textOf(source: ByteSource): Promise<string | undefined> {
  if (source.size > mostTextBytes) throw new Stop('unreadable-part');
  const bytes = await source.read(0, source.size);
  const mark = bytes.toString('latin1', 0, 2);
  const encodings = mark === '\xff\xfe' ? ['utf-16le'] : mark === '\xfe\xff' ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return binaryCharacter.test(text) ? undefined : text;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Also for the beginning of a file, which may end within a character. */
export const looksLikeText = (head: Buffer) => !binaryCharacter.test(head.toString('latin1'));

export const looksLikeMarkup = (text: string) => markup.test(text.slice(0, 1024));

export function inspectText(text: string, extension: string, findings: Findings): void {
  if (text.startsWith(testVirus)) findings.add('test-virus');
  if (extension !== 'csv') return;
  if (/^\s*ID;/i.test(text)) throw new Stop('extension-mismatch', { extension, actual: 'SYLK' });
  // Starts of cells under any separator a spreadsheet program may be set to, and of lines within quoted cells.
  for (const [cell] of text.matchAll(startedCell)) {
    const suspicion = suspicionOfCell(cell);
    if (suspicion) findings.add(suspicion);
  }
}
