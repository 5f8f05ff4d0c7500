import { crc32 } from 'node:zlib';

export interface PlainFile {
  /** ASCII, no folders. */
  name: string;
  bytes: Buffer;
}

/**
 * The one zip of these files in this order: nothing is packed, no times, no other freedom, so that every byte of it can be
 * checked (docs/package-format.md). Pieces, to be sent as they come. Up to 4 GB.
 */
export function* plainZip(files: readonly PlainFile[]): Generator<Buffer> {
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const fields = commonFields(name, bytes);
    const nameBytes = Buffer.from(name, 'latin1');
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(zipVersion, 4);
    fields.copy(central, 6);
    central.writeUInt32LE(at, 42);
    directory.push(central, nameBytes);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, nameBytes]);
    at += local.length + bytes.length;
    yield local;
    yield bytes;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  yield Buffer.concat([...directory, end]);
}

const zipVersion = 20;
/** 1 January 1980, the first day a zip can tell. */
const noDay = 0x0021;

/** From the version that is needed to the length of the extra field: the same in both headers. */
function commonFields(name: string, bytes: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(zipVersion, 0);
  fields.writeUInt16LE(noDay, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}
