import { describe, expect, test } from 'vitest';
import { madeReport } from './acceptance-report.fixture.ts';
import { acceptanceWorkbook } from './acceptance-workbook.ts';
import { cellText, openWorkbook } from './spreadsheet.ts';

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

  test('puts a group before what belongs to it, where the scheme has groups', async () => {
    const report = madeReport(2);
    const units = report.units.map(unit => {
      const [first, ...others] = unit.indicators;
      const group = {
        ...first!,
        code: 'group',
        name: { zh: '落实', en: 'Work' },
        number: '1',
        depth: 0,
        isGroup: true,
      };
      const inGroup = { ...first!, number: '1.1', depth: 1, isGroup: false };
      return {
        ...unit,
        tree: [group, inGroup, ...others.map(one => ({ ...one, number: '', depth: 0, isGroup: false }))],
      };
    });
    const workbook = await openWorkbook(await acceptanceWorkbook({ ...report, units }));
    const heads = [4, 5, 6].map(column => cellText(workbook.getWorksheet('排名表')!.getCell(3, column)));
    expect(heads).toEqual(['1 落实小计（40 分）', '1.1 任务进度（40 分）', '年度效能评价（20 分）']);
    const names = new Set([4, 5, 6, 7].map(row => cellText(workbook.getWorksheet('得分明细')!.getCell(row, 3))));
    expect([...names]).toEqual(['1 落实小计', '1.1 任务进度']);
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
