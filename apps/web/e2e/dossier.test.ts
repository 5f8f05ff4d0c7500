import { bytesOfBuffer } from '@yardstick/server/files/byte-source';
import { readParts, unpack } from '@yardstick/server/files/zip-archive';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from './journey.ts';

test('everything of a unit comes down in one file that proves itself', async ({ as }) => {
  const page = await as('jrj.liaison');
  await page.goto('/evidence');
  await page.getByRole('button', { name: '本单位全部材料下载' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: '2024 年' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  const zip = bytesOfBuffer(await readFile(await download.path()));

  const files = new Map<string, Buffer>();
  for (const part of await readParts(zip, { unpackedBytes: 500 << 20 })) {
    const pieces: Buffer[] = [];
    for await (const piece of unpack(zip, part)) pieces.push(piece);
    files.set(part.name, Buffer.concat(pieces));
  }
  const lines = files.get('SHA256SUMS')!.toString().trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) {
    const [, sum, name = ''] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    expect(files.has(name), line).toBe(true);
    expect(createHash('sha256').update(files.get(name)!).digest('hex'), name).toBe(sum);
  }
  const said = new Set(lines.map(line => line.slice(66)));
  const unsaid = [...files.keys()].filter(name => !said.has(name) && !/^(SHA256SUMS|SM3SUMS|README\.txt)$/.test(name));
  expect(unsaid, 'every file is in the list').toEqual([]);
});
