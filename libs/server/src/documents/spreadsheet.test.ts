import { zip } from '@cj-tech-master/excelts/archive';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import {
  cellError,
  cellText,
  columnLetter,
  createWorkbook,
  isFormula,
  lacksResult,
  openWorkbook,
  setText,
  spreadsheetLimits,
  tidyText,
  type UnreadableSpreadsheet,
  type Worksheet,
  workbookBytes,
} from './spreadsheet.ts';

const written = async (fill: (sheet: Worksheet) => void) => {
  const workbook = await createWorkbook();
  fill(workbook.addWorksheet('S'));
  return workbookBytes(workbook);
};
const reasonFor = (bytes: Uint8Array) =>
  openWorkbook(bytes).then(
    () => 'opened',
    (error: unknown) => (error as UnreadableSpreadsheet).reason,
  );

/** A ZIP of one deflated entry whose header states any size it likes. */
function zipStating(name: string, content: Buffer, statedSize: number): Buffer {
  const data = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  for (const [header, at] of [
    [local, 4],
    [central, 6],
  ] as const) {
    header.writeUInt16LE(20, at);
    header.writeUInt16LE(8, at + 4);
    header.writeUInt32LE(data.length, at + 14);
    header.writeUInt32LE(statedSize, at + 18);
    header.writeUInt16LE(name.length, at + 22);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end]);
}

describe('what a cell says', () => {
  it('is its visible text, whatever kind of value holds it', async () => {
    const bytes = await written(sheet => {
      sheet.getCell('A1').value = { richText: [{ text: '严格' }, { text: '准入', font: { bold: true } }] };
      sheet.getCell('A2').value = { formula: '1+1', result: 2 };
      sheet.getCell('A3').value = { text: '目录', hyperlink: 'https://example.org' };
      sheet.getCell('A4').value = new Date(Date.UTC(2022, 11, 31));
      sheet.getCell('A4').numFmt = 'yyyy-mm-dd';
      sheet.getCell('A5').value = 0.05;
      sheet.getCell('A5').numFmt = '0%';
      sheet.getCell('A6').value = true;
      sheet.getCell('A7').value = '市公安局';
      sheet.mergeCells('A7:B8');
    });
    const sheet = (await openWorkbook(bytes)).worksheets[0]!;
    const texts = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'B8', 'C1'].map(address => cellText(sheet.getCell(address)));
    expect(texts).toEqual(['严格准入', '2', '目录', '2022-12-31', '5%', '是', '市公安局', '']);
    expect([isFormula(sheet.getCell('A2')), isFormula(sheet.getCell('A3'))]).toEqual([true, false]);
  });

  it('tells a formula without a stored value, and an error, from text', async () => {
    const bytes = await written(sheet => {
      sheet.getCell('A1').value = { formula: 'A9' };
      sheet.getCell('A2').value = { formula: 'A9', result: { error: '#REF!' } };
      sheet.getCell('A3').value = '#REF!';
    });
    const sheet = (await openWorkbook(bytes)).worksheets[0]!;
    expect(['A1', 'A2', 'A3'].map(at => lacksResult(sheet.getCell(at)))).toEqual([true, false, false]);
    expect(['A1', 'A2', 'A3'].map(at => cellError(sheet.getCell(at)))).toEqual([null, '#REF!', null]);
  });

  it('comes without invisible characters, odd blanks and carriage returns', () =>
    expect(tidyText('\ufeff 甲\u00a0乙\r\n\u200b丙\u0007 ')).toBe('甲 乙\n丙'));
});

it.each(['=1+1', '+86', '-5', '@SUM(A1)'])('%s goes into a cell as text, never as a formula', async text => {
  const sheet = (await openWorkbook(await written(s => setText(s.getCell('A1'), text)))).worksheets[0]!;
  expect(sheet.getCell('A1').value).toBe(text);
  expect(sheet.getCell('A1').numFmt).toBe('@');
});

it('gives equal bytes for equal content, whenever and in whatever time zone it is written', async () => {
  const fill = (sheet: Parameters<Parameters<typeof written>[0]>[0]) => setText(sheet.getCell('A1'), '甲');
  vi.stubEnv('TZ', 'Asia/Shanghai');
  const first = await written(fill);
  vi.stubEnv('TZ', 'America/New_York');
  const second = await written(fill);
  vi.unstubAllEnvs();
  expect(Buffer.from(first).equals(second)).toBe(true);
  expect(Buffer.from(first).equals(await written(sheet => setText(sheet.getCell('A1'), '乙')))).toBe(false);
});

it('names columns as spreadsheets do', () =>
  expect([1, 26, 27, 52, 703].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA']));

describe('a file that is no usable workbook is refused with the reason', () => {
  const ole = (text: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(text, 'utf16le')]);

  it('when it is no workbook at all', async () => {
    expect(await reasonFor(Buffer.from('%PDF-1.7'))).toBe('not-xlsx');
    expect(await reasonFor(new Uint8Array())).toBe('not-xlsx');
    expect(await reasonFor(await zip().add('word/document.xml', '<w/>').bytes())).toBe('not-xlsx');
  });
  it('when it has a password', async () => expect(await reasonFor(ole('EncryptedPackage'))).toBe('encrypted'));
  it('when it is an old .xls', async () => expect(await reasonFor(ole('Workbook'))).toBe('legacy-xls'));
  it('when it is cut off', async () => {
    const whole = await written(sheet => setText(sheet.getCell('A1'), '甲'));
    expect(await reasonFor(whole.subarray(0, whole.length / 2))).toBe('damaged');
  });
  it('when a part is not what it should be', async () => {
    const files = zip()
      .add('[Content_Types].xml', 'x')
      .add('xl/workbook.xml', '<workbook')
      .add('xl/worksheets/sheet1.xml', '<<<');
    expect(await reasonFor(await files.bytes())).toBe('damaged');
  });
  it('when it is larger than allowed', async () => {
    expect(await reasonFor(new Uint8Array(spreadsheetLimits.bytes + 1))).toBe('too-big');
    expect(await reasonFor(new Uint8Array(spreadsheetLimits.bytes))).toBe('not-xlsx');
  });
  it('when it unpacks to far more than it should, even if its headers deny that', async () => {
    const content = Buffer.alloc(spreadsheetLimits.unpackedBytes + 1);
    expect(await reasonFor(zipStating('xl/workbook.xml', content, content.length))).toBe('unpacks-too-big');
    expect(await reasonFor(zipStating('xl/workbook.xml', content, 1_000))).toBe('unpacks-too-big');
  });
  it('when it has more rows than allowed, and not one row earlier', async () => {
    const rows = (count: number) =>
      written(sheet => sheet.addRows(Array.from({ length: count }, (_, index) => [index])));
    expect(await reasonFor(await rows(spreadsheetLimits.rows))).toBe('opened');
    expect(await reasonFor(await rows(spreadsheetLimits.rows + 1))).toBe('too-many-rows');
  });
});
