/** First bytes by which content is told apart, whatever the name says. */
const at = (bytes: Buffer, text: string, offset = 0) =>
  bytes.length >= offset + text.length && bytes.toString('latin1', offset, offset + text.length) === text;

export const isZip = (bytes: Buffer) => at(bytes, 'PK\x03\x04') || at(bytes, 'PK\x05\x06');
export const isCompound = (bytes: Buffer) => at(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');
export const isPdf = (bytes: Buffer) => at(bytes, '%PDF-');
export const isJpeg = (bytes: Buffer) => at(bytes, '\xff\xd8\xff');
export const isPng = (bytes: Buffer) => at(bytes, '\x89PNG\r\n\x1a\n');

const rar = 'Rar!\x1a\x07';
const sevenZip = '7z\xbc\xaf\x27\x1c';
const cabinet = 'MSCF\0\0\0\0';

export const archiveAt = (bytes: Buffer) => [rar, sevenZip, cabinet].some(signature => at(bytes, signature));

export function executableAt(bytes: Buffer): boolean {
  if (at(bytes, '\x7fELF')) return true;
  return at(bytes, 'MZ') && bytes.length >= 64 && at(bytes, 'PE\0\0', bytes.readUInt32LE(60));
}

const archives = (
  [
    ['rar', rar],
    ['7z', sevenZip],
  ] as const
).map(([name, signature]) => [name, Buffer.from(signature, 'latin1')] as const);

/** An archive appended to, or hidden in, a picture or document: unpackers look for these anywhere in a file. */
export const archiveIn = (bytes: Buffer) => archives.find(([, signature]) => bytes.includes(signature))?.[0];

const wide = (text: string) => Buffer.from(text, 'utf16le');
const vbaProject = wide('_VBA_PROJECT');
const ole10Native = wide('\x01Ole10Native');
const packageStream = wide('Package\0');

/** Names in a compound file's directory that mean macros or packed files. */
export const oleNamesIn = (bytes: Buffer) => ({
  macro: bytes.includes(vbaProject),
  embedded: bytes.includes(ole10Native) || bytes.includes(packageStream),
});
