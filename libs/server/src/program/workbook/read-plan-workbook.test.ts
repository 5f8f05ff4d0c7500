import { describe, expect, it } from 'vitest';
import { createWorkbook, workbookBytes } from '../../documents/spreadsheet.ts';
import { issueWording } from './issue-wording.ts';
import {
  knownUnits,
  officialHeader,
  read,
  readRows,
  row,
  sheetOf,
  title,
  told,
  wpsFile,
  type CellInput,
} from './plan-sheet.fixture.ts';

const due = async (value: CellInput) => {
  const reading = await readRows([row({ due: value })]);
  return reading.plan?.measures[0]!.due.map(one => one.on) ?? told(reading);
};
const coop = async (value: string) => {
  const reading = await readRows([row({ coop: value })]);
  return reading.plan?.measures[0]!.coopUnits ?? told(reading);
};

describe('a sheet as departments keep it', () => {
  it('becomes a plan, named and dated after its title', async () => {
    const reading = await readRows([
      row({ coop: '各执法部门', note: '重点' }),
      row({ seq: 2, measure: '开展培训', coop: '市人社局' }),
    ]);
    expect(told(reading)).toEqual(['warning  period-assumed']);
    expect(reading.plan).toMatchObject({
      name: '某市三年行动(2022–2024年)',
      code: 'PLAN-2022',
      startsOn: '2022-01-01',
      endsOn: '2024-12-31',
      tasks: [{ seq: 1, code: 'T1', title: '加强队伍' }],
      units: [],
    });
    expect(reading.plan!.measures).toMatchObject([
      {
        seq: 1,
        code: 'M01',
        taskCode: 'T1',
        title: '清理名册',
        scope: 'ALL',
        leadUnits: ['SFJ'],
        coopUnits: ['ALL'],
        weight: 50,
        note: '重点',
      },
      { seq: 2, code: 'M02', scope: 'SUBSET', coopUnits: ['RSJ'], weight: 50 },
    ]);
  });

  it('gives a measure without cooperating units to its lead alone', async () =>
    expect((await readRows([row()])).plan!.measures[0]).toMatchObject({ scope: 'LEAD', coopUnits: [] }));

  it('shares 100 points out evenly when it has no weights', async () => {
    const rows = [1, 2, 3].map(seq => row({ seq, measure: `措施${seq}` }));
    expect((await readRows(rows)).plan!.measures.map(measure => measure.weight)).toEqual([34, 33, 33]);
  });

  it('splits a long measure into its first sentence and the whole text', async () =>
    expect((await readRows([row({ measure: '1、清理名册。无证人员不得上岗。' })])).plan!.measures[0]).toMatchObject({
      title: '清理名册',
      text: '清理名册。无证人员不得上岗。',
    }));

  it.each(['3', '3、', '\uff13', '(三)', '\uff08三\uff09', '三', '第3项'])('reads the number %s as 3', async seq =>
    expect((await readRows([row({ seq })])).plan!.measures[0]!.seq).toBe(3),
  );

  it('reads one task from a merged cell, from blanks below it, and from a heading across the table', async () => {
    const merged = await readRows(
      [row({ task: '一、加强队伍' }), row({ seq: 2, task: null }), row({ seq: 3, task: '二、明晰权责' })],
      {
        arrange: sheet => sheet.mergeCells('B3:B4'),
      },
    );
    const blank = await readRows([
      row({ task: '一、加强队伍' }),
      row({ seq: 2, task: null }),
      row({ seq: 3, task: '二、明晰权责' }),
    ]);
    const across = await readRows(
      [
        ['一、加强队伍'],
        row({ task: null }),
        row({ seq: 2, task: null }),
        ['二、明晰权责'],
        row({ seq: 3, task: null }),
      ],
      { arrange: sheet => ['A3:G3', 'A6:G6'].forEach(area => sheet.mergeCells(area)) },
    );
    for (const { plan } of [merged, blank, across]) {
      expect(plan?.tasks.map(task => task.title)).toEqual(['加强队伍', '明晰权责']);
      expect(plan?.measures.map(measure => measure.taskCode)).toEqual(['T1', 'T1', 'T2']);
    }
  });

  it('counts the measures itself when the numbers are merged and so belong to the tasks', async () => {
    const reading = await readRows([row({ seq: '一' }), row({ seq: null, measure: '开展培训' })], {
      arrange: sheet => sheet.mergeCells('A3:A4'),
    });
    expect(reading.plan!.measures.map(measure => measure.seq)).toEqual([1, 2]);
  });

  it('takes rows under a merged measure as more of the same measure', async () => {
    const reading = await readRows(
      [row(), row({ seq: null, task: null, measure: null, lead: null, due: '2023年6月底前' })],
      {
        arrange: sheet => ['A', 'B', 'C', 'D'].forEach(column => sheet.mergeCells(`${column}3:${column}4`)),
      },
    );
    expect(reading.plan!.measures).toHaveLength(1);
    expect(reading.plan!.measures[0]!.due.map(one => one.on)).toEqual(['2022-12-31', '2023-06-30']);
  });

  it('skips empty rows, repeated headers and footnotes', async () => {
    const reading = await readRows(
      [row(), [], officialHeader, row({ seq: 2, measure: '开展培训' }), [], ['注:完成时限以文件为准'], ['填表人']],
      {
        arrange: sheet => sheet.mergeCells('A8:G8'),
      },
    );
    expect(reading.plan!.measures.map(measure => measure.title)).toEqual(['清理名册', '开展培训']);
  });

  it.each([
    [
      '责任单位 leads when 配合单位 is there',
      ['序号', '主要任务', '工作措施', '责任单位', '配合单位', '时限'],
      ['SFJ'],
      ['CGW'],
    ],
    [
      '责任单位 cooperates when 牵头单位 is there',
      ['序号', '重点任务', '具体措施', '牵头单位', '责任单位', '完成时间'],
      ['SFJ'],
      ['CGW'],
    ],
    [
      'full-width and spaced headings',
      ['序 号', '主 要 任 务', '具体措施', '牵头\n单位', '责任\uff08配合\uff09单位', '完成 时限'],
      ['SFJ'],
      ['CGW'],
    ],
  ])('understands other headers: %s', async (_, header, leadUnits, coopUnits) =>
    expect((await readRows([row({ coop: '市城管委' })], { header })).plan!.measures[0]).toMatchObject({
      leadUnits,
      coopUnits,
    }),
  );

  it('understands a header of two rows', async () => {
    const header = ['序号', '主要任务', '具体措施', '责任分工', '', '完成时限'];
    const reading = await readRows([['', '', '', '牵头单位', '配合单位', ''], row({ coop: '市城管委' })], {
      header,
      arrange: sheet => ['D2:E2', 'A2:A3', 'B2:B3', 'C2:C3', 'F2:F3'].forEach(area => sheet.mergeCells(area)),
    });
    expect(reading.plan!.measures).toMatchObject([{ leadUnits: ['SFJ'], coopUnits: ['CGW'] }]);
  });

  it('may come from WPS, with all its peculiarities', async () => {
    const reading = await read(await wpsFile());
    expect(told(reading)).toEqual(['warning  period-assumed', 'warning E3 all-count-differs', 'error E3 unit-unknown']);
    const office = { ...knownUnits[5]!, code: 'BWB', name: '市委编办', shortName: '市委编办' };
    const { plan } = await read(await wpsFile(), [...knownUnits, office]);
    expect(plan!.tasks).toEqual([{ seq: 1, code: 'T1', title: '加强队伍' }]);
    expect(plan!.measures).toMatchObject([
      { title: '清理名册', leadUnits: ['SFJ'], coopUnits: ['ALL', 'BWB'], due: [{ on: '2022-12-31' }] },
    ]);
  });
});

describe('due dates', () => {
  it.each<[CellInput, string[]]>([
    [new Date(Date.UTC(2023, 5, 30)), ['2023-06-30']],
    ['\uff12\uff10\uff12\uff13年6月30日前', ['2023-06-30']],
    ['2022年12月31日前\uff1b2023年6月30日前', ['2022-12-31', '2023-06-30']],
    [2023, ['2023-12-31']],
    ['尽快', ['warning  period-assumed', 'error F3 due-unreadable → 2024年12月31日前']],
    ['', ['warning  period-assumed', 'error F3 due-missing → 2024年12月31日前']],
    ['2025年3月31日前', ['warning  period-assumed', 'error F3 due-outside-program → 2024年12月31日前']],
    ['2023年2月30日前', ['warning  period-assumed', 'error F3 due-no-such-day → 2024年12月31日前']],
  ])('%s', async (value, expected) => expect(await due(value)).toEqual(expected));

  it('warns where a date had to be assumed', async () => {
    expect(told(await readRows([row({ due: '年底前' })]))).toContain('warning F3 due-first-year');
    expect(told(await readRows([row({ due: '长期坚持' })]))).toContain('warning F3 due-ongoing');
  });
});

describe('units', () => {
  it.each<[string, string[]]>([
    ['市公安局、市城管委', ['GAJ', 'CGW']],
    ['市公安局,市城管委;市人社局\uff1b市文旅局', ['GAJ', 'CGW', 'RSJ', 'WLJ']],
    ['市公安局\n市城管执法委', ['GAJ', 'CGW']],
    ['市公安局 市人力资源和社会保障局', ['GAJ', 'RSJ']],
    ['市公安局和市文化和旅游局', ['GAJ', 'WLJ']],
    ['\uff27\uff21\uff2a', ['GAJ']],
    ['gaj', ['GAJ']],
    ['各单位', ['ALL']],
    ['各行政执法部门、各区', ['ALL', 'EC-GOV', 'GD-GOV']],
    ['各区城管局', ['EC-CG']],
    ['市公安局\uff08交警支队、治安支队\uff09', ['GAJ']],
    ['/', []],
    ['无', []],
  ])('%s', async (text, expected) => expect(await coop(text)).toEqual(expected));

  it.each([
    ['市城管局', 'error E3 unit-unknown → 市城市管理执法委员会'],
    ['市人社厅', 'error E3 unit-unknown → 市人力资源和社会保障局'],
    ['省气象台', 'error E3 unit-unknown'],
    ['各相关单位', 'error E3 unit-unknown'],
    ['市公安局等单位', 'warning E3 unit-list-open'],
    ['市公安局、GAJ', 'warning E3 unit-twice'],
    ['32家执法单位', 'warning E3 all-count-differs'],
    ['市公安局、市司法局', 'warning E3 unit-both-roles'],
  ])('%s is told as: %s', async (text, expected) =>
    expect(told(await readRows([row({ coop: text })]))).toEqual(['warning  period-assumed', expected]),
  );

  it('does not guess between two units of one name', async () => {
    const twins = ['A', 'B'].map(code => ({ ...knownUnits[0]!, code, name: `${code}区公安局`, shortName: '区公安局' }));
    expect(told(await read(await sheetOf([row({ lead: '区公安局' })]), twins))).toContain('error D3 unit-ambiguous');
  });

  it('keeps a unit that is both lead and cooperating as lead only', async () =>
    expect((await readRows([row({ coop: '市司法局、市公安局' })])).plan!.measures[0]!.coopUnits).toEqual(['GAJ']));
});

describe('what is wrong is told at its cell', () => {
  it.each<[string, CellInput[][], string]>([
    [
      'a missing lead, suggesting the responsible unit',
      [row({ lead: '', coop: '市城管委' })],
      'error D3 lead-missing → 市城市管理执法委员会',
    ],
    ['everybody as lead', [row({ lead: '各单位' })], 'error D3 lead-is-everyone'],
    ['a number used twice', [row(), row({ measure: '开展培训' })], 'error A4 seq-twice'],
    ['a number that is none', [row({ seq: '附注甲乙丙丁' })], 'error A3 seq-unreadable → 1'],
    ['an empty measure', [row({ measure: '' })], 'error C3 title-missing'],
    ['a measure without a task', [row({ task: '' })], 'error B3 task-missing'],
    [
      'a formula, whose value is taken',
      [row({ lead: { formula: '"市"&"司法局"', result: '市司法局' } })],
      'warning D3 formula-value',
    ],
    ['a formula without a value', [row({ note: { formula: 'A1' } })], 'error G3 formula-empty'],
    ['no measure at all', [], 'error 2 no-measures'],
  ])('%s', async (_, rows, expected) => expect(told(await readRows(rows))).toContain(expected));

  it('tells of a formula once, though the cell is read more than once', async () => {
    const told1 = told(await readRows([row({ lead: '', coop: { formula: 'A1', result: '市公安局' } })]));
    expect(told1.filter(line => line.includes('formula-value'))).toEqual(['warning E3 formula-value']);
  });

  it('names the row that used the number first', async () =>
    expect(
      (await readRows([row(), row({ seq: 1 })])).issues.find(issue => issue.code === 'seq-twice')!.message.zh,
    ).toContain('第 3 行'));

  it.each([
    [['60', '30'], 'error H2 weight-sum'],
    [['60', '四十'], 'error H4 weight-unreadable'],
    [['60', ''], 'error H4 weight-unreadable'],
  ])('weights %j', async (weights, expected) => {
    const rows = weights.map((weight, index) => [...row({ seq: index + 1, measure: `措施${index}` }), weight]);
    const reading = await readRows(rows, { header: [...officialHeader, '权重'] });
    expect(told(reading)).toContain(expected);
    expect(reading.plan).toBeNull();
  });

  it('accepts weights written as percentages, and says the sum when it is off', async () => {
    const rows = ['60%', '\uff14\uff10分'].map((weight, index) => [
      ...row({ seq: index + 1, measure: `措施${index}` }),
      weight,
    ]);
    const header = [...officialHeader, '权重'];
    expect((await readRows(rows, { header })).plan!.measures.map(measure => measure.weight)).toEqual([60, 40]);
    rows[1]![7] = '30';
    expect((await readRows(rows, { header })).issues.find(issue => issue.code === 'weight-sum')!.message.zh).toContain(
      '合计为 90',
    );
  });

  it('tells of an unknown scope, evidence kind and repeated code in the extra columns', async () => {
    const header = [...officialHeader, '措施编号', '范围', '佐证材料'];
    const reading = await readRows(
      [
        [...row(), 'M1', '指定单们', '名册、录像'],
        [...row({ seq: 2 }), 'M1', '仅牵头', '名单'],
      ],
      { header },
    );
    expect(told(reading)).toEqual([
      'warning  period-assumed',
      'error I3 scope-unknown → 指定单位',
      'warning J3 evidence-unknown',
      'error H4 code-twice',
    ]);
  });

  it('asks for the header, or for the column that is missing from it', async () => {
    const noHeader = await createWorkbook();
    noHeader.addWorksheet('名单').addRow(['姓名', '电话']);
    expect(told(await read(await workbookBytes(noHeader)))).toEqual(['error  header-missing']);
    const header = ['序号', '主要任务', '具体措施', '牵头单位'];
    expect(told(await readRows([row()], { header }))).toContain('error 2 column-missing');
  });

  it('asks for the period when neither title nor dates tell a year', async () => {
    const reading = await readRows([row({ due: '年底前' })], {
      arrange: sheet => (sheet.getCell('A1').value = '任务分解表'),
    });
    expect(told(reading)).toEqual(['error  name-missing', 'error  period-missing']);
  });

  it('says in one sentence why a file cannot be opened', async () => {
    const reading = await read(Buffer.from('not a workbook'));
    expect(reading.plan).toBeNull();
    expect(told(reading)).toEqual(['error  not-xlsx']);
    expect(reading.issues[0]!.message).toEqual({ zh: issueWording['not-xlsx'].zh, en: issueWording['not-xlsx'].en });
  });
});

describe('the sheets beside the table', () => {
  const workbookWith = async (info: CellInput[][], units: CellInput[][] = [], rows: CellInput[][] = [row()]) => {
    const workbook = await createWorkbook();
    workbook.addWorksheet('任务分解表').addRows([[title], officialHeader, ...rows]);
    workbook.addWorksheet('计划信息').addRows(info);
    workbook
      .addWorksheet('单位名录')
      .addRows([['代码', '单位名称', '简称', '别名', '领域', '是否计分', '类别'], ...units]);
    return workbookBytes(workbook);
  };

  it('give name, document number, period, stages, goals and tasks', async () => {
    const { plan, issues } = await read(
      await workbookWith([
        ['项目', '内容'],
        ['名称', '三年行动'],
        ['代码', 'X-1'],
        ['文号', '某政发〔2022〕1号'],
        ['起止', '2022年1月1日至2024年12月31日'],
        ['阶段', '2022', '规范', '建制度'],
        ['阶段', '2023年 提升\uff1a见成效'],
        ['目标', '制度健全'],
        ['任务', '加强队伍'],
        ['任务', 'T9', '还没有措施的任务'],
      ]),
    );
    expect(issues).toEqual([]);
    expect(plan).toMatchObject({
      name: '三年行动',
      code: 'X-1',
      docNo: '某政发〔2022〕1号',
      startsOn: '2022-01-01',
      endsOn: '2024-12-31',
      stages: [
        { year: 2022, name: '规范', goal: '建制度' },
        { year: 2023, name: '提升', goal: '见成效' },
      ],
      goals: ['制度健全'],
      tasks: [
        { seq: 1, code: 'T1', title: '加强队伍' },
        { seq: 2, code: 'T9', title: '还没有措施的任务' },
      ],
    });
  });

  it('hold the table to the tasks they list', async () =>
    expect(told(await read(await workbookWith([['任务', 'T1', '加强队五']])))).toContain(
      'error B3 task-unknown → 加强队五',
    ));

  it('bring units the instance does not know, and leave alone those it knows', async () => {
    const units = [
      ['SFJ', '市司法局', '', '', '', '否', '统筹机构'],
      ['NEW', '新设执法局', '新局', '新执法局、新执局', '综合', '是', '功能区'],
    ];
    const { plan } = await read(await workbookWith([], units, [row({ coop: '新执局' })]));
    expect(plan!.units).toEqual([
      {
        code: 'NEW',
        name: '新设执法局',
        shortName: '新局',
        aliases: ['新执法局', '新执局'],
        field: '综合',
        isScored: true,
        kind: 'zone',
      },
    ]);
    expect(plan!.measures[0]!.coopUnits).toEqual(['NEW']);
    expect((await read(await workbookWith([], units), [])).plan!.units.map(unit => unit.code)).toEqual(['SFJ', 'NEW']);
  });

  it('are told where they do not make sense', async () => {
    const units = [
      ['SFJ', '市法制局'],
      ['', '无码局'],
      ['N1', '甲局', '', '', '', '可能', '市值'],
      ['N1', '乙局'],
    ];
    const info = [
      ['起始日期', '2022-13-01'],
      ['结束日期', '2024-12-31'],
      ['阶段', '规范'],
      ['联系电话', '123'],
    ];
    const found = told(await read(await workbookWith(info, units)));
    expect(found).toEqual([
      'error B1 period-unreadable',
      'error B3 stage-unreadable',
      'warning A4 info-unknown',
      'warning  period-assumed',
      'warning B2 unit-differs',
      'error A3 unit-incomplete',
      'error F4 yes-no-unknown',
      'error G4 unit-kind-unknown → 市直',
      'error A5 unit-clash',
    ]);
  });
});

it('says of every problem, in Chinese and in English, what to do', () => {
  for (const [code, { zh, en }] of Object.entries(issueWording)) {
    expect(zh, code).toMatch(/请.+。$/);
    expect(en.split(/[.;] /).length, code).toBeGreaterThan(1);
    expect(new Set(zh.match(/\{\w+\}/g)), code).toEqual(new Set(en.match(/\{\w+\}/g)));
  }
});
