import { createWorkbook, setText, workbookBytes } from '../../libs/server/src/documents/spreadsheet.ts';
import { makeSampleFile, type SampleKind } from '../../libs/server/src/demonstration/sample-files.ts';
import {
  compound,
  office,
  ofd,
  png,
  wordStream,
  workbookStream,
} from '../../libs/server/src/files/made-files.fixture.ts';
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import type { Dice } from './dice.ts';

type Made = { name: string; bytes: Buffer };
const stems = [
  '执法检查工作总结',
  '关于印发方案的通知(终稿)',
  '1.2.附件.v3',
  '人员名册 2024',
  '行政处罚案卷评查表',
  '会议纪要—第3次',
];
const name = (dice: Dice, extension: string): string => `${dice.of(stems)}${dice.below(10_000)}.${extension}`;
const paragraphs = (dice: Dice): string[] =>
  Array.from(
    { length: 3 + dice.below(200) },
    (_, n) => `第${n + 1}条 开展检查${dice.below(90)}次,发现问题${dice.below(20)}个,均已整改。`,
  );

const sample =
  (kind: SampleKind) =>
  async (dice: Dice): Promise<Made> => ({
    name: name(dice, kind),
    bytes: (
      await makeSampleFile(kind, {
        title: '总结',
        unitName: '水利局',
        year: 2024,
        paragraphs: paragraphs(dice),
        seed: dice.below(1e6),
      })
    ).bytes,
  });

/** Kinds of files that office people hand in, each made anew by the dice. */
export const goodFamilies: Record<string, (dice: Dice) => Made | Promise<Made>> = {
  'pdf': sample('pdf'),
  'docx as the demonstration makes it': sample('docx'),
  'xlsx as the demonstration makes it': sample('xlsx'),
  'photo': sample('jpg'),
  'docx with a table': async dice => ({
    name: name(dice, 'docx'),
    bytes: await Packer.toBuffer(
      new Document({
        sections: [{
          children: [
            ...paragraphs(dice).map(text => new Paragraph({ children: [new TextRun(text)] })),
            new Table({ rows: [new TableRow({ children: [new TableCell({ children: [new Paragraph('单位')] })] })] }),
          ],
        }],
      }),
    ),
  }),
  'xlsx with formulas and links': async dice => {
    const workbook = await createWorkbook();
    const sheet = workbook.addWorksheet('统计表');
    for (let row = 1; row < 3 + dice.below(200); row++) {
      setText(sheet.getCell(row, 1), `${dice.of(['-', '=', '', '@'])}第${row}项`);
      sheet.getCell(row, 2).value = dice.below(1000);
      sheet.getCell(row, 3).value = { formula: `SUM(B1:B${row})&"|"`, result: 1 };
    }
    sheet.getCell(1, 4).value = { text: '依据', hyperlink: 'https://www.gov.cn/' };
    return { name: name(dice, 'xlsx'), bytes: Buffer.from(await workbookBytes(workbook)) };
  },
  'pptx': dice => ({ name: name(dice, 'pptx'), bytes: office('pptx', { body: paragraphs(dice).join('') }) }),
  'OFD': dice => ({ name: name(dice, 'ofd'), bytes: ofd(['Doc_0/Document.xml', `<Document>${paragraphs(dice).join('')}</Document>`]) }),
  'png': dice => ({ name: name(dice, 'png'), bytes: png({ width: 1 + dice.below(4000), height: 1 + dice.below(4000) }) }),
  'old Word and WPS': dice => ({ name: name(dice, dice.of(['doc', 'wps'])), bytes: compound({ WordDocument: wordStream() }) }),
  'old Excel and ET': dice => ({ name: name(dice, dice.of(['xls', 'et'])), bytes: compound({ Workbook: workbookStream() }) }),
  'text': dice => {
    const text = paragraphs(dice).join(dice.of(['\n', '\r\n']));
    const bytes = dice.of([
      Buffer.from(text), Buffer.from(`\ufeff${text}`), Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
      Buffer.from('d6b4b7a8bcecb2e9', 'hex'),
    ]);
    return { name: name(dice, 'txt'), bytes };
  },
  'table as text': dice => ({
    name: name(dice, 'csv'),
    bytes: Buffer.from(`单位,得分,增减,电话,备注\n${paragraphs(dice).map(text => `"${text}",${dice.below(100)},-${dice.below(9)},+86-10-${10_000_000 + dice.below(1e6)},- 完成|未完成`).join('\n')}\n`),
  }),
  'link to the public page': dice => ({ name: name(dice, 'txt'), bytes: Buffer.from(`https://www.gov.cn/zhengce/${dice.below(1e6)}.htm\n`) }),
  'large docx': dice => ({
    name: name(dice, 'docx'),
    bytes: office('docx', { body: paragraphs(dice).join(''), more: [['word/media/a.png', Buffer.concat([png(), dice.bytes(200_000)])]] }),
  }),
}; // prettier-ignore
