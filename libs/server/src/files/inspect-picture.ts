import type { ByteSource } from './byte-source.ts';
import { Stop, type Findings } from './inspection.ts';

/** Beyond this a viewer would need most of a gigabyte to show the picture. */
const mostPixels = 200_000_000;

export async function inspectPng(source: ByteSource, findings: Findings): Promise<void> {
  const start = await source.read(8, 25);
  if (start.length < 25 || start.toString('latin1', 4, 8) !== 'IHDR') throw new Stop('damaged');
  checkPixels(start.readUInt32BE(8), start.readUInt32BE(12), findings);
  let data = false;
  for (let at = 8; ;) {
    const head = await source.read(at, 8);
    if (head.length < 8) throw new Stop('damaged');
    const type = head.toString('latin1', 4, 8);
    if (!/^[A-Za-z]{4}$/.test(type)) throw new Stop('damaged');
    at += 12 + head.readUInt32BE(0);
    if (at > source.size) throw new Stop('damaged');
    if (type === 'IDAT') data = true;
    if (type === 'IEND') break;
    findings.checkTime();
  }
  if (!data) throw new Stop('damaged');
}

export async function inspectJpeg(source: ByteSource, findings: Findings): Promise<void> {
  let sized = false;
  for (let at = 2; ;) {
    const head = await source.read(at, 9);
    if (head.length < 4 || head[0] !== 0xff) throw new Stop('damaged');
    const marker = head[1]!;
    if (marker === 0xff) {
      at++; // padding
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame && head.length === 9) {
      checkPixels(head.readUInt16BE(7), head.readUInt16BE(5), findings);
      sized = true;
    }
    if (marker === 0xda) break; // picture data from here on
    if (marker < 0xc0 || marker === 0xd8 || marker === 0xd9) throw new Stop('damaged');
    at += 2 + head.readUInt16BE(2);
    findings.checkTime();
  }
  // Phones append their own data after the end mark, so it only has to be somewhere in the last part.
  const tail = await source.read(Math.max(0, source.size - (16 << 20)), 16 << 20);
  if (!sized || tail.lastIndexOf(Buffer.from([0xff, 0xd9])) === -1) throw new Stop('damaged');
}

function checkPixels(width: number, height: number, findings: Findings): void {
  if (width === 0 || height === 0) throw new Stop('damaged');
  if (width * height > mostPixels) findings.add('image-too-large');
}
