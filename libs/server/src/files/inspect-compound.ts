import type { ByteSource } from './byte-source.ts';
import { Stop, type Findings } from './inspection.ts';
import { isCompound } from './signatures.ts';

/** `doc` stands for the old Word format whoever wrote it, `xls` for the old Excel format. */
export type CompoundKind = 'doc' | 'xls' | 'encrypted-ooxml' | 'other';

interface Entry {
  name: string;
  isStream: boolean;
  left: number;
  right: number;
  child: number;
  start: number;
  size: number;
}

const noSector = 0xfffffffa; // this and above mark free, end of chain and the table's own sectors
const streamLimit = 64 << 20;
const miniStreamCutoff = 4096;

/** Office files of before 2007: which program's, and whether they hold macros, packed objects, or a password. */
export async function inspectCompound(source: ByteSource, findings: Findings): Promise<CompoundKind> {
  const file = await CompoundFile.open(source, findings);
  const top = file.topLevel();
  if (top.has('encryptedpackage')) {
    findings.add('encrypted');
    return 'encrypted-ooxml';
  }
  for (const { name } of file.entries) {
    if (/^_vba_project/.test(name) || name === 'vba' || name === 'macros') findings.add('macro');
    if (name === '\x01ole10native' || name === 'package') findings.add('embedded-file');
  }
  const document = top.get('worddocument');
  if (document) {
    inspectWord(await file.read(document), findings);
    return 'doc';
  }
  const workbook = top.get('workbook') ?? top.get('book');
  if (workbook) {
    inspectWorkbook(await file.read(workbook), findings);
    return 'xls';
  }
  return 'other';
}

function inspectWord(stream: Buffer, findings: Findings): void {
  if (stream.length < 32 || ![0xa5ec, 0xa5dc].includes(stream.readUInt16LE(0))) throw new Stop('damaged');
  if (stream.readUInt16LE(10) & 0x0100) findings.add('encrypted');
  // A field begins with 0x13; text is stored with one or two bytes to a character.
  if (/\x13\0?(?:[ \t]\0?)*D\0?D\0?E/i.test(stream.toString('latin1'))) findings.add('dde');
}

function inspectWorkbook(stream: Buffer, findings: Findings): void {
  if (stream.length < 8 || stream[0] !== 0x09) throw new Stop('damaged');
  for (let at = 0; at + 4 <= stream.length;) {
    const record = stream.readUInt16LE(at);
    const body = stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2));
    at += 4 + stream.readUInt16LE(at + 2);
    if (record === 0x0a) return; // end of the workbook's own records; the sheets follow
    if (record === 0x2f) {
      findings.add('encrypted');
      return;
    }
    if (record === 0x85 && body.length > 5 && (body[5] === 1 || body[5] === 6)) findings.add('macro');
    // A link's path holds 0x03 between program and topic when it calls another program.
    if (record === 0x1ae && body.length > 5 && body.subarray(4).includes(3)) findings.add('dde');
  }
}

class CompoundFile {
  readonly entries: Entry[] = [];
  readonly #source: ByteSource;
  readonly #sectorSize: number;
  readonly #findings: Findings;
  #table = new Uint32Array();

  private constructor(source: ByteSource, sectorSize: number, findings: Findings) {
    this.#source = source;
    this.#sectorSize = sectorSize;
    this.#findings = findings;
  }

  static async open(source: ByteSource, findings: Findings): Promise<CompoundFile> {
    const header = await source.read(0, 512);
    const shift = header.length === 512 && isCompound(header) ? header.readUInt16LE(30) : 0;
    if (shift !== 9 && shift !== 12) throw new Stop('damaged');
    const file = new CompoundFile(source, 1 << shift, findings);
    await file.#readTable(header);
    const directory = await file.#chain(header.readUInt32LE(48), streamLimit);
    for (let at = 0; at + 128 <= directory.length; at += 128)
      file.entries.push(entryAt(directory.subarray(at, at + 128)));
    if (file.entries.length === 0) throw new Stop('damaged');
    return file;
  }

  /** What the file itself consists of, as opposed to objects embedded in it. */
  topLevel(): Map<string, Entry> {
    const found = new Map<string, Entry>();
    const seen = new Set<number>();
    const pending = [this.entries[0]?.child ?? noSector];
    for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
      const entry = this.entries[index];
      if (!entry || seen.has(index)) continue;
      seen.add(index);
      found.set(entry.name, entry);
      pending.push(entry.left, entry.right);
    }
    return found;
  }

  async read(entry: Entry): Promise<Buffer> {
    // Real documents are padded beyond the cutoff, below which streams live elsewhere.
    if (!entry.isStream || entry.size < miniStreamCutoff) throw new Stop('damaged');
    if (entry.size > streamLimit) throw new Stop('unreadable-part');
    const bytes = await this.#chain(entry.start, entry.size);
    if (bytes.length < entry.size) throw new Stop('damaged');
    return bytes.subarray(0, entry.size);
  }

  async #readTable(header: Buffer): Promise<void> {
    const perSector = this.#sectorSize / 4;
    const count = header.readUInt32LE(44);
    if (count * perSector * this.#sectorSize > this.#source.size + perSector * this.#sectorSize * 2)
      throw new Stop('damaged');
    const sectors = wordsOf(header.subarray(76));
    let next = header.readUInt32LE(68);
    for (let guard = 0; next < noSector && sectors.length < count; guard++) {
      if (guard > count) throw new Stop('damaged');
      const more = wordsOf(await this.#sector(next));
      next = more.pop() ?? noSector;
      for (const sector of more) sectors.push(sector);
    }
    const table: number[][] = [];
    for (const sector of sectors.slice(0, count)) table.push(wordsOf(await this.#sector(sector)));
    this.#table = Uint32Array.from(table.flat());
  }

  async #chain(start: number, limit: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    const seen = new Uint8Array(this.#table.length);
    let bytes = 0;
    for (let sector = start; sector < noSector && bytes < limit;) {
      // Neighbouring sectors are read in one go.
      let run = 0;
      const from = sector;
      do {
        if (sector >= seen.length || seen[sector]) throw new Stop('damaged');
        seen[sector] = 1;
        run++;
        sector = this.#table[sector] ?? noSector;
      } while (sector === from + run && bytes + run * this.#sectorSize < limit);
      pieces.push(await this.#source.read((from + 1) * this.#sectorSize, run * this.#sectorSize));
      bytes += run * this.#sectorSize;
      this.#findings.checkTime();
    }
    return Buffer.concat(pieces);
  }

  async #sector(sector: number): Promise<Buffer> {
    const bytes = await this.#source.read((sector + 1) * this.#sectorSize, this.#sectorSize);
    if (bytes.length < this.#sectorSize) throw new Stop('damaged');
    return bytes;
  }
}

function entryAt(bytes: Buffer): Entry {
  const length = Math.min(64, bytes.readUInt16LE(64));
  return {
    name: bytes.toString('utf16le', 0, Math.max(0, length - 2)).toLowerCase(),
    isStream: bytes[66] === 2,
    left: bytes.readUInt32LE(68),
    right: bytes.readUInt32LE(72),
    child: bytes.readUInt32LE(76),
    start: bytes.readUInt32LE(116),
    size: bytes.readUInt32LE(120),
  };
}

function wordsOf(bytes: Buffer): number[] {
  const words: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) words.push(bytes.readUInt32LE(at));
  return words;
}
