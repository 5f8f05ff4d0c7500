import { inflateSync } from 'node:zlib';
import type { FileReasonCode } from '@yardstick/domain/wording.files';
import { piecesOf, type ByteSource } from './byte-source.ts';
import { Stop, type Findings } from './inspection.ts';

/** Names that make a reader run, start, send or unpack something; all too long to occur in packed data by chance. */
const activeNames: Record<string, FileReasonCode> = {
  JavaScript: 'pdf-javascript',
  Rendition: 'pdf-javascript',
  XFA: 'pdf-javascript',
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

const name = /\/(?:[A-Za-z\d_-]|#[\dA-Fa-f]{2}){5,80}/g;
// Too short for the pattern above, so taken only with what must follow them.
const shortNames: [RegExp, FileReasonCode][] = [
  [/\/(?:E|#45)(?:F|#46)\s*(?:<<|\d+\s+\d+\s+R)/, 'embedded-file'],
  [/\/(?:X|#58)(?:F|#46)(?:A|#41)\s*(?:\[|\d+\s+\d+\s+R)/, 'pdf-javascript'],
  [/\/(?:J|#4[Aa])(?:S|#53)\s*(?:\(|<[\dA-Fa-f\s]{8}|\d+\s+\d+\s+R)/, 'pdf-javascript'],
];

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

  const packedObjects = new Set<number>();
  for await (const { position, bytes } of piecesOf(source, 256)) {
    const text = bytes.toString('latin1');
    for (const { name, index } of namesIn(text)) {
      if (name === 'ObjStm' || name === 'First') packedObjects.add(position + index);
      report(name, findings);
    }
    reportShortNames(text, findings);
    findings.checkTime();
  }

  let left = allObjectStreamsBytes;
  for (const position of packedObjects) {
    const objects = await packedObjectsAt(source, position, findings);
    findings.checkTime();
    if (!objects) continue;
    left -= objects.length;
    if (left < 0) throw new Stop('unreadable-part');
    const text = objects.toString('latin1');
    for (const { name } of namesIn(text)) report(name, findings);
    reportShortNames(text, findings);
  }
}

function* namesIn(text: string): Generator<{ name: string; index: number }> {
  for (const match of text.matchAll(name)) {
    const written = match[0].slice(1);
    yield { name: written.includes('#') ? unescaped(written) : written, index: match.index };
  }
}

const unescaped = (written: string) =>
  written.replace(/#([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

function report(name: string, findings: Findings): void {
  const code = Object.hasOwn(activeNames, name) ? activeNames[name] : undefined;
  if (code) findings.add(code);
}

function reportShortNames(text: string, findings: Findings): void {
  for (const [pattern, code] of shortNames) if (pattern.test(text)) findings.add(code);
}

/**
 * The objects packed in the stream whose dictionary holds the name at `position`, or nothing when that name belongs to
 * an ordinary object. Readers do not insist on /Type /ObjStm, hence the look at every /First as well.
 */
async function packedObjectsAt(source: ByteSource, position: number, findings: Findings): Promise<Buffer | undefined> {
  const from = Math.max(0, position - dictionaryReach);
  const before = (await source.read(from, position - from)).toString('latin1');
  const after = (await source.read(position, dictionaryReach)).toString('latin1');
  const begin = before.lastIndexOf('obj');
  const data = /stream\r?\n|stream\r/.exec(after);
  const end = after.indexOf('endobj');
  if (end !== -1 && (!data || end < data.index)) return undefined;
  if (!data) {
    if (/^\/(ObjStm|#)/.test(after)) findings.add('unreadable-part');
    return undefined;
  }
  const dictionary = unescaped(before.slice(Math.max(0, begin)) + after.slice(0, data.index));
  if (!/\/N\b/.test(dictionary) || !/\/First\b/.test(dictionary)) return undefined;
  if (!/\/Filter\b/.test(dictionary)) return undefined; // plain text, already scanned
  const filter = /\/Filter\s*(?:\/(\w+)|\[\s*\/(\w+)\s*\])/.exec(dictionary);
  if ((filter?.[1] ?? filter?.[2]) !== 'FlateDecode' || /\/Predictor\s+(?!1\b)/.test(dictionary)) {
    findings.add('unreadable-part');
    return undefined;
  }
  return inflatedAt(source, position + data.index + data[0].length, findings);
}

async function inflatedAt(source: ByteSource, start: number, findings: Findings): Promise<Buffer | undefined> {
  for (let reach = 1 << 18; reach <= packedReach; reach *= 8) {
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
