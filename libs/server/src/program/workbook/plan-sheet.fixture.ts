import { zip } from '@cj-tech-master/excelts/archive';
import type { PlanUnit } from '@yardstick/domain/plan';
import { createWorkbook, workbookBytes, type Worksheet } from '../../documents/spreadsheet.ts';
import { readPlanWorkbook } from './read-plan-workbook.ts';

const unit = (code: string, name: string, shortName: string, more: Partial<PlanUnit> = {}): PlanUnit => ({
  code,
  name,
  shortName,
  aliases: [],
  field: '',
  isScored: true,
  kind: 'city',
  ...more,
});

export const knownUnits: PlanUnit[] = [
  unit('GAJ', '市公安局', '市公安局'),
  unit('CGW', '市城市管理执法委员会', '市城管委', { aliases: ['市城管执法委'] }),
  unit('RSJ', '市人力资源和社会保障局', '市人社局'),
  unit('WLJ', '市文化和旅游局', '市文旅局'),
  unit('EC-CG', '鄂城区城市管理执法局', '鄂城区城管局', { kind: 'district' }),
  unit('SFJ', '市司法局', '市司法局', { isScored: false, kind: 'office' }),
  unit('EC-GOV', '鄂城区人民政府', '鄂城区政府', { isScored: false, kind: 'district' }),
  unit('GD-GOV', '葛店经济技术开发区管理委员会', '葛店经开区管委会', { isScored: false, kind: 'zone' }),
];

export const officialHeader = ['序号', '主要任务', '具体措施', '牵头单位', '责任(配合)单位', '完成时限', '备注'];
export const title = '某市三年行动(2022–2024年)任务分解表';

export type CellInput = string | number | Date | null | { formula: string; result?: string };

/** A sheet as a department would keep it: a title, a header, and the given rows. */
export async function sheetOf(
  rows: CellInput[][],
  { header = officialHeader, arrange = () => {} }: { header?: string[]; arrange?: (sheet: Worksheet) => void } = {},
): Promise<Uint8Array> {
  const workbook = await createWorkbook();
  const sheet = workbook.addWorksheet('Sheet1');
  sheet.addRow([title]);
  sheet.addRow(header);
  rows.forEach(row => sheet.addRow(row));
  arrange(sheet);
  return workbookBytes(workbook);
}

export const row = (
  changes: Partial<Record<'seq' | 'task' | 'measure' | 'lead' | 'coop' | 'due' | 'note', CellInput>> = {},
) => {
  const cells = {
    seq: 1,
    task: '加强队伍',
    measure: '清理名册',
    lead: '市司法局',
    coop: '',
    due: '2022年底前',
    note: '',
    ...changes,
  };
  return [cells.seq, cells.task, cells.measure, cells.lead, cells.coop, cells.due, cells.note];
};

export const read = (bytes: Uint8Array, units: readonly PlanUnit[] = knownUnits) => readPlanWorkbook(bytes, { units });

export const readRows = async (rows: CellInput[][], options?: Parameters<typeof sheetOf>[1]) =>
  read(await sheetOf(rows, options));

/** `error D3 unit-unknown → 市城市管理执法委员会` */
export const told = ({ issues }: Awaited<ReturnType<typeof read>>) =>
  issues.map(
    issue =>
      `${issue.severity} ${issue.column}${issue.row || ''} ${issue.code}${issue.suggestion ? ` → ${issue.suggestion}` : ''}`,
  );

/**
 * A file as WPS saves it: relations by absolute path, shared strings with phonetic runs and formatted runs, cells with
 * inline strings, rows padded far below the data, no document properties.
 */
export function wpsFile(): Promise<Uint8Array> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const strings = [
    ...['序号', '主要任务', '具体措施', '牵头单位', '责任单位', '完成时限', '备注'].map(
      text => `<si><t>${text}</t></si>`,
    ),
    '<si><t>加强队伍</t><rPh sb="0" eb="2"><t>ジャチャン</t></rPh><phoneticPr fontId="1"/></si>',
    '<si><r><t>清理</t></r><r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">名册 </t></r><rPh sb="0" eb="2"><t>ring</t></rPh></si>',
  ];
  const shared = (at: string, index: number) => `<c r="${at}" t="s"><v>${index}</v></c>`;
  const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const header = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((column, index) => shared(`${column}2`, index)).join('');
  const body =
    `<c r="A3"><v>1</v></c>${shared('B3', 7)}${shared('C3', 8)}${inline('D3', '市司法局')}` +
    `${inline('E3', '\uff13\uff12家\uff0c市委编办')}<c r="F3" s="1"><v>44926</v></c>`;
  const padding = Array.from(
    { length: 300 },
    (_, index) => `<row r="${index + 4}"><c r="A${index + 4}" s="1"/></row>`,
  ).join('');
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId3" Type="${relations}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="/xl/styles.xml"/><Relationship Id="rId1" Type="${relations}/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><fileVersion appName="WPS"/><sheets><sheet name="任务 分解表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf numFmtId="176" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}" count="9" uniqueCount="9">${strings.join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="1">${inline('A1', title)}</row><row r="2">${header}</row><row r="3">${body}</row>${padding}</sheetData></worksheet>`,
  };
  const archive = zip();
  for (const [path, xml] of Object.entries(parts)) {
    archive.add(path, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`);
  }
  return archive.bytes();
}
