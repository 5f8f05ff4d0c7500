// The package brings no types, and other projects that compile this file do not look for them here.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./yauzl.d.ts" />
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { ByteSource } from './byte-source.ts';
import { Stop } from './inspection.ts';

export const zipLimits = { entries: 10_000, unpackedBytes: 500 << 20, ratio: 100 };

/** Below this an entry may shrink as far as it likes: a short run of blanks is no bomb. */
const ratioFreeBytes = 1 << 20;
const wholeReadBytes = 1 << 20;
const wholeUnpackBytes = 4 << 20;

export interface ZipPart {
  name: string;
  size: number;
  packedSize: number;
  deflated: boolean;
  crc32: number;
  dataStart: number;
}

/**
 * The parts of a package in file order, after every check that needs no unpacking: number, stated sizes and ratio,
 * encryption, links, overlap, and whether the central directory agrees with the headers beside the data.
 * Unpacked bytes are counted against what is left of `budget`.
 */
export async function readParts(file: ByteSource, budget: { unpackedBytes: number }): Promise<ZipPart[]> {
  const source = readAhead(file);
  const entries = await centralDirectory(source);
  if (entries.length === 0) throw new Stop('zip-inconsistent');

  let unpacked = 0;
  let packed = 0;
  const names = new Set<string>();
  for (const entry of entries) {
    if (entry.isEncrypted()) throw new Stop('zip-encrypted');
    if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) throw new Stop('zip-symlink');
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw new Stop('zip-inconsistent');
    unpacked += entry.uncompressedSize;
    packed += entry.compressedSize;
    if (entry.uncompressedSize > ratioFreeBytes && isBombRatio(entry.uncompressedSize, entry.compressedSize))
      throw new Stop('zip-ratio');
    const name = entry.fileName.toLowerCase();
    if (names.has(name)) throw new Stop('zip-inconsistent'); // readers would disagree about which one counts
    names.add(name);
  }
  if (unpacked > ratioFreeBytes && isBombRatio(unpacked, packed)) throw new Stop('zip-ratio');
  budget.unpackedBytes -= unpacked;
  if (budget.unpackedBytes < 0) throw new Stop('zip-too-big');

  entries.sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  const parts: ZipPart[] = [];
  let end = 0;
  for (const [index, entry] of entries.entries()) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) throw new Stop('zip-overlap');
    if (index === 0 && start !== 0) throw new Stop('zip-inconsistent');
    const dataStart = await localDataStart(source, entry);
    end = dataStart + entry.compressedSize;
    if (end > file.size) throw new Stop('damaged');
    if (entry.fileName.endsWith('/') && entry.uncompressedSize === 0) continue;
    parts.push({
      name: entry.fileName,
      size: entry.uncompressedSize,
      packedSize: entry.compressedSize,
      deflated: entry.compressionMethod === 8,
      crc32: entry.crc32,
      dataStart,
    });
  }
  return parts;
}

/** The content of a part in pieces. Ends with a Stop as soon as the bytes differ from what the directory states. */
export async function* unpack(source: ByteSource, part: ZipPart): AsyncGenerator<Buffer> {
  let size = 0;
  let sum = 0;
  for await (const bytes of part.deflated ? inflated(source, part) : stored(source, part)) {
    size += bytes.length;
    if (size > part.size) throw new Stop('zip-lying-size');
    sum = crc32(bytes, sum);
    yield bytes;
  }
  if (size !== part.size) throw new Stop('zip-lying-size');
  if (sum !== part.crc32) throw new Stop('damaged');
}

async function* stored(source: ByteSource, part: ZipPart, length = wholeReadBytes): AsyncGenerator<Buffer> {
  for (let done = 0; done < part.packedSize; done += length)
    yield await source.read(part.dataStart + done, Math.min(length, part.packedSize - done));
}

async function* inflated(source: ByteSource, part: ZipPart): AsyncGenerator<Buffer> {
  try {
    if (part.packedSize <= wholeReadBytes && part.size <= wholeUnpackBytes) {
      const packed = await source.read(part.dataStart, part.packedSize);
      yield inflateRawSync(packed, { maxOutputLength: part.size + 1 });
    } else {
      const inflate = createInflateRaw({ chunkSize: 1 << 18 });
      const packed = Readable.from(stored(source, part));
      packed.on('error', error => inflate.destroy(error));
      yield* packed.pipe(inflate) as AsyncIterable<Buffer>;
    }
  } catch (error) {
    if (error instanceof Stop) throw error;
    const tooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Stop(tooLong ? 'zip-lying-size' : 'damaged');
  }
}

const isBombRatio = (unpacked: number, packed: number) => unpacked > packed * zipLimits.ratio;

async function centralDirectory(source: ByteSource): Promise<yauzl.Entry[]> {
  try {
    const zip = await yauzl.fromRandomAccessReaderPromise(new SourceReader(source), source.size, { autoClose: false });
    // A comment could hold a second directory, and no office program writes one.
    if (zip.comment !== '') throw new Stop('zip-inconsistent');
    if (zip.entryCount > zipLimits.entries) throw new Stop('zip-too-many-entries');
    const entries: yauzl.Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    const after = source.size - zip.readEntryCursor; // end record, with or without the two zip64 records
    if (after !== 22 && after !== 98) throw new Stop('zip-inconsistent');
    return entries;
  } catch (error) {
    if (error instanceof Stop) throw error;
    const message = (error as Error).message;
    throw new Stop(
      /encrypt/.test(message) ? 'zip-encrypted' : /size mismatch/.test(message) ? 'zip-lying-size' : 'zip-inconsistent',
    );
  }
}

async function localDataStart(source: ByteSource, entry: yauzl.Entry): Promise<number> {
  const offset = entry.relativeOffsetOfLocalHeader;
  const header = await source.read(offset, 30 + entry.fileNameLength);
  if (header.length < 30 + entry.fileNameLength || header.readUInt32LE(0) !== 0x04034b50) throw new Stop('damaged');
  const nameLength = header.readUInt16LE(26);
  if (
    nameLength !== entry.fileNameLength ||
    header.readUInt16LE(8) !== entry.compressionMethod ||
    !header.subarray(30).equals(entry.fileNameRaw)
  )
    throw new Stop('zip-inconsistent');
  return offset + 30 + nameLength + header.readUInt16LE(28);
}

/** Serves the many small reads of directory and headers from one larger block. */
function readAhead(source: ByteSource): ByteSource {
  let block: Buffer = Buffer.alloc(0);
  let start = 0;
  return {
    size: source.size,
    async read(position, length) {
      if (position < start || position + length > start + block.length) {
        start = position;
        block = await source.read(position, Math.max(length, 1 << 16));
      }
      return block.subarray(position - start, position - start + length);
    },
  };
}

class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: ByteSource;
  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }
  override read(
    into: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#source.read(position, length).then(
      bytes => callback(null, bytes.copy(into, offset)),
      (error: unknown) => callback(error as Error),
    );
  }
}
