import { inDueOrder } from '@yardstick/domain/due-phrase';
import { evidenceKinds } from '@yardstick/domain/evidence';
import { comparable } from '@yardstick/domain/half-width';
import {
  allScoredUnits,
  equalWeights,
  measureScopes,
  unitKinds,
  yearsOf,
  type PlanDraft,
} from '@yardstick/domain/plan';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { cellText, openWorkbook, tidyText, workbookBytes } from '../../documents/spreadsheet.ts';
import { cityPlan, nationalPlan } from '../data/shipped-plans.ts';
import { annotatePlanWorkbook } from './annotate-plan-workbook.ts';
import { read, row, sheetOf, told } from './plan-sheet.fixture.ts';
import { writePlanWorkbook } from './write-plan-workbook.ts';

const roundTrip = async (plan: PlanDraft) => read(await writePlanWorkbook(plan), []);

describe.each([
  ['plan-ezhou-2022-2024.xlsx', cityPlan],
  ['plan-national-2023-2025.xlsx', nationalPlan],
])('the shipped %s', (file, plan) => {
  const bytes = () => readFile(new URL(`../data/${file}`, import.meta.url));

  it('sets up an empty instance with exactly the plan its JSON holds', async () =>
    expect(await read(await bytes(), [])).toEqual({ plan, issues: [] }));

  it('is what the writer writes today; else run tools/make-plan-workbooks.ts', async () =>
    expect(Buffer.from(await writePlanWorkbook(plan)).equals(await bytes())).toBe(true));
});

describe('a written plan', () => {
  it('prints as the official table: A4 landscape, seven columns, repeated header, marker in sight', async () => {
    const sheet = (await openWorkbook(await writePlanWorkbook(cityPlan))).getWorksheet('任务分解表')!;
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      printTitlesRow: '3:3',
      printArea: 'A1:G24',
    });
    expect([1, 2, 3, 4, 5, 6, 7].map(column => cellText(sheet.getCell(3, column)))).toEqual([
      '序号',
      '主要任务',
      '具体措施',
      '牵头单位',
      '责任\uff08配合\uff09单位',
      '完成时限',
      '备注',
    ]);
    expect(cellText(sheet.getCell('A2'))).toContain('示例,待按正式文件校核');
    expect(cellText(sheet.getCell('B4'))).toBe('一、持续加强行政执法队伍建设');
    expect(sheet.getCell('B7').master.address).toBe('B4');
  });

  it('offers the scopes as a list', async () => {
    const sheet = (await openWorkbook(await writePlanWorkbook(cityPlan))).getWorksheet('任务分解表')!;
    const column = Array.from({ length: 30 }, (_, index) => index + 1).find(
      at => cellText(sheet.getCell(3, at)) === '范围',
    )!;
    expect(sheet.getCell(4, column).dataValidation).toMatchObject({
      type: 'list',
      formulae: ['"全部单位,指定单位,仅牵头"'],
    });
  });
});

const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'binary', maxLength }),
      fc
        .array(
          fc.constantFrom(
            '一、',
            '=1+1',
            '市公安局',
            '、',
            ';',
            '\n',
            '2022年底前',
            '_x000D_',
            '<&>"',
            ' ',
            '各单位',
            '注:',
            '「」',
          ),
          { maxLength: 4 },
        )
        .map(parts => parts.join('')),
    )
    .map(tidyText);
const word = text(8).filter(value => comparable(value) !== '');
const listWord = word
  .map(value => value.replace(/[、,\uff0c;\uff1b\s]/g, ''))
  .filter(value => comparable(value) !== '');
const period = { startsOn: '2022-01-01', endsOn: '2024-12-31' };

const unitsArb = fc.uniqueArray(word, { minLength: 2, maxLength: 6, selector: comparable }).chain(names =>
  fc.tuple(
    ...names.map((name, index) =>
      fc.record({
        code: fc.constant(`U${index}`),
        name: fc.constant(name),
        shortName: word,
        aliases: fc.uniqueArray(listWord, { maxLength: 2 }),
        field: text(6),
        isScored: fc.boolean(),
        kind: fc.constantFrom(...unitKinds),
      }),
    ),
  ),
);

const planArb: fc.Arbitrary<PlanDraft> = fc
  .record({
    units: unitsArb,
    taskTitles: fc.uniqueArray(word, { minLength: 1, maxLength: 4, selector: comparable }),
    count: fc.integer({ min: 1, max: 6 }),
  })
  .chain(({ units, taskTitles, count }) => {
    const codes = units.map(unit => unit.code);
    const dueArb = fc
      .record({
        year: fc.integer({ min: 2022, max: 2024 }),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 28 }),
        label: text(10),
        repeats: fc.boolean(),
      })
      .map(({ year, month, day, label, repeats }) => ({
        year,
        on: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
        label,
        repeats,
      }));
    const measureArb = (index: number) =>
      fc
        .record({
          title: word,
          text: text(20),
          sourceClause: text(8),
          deliverable: text(8),
          proofExample: text(8),
          note: text(8),
          taskCode: fc.constantFrom(...taskTitles.map((_, at) => `T${at + 1}`)),
          scope: fc.constantFrom(...measureScopes),
          leadCount: fc.integer({ min: 1, max: codes.length - 1 }),
          shuffled: fc.shuffledSubarray(codes, { minLength: codes.length, maxLength: codes.length }),
          isForAll: fc.boolean(),
          due: fc.array(dueArb, { minLength: 1, maxLength: 4 }).map(inDueOrder),
          evidenceKinds: fc.shuffledSubarray([...evidenceKinds], { minLength: 0 }),
          targets: fc.array(text(8), { minLength: 3, maxLength: 3 }),
          crosswalk: fc.array(listWord, { maxLength: 3 }),
        })
        .map(({ leadCount, shuffled, isForAll, targets, ...rest }) => ({
          ...rest,
          seq: index + 1,
          code: `M${index + 1}`,
          leadUnits: shuffled.slice(0, leadCount),
          coopUnits: isForAll ? [allScoredUnits, ...shuffled.slice(leadCount)] : shuffled.slice(leadCount),
          stageTargets: Object.fromEntries(
            yearsOf(period)
              .map((year, at) => [String(year), targets[at]!])
              .filter(([, target]) => target !== ''),
          ),
          weight: equalWeights(count)[index]!,
        }));
    return fc.record({
      code: word,
      name: word,
      docNo: text(6),
      startsOn: fc.constant(period.startsOn),
      endsOn: fc.constant(period.endsOn),
      marker: text(6),
      stages: fc.array(fc.record({ year: fc.integer({ min: 2022, max: 2024 }), name: text(4), goal: text(10) }), {
        maxLength: 3,
      }),
      goals: fc.array(word, { maxLength: 3 }),
      tasks: fc.constant(taskTitles.map((one, at) => ({ seq: at + 1, code: `T${at + 1}`, title: one }))),
      measures: fc.tuple(...Array.from({ length: count }, (_, index) => measureArb(index))),
      units: fc.constant(units),
    });
  });

it('reads back as exactly the plan that was written, whatever its words', async () => {
  await fc.assert(
    fc.asyncProperty(planArb, async plan => {
      const { plan: back, issues } = await roundTrip(plan);
      expect(issues).toEqual([]);
      expect(back).toEqual(plan);
    }),
    { numRuns: 100 },
  );
}, 60_000);

describe('an annotated workbook', () => {
  const faulty = () =>
    sheetOf(
      [
        row({ lead: '市城管局' }),
        row({ seq: 2, measure: '开展培训', due: '年底前' }),
        row({ seq: 3, measure: '练兵', lead: '', due: '尽快' }),
      ],
      {
        arrange: sheet => {
          sheet.getCell('G3').note = '经办人批注';
          sheet.getCell('G3').value = { richText: [{ text: '保留' }, { text: '格式', font: { bold: true } }] };
          sheet.getCell('D3').note = '原有批注';
          sheet.getColumn(3).width = 33;
          sheet.workbook.addWorksheet('其他').getCell('A1').value = { formula: '1+1', result: 2 };
        },
      },
    );
  const annotated = async () => {
    const original = await faulty();
    const { issues } = await read(original);
    return { original, issues, bytes: await annotatePlanWorkbook(original, issues) };
  };
  const colourOf = (cell: { fill?: unknown }) =>
    (cell.fill as { fgColor?: { argb?: string } } | undefined)?.fgColor?.argb;

  it('shows each issue at its cell by colour and comment: red for errors, yellow for warnings', async () => {
    const sheet = (await openWorkbook((await annotated()).bytes)).worksheets[0]!;
    expect([colourOf(sheet.getCell('D3')), colourOf(sheet.getCell('F4')), colourOf(sheet.getCell('C3'))]).toEqual([
      'FFFFC7CE',
      'FFFFEB9C',
      undefined,
    ]);
    expect(JSON.stringify(sheet.getCell('D3').note)).toMatch(/原有批注.*【校核】.*市城管局.*市城市管理执法委员会/);
  });

  it('gathers the issues of a row in a last column 校核意见, and all of them in a sheet 校核结果', async () => {
    const { bytes, issues } = await annotated();
    const workbook = await openWorkbook(bytes);
    const sheet = workbook.worksheets[0]!;
    expect([2, 3, 4, 5].map(at => cellText(sheet.getCell(at, 8)).split('\n').length)).toEqual([1, 1, 1, 2]);
    expect(cellText(sheet.getCell('H2'))).toBe('校核意见');
    const verdict = workbook.getWorksheet('校核结果')!;
    expect(cellText(verdict.getCell('A1'))).toBe('共 3 处错误、2 处提醒。请改正错误后重新上传。');
    expect(verdict.actualRowCount).toBe(issues.length + 2);
    expect(verdict.getCell('C4').value).toEqual({ text: 'D3', hyperlink: "#'Sheet1'!D3" });
  });

  it('leaves everything else as it was', async () => {
    const { original, bytes } = await annotated();
    const [before, after] = [(await openWorkbook(original)).worksheets, (await openWorkbook(bytes)).worksheets];
    expect(after.map(sheet => sheet.name)).toEqual([...before.map(sheet => sheet.name), '校核结果']);
    before[0]!.eachRow(line =>
      line.eachCell(cell => expect(after[0]!.getCell(cell.address).value).toEqual(cell.value)),
    );
    expect(after[0]!.getCell('G3').note).toEqual(before[0]!.getCell('G3').note);
    expect(after[0]!.getColumn(3).width).toBe(33);
    expect(after[1]!.getCell('A1').value).toEqual(before[1]!.getCell('A1').value);
  });

  it('reads with the same issues, so that it can be corrected and uploaded as it is', async () => {
    const { bytes, issues } = await annotated();
    expect((await read(bytes)).issues).toEqual(issues);
  });

  it('loses its marks at the next annotation once the cells are corrected', async () => {
    const workbook = await openWorkbook((await annotated()).bytes);
    const sheet = workbook.worksheets[0]!;
    sheet.getCell('D3').value = '市城管委';
    sheet.getCell('F4').value = '2022年底前';
    sheet.getCell('D5').value = '市公安局';
    sheet.getCell('F5').value = '2023年底前';
    const corrected = await workbookBytes(workbook);
    const reading = await read(corrected);
    expect(told(reading)).toEqual(['warning  period-assumed']);
    const clean = await openWorkbook(await annotatePlanWorkbook(corrected, reading.issues));
    const after = clean.worksheets[0]!;
    expect([colourOf(after.getCell('D3')), colourOf(after.getCell('F5')), colourOf(after.getCell('H3'))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(JSON.stringify(after.getCell('D3').note)).not.toContain('校核');
    expect(JSON.stringify(after.getCell('D3').note)).toContain('原有批注');
    expect([3, 4, 5].map(at => cellText(after.getCell(at, 8)))).toEqual(['', '', '']);
    expect(clean.worksheets.filter(one => one.name.startsWith('校核结果'))).toHaveLength(1);
    expect(cellText(clean.getWorksheet('校核结果')!.getCell('A1'))).toBe(
      '共 0 处错误、1 处提醒。可以导入\uff0c请核对提醒。',
    );
  });

  it('is a verdict alone when the file cannot be opened', async () => {
    const broken = Buffer.from('no workbook');
    const { issues } = await read(broken);
    const workbook = await openWorkbook(await annotatePlanWorkbook(broken, issues));
    expect(workbook.worksheets.map(sheet => sheet.name)).toEqual(['校核结果']);
    expect(cellText(workbook.worksheets[0]!.getCell('D3'))).toBe(issues[0]!.message.zh);
  });

  it('comes out the same, byte for byte, each time', async () => {
    const [first, second] = [await annotated(), await annotated()];
    expect(Buffer.from(first.bytes).equals(second.bytes)).toBe(true);
  });
});
