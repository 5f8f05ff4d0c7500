import { getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { mayNotEnd, mayNotStart } from './chinese-lines.ts';
import type { OfficialDocument } from './official-document.ts';
import { officialPdf } from './official-pdf.ts';

interface Piece {
  text: string;
  /** In millimetres from the left and the upper edge; `top` is that of the character's square. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  size: number;
}

const mm = (points: number) => (points * 25.4) / 72;
const ascent = 0.88;

async function pagesOf(document: Partial<OfficialDocument>): Promise<{ pages: Piece[][]; bytes: Buffer }> {
  const bytes = await officialPdf({ title: '关于测试的通知', blocks: [], ...document });
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  const pages: Piece[][] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const [, , width, height] = page.view as [number, number, number, number];
    if (!document.blocks?.some(block => block.kind === 'appendix'))
      expect([mm(width), mm(height)].map(Math.round)).toEqual([210, 297]);
    const { items } = await page.getTextContent();
    pages.push(
      items.flatMap(item => {
        if (!('str' in item) || !item.str.trim()) return [];
        const [size, , , , x, y] = item.transform as number[];
        const top = height - y! - ascent * size!;
        return [
          {
            text: item.str,
            left: mm(x!),
            right: mm(x! + item.width),
            top: mm(top),
            bottom: mm(top + size!),
            size: size!,
          },
        ];
      }),
    );
  }
  return { pages, bytes };
}

/** What stands on one height, from left to right. */
function linesOf(page: readonly Piece[]): Piece[] {
  const lines = new Map<number, Piece[]>();
  for (const piece of page)
    lines.set(Math.round(piece.top * 4), [...(lines.get(Math.round(piece.top * 4)) ?? []), piece]);
  return [...lines.values()].map(pieces => {
    const ordered = pieces.sort((a, b) => a.left - b.left);
    return {
      ...ordered[0]!,
      text: ordered.map(piece => piece.text).join(''),
      right: Math.max(...ordered.map(p => p.right)),
    };
  });
}
const bodyOf = (page: readonly Piece[]) => linesOf(page).filter(line => Math.abs(line.size - 16) < 0.1);

const sentence = '各单位要坚持问题导向逐项对照检查认真组织实施确保各项任务按期完成不得推诿拖延';
const plain = (characters: number) => sentence.repeat(100).slice(0, characters);
const punctuated =
  '按照《鄂州市行政执法品质提升三年行动方案（2022—2024年）》（以下简称“方案”），截至2024年10月15日，全市共完成节点1,234个，按期率86.3%；“逾期”的，请于10月22日前书面说明。'.repeat(
    14,
  );

describe('the page', () => {
  test('keeps margins, 22 lines and 28 characters of size 3, as the standard has it', async () => {
    const { pages } = await pagesOf({ blocks: [{ kind: 'paragraph', text: plain(22 * 28 * 3) }] });
    expect(pages.length).toBeGreaterThanOrEqual(3);
    const full = bodyOf(pages[1]!);
    expect(full).toHaveLength(22);
    for (const line of full) {
      expect([...line.text]).toHaveLength(28);
      expect(Math.abs(line.left - 28)).toBeLessThan(1);
      expect(Math.abs(line.right - (28 + 156))).toBeLessThan(1);
    }
    expect(Math.abs(Math.min(...full.map(line => line.top)) - 37)).toBeLessThan(1);
    expect(Math.abs(Math.max(...full.map(line => line.bottom)) - (37 + 225))).toBeLessThan(1);
  });

  test('numbers pages — n — in size 4 on the outer side, 7 mm below the text', async () => {
    const { pages } = await pagesOf({ blocks: [{ kind: 'paragraph', text: plain(22 * 28 * 2) }] });
    for (const [index, page] of pages.entries()) {
      const number = linesOf(page).find(line => line.text.replaceAll(' ', '') === `—${index + 1}—`)!;
      expect(number.size).toBeCloseTo(14);
      expect(Math.abs(number.top - (37 + 225 + 7))).toBeLessThan(1);
      if (index % 2 === 0) expect(Math.abs(number.right - (28 + 156 - 4.94))).toBeLessThan(1);
      else expect(Math.abs(number.left - (28 + 4.94))).toBeLessThan(1);
    }
  });

  test('begins no line with a closing mark and ends none with an opening one; lines end at the margin', async () => {
    const { pages } = await pagesOf({ blocks: [{ kind: 'paragraph', text: punctuated }] });
    const lines = pages.flatMap(bodyOf);
    expect(lines.length).toBeGreaterThan(30);
    for (const [index, line] of lines.entries()) {
      expect(mayNotStart(line.text[0]!), line.text).toBe(false);
      expect(mayNotEnd(line.text.at(-1)!), line.text).toBe(false);
      expect(line.right).toBeLessThan(28 + 156 + 3); // half of a mark may hang, and that half is blank
      expect(line.left).toBeGreaterThan(27);
      if (index > 0) expect(/\d$/.test(lines[index - 1]!.text) && /^\d/.test(line.text)).toBe(false);
    }
    expect(
      lines
        .map(line => line.text)
        .join('')
        .replace(/\s/g, ''),
    ).toBe(punctuated);
  });
});

describe('the head', () => {
  test('has the mark in red 35 mm below the upper edge of the text, the number with 〔〕, the title in size 2', async () => {
    const { pages } = await pagesOf({
      mark: '某市领导小组文件',
      docNo: '某执提[2024]3号',
      title: '关于逾期工作的通报',
      to: '各单位',
    });
    const lines = linesOf(pages[0]!);
    const mark = lines.find(line => line.text === '某市领导小组文件')!;
    expect(Math.abs(mark.top - 72)).toBeLessThan(1);
    expect(lines.map(line => line.text)).toContain('某执提〔2024〕3号');
    expect(lines.find(line => line.text === '关于逾期工作的通报')!.size).toBeCloseTo(22);
    expect(lines.map(line => line.text)).toContain('各单位：');
  });

  test('of a letter has the mark 30 mm from the edge and the number at the right, and no page number on its first page', async () => {
    const { pages } = await pagesOf({
      layout: 'letter',
      mark: '某市领导小组办公室',
      docNo: '某函〔2024〕1号',
      to: '公安局',
    });
    const lines = linesOf(pages[0]!);
    expect(Math.abs(lines.find(line => line.text === '某市领导小组办公室')!.top - 30)).toBeLessThan(1);
    expect(Math.abs(lines.find(line => line.text === '某函〔2024〕1号')!.right - 184)).toBeLessThan(1);
    expect(lines.some(line => line.text.includes('—'))).toBe(false);
  });
});

describe('the file', () => {
  test('is small, is the same for the same document, and holds text to copy, rare characters too', async () => {
    const document = {
      title: '关于龑炘工作的通知',
      on: '2024-10-15',
      signedBy: '办公室',
      blocks: [{ kind: 'paragraph', text: punctuated.slice(0, 400) } as const],
    };
    const { pages, bytes } = await pagesOf(document);
    expect(bytes.length).toBeLessThan(300_000);
    expect((await pagesOf(document)).bytes.equals(bytes)).toBe(true);
    const text = pages
      .flat()
      .map(piece => piece.text)
      .join('');
    expect(text).toContain('关于龑炘工作的通知');
    expect(text).toContain('2024年10月15日');
  });

  test('repeats the head of a table on every page, and keeps rows whole', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => [
      String(index + 1),
      `第${index + 1}项工作逾期未报，请尽快补报并说明原因`,
    ]);
    const columns = [
      { title: '序号', width: 1 },
      { title: '事项', width: 5 },
    ];
    const { pages } = await pagesOf({ blocks: [{ kind: 'table', columns, rows }] });
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page.filter(piece => piece.text === '事项')).toHaveLength(1);
    for (const page of pages) for (const line of linesOf(page)) expect(line.bottom).toBeLessThan(37 + 225 + 14);
  });

  test('puts copies and the printing day at the foot of the last page', async () => {
    const { pages } = await pagesOf({
      cc: ['领导小组'],
      printedBy: '办公室',
      on: '2024-10-15',
      blocks: [{ kind: 'paragraph', text: plain(100) }],
    });
    const foot = linesOf(pages.at(-1)!).find(line => line.text.includes('印发'))!;
    expect(foot.text).toContain('2024年10月15日印发');
    expect(37 + 225 - foot.bottom).toBeLessThan(5);
  });
});
