import type { FileReasonCode } from '@yardstick/domain/wording.files';
import type { Digest } from './receive-stream.ts';
import { archiveIn, isJpeg, isPdf, isPng } from './signatures.ts';

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

/** More than any name or pattern needs on either side of where two pieces meet. */
const reach = 512;
const mostObjectStreams = 200_000;

/**
 * One look at every byte of a picture or PDF, in the pieces in which it comes in: what an inspection would otherwise read
 * the whole file for once more. Other kinds are passed over; whoever unpacks them sees more.
 */
export class ByteScan implements Digest {
  /** An archive that begins somewhere inside. */
  archive: string | undefined;
  readonly activeNames = new Set<FileReasonCode>();
  /** Where a PDF may have a stream of packed objects. */
  readonly mayHoldObjects = new Set<number>();
  #size = 0;
  /** The end of what was scanned, or all of it as long as that is little. */
  #rest: Buffer = Buffer.alloc(0);
  #kind: 'unknown' | 'pdf' | 'picture' | 'other' = 'unknown';
  #msLeft: number;

  /** With a limit on the processor's time that scanning may take. */
  constructor(limitMs: number) {
    this.#msLeft = limitMs;
  }

  /** What was scanned is not all, and the file has to be set aside. */
  get isCutShort(): boolean {
    return this.#msLeft < 0;
  }

  get size(): number {
    return this.#size;
  }

  update(given: Uint8Array): void {
    const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    this.#size += bytes.length;
    if (this.#kind === 'other' || this.isCutShort) return;
    const begin = performance.now();
    const seam = Buffer.concat([this.#rest, bytes.subarray(0, reach)]);
    if (this.#kind === 'unknown') this.#kind = kindOf(seam);
    this.#look(seam, this.#size - bytes.length - this.#rest.length, false);
    if (bytes.length > reach) this.#look(bytes, this.#size - bytes.length, false);
    this.#rest = Buffer.from((bytes.length < reach ? Buffer.concat([this.#rest, bytes]) : bytes).subarray(-reach));
    this.#msLeft -= performance.now() - begin;
  }

  /** Looks at what was waiting for more to follow. */
  finish(): void {
    if (this.#kind !== 'other' && !this.isCutShort) this.#look(this.#rest, this.#size - this.#rest.length, true);
  }

  #look(bytes: Buffer, position: number, isLast: boolean): void {
    if (this.#kind !== 'pdf' && this.#kind !== 'picture') return;
    this.archive ??= archiveIn(bytes);
    if (this.#kind === 'picture') return;
    scanNames(bytes, {
      isLast,
      active: code => this.activeNames.add(code),
      each: (name, offset) => {
        if (name !== 'First') return;
        if (this.mayHoldObjects.size < mostObjectStreams) this.mayHoldObjects.add(position + offset);
        else this.activeNames.add('unreadable-part');
      },
    });
  }
}

/** Nothing to say before there are enough bytes to tell. */
function kindOf(head: Buffer): 'unknown' | 'pdf' | 'picture' | 'other' {
  if (isPdf(head)) return 'pdf';
  if (isJpeg(head) || isPng(head)) return 'picture';
  return head.length < 8 ? 'unknown' : 'other';
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

interface Names {
  /** Nothing follows these bytes; else a name that touches their end may go on. */
  isLast: boolean;
  active: (code: FileReasonCode) => void;
  each?: (name: string, offset: number) => void;
}

/** Reports the active names among these bytes, however they are escaped. */
export function scanNames(bytes: Buffer, { isLast, active, each }: Names): void {
  for (let at = nextSlash(bytes, 0); at !== -1; at = nextSlash(bytes, at + 1)) {
    const first = bytes[at + 1] ?? 0;
    if (isNameByte[first] === 0) continue;
    let end = at + 2;
    while (end - at <= longestName && isNameByte[bytes[end] ?? 0] === 1) end++;
    if (end >= bytes.length && !isLast) return;
    if (beginsShortName[first] === 1) {
      const text = unescaped(bytes.toString('latin1', at, at + 250));
      for (const [pattern, code] of shortNames) if (pattern.test(text)) active(code);
      if (script.test(text) && standsInText(bytes, at)) active('pdf-javascript');
    }
    if (end - at <= shortestName) continue;
    const name = unescaped(bytes.toString('latin1', at + 1, end));
    const code = Object.hasOwn(activeNames, name) ? activeNames[name] : undefined;
    if (code) active(code);
    each?.(name, at);
  }
}

export const unescaped = (text: string) =>
  text.includes('#')
    ? text.replace(/#([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;
