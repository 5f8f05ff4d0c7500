import { describe, expect, test } from 'vitest';
import { acceptanceReport, acceptanceReportDocx } from './acceptance-report.ts';
import { madeReport } from './acceptance-report.fixture.ts';
import { acceptanceWorkbook } from './acceptance-workbook.ts';
import type { Block } from './official-document.ts';
import { cellText, openWorkbook } from './spreadsheet.ts';

const textsOf = (blocks: readonly Block[]) => blocks.flatMap(block => ('text' in block ? [block.text] : []));
const tablesOf = (blocks: readonly Block[]) => blocks.filter(block => block.kind === 'table');

describe('the acceptance report', () => {
  test('has the four sections and two appendices, the first of them lying on its side', () => {
    const { title, blocks, attachments } = acceptanceReport(madeReport());
    expect(title).toBe('关于云阳市提升行政执法质量三年行动方案（2023—2025年）2025年验收评估结果的报告');
    const body = blocks.slice(
      0,
      blocks.findIndex(block => block.kind === 'appendix'),
    );
    expect(body.flatMap(block => (block.kind === 'heading' && block.level === 1 ? [block.text] : []))).toEqual([
      '评估概况',
      '评估结果',
      '主要做法和存在问题',
      '下一步工作',
    ]);
    expect(blocks.filter(block => block.kind === 'appendix')).toEqual([
      { kind: 'appendix', title: attachments![0], landscape: true },
      { kind: 'appendix', title: attachments![1] },
    ]);
  });

  test('ranks every unit with its marks, and names the veto', () => {
    const report = madeReport(24);
    const ranking = tablesOf(acceptanceReport(report).blocks)[0]!;
    expect(ranking.rows).toHaveLength(24);
    expect(ranking.rows[1]).toEqual(['2', '云阳市司法局', report.units[1]!.total, '优秀', '']);
    expect(ranking.rows[23]![4]).toBe('一票否决：佐证材料弄虚作假');
  });

  test('draws the problems from the indicators that lost most, the weakest first, with the units that lost most', () => {
    const report = madeReport(3);
    const marks: [string, string, string][] = [
      ['40.00', '10.00', '20.00'],
      ['40.00', '12.00', '19.00'],
      ['40.00', '4.00', '20.00'],
    ];
    report.units.forEach((unit, row) =>
      unit.indicators.forEach((indicator, column) => (indicator.score = marks[row]![column] ?? '20.00')),
    );
    const texts = textsOf(acceptanceReport(report).blocks);
    const problems = texts.slice(texts.indexOf('存在问题') + 1);
    expect(problems[0]).toBe(
      '“年度效能评价”平均得分率 43.3%，3 个单位失分，失分较多的有云阳市财政局（失 16.00 分）、云阳市公安局（失 10.00 分）、云阳市司法局（失 8.00 分）。',
    );
    expect(problems[1]).toContain('“问题整改”平均得分率 98.3%，1 个单位失分');
    expect(problems[2]).toBe('下一步工作');
    expect(texts.find(text => text.startsWith('1. 补齐短板'))).toContain('“年度效能评价”和“问题整改”');
  });

  test('says who was not scored and why', () => {
    expect(textsOf(acceptanceReport(madeReport()).blocks)).toContain(
      '另有 1 个单位未评分：云阳市档案馆（无牵头任务，不参加评分）。',
    );
  });

  test('carries the fingerprint on every page and is a draft until issued', () => {
    const report = madeReport();
    expect(acceptanceReport(report)).toMatchObject({
      draft: true,
      fingerprint: '数据指纹 3f9a1c0d5e7b2468　截至 2025-12-31',
    });
    expect(acceptanceReport(report, { issued: true }).draft).toBe(false);
    const computed = acceptanceReport({ ...report, state: 'computed' });
    expect(computed.fingerprint).toContain('未冻结');
    expect(textsOf(computed.blocks).join('')).toContain('评估数据尚未冻结');
  });

  test('shows for every indicator each unit, its marks and why, and marks what does not apply', () => {
    const [, total, ...details] = tablesOf(acceptanceReport(madeReport(5)).blocks);
    expect(total!.columns.map(column => column.title)).toContain('任务进度\n（40 分）');
    expect(total!.rows[3]).toContain('不适用');
    expect(details).toHaveLength(4);
    expect(details[0]!.rows[1]).toEqual([
      '云阳市司法局',
      madeReport(5).units[1]!.indicators[0]!.score,
      '基础分 40 分；逾期满5个工作日1次，每次扣0.37分（含红灯）',
    ]);
  });

  test('can be made of a single unit, and of none', async () => {
    for (const count of [0, 1]) expect((await acceptanceReportDocx(madeReport(count))).length).toBeGreaterThan(5_000);
  });

  test('is the same file for the same report', async () => {
    const first = await acceptanceReportDocx(madeReport());
    expect((await acceptanceReportDocx(madeReport())).equals(first)).toBe(true);
  });
});

describe('the acceptance workbook', () => {
  test('has a row for every unit with a column for every indicator, as numbers', async () => {
    const report = madeReport();
    const sheet = (await openWorkbook(await acceptanceWorkbook(report))).getWorksheet('排名表')!;
    expect(sheet.rowCount).toBe(3 + 24);
    const heads = Array.from({ length: 10 }, (_, i) => cellText(sheet.getCell(3, i + 1)));
    expect(heads).toEqual([
      '名次',
      '单位代码',
      '单位',
      '任务进度（40 分）',
      '年度效能评价（20 分）',
      '问题整改（20 分）',
      '满意度与第三方评估（20 分）',
      '总分',
      '等次',
      '一票否决',
    ]);
    expect(sheet.getCell(5, 8).value).toBe(Number(report.units[1]!.total));
    expect(sheet.getCell(7, 6).value).toBe('不适用');
  });

  test('lists every step of every mark with the records it rests on', async () => {
    const sheet = (await openWorkbook(await acceptanceWorkbook(madeReport(3)))).getWorksheet('得分明细')!;
    expect(sheet.rowCount).toBe(3 + 3 * 4 * 2);
    const row = Array.from({ length: 9 }, (_, i) => sheet.getCell(13, i + 1).value);
    expect(row.slice(1, 6)).toEqual([
      '云阳市司法局',
      '任务进度',
      40,
      '《验收评估办法》第3条',
      '逾期满5个工作日1次,每次扣0.37分(含红灯)',
    ]);
    expect(row[7]).toBe('M-1/U1/2025');
  });

  test('tells by what it was computed, with both hashes in full', async () => {
    const report = madeReport();
    const sheet = (await openWorkbook(await acceptanceWorkbook(report))).getWorksheet('口径与指纹')!;
    const rows = new Map(
      Array.from({ length: sheet.rowCount - 3 }, (_, i) => [
        cellText(sheet.getCell(i + 4, 1)),
        cellText(sheet.getCell(i + 4, 2)),
      ]),
    );
    expect(rows.get('数据快照 SHA-256')).toBe(report.snapshotSha256);
    expect(rows.get('数据快照 SM3')).toBe(report.snapshotSm3);
    expect(rows.get('评分方案版本')).toBe('3');
    expect(rows.get('未评分：云阳市档案馆')).toBe('无牵头任务,不参加评分');
  });

  test.each(["=cmd|'/c calc'!A0", '+1', '-1', '@SUM(1)'])('shows %s as text', async text => {
    const report = madeReport(2);
    report.units[0]!.unitName = text;
    const cell = (await openWorkbook(await acceptanceWorkbook(report))).getWorksheet('排名表')!.getCell(4, 3);
    expect([cell.value, cell.formula]).toEqual([text, undefined]);
  });

  test('clips a text that no cell holds', async () => {
    const report = madeReport(2);
    report.units[0]!.unitName = '长'.repeat(40_000);
    const cell = (await openWorkbook(await acceptanceWorkbook(report))).getWorksheet('排名表')!.getCell(4, 3);
    expect(cellText(cell)).toHaveLength(4_000);
  });

  test('is the same file for the same report', async () => {
    const first = await acceptanceWorkbook(madeReport());
    expect(Buffer.from(await acceptanceWorkbook(madeReport())).equals(first)).toBe(true);
  });
});
