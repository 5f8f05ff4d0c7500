import { open } from 'node:fs/promises';
import { fileNameWording } from '@yardstick/domain/wording.files';
import { fileTypeFromBuffer } from 'file-type';
import { ByteScan } from './byte-scan.ts';
import { bytesOfFile, piecesOf, type ByteSource } from './byte-source.ts';
import { inspectCompound } from './inspect-compound.ts';
import { inspectPackage } from './inspect-package.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { inspectJpeg, inspectPng } from './inspect-picture.ts';
import { inspectText, looksLikeMarkup, looksLikeText, textOf } from './inspect-text.ts';
import { fileKinds, Findings, Stop, type FileKind, type Inspection } from './inspection.ts';
import { cleanFileName, extensionOf } from './safe-file-name.ts';
import { executableAt, isCompound, isJpeg, isPdf, isPng, isZip } from './signatures.ts';

export interface InspectOptions {
  maxBytes?: number;
  /** A file that takes longer is set aside. */
  timeLimitMs?: number;
  /** Fed with exactly the file's bytes while they came in, so that they need not be read again. */
  scan?: ByteScan;
}

/** Extensions that some system runs or renders when opened, wherever in the name they stand. */
const activeExtension =
  /\.(exe|com|bat|cmd|scr|pif|msi|dll|js|jse|vbs|vbe|wsf|hta|ps1|lnk|jar|sh|php|jsp|aspx?|html?|xhtml|shtml|svg|docm|xlsm|pptm)(?=\.)/i;

const documentExtension = /\.(pdf|ofd|docx?|xlsx?|pptx?|jpe?g|png|txt|csv|wps|et)(?=\.)/i;

const sniffedBytes = 4096;

/**
 * Decides by content, then holds the name against it. Refused files are never stored; quarantined ones are stored but
 * opened by nobody until a person has looked; the reasons are for the uploader.
 */
export async function inspectFile(path: string, fileName: string, options: InspectOptions = {}): Promise<Inspection> {
  const timeLimitMs = options.timeLimitMs ?? 1_800;
  const findings = new Findings(timeLimitMs);
  const handle = await open(path, 'r');
  let kind: Inspection['kind'] = 'unknown';
  try {
    const extension = extensionAllowed(fileName, findings);
    const { size } = await handle.stat();
    const maxBytes = options.maxBytes ?? 200 << 20;
    if (size === 0) throw new Stop('empty');
    if (size > maxBytes) throw new Stop('too-large', { limit: Math.floor(maxBytes / (1 << 20)) });
    const source = bytesOfFile(handle, size);
    const scanned = () => scanOf(source, options.scan ?? new ByteScan(timeLimitMs));
    await inspectContent(source, scanned, extension, findings, (...kinds) => {
      kind = kinds.includes(extension) ? extension : kinds[0]!;
      if (kind !== extension) throw new Stop('extension-mismatch', { extension, actual: kind });
    });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    findings.add(error.code, error.details);
  } finally {
    await handle.close();
  }
  const { verdict, reasons } = findings;
  return { verdict, kind, mime: kind === 'unknown' ? 'application/octet-stream' : fileKinds[kind], reasons };
}

function extensionAllowed(fileName: string, findings: Findings): FileKind {
  const { name, violation } = cleanFileName(fileName);
  if (violation) throw new Stop('bad-name', { violation: fileNameWording[violation] });
  const extension = extensionOf(name).replace(/^jpeg$/, 'jpg');
  const isAllowed = Object.hasOwn(fileKinds, extension);
  if (activeExtension.test(name) || (!isAllowed && documentExtension.test(name))) findings.add('double-extension');
  if (!isAllowed) throw new Stop('extension-not-allowed', { extension: extension || '?' });
  return extension as FileKind;
}

/** Goes on where the scan stands; at the end, nothing is left to read of a file that was scanned while it came in. */
async function scanOf(source: ByteSource, scan: ByteScan): Promise<ByteScan> {
  for await (const bytes of piecesOf(source, scan.size)) scan.update(bytes);
  scan.finish();
  if (scan.isCutShort) throw new Stop('not-checked-in-time');
  return scan;
}

/** Says by `settle` which kinds the content can be, before looking deeper; a wrong extension ends it there. */
async function inspectContent(
  source: ByteSource,
  scanned: () => Promise<ByteScan>,
  extension: FileKind,
  findings: Findings,
  settle: (...kinds: FileKind[]) => void,
): Promise<void> {
  const head = await source.read(0, sniffedBytes);
  const isAlsoPdf = !isPdf(head) && head.subarray(0, 1024).includes('%PDF-');

  if (isZip(head)) {
    if (isAlsoPdf) throw new Stop('polyglot', { actual: 'pdf' });
    const kind = await inspectPackage(source, findings);
    if (kind === 'zip' || kind === 'xlsb') throw new Stop('type-not-allowed', { actual: kind });
    settle(kind);
  } else if (isCompound(head)) {
    const kind = await inspectCompound(source, findings);
    if (kind === 'other') throw new Stop('type-not-allowed', { actual: 'OLE' });
    if (kind === 'encrypted-ooxml') settle('docx', 'xlsx', 'pptx');
    else if (kind === 'doc') settle('doc', 'wps');
    else settle('xls', 'et');
  } else if (isPdf(head)) {
    settle('pdf');
    const scan = await refusePolyglot(source, head, scanned);
    await inspectPdf(source, scan, findings);
  } else if (isJpeg(head) || isPng(head)) {
    settle(isPng(head) ? 'png' : 'jpg');
    if (isAlsoPdf) throw new Stop('polyglot', { actual: 'pdf' });
    await refusePolyglot(source, head, scanned);
    await (isPng(head) ? inspectPng : inspectJpeg)(source, findings);
  } else {
    await inspectRest(source, head, extension, findings, settle);
    if (isAlsoPdf) throw new Stop('polyglot', { actual: 'pdf' });
  }
}

async function inspectRest(
  source: ByteSource,
  head: Buffer,
  extension: FileKind,
  findings: Findings,
  settle: (...kinds: FileKind[]) => void,
): Promise<void> {
  if (executableAt(head)) throw new Stop('type-not-allowed', { actual: 'exe' });
  const sniffed = await fileTypeFromBuffer(head).catch(() => undefined);
  if (sniffed && (sniffed.ext === 'rtf' || !looksLikeText(head)))
    throw new Stop('type-not-allowed', { actual: sniffed.ext });
  const text = await textOf(source);
  if (text === undefined) throw new Stop('extension-mismatch', { extension, actual: '?' });
  if (looksLikeMarkup(text)) throw new Stop('type-not-allowed', { actual: 'html/xml' });
  settle('txt', 'csv');
  inspectText(text, extension, findings);
}

/** A picture or PDF that another program would take for something else. */
async function refusePolyglot(source: ByteSource, head: Buffer, scanned: () => Promise<ByteScan>): Promise<ByteScan> {
  const start = head.toString('latin1', 0, 1024);
  if (/<(?:!doctype|html|script|svg|iframe)/i.test(start)) throw new Stop('polyglot', { actual: 'html' });
  if (await endsAsZip(source)) throw new Stop('polyglot', { actual: 'zip' });
  const scan = await scanned();
  if (scan.archive) throw new Stop('polyglot', { actual: scan.archive });
  return scan;
}

/** Unpackers find a zip by the record at its end, whatever stands before it. */
async function endsAsZip(source: ByteSource): Promise<boolean> {
  const tail = await source.read(Math.max(0, source.size - 66_000), 66_000);
  for (let at = tail.lastIndexOf('PK\x05\x06'); at !== -1; at = at > 0 ? tail.lastIndexOf('PK\x05\x06', at - 1) : -1) {
    if (at + 22 > tail.length) continue;
    const directoryBytes = tail.readUInt32LE(at + 12);
    if (directoryBytes >= 46 && directoryBytes < source.size && tail.readUInt16LE(at + 10) > 0) return true;
  }
  return false;
}
