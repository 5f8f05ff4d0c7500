import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { bytesOfBuffer } from '../files/byte-source.ts';
import { inspectFile } from '../files/inspect-file.ts';
import { readParts, unpack } from '../files/zip-archive.ts';
import { chineseNumber, documentNumber, officialDocx, type Block, type OfficialDocument } from './official-document.ts';

const paragraph: Block = { kind: 'paragraph', text: '各单位要认真组织实施。' };

async function partsOf(document: Partial<OfficialDocument>): Promise<Record<string, string>> {
  const source = bytesOfBuffer(await officialDocx({ title: '关于测试的通知', blocks: [paragraph], ...document }));
  const parts: Record<string, string> = {};
  for (const part of await readParts(source, { unpackedBytes: 1 << 24 })) {
    const pieces: Buffer[] = [];
    for await (const bytes of unpack(source, part)) pieces.push(bytes);
    parts[part.name] = Buffer.concat(pieces).toString();
  }
  return parts;
}

const bodyOf = async (document: Partial<OfficialDocument>) => (await partsOf(document))['word/document.xml']!;
const textOf = (xml: string) =>
  [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p .*?<\/w:p>/gs)].map(([p]) =>
    [...p.matchAll(/<w:t[ >][^<]*?>?([^<>]*)<\/w:t>/g)].map(match => match[1]).join(''),
  );

describe('the page', () => {
  test('is A4 with the text block of the standard, and a grid of 22 lines of 28 characters', async () => {
    const xml = await bodyOf({});
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    expect(xml).toContain('w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"');
    expect(xml).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>');
    const millimetres = (twips: number) => (twips / 1440) * 25.4;
    expect(millimetres(11906 - 1587 - 1474)).toBeCloseTo(156, 0);
    expect(millimetres(16838 - 2098 - 1984)).toBeCloseTo(225, 0);
    expect(22 * 579).toBeLessThanOrEqual(16838 - 2098 - 1984);
  });

  test('sets text in size 3 in the body font, and names a substitute for each font', async () => {
    const { 'word/styles.xml': styles, 'word/fontTable.xml': fontTable } = await partsOf({});
    expect(styles).toMatch(/w:eastAsia="仿宋_GB2312"[^]*<w:sz w:val="32"\/>/);
    expect(styles).toContain('<w:spacing w:line="579" w:lineRule="exact"/>');
    expect(fontTable).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>');
  });

  test('numbers pages — n — on the outer side', async () => {
    const parts = await partsOf({});
    const sides = Object.keys(parts)
      .filter(name => /footer\d\.xml$/.test(name))
      .map(name => [
        /<w:jc w:val="(\w+)"/.exec(parts[name]!)?.[1],
        parts[name]!.includes('PAGE'),
        parts[name]!.includes('— '),
      ]);
    expect(sides).toEqual([
      ['right', true, true],
      ['left', true, true],
    ]);
    expect(parts['word/settings.xml']).toContain('<w:evenAndOddHeaders');
  });

  test('carries the fingerprint, and says draft until the document is issued', async () => {
    const draft = await partsOf({ draft: true, fingerprint: '数据指纹 0123456789abcdef' });
    expect(draft['word/header1.xml']).toMatch(/草稿[^]*数据指纹 0123456789abcdef/);
    expect(draft['word/document.xml']).toContain('（草稿，未印发，不作为依据）');
    const issued = await partsOf({ fingerprint: 'x' });
    expect(issued['word/header1.xml']).not.toContain('草稿');
    expect(issued['word/document.xml']).not.toContain('草稿');
  });
});

describe('the text', () => {
  test('follows the order of an official document', async () => {
    const xml = await bodyOf({
      mark: '云阳市人民政府文件',
      docNo: '云政发[2026]3号',
      title: '关于印发办法的通知',
      to: '各县区人民政府:',
      attachments: ['评查标准', '统计表'],
      signedBy: '云阳市司法局',
      on: '2026-03-05',
    });
    expect(textOf(xml).filter(Boolean)).toEqual([
      '云阳市人民政府文件',
      '云政发〔2026〕3号',
      '关于印发办法的通知',
      '各县区人民政府：',
      '各单位要认真组织实施。',
      '附件：1. 评查标准',
      '2. 统计表',
      '云阳市司法局',
      '2026年3月5日',
    ]);
    expect(xml.match(/E60012/g)?.length).toBe(2); // the mark and its line
    expect(xml).toMatch(/w:right="1280"[^]*2026年3月5日/); // four characters from the edge
  });

  test('has no red head unless asked for', async () => {
    expect(await bodyOf({})).not.toContain('E60012');
  });

  test('numbers headings by level, starting again below a higher one, and leaves written numbers', async () => {
    const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({ kind: 'heading', level, text });
    const blocks = [
      heading(1, '甲'),
      heading(2, '乙'),
      heading(3, '丙'),
      heading(4, '丁'),
      heading(3, '戊'),
      heading(2, '己'),
      heading(3, '庚'),
      heading(1, '二、已编号'),
      heading(1, '辛'),
    ];
    expect(textOf(await bodyOf({ title: '题', blocks })).slice(1)).toEqual([
      '一、甲',
      '（一）乙',
      '1.丙',
      '（1）丁',
      '2.戊',
      '（二）己',
      '1.庚',
      '二、已编号',
      '三、辛',
    ]);
  });

  test('indents paragraphs by two characters', async () => {
    expect(await bodyOf({})).toContain('w:firstLineChars="200"');
  });

  test('breaks a long title into even lines that part no number and no brackets', async () => {
    const lines = textOf(
      await bodyOf({
        title: '关于云阳市提升行政执法质量三年行动方案（2023—2025年）2025年验收评估结果的报告',
        blocks: [],
      }),
    );
    expect(lines.join('')).toContain('（2023—2025年）2025年验收评估结果的报告');
    expect(lines.filter(Boolean).length).toBeGreaterThan(1);
    for (const line of lines) {
      expect([...line].length).toBeLessThanOrEqual(24);
      expect(line.split('（').length).toBe(line.split('）').length);
      expect(line).not.toMatch(/^[）》，的]|[（《]$/);
    }
  });

  test('drops characters that XML cannot hold and escapes the rest', async () => {
    const xml = await bodyOf({ title: 'a\u0000<b>&\ud800', blocks: [] });
    expect(xml).toContain('a&lt;b&gt;&amp;');
  });

  test('clips a cell and a paragraph that no page could hold', async () => {
    const xml = await bodyOf({
      blocks: [
        { kind: 'paragraph', text: '长'.repeat(100_000) },
        { kind: 'table', columns: [{ title: '列', width: 1 }], rows: [['格'.repeat(100_000)]] },
      ],
    });
    expect(xml.match(/长/g)?.length).toBe(19_999);
    expect(xml.match(/格/g)?.length).toBe(1_999);
  });
});

describe('tables and appendices', () => {
  const table: Block = {
    kind: 'table',
    columns: [
      { title: '单位', width: 2 },
      { title: '得分', width: 1, align: 'right' },
    ],
    rows: [['水利局', '98.50'], ['财政局']],
  };

  test('a table repeats its head on every page, keeps rows whole and fills the width', async () => {
    const xml = await bodyOf({ blocks: [table] });
    expect(xml.match(/<w:tblHeader/g)?.length).toBe(1);
    expect(xml.match(/<w:cantSplit/g)?.length).toBe(3);
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(match => Number(match[1]));
    expect(widths).toEqual([5896, 2948]);
  });

  test('an appendix begins a section of its own, lying on its side when asked to', async () => {
    const xml = await bodyOf({
      signedBy: '云阳市司法局',
      blocks: [
        paragraph,
        { kind: 'appendix', title: '总表', landscape: true },
        table,
        { kind: 'appendix', title: '明细' },
        paragraph,
      ],
    });
    expect([...xml.matchAll(/w:orient="(\w+)"/g)].map(match => match[1])).toEqual([
      'portrait',
      'landscape',
      'portrait',
    ]);
    const texts = textOf(xml);
    expect(texts.indexOf('云阳市司法局')).toBeLessThan(texts.indexOf('附件1'));
    expect(texts.indexOf('附件2')).toBeGreaterThan(texts.indexOf('总表'));
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(match => Number(match[1]));
    expect(widths.reduce((sum, width) => sum + width)).toBeGreaterThan(12_000);
  });

  test('a single appendix has no number', async () => {
    expect(textOf(await bodyOf({ blocks: [{ kind: 'appendix', title: '总表' }] }))).toContain('附件');
  });
});

test('the same document gives the same bytes at any time', async () => {
  const document: OfficialDocument = {
    title: '通知',
    blocks: [paragraph],
    on: '2026-03-05',
    signedBy: '局',
    mark: '文件',
  };
  const madeIn = async (year: number) => {
    vi.setSystemTime(new Date(year, 5, 1, 8));
    return officialDocx(document);
  };
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    expect((await madeIn(2031)).equals(await madeIn(2047))).toBe(true);
  } finally {
    vi.useRealTimers();
  }
  expect((await partsOf(document))['docProps/core.xml']).toContain('2026-03-05T00:00:00Z');
});

test('the inspection of evidence accepts it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'official-'));
  try {
    const path = join(folder, 'a');
    await writeFile(path, await officialDocx({ title: '通知', blocks: [paragraph] }));
    expect(await inspectFile(path, '通知.docx', { timeLimitMs: 60_000 })).toMatchObject({
      verdict: 'accept',
      kind: 'docx',
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('numbers in words and document numbers are written as is customary', () => {
  expect([1, 9, 10, 11, 20, 35].map(chineseNumber)).toEqual(['一', '九', '十', '十一', '二十', '三十五']);
  for (const written of ['云政发[2024]5号', '云政发（2024）5号', '云政发【2024】5号', '云政发〔2024〕5号'])
    expect(documentNumber(written)).toBe('云政发〔2024〕5号');
});
