import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

const inflated = promisify(inflate);

/** Faces that stand in for those of the standard, which are not ours to ship. */
const faces = {
  /** 仿宋, 宋体 */
  body: { family: 'noto-serif-sc', weight: 400 },
  /** 小标宋 */
  title: { family: 'noto-serif-sc', weight: 700 },
  /** 黑体 */
  hei: { family: 'noto-sans-sc', weight: 500 },
  /** 楷体 */
  kai: { family: 'noto-serif-sc', weight: 500 },
} as const;
export type Face = keyof typeof faces;
export const faceNames = Object.keys(faces) as Face[];

const kept = new Map<string, Promise<Buffer>>();

/** The common characters of a face, as a font that pdfkit takes its subset from; read once by each process. */
export function faceBytes(face: Face): Promise<Buffer> {
  return fontBytes(face, 'chinese-simplified');
}

/** The part of a face that holds a rare character; undefined when it has none. */
export async function rareFaceBytes(
  face: Face,
  character: string,
): Promise<{ name: string; bytes: Buffer } | undefined> {
  const part = (await partsOf(face)).find(({ holds }) => holds(character.codePointAt(0)!));
  return part && { name: `${face} ${part.name}`, bytes: await fontBytes(face, part.name) };
}

function fontBytes(face: Face, part: string): Promise<Buffer> {
  const { family, weight } = faces[face];
  const file = `@fontsource/${family}/files/${family}-${part}-${weight}-normal.woff`;
  const known = kept.get(file);
  if (known) return known;
  const read = readFile(fileURLToPath(import.meta.resolve(file))).then(plainFont);
  kept.set(file, read);
  read.catch(() => kept.delete(file));
  return read;
}

interface Part {
  name: string;
  holds: (codePoint: number) => boolean;
}
const parts = new Map<string, Promise<Part[]>>();

/** Which part of a family holds which characters, as its package lists it. */
function partsOf(face: Face): Promise<Part[]> {
  const { family } = faces[face];
  const known = parts.get(family);
  if (known) return known;
  const read = readFile(fileURLToPath(import.meta.resolve(`@fontsource/${family}/unicode.json`)), 'utf8').then(text =>
    Object.entries(JSON.parse(text) as Record<string, string>).map(([name, ranges]): Part => {
      const spans = ranges.split(',').map(range => {
        const [from = '', to = from] = range.replace(/^U\+/i, '').split('-');
        return [parseInt(from, 16), parseInt(to, 16)] as const;
      });
      return {
        name: name.replace(/^\[|\]$/g, ''),
        holds: codePoint => spans.some(([from, to]) => from <= codePoint && codePoint <= to),
      };
    }),
  );
  parts.set(family, read);
  return read;
}

/** WOFF 1 unpacked: a font whose tables stand ready, so that taking glyphs out of it does not inflate them every time. */
export async function plainFont(woff: Buffer): Promise<Buffer> {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('Not a WOFF font.');
  const count = woff.readUInt16BE(12);
  const tables = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const at = 44 + 20 * index;
      const [offset, packed, length] = [
        woff.readUInt32BE(at + 4),
        woff.readUInt32BE(at + 8),
        woff.readUInt32BE(at + 12),
      ];
      const bytes = woff.subarray(offset, offset + packed);
      return {
        tag: woff.subarray(at, at + 4),
        checksum: woff.readUInt32BE(at + 16),
        bytes: packed < length ? await inflated(bytes) : bytes,
      };
    }),
  );
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  const power = Math.floor(Math.log2(count));
  head.writeUInt16BE(16 * 2 ** power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * count - 16 * 2 ** power, 10);
  const bodies: Buffer[] = [];
  let offset = head.length;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const at = 12 + 16 * index;
    tag.copy(head, at);
    head.writeUInt32BE(checksum, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(bytes.length, at + 12);
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4);
    bodies.push(bytes, padding);
    offset += bytes.length + padding.length;
  }
  return Buffer.concat([head, ...bodies]);
}
