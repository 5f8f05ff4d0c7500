import type { EvaluationReport } from '@yardstick/domain/evaluation-report';

const grades = {
  excellent: { zh: '优秀', en: 'Excellent' },
  good: { zh: '良好', en: 'Good' },
  fair: { zh: '一般', en: 'Fair' },
  poor: { zh: '较差', en: 'Poor' },
};
const indicators = [
  { code: 'progress', zh: '任务进度', full: 40 },
  { code: 'efficacy', zh: '年度效能评价', full: 20 },
  { code: 'rectification', zh: '问题整改', full: 20 },
  { code: 'satisfaction', zh: '满意度与第三方评估', full: 20 },
];
const trades = ['公安', '司法', '财政', '人力资源', '自然资源', '生态环境', '住房建设', '交通运输', '水利', '农业农村'];

/** A city that does not exist, with `unitCount` units of falling marks; the last one is vetoed. */
export function madeReport(unitCount = 24): EvaluationReport {
  const units = Array.from({ length: unitCount }, (_, index) => {
    const marks = indicators.map(({ full }, column) => full - ((index * (column + 2) * 37) % (full * 40)) / 100);
    const isVetoed = unitCount > 1 && index === unitCount - 1;
    const gradeCode: keyof typeof grades = isVetoed ? 'poor' : index < 5 ? 'excellent' : index < 18 ? 'good' : 'fair';
    return {
      rank: index + 1,
      unitCode: `U${String(index + 1).padStart(3, '0')}`,
      unitName: `云阳市${trades[index % trades.length]}局${index < trades.length ? '' : `第${Math.floor(index / trades.length)}分局`}`,
      total: marks.reduce((sum, mark) => sum + mark, 0).toFixed(2),
      gradeCode,
      grade: grades[gradeCode],
      vetoes: isVetoed
        ? [{ code: 'falsified', name: { zh: '佐证材料弄虚作假', en: 'Falsified evidence' }, refs: ['E-17'] }]
        : [],
      indicators: indicators.map(({ code, zh, full }, column) => ({
        code,
        name: { zh, en: code },
        full: String(full),
        score: marks[column]!.toFixed(2),
        applicable: !(code === 'rectification' && index === 3),
        rule: `《验收评估办法》第${column + 3}条`,
        lines: [
          { text: { zh: `基础分 ${full} 分`, en: `Base ${full}` }, value: String(full), refs: [] },
          {
            text: { zh: `逾期满5个工作日${index}次,每次扣0.37分(含红灯)`, en: `Overdue ${index} times` },
            value: (marks[column]! - full).toFixed(2),
            refs: index === 0 ? [] : [`M-${index}/U${index}/2025`],
          },
        ],
      })),
      lines: [],
    };
  });
  return {
    programName: '云阳市提升行政执法质量三年行动方案（2023—2025年）',
    evaluationName: '2025年验收评估',
    asOf: '2025-12-31',
    orderedOn: '2026-01-08',
    schemeCode: 'acceptance',
    schemeName: '验收评估评分方案',
    schemeVersion: 3,
    state: 'frozen',
    snapshotSha256: '3f9a1c0d5e7b2468ace013579bdf02468ace13579bdf02468ace13579bdf0246',
    snapshotSm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    units,
    gradeCounts: Object.entries(grades).map(([code, grade]) => ({
      code,
      grade,
      count: units.filter(unit => unit.gradeCode === code).length,
    })),
    notScored: [{ unitCode: 'U900', unitName: '云阳市档案馆', reason: '无牵头任务,不参加评分' }],
  };
}
