import { describe, expect, it } from 'vitest';
import { ByteScan } from './byte-scan.ts';

const head = '%PDF-1.7\n';

function scanned(text: string, cutEvery: number): ByteScan {
  const bytes = Buffer.from(text, 'latin1');
  const scan = new ByteScan(60_000);
  for (let at = 0; at < bytes.length; at += cutEvery) scan.update(bytes.subarray(at, at + cutEvery));
  scan.finish();
  return scan;
}

const found = (scan: ByteScan) => ({
  archive: scan.archive,
  names: [...scan.activeNames].sort(),
  objects: [...scan.mayHoldObjects].sort((one, other) => one - other),
});

describe('a scan of what comes in', () => {
  const filling = 'x y '.repeat(400);
  const text = `${head}${filling}/First 9${filling}/J#61vaScript${filling}/EF << >>${filling}Rar!\x1a\x07${filling}/JS (app)${filling}/First`;
  const whole = found(scanned(text, text.length));

  it('finds what stands in it', () => {
    expect(whole).toEqual({
      archive: 'rar',
      names: ['embedded-file', 'pdf-javascript'],
      objects: [text.indexOf('/First'), text.lastIndexOf('/First')],
    });
  });

  it.each([1, 2, 3, 7, 64, 255, 511, 512, 513, 1000, 1024, 4096])('finds the same in pieces of %i bytes', length => {
    expect(found(scanned(text, length))).toEqual(whole);
  });

  it('finds a name wherever two pieces meet in it', () => {
    const before = `${head}${filling}`;
    for (let cut = 0; cut <= 14; cut++) {
      const scan = new ByteScan(60_000);
      scan.update(Buffer.from(before + '/EmbeddedFile '.slice(0, cut)));
      scan.update(Buffer.from('/EmbeddedFile '.slice(cut) + filling));
      scan.finish();
      expect([...scan.activeNames], `cut after ${cut}`).toEqual(['embedded-file']);
    }
  });

  it('does not take the beginning of a longer name for a name', () => {
    const before = `${head}${filling}`;
    const scan = new ByteScan(60_000);
    scan.update(Buffer.from(`${before}/Encrypt`));
    scan.update(Buffer.from(`edMetadataOfMine ${filling}`));
    scan.finish();
    expect([...scan.activeNames]).toEqual([]);
  });

  it('takes a name at the very end for a name', () => {
    expect(found(scanned(`${head}${filling}/Encrypt`, 100)).names).toEqual(['encrypted']);
  });

  it('looks for archives in pictures, and for nothing in other files', () => {
    expect(found(scanned(`\xff\xd8\xff${filling}7z\xbc\xaf\x27\x1c/JavaScript `, 97))).toEqual({
      archive: '7z',
      names: [],
      objects: [],
    });
    expect(found(scanned(`PK\x03\x04....${filling}Rar!\x1a\x07/JavaScript `, 97)).archive).toBeUndefined();
  });

  it('says that it was cut short when its time is over', () => {
    const scan = new ByteScan(0);
    scan.update(Buffer.from(text, 'latin1'));
    expect(scan.isCutShort).toBe(true);
    expect(scan.size).toBe(text.length);
  });
});
