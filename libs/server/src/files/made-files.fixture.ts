import { deflateSync } from 'node:zlib';
import { zipOf } from '../documents/zip.ts';

/** Small files made by hand, good and hostile, for tests of the inspection. */

const rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const ct = 'application/vnd.openxmlformats-officedocument.';
export const mainTypes = {
  docx: `${ct}wordprocessingml.document.main+xml`,
  xlsx: `${ct}spreadsheetml.sheet.main+xml`,
  pptx: `${ct}presentationml.presentation.main+xml`,
};

export interface OfficeParts {
  mainType?: string;
  body?: string;
  relationships?: string;
  more?: [name: string, content: string | Uint8Array][];
  types?: string;
}

export const relationship = (type: string, target: string, mode = 'External') =>
  `<Relationship Id="r9" Type="${rels}/${type}" Target="${target}" TargetMode="${mode}"/>`;

export function officeParts(kind: keyof typeof mainTypes, made: OfficeParts = {}): [string, string | Uint8Array][] {
  const { mainType = mainTypes[kind], body = '', relationships = '', more = [], types = '' } = made;
  const main = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml', pptx: 'ppt/presentation.xml' }[kind];
  const folder = main.split('/')[0]!;
  const list = (inner: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  return [
    [
      '[Content_Types].xml',
      `<?xml version="1.0"?><Types><Override PartName="/${main}" ContentType="${mainType}"/>${types}</Types>`,
    ],
    ['_rels/.rels', list(`<Relationship Id="r1" Type="${rels}/officeDocument" Target="${main}"/>`)],
    [main, `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`],
    [`${folder}/_rels/${main.split('/')[1]}.rels`, list(relationships)],
    ...more,
  ];
}

export const office = (kind: keyof typeof mainTypes, made?: OfficeParts) =>
  zipOf(officeParts(kind, made), { deflated: true });

export const sheet = (formula: string) =>
  office('xlsx', { more: [['xl/worksheets/sheet1.xml', `<worksheet><c r="A1"><f>${formula}</f></c></worksheet>`]] });

export const ofd = (...more: [string, string | Uint8Array][]) =>
  zipOf([
    ['OFD.xml', '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'],
    ...more,
  ]);

/** Changes one field of every central and local header. */
export function patchedZip(zip: Buffer, patch: (central: Buffer, local: Buffer, index: number) => void): Buffer {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf('PK\x05\x06');
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < bytes.readUInt16LE(end + 10); index++) {
    const next = at + 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    patch(bytes.subarray(at, next), bytes.subarray(bytes.readUInt32LE(at + 42)), index);
    at = next;
  }
  return bytes;
}

export function pdf(...objects: (string | Buffer)[]): Buffer {
  const all = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    ...objects,
  ];
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...all.flatMap((object, i) => [
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(object as string),
      Buffer.from('\nendobj\n'),
    ]),
    Buffer.from(`trailer\n<< /Root 1 0 R /Size ${all.length + 1} >>\nstartxref\n0\n%%EOF\n`),
  ]);
}

/** Objects packed in a compressed object stream. */
export function objectStream(objects: string, dictionary = '/Type /ObjStm /Filter /FlateDecode'): Buffer {
  const data = dictionary.includes('FlateDecode') ? deflateSync(objects) : Buffer.from(objects);
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /N 1 /First 4 /Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}

/** A compound file of 512-byte sectors; every stream is padded beyond the cutoff for small ones. */
export function compound(streams: Record<string, Buffer>): Buffer {
  const names = Object.keys(streams);
  const bodies = names.map(name => {
    const stream = streams[name]!;
    return Buffer.concat([stream, Buffer.alloc(Math.max(4096, Math.ceil(stream.length / 512) * 512) - stream.length)]);
  });
  const directorySectors = Math.ceil((names.length + 1) / 4);
  const table: number[] = [0xfffffffd];
  const chain = (count: number) => {
    const start = table.length;
    for (let i = 1; i <= count; i++) table.push(i === count ? 0xfffffffe : start + i);
    return start;
  };
  const directoryStart = chain(directorySectors);
  const starts = bodies.map(body => chain(body.length / 512));
  const entry = (name: string, type: number, right: number, child: number, start: number, size: number) => {
    const bytes = Buffer.alloc(128);
    bytes.write(name, 0, 'utf16le');
    bytes.writeUInt16LE(2 * name.length + 2, 64);
    bytes[66] = type;
    bytes.writeUInt32LE(0xffffffff, 68);
    bytes.writeUInt32LE(right, 72);
    bytes.writeUInt32LE(child, 76);
    bytes.writeUInt32LE(start, 116);
    bytes.writeUInt32LE(size, 120);
    return bytes;
  };
  const directory = Buffer.alloc(directorySectors * 512);
  Buffer.concat([
    entry('Root Entry', 5, 0xffffffff, names.length > 0 ? 1 : 0xffffffff, 0xfffffffe, 0),
    ...names.map((name, i) =>
      entry(name, 2, i + 1 < names.length ? i + 2 : 0xffffffff, 0xffffffff, starts[i]!, bodies[i]!.length),
    ),
  ]).copy(directory);
  const header = Buffer.alloc(512, 0xff);
  header.fill(0, 0, 76);
  header.write('d0cf11e0a1b11ae1', 'hex');
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(directoryStart, 48);
  header.writeUInt32LE(0xfffffffe, 68);
  header.writeUInt32LE(0, 76);
  const sector = Buffer.alloc(512, 0xff);
  table.slice(0, 128).forEach((next, i) => sector.writeUInt32LE(next >>> 0, 4 * i));
  return Buffer.concat([header, sector, directory, ...bodies]);
}

export function wordStream({ text = '', flags = 0 } = {}): Buffer {
  const bytes = Buffer.alloc(600);
  bytes.writeUInt16LE(0xa5ec, 0);
  bytes.writeUInt16LE(flags, 10);
  bytes.write(text, 64, 'latin1');
  return bytes;
}

export function workbookStream(...records: [type: number, body: Buffer][]): Buffer {
  const all: [number, Buffer][] = [[0x0809, Buffer.alloc(16)], ...records, [0x0a, Buffer.alloc(0)]];
  return Buffer.concat(
    all.map(([type, body]) => {
      const head = Buffer.alloc(4);
      head.writeUInt16LE(type, 0);
      head.writeUInt16LE(body.length, 2);
      return Buffer.concat([head, body]);
    }),
  );
}

export function png({
  width = 1,
  height = 1,
  after = Buffer.alloc(0),
}: { width?: number; height?: number; after?: Buffer } = {}): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
    chunk('IEND', Buffer.alloc(0)),
    after,
  ]);
}

export function executable(): Buffer {
  const bytes = Buffer.alloc(256);
  bytes.write('MZ');
  bytes.writeUInt32LE(128, 60);
  bytes.write('PE\0\0', 128);
  return bytes;
}
