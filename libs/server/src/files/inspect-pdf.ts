import { inflateSync } from 'node:zlib';
import { scanNames, unescaped, type ByteScan } from './byte-scan.ts';
import type { ByteSource } from './byte-source.ts';
import { Stop, type Findings } from './inspection.ts';

const dictionaryReach = 64 << 10;
const packedReach = 16 << 20;
const objectStreamBytes = 32 << 20;
const allObjectStreamsBytes = 256 << 20;

/**
 * The whole file was scanned for active names without trusting its cross-reference table: a hidden object is still
 * somewhere in the bytes. Objects can also be packed in object streams, which are unpacked and scanned here.
 */
export async function inspectPdf(source: ByteSource, scan: ByteScan, findings: Findings): Promise<void> {
  const tail = (await source.read(Math.max(0, source.size - (64 << 10)), 64 << 10)).toString('latin1');
  if (!tail.includes('%%EOF')) throw new Stop('damaged');
  for (const code of scan.activeNames) findings.add(code);

  let left = allObjectStreamsBytes;
  const unpacked = new Set<number>();
  for (const position of scan.mayHoldObjects) {
    const objects = await packedObjectsAt(source, position, unpacked, findings);
    findings.checkTime();
    if (!objects) continue;
    left -= objects.length;
    if (left < 0) throw new Stop('unreadable-part');
    scanNames(objects, { isLast: true, active: code => findings.add(code) });
  }
}

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
