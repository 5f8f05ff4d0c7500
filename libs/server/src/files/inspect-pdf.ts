import { inflateSync } from 'node:zlib';
import type { FileReasonCode } from '@yardstick/domain/wording.files';
import { piecesOf, type ByteSource } from './byte-source.ts';
import { Stop, type Findings } from './inspection.ts';

/** Names that make a reader run, start, send or unpack something; all too long to occur in packed data by chance. */
const activeNames: Record<string, FileReasonCode> = {
  JavaScript: 'pdf-javascript',
  Rendition: 'pdf-javascript',
  Launch: 'pdf-launch',
  SubmitForm: 'pdf-launch',
  ImportData: 'pdf-launch',
  EmbeddedFile: 'embedded-file',
  EmbeddedFiles: 'embedded-file',
  FileAttachment: 'embedded-file',
  RichMedia: 'embedded-file',
  GoToE: 'embedded-file',
  Encrypt: 'encrypted',
};

const shortestName = 5;
const longestName = 240;
// Too short for the rule above, so taken only with what must follow them.
const gap = '(?:\\s*%[^\\r\\n]*[\\r\\n])?\\s*';
const shortNames: [RegExp, FileReasonCode][] = [
  [new RegExp(`^/EF(?:\\s{64}|${gap}(?:<<|\\d+\\s+\\d+\\s+R))`), 'embedded-file'],
  [new RegExp(`^/XFA(?:\\s{64}|${gap}(?:\\[|\\d+\\s+\\d+\\s+R))`), 'pdf-javascript'],
  [new RegExp(`^/JS(?:\\s{64}|${gap}(?:<[\\dA-Fa-f\\s]{8}|\\d+\\s+\\d+\\s+R))`), 'pdf-javascript'],
];

// Four bytes that 50 MB of packed pictures hold by chance once in a hundred files, hence the look at what stands before.
// An action that runs a script says /JavaScript as well, which is found wherever it stands.
const script = new RegExp(`^/JS${gap}\\(`);

const dictionaryReach = 64 << 10;
const packedReach = 16 << 20;
const objectStreamBytes = 32 << 20;
const allObjectStreamsBytes = 256 << 20;

/**
 * Scans the whole file for active names, however they are escaped, without trusting its cross-reference table: a hidden
 * object is still somewhere in the bytes. Objects can also be packed in object streams, which are unpacked and scanned.
 */
export async function inspectPdf(source: ByteSource, findings: Findings): Promise<void> {
  const tail = (await source.read(Math.max(0, source.size - (64 << 10)), 64 << 10)).toString('latin1');
  if (!tail.includes('%%EOF')) throw new Stop('damaged');

  const candidates: number[] = [];
  for await (const { position, bytes } of piecesOf(source, 256)) {
    scanNames(bytes, findings, (name, offset) => {
      if (name === 'First') candidates.push(position + offset);
    });
    findings.checkTime();
  }

  let left = allObjectStreamsBytes;
  const unpacked = new Set<number>();
  for (const position of candidates) {
    const objects = await packedObjectsAt(source, position, unpacked, findings);
    findings.checkTime();
    if (!objects) continue;
    left -= objects.length;
    if (left < 0) throw new Stop('unreadable-part');
    scanNames(objects, findings);
  }
}

const isNameByte = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w#-]/.test(String.fromCharCode(byte)) ? 1 : 0));
const beginsShortName = Uint8Array.from({ length: 256 }, (_, byte) =>
  'EXJ#'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

const slash = 0x2f;
const whiteSpace = [0x00, 0x09, 0x0a, 0x0c, 0x0d];
const lookedThrough = 64;

/** Where the next name may begin: a few bytes looked at here, then the faster search, whose calls cost too much for each byte. */
function nextSlash(bytes: Buffer, from: number): number {
  const near = Math.min(from + lookedThrough, bytes.length);
  for (let at = from; at < near; at++) if (bytes[at] === slash) return at;
  return near < bytes.length ? bytes.indexOf(slash, near) : -1;
}

/** Whether the bytes before are such as stand in a dictionary: text and white space. */
function standsInText(bytes: Buffer, at: number): boolean {
  for (const byte of bytes.subarray(Math.max(0, at - 6), at))
    if (byte > 0x7e || (byte < 0x20 && !whiteSpace.includes(byte))) return false;
  return true;
}

/** Reports the active names among these bytes. */
function scanNames(bytes: Buffer, findings: Findings, each?: (name: string, offset: number) => void): void {
  for (let at = nextSlash(bytes, 0); at !== -1; at = nextSlash(bytes, at + 1)) {
    const first = bytes[at + 1] ?? 0;
    if (isNameByte[first] === 0) continue;
    let end = at + 2;
    while (end - at <= longestName && isNameByte[bytes[end] ?? 0] === 1) end++;
    if (beginsShortName[first] === 1) {
      const text = unescaped(bytes.toString('latin1', at, at + 250));
      for (const [pattern, code] of shortNames) if (pattern.test(text)) findings.add(code);
      if (script.test(text) && standsInText(bytes, at)) findings.add('pdf-javascript');
    }
    if (end - at <= shortestName) continue;
    const name = unescaped(bytes.toString('latin1', at + 1, end));
    const code = Object.hasOwn(activeNames, name) ? activeNames[name] : undefined;
    if (code) findings.add(code);
    each?.(name, at);
  }
}

const unescaped = (text: string) =>
  text.includes('#')
    ? text.replace(/#([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/**
 * The objects packed in the stream whose dictionary holds the name at `position`, or nothing when that name belongs to
 * an ordinary object. Readers do not insist on /Type /ObjStm, hence the look at every /First as well.
 */
async function packedObjectsAt(
  source: ByteSource,
  position: number,
  unpacked: Set<number>,
  findings: Findings,
): Promise<Buffer | undefined> {
  for (let reach = 1 << 10; ; reach *= 64) {
    const from = Math.max(0, position - reach);
    const around = (await source.read(from, position - from + reach)).toString('latin1');
    const here = position - from;
    const begin = around.lastIndexOf('obj', here);
    const end = around.indexOf('endobj', here);
    const data = /stream(?:\r?\n|\r)/g;
    data.lastIndex = here;
    const found = data.exec(around);
    if (end !== -1 && (!found || end < found.index)) return undefined;
    if ((begin === -1 && from > 0) || (!found && from + around.length < source.size)) {
      if (reach < dictionaryReach) continue;
      findings.add('unreadable-part');
      return undefined;
    }
    if (!found) return undefined;
    const dictionary = unescaped(around.slice(Math.max(0, begin), found.index));
    const start = from + found.index + found[0].length;
    if (unpacked.has(start) || !/\/N\b/.test(dictionary) || !/\/First\b/.test(dictionary)) return undefined;
    unpacked.add(start);
    if (!/\/Filter\b/.test(dictionary)) return undefined; // plain text, already scanned
    const filter = /\/Filter\s*(?:\/(\w+)|\[\s*\/(\w+)\s*\])/.exec(dictionary);
    if ((filter?.[1] ?? filter?.[2]) === 'FlateDecode' && !/\/Predictor\s+(?!1\b)/.test(dictionary))
      return inflatedAt(source, start, findings);
    findings.add('unreadable-part');
    return undefined;
  }
}

async function inflatedAt(source: ByteSource, start: number, findings: Findings): Promise<Buffer | undefined> {
  for (let reach = 1 << 16; reach <= packedReach; reach *= 16) {
    const packed = await source.read(start, reach);
    try {
      return inflateSync(packed, { maxOutputLength: objectStreamBytes });
    } catch (error) {
      const cutOff = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR' && start + reach < source.size;
      if (!cutOff) break;
    }
  }
  findings.add('unreadable-part');
  return undefined;
}
