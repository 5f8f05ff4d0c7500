import type { FigureInput, FigureRecord, ScoringScheme, UnitInputs } from '@yardstick/domain/scoring/scheme';

const name = (zh: string, en: string) => ({ zh, en });
const source = { source: '考核细则', clause: '一' };

/** A scheme that uses every method and every rule of ranking and grading once. */
export const everyMethod: ScoringScheme = {
  code: 'every-method',
  name: name('全方法考核', 'Every method'),
  version: 1,
  scale: 2,
  scales: { indicator: 3, total: 1 },
  rounding: 'half-even',
  totalCap: '100',
  figures: [
    ...[
      'overdue-5wd',
      'efficacy',
      'done',
      'due',
      'complaints',
      'poster',
      'commended',
      'list',
      'poll',
      'votes',
      'cases',
    ],
    ...['self-check', 'falsified', 'accident', 'late-reform', 'innovation', 'expired-licence'],
  ].map(code => ({ code, name: name(`数据${code}`, code), ...(code === 'efficacy' ? { max: '100' } : {}) })),
  indicators: [
    {
      code: 'plan',
      name: name('任务完成', 'Plan'),
      full: '40',
      ...source,
      method: {
        kind: 'progress',
        base: '100',
        years: [2023, 2024],
        deductions: [{ code: 'late', name: name('逾期', 'Late'), figure: 'overdue-5wd', per: '2', cap: '10' }],
        bonuses: [],
      },
    },
    {
      code: 'efficacy',
      name: name('效能', 'Efficacy'),
      full: '30',
      ...source,
      method: { kind: 'mean-of-figures', figure: 'efficacy', years: [2022, 2023], outOf: '100' },
    },
    {
      code: 'rectified',
      name: name('整改', 'Rectified'),
      full: '30',
      ...source,
      method: { kind: 'rate', numerator: 'done', denominator: 'due' },
      vetoes: [{ code: 'expired', name: name('无证执法', 'Without a licence'), figure: 'expired-licence' }],
    },
    {
      code: 'complaints',
      name: name('投诉', 'Complaints'),
      full: '5',
      ...source,
      method: {
        kind: 'deduction',
        base: '20',
        deductions: [{ code: 'each', name: name('投诉', 'Complaint'), figure: 'complaints', per: '1.5', every: 2 }],
      },
    },
    {
      code: 'poster',
      name: name('公示', 'Publicity'),
      full: '5',
      ...source,
      method: { kind: 'figure', figure: 'poster', outOf: '30', year: 2024 },
    },
    {
      code: 'list',
      name: name('自查', 'Checklist'),
      full: '6',
      ...source,
      method: {
        kind: 'checklist',
        figure: 'list',
        items: ['rules', 'training', 'archive'].map(code => ({ code, name: name(`要点${code}`, code), points: '2' })),
      },
    },
    {
      code: 'poll',
      name: name('社会满意度', 'Poll'),
      full: '6',
      ...source,
      method: {
        kind: 'survey',
        figure: 'poll',
        answers: [
          { code: 'good', name: name('满意', 'Good'), points: '100' },
          { code: 'fair', name: name('一般', 'Fair'), points: '60' },
          { code: 'none', name: name('不了解', 'Cannot tell') },
        ],
        outOf: '100',
        smallestSample: 30,
      },
    },
    {
      code: 'votes',
      name: name('民主测评', 'Votes'),
      full: '6',
      ...source,
      method: {
        kind: 'ballot',
        figure: 'votes',
        choices: [
          { code: 'yes', name: name('优', 'Yes'), points: '10' },
          { code: 'no', name: name('差', 'No'), points: '0' },
        ],
        outOf: '10',
      },
    },
    {
      code: 'cases',
      name: name('案卷', 'Case files'),
      full: '6',
      ...source,
      method: {
        kind: 'case-files',
        figure: 'cases',
        outOf: '100',
        vetoes: [{ code: 'no-power', name: name('超越职权', 'Beyond its powers') }],
      },
    },
    {
      code: 'self-check',
      name: name('综合评定', 'Three lines'),
      full: '6',
      ...source,
      method: { kind: 'three-line', figure: 'self-check', outOf: '10', gap: '1' },
    },
    {
      code: 'praise',
      name: name('表彰', 'Praise'),
      full: '3',
      ...source,
      method: {
        kind: 'bonus',
        bonuses: [{ code: 'each', name: name('通报表扬', 'Praise'), figure: 'commended', per: '1' }],
      },
    },
  ],
  groups: [
    {
      code: 'duty',
      name: name('履职', 'Duty'),
      full: '60',
      outOf: '100',
      children: ['plan', 'efficacy', 'rectified'],
      caps: [{ code: 'late', name: name('改革滞后', 'Reform late'), figure: 'late-reform', atLeast: '1', most: '80' }],
    },
    {
      code: 'quality',
      name: name('质量', 'Quality'),
      full: '40',
      children: ['complaints', 'poster', 'list', 'poll', 'votes', 'cases', 'self-check'],
    },
  ],
  grades: [
    { code: 'excellent', name: name('优秀', 'Excellent'), from: '80', quotaPercent: 50 },
    { code: 'good', name: name('良好', 'Good'), from: '60' },
    { code: 'poor', name: name('较差', 'Poor'), from: '0' },
  ],
  vetoes: [{ code: 'falsified', name: name('弄虚作假', 'Falsified'), figure: 'falsified', effect: 'zero' }],
  ceilings: [{ code: 'accident', name: name('责任事故', 'Accident'), figure: 'accident', grade: 'good' }],
  ranking: {
    ties: 'figures',
    by: [
      { figure: 'innovation', better: 'more' },
      { indicator: 'complaints', better: 'more' },
    ],
  },
  missing: 'renormalise',
};

/** AAA and BBB are equal but for what is compared; CCC has a veto, DDD a ceiling, EEE a cap and a ruling, FFF holes. */
export function everyMethodInputs(unitCode: string): UnitInputs {
  const figures: FigureInput[] = [];
  const add = (code: string, value: string, more: Partial<FigureInput> = {}, records?: FigureRecord[]): void =>
    void figures.push({ code, value, records: records ?? [{ ref: `sheet/${code}` }], source: '台账', ...more });
  const itemised = (code: string, values: Record<string, string>, more: Partial<FigureInput> = {}): void =>
    add(
      code,
      String(Object.values(values).reduce((sum, value) => sum + Number(value), 0)),
      more,
      Object.entries(values).map(([item, value]) => ({ ref: `${code}/${item}`, item, value })),
    );
  const late = unitCode === 'FFF' ? '7' : '1';
  add('overdue-5wd', late, { year: 2024 }, [{ ref: `M1/${unitCode}/2024`, value: late }]);
  for (const year of [2022, 2023]) add('efficacy', '91.25', { year, provisional: year === 2023 });
  add('done', '3');
  add('due', '4');
  add('complaints', '5');
  if (unitCode !== 'FFF') add('poster', '25', { year: 2024 });
  itemised('list', { rules: '2', training: '1.5' }, { leftOut: ['archive'] });
  itemised('poll', { good: '37', fair: '11', none: '6' }, { population: '2200' });
  itemised('votes', { yes: '17', no: '2' });
  add('cases', '265.5', {}, [
    { ref: '案卷 12 号', value: '95.5' },
    { ref: '案卷 31 号', value: '88', ...(unitCode === 'FFF' ? { vetoes: ['no-power'] } : {}) },
    { ref: '案卷 47 号', value: '82' },
  ]);
  add('self-check', '8.5', {
    self: { value: '9.8', reason: '材料齐全' },
    office: { value: '8.5', reason: '两项缺佐证' },
  });
  add('commended', unitCode === 'EEE' ? '4' : '1');
  add('innovation', unitCode === 'AAA' ? '2' : '1');
  if (unitCode === 'CCC') add('falsified', '1');
  if (unitCode === 'DDD') add('accident', '1');
  if (unitCode === 'EEE') add('late-reform', '2');
  if (unitCode === 'FFF') add('expired-licence', '1');
  return {
    unitCode,
    unitName: `${unitCode}局`,
    figures,
    ...(unitCode === 'EEE'
      ? { notApplicable: [{ indicator: 'votes', reason: '没有服务窗口', refs: ['ruling/EEE/1'] }] }
      : {}),
  };
}
