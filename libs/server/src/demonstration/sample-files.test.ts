import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectFile } from '../files/inspect-file.ts';
import { makeSampleFile, type SampleContent, type SampleKind } from './sample-files.ts';

const kinds: SampleKind[] = ['pdf', 'docx', 'xlsx', 'jpg', 'scan'];
const content: SampleContent = {
  title: '关于开展行政执法案卷评查工作的总结报告',
  unitName: '云阳市水利局',
  year: 2025,
  paragraphs: [
    '全年抽取案卷36卷，合格率达到95%，<主要>问题是文书说理不充分 & 现场笔录不完整。',
    '下一步对照清单逐项整改。',
  ],
  seed: 7,
};
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test.each(kinds)('a sample %s is accepted as evidence, whatever its words', async kind => {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'));
  try {
    for (const [index, paragraphs] of [
      content.paragraphs,
      [],
      Array(40).fill('一'.repeat(300)),
      ['\u0001<a>&'],
    ].entries()) {
      const { bytes, extension } = await makeSampleFile(kind, { ...content, paragraphs, seed: index });
      const path = join(folder, `${index}.${extension}`);
      await writeFile(path, bytes);
      expect(await inspectFile(path, `总结.${extension}`, { timeLimitMs: 60_000 })).toMatchObject({
        verdict: 'accept',
        kind: extension,
        reasons: [],
      });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each(kinds)('a sample %s is small, and the same for the same content', async kind => {
  const first = await makeSampleFile(kind, content);
  expect(hash((await makeSampleFile(kind, { ...content })).bytes)).toBe(hash(first.bytes));
  expect(first.bytes.length).toBeGreaterThan(1_000);
  expect(first.bytes.length).toBeLessThan(20_000);
});

test.each(kinds)('sample %s files differ by seed, year, unit and title', async kind => {
  const variants = [
    content,
    { ...content, seed: 8 },
    { ...content, year: 2024 },
    { ...content, unitName: '云阳市财政局' },
    { ...content, title: '通报' },
  ];
  const hashes = await Promise.all(variants.map(async variant => hash((await makeSampleFile(kind, variant)).bytes)));
  expect(new Set(hashes).size).toBe(variants.length);
});

test('a sample docx and xlsx hold the words as readable text', async () => {
  for (const kind of ['docx', 'xlsx'] as const) {
    const text = (await makeSampleFile(kind, content)).bytes.toString();
    expect(text).toContain(content.title);
    expect(text).toContain('&lt;主要&gt;问题是文书说理不充分 &amp; 现场笔录不完整');
  }
});

test('a sample PDF names each object where its table says, and holds the words in UTF-16', async () => {
  const { bytes } = await makeSampleFile('pdf', content);
  const text = bytes.toString('latin1');
  const start = Number(/startxref\n(\d+)/.exec(text)![1]);
  expect(text.slice(start, start + 4)).toBe('xref');
  const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n /gm)].map(match => Number(match[1]));
  expect(offsets.length).toBeGreaterThan(6);
  offsets.forEach((offset, i) => expect(text.slice(offset)).toMatch(new RegExp(`^${i + 1} 0 obj\n`)));
  expect(text).toContain(Buffer.from('行政执法案卷', 'utf16le').swap16().toString('hex').toUpperCase());
});
