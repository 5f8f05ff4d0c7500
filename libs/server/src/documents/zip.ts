import { crc32, deflateRawSync } from 'node:zlib';

const dosEpoch = 0x0021_0000; // 1980-01-01 00:00

export type ZipContent = readonly (readonly [name: string, content: string | Uint8Array])[];

/** A zip of these parts in this order, without times. Unpacked by default, for the same bytes on every processor. */
export function zipOf(parts: ZipContent, { deflated = false } = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
    const packed = deflated ? deflateRawSync(bytes) : bytes;
    const encodedName = Buffer.from(name);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0); // version
    header.writeUInt16LE(0x0800, 2); // names are UTF-8
    header.writeUInt16LE(deflated ? 8 : 0, 4);
    header.writeUInt32LE(dosEpoch, 6);
    header.writeUInt32LE(crc32(bytes), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(bytes.length, 18);
    header.writeUInt16LE(encodedName.length, 22);
    bodies.push(Buffer.from('PK\x03\x04'), header, encodedName, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, place, encodedName);
    offset += 30 + encodedName.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

/** Overwrites the modification times in a zip made by a library that stamps them. */
export function withoutTimes(zip: Uint8Array): Buffer {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf('PK\x05\x06');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    bytes.writeUInt32LE(dosEpoch, at + 12);
    bytes.writeUInt32LE(dosEpoch, bytes.readUInt32LE(at + 42) + 10);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return bytes;
}
