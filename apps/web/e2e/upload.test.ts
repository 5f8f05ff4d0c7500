import { makeSampleFile, type SampleKind } from '@yardstick/server/demonstration/sample-files';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { GivenFile } from './drop.ts';
import { expect, sees, staysWithinItsWidth, test } from './journey.ts';

async function aFile(name: string, kind: SampleKind, seed: number): Promise<GivenFile> {
  const content = { title: name, unitName: '市公安局', year: 2024, paragraphs: ['参训人员逐一登记。'], seed };
  const { bytes, extension, mime } = await makeSampleFile(kind, content);
  return { name: `${name}.${extension}`, mime, base64: bytes.toString('base64') };
}

test('an upload cut by a reload goes on when the file is chosen again', async ({ as }) => {
  const page = await as('gaj.liaison', { width: 390, height: 844 });
  const sample = await aFile('十月现场检查照片', 'jpg', 5);
  // a picture with enough behind it that it goes in three pieces
  const folder = await mkdtemp(path.join(tmpdir(), 'evidence-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, sample.name);
  await writeFile(file, Buffer.concat([Buffer.from(sample.base64, 'base64'), Buffer.alloc(11 << 20, 7)]));
  let pieces = 0;
  let isCut = true;
  await page.route('**/uploads/*', route => {
    if (isCut && route.request().method() === 'PATCH' && ++pieces > 1) return;
    return route.continue();
  });
  await page.goto('/evidence');
  await page.locator('.upload input[type=file]').setInputFiles(file);
  await expect.poll(() => pieces).toBe(2);
  page.once('dialog', dialog => void dialog.accept());
  await page.reload();
  isCut = false;
  await sees(page, '上次有 1 个文件未传完');
  await staysWithinItsWidth(page);
  const sent: number[] = [];
  page.on('request', request => {
    if (request.method() === 'PATCH') sent.push(Number(request.headers()['upload-offset']));
  });
  await page.locator('.upload input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: '保存 1 份材料' }).click();
  await page.getByRole('button', { name: '十月现场检查照片', exact: true }).waitFor();
  expect(Math.min(...sent), 'what was there was not sent again').toBeGreaterThan(0);
});
