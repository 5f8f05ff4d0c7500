import type { EvaluationReport, ReportedIndicator, ReportedUnit } from '@yardstick/domain/evaluation-report';
import { chineseDate, officialDocx, type Block, type OfficialDocument } from './official-document.ts';

/** What the office decides when it sends the report out. */
export interface Issue {
  mark?: string;
  docNo?: string;
  to?: string;
  signedBy?: string;
  on?: string;
  /** Until then every page says that it is a draft. */
  issued?: boolean;
}

export function acceptanceReportDocx(report: EvaluationReport, issue: Issue = {}): Promise<Buffer> {
  return officialDocx(acceptanceReport(report, issue));
}

/** The report on an acceptance evaluation, drafted from its figures for the office to edit. */
export function acceptanceReport(report: EvaluationReport, { issued = false, ...issue }: Issue = {}): OfficialDocument {
  const evaluationName = /评估|验收/.test(report.evaluationName)
    ? report.evaluationName
    : `${report.evaluationName}验收评估`;
  const attachments = ['各单位得分总表', '各指标得分情况'];
  return {
    ...issue,
    title: `关于${report.programName}${evaluationName}结果的报告`,
    attachments,
    draft: !issued,
    fingerprint: `数据指纹 ${report.snapshotSha256.slice(0, 16)}　截至 ${report.asOf}${report.state === 'frozen' ? '' : '　未冻结'}`,
    blocks: [
      { kind: 'heading', level: 1, text: '评估概况' },
      ...overview(report, evaluationName),
      { kind: 'heading', level: 1, text: '评估结果' },
      ...results(report),
      { kind: 'heading', level: 1, text: '主要做法和存在问题' },
      ...findings(report),
      { kind: 'heading', level: 1, text: '下一步工作' },
      ...nextSteps(report),
      { kind: 'appendix', title: attachments[0]!, landscape: true },
      scoreTable(report),
      { kind: 'appendix', title: attachments[1]! },
      ...indicatorTables(report),
    ],
  };
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

function overview(report: EvaluationReport, evaluationName: string): Block[] {
  const { units, gradeCounts, notScored } = report;
  const marks = units.map(unit => Number(unit.total));
  const range =
    marks.length === 0
      ? ''
      : `平均 ${mean(marks).toFixed(2)} 分，最高 ${Math.max(...marks).toFixed(2)} 分，最低 ${Math.min(...marks).toFixed(2)} 分；`;
  const counts = gradeCounts.map(({ grade, count }) => `${grade.zh} ${count} 个`).join('、');
  const blocks = [
    paragraph(
      `按照《${report.programName}》安排，${chineseDate(report.orderedOn)}组织开展${evaluationName}。` +
        `评估依据《${report.schemeName}》（第 ${report.schemeVersion} 版），数据截至${chineseDate(report.asOf)}，` +
        `共对 ${units.length} 个单位评分。${range}等次为${counts}。`,
    ),
    paragraph(
      report.state === 'frozen'
        ? `评估数据已冻结，SHA-256 指纹前 16 位为 ${report.snapshotSha256.slice(0, 16)}，可据此核验本报告所列得分。`
        : '本报告所列得分为测算结果，评估数据尚未冻结，最终以冻结后的结果为准。',
    ),
  ];
  if (report.ledgerFingerprint) blocks.push(paragraph(`导出本报告时，存证账本的指纹为 ${report.ledgerFingerprint}。`));
  if (notScored.length > 0) {
    const reasons = notScored.map(({ unitName, reason }) => `${unitName}（${fullWidth(reason)}）`).join('、');
    blocks.push(paragraph(`另有 ${notScored.length} 个单位未评分：${reasons}。`));
  }
  return blocks;
}

function results({ units }: EvaluationReport): Block[] {
  const blocks: Block[] = [
    paragraph('各单位名次、得分和等次见下表，得分构成见附件。'),
    {
      kind: 'table',
      columns: [
        { title: '名次', width: 8, align: 'center' },
        { title: '单位', width: 40 },
        { title: '得分', width: 12, align: 'right' },
        { title: '等次', width: 12, align: 'center' },
        { title: '备注', width: 28 },
      ],
      rows: units.map(unit => [
        String(unit.rank),
        unit.unitName,
        unit.total,
        unit.grade.zh,
        unit.vetoes.length > 0 ? `一票否决：${unit.vetoes.map(veto => veto.name.zh).join('、')}` : '',
      ]),
    },
  ];
  const vetoed = units.filter(unit => unit.vetoes.length > 0);
  if (vetoed.length > 0) {
    const names = vetoed
      .map(unit => `${unit.unitName}（${unit.vetoes.map(veto => veto.name.zh).join('、')}）`)
      .join('、');
    blocks.push(paragraph(`${names}触发一票否决，不论得分高低，按规定评为最低等次，排在其他单位之后。`));
  }
  return blocks;
}

interface IndicatorSummary {
  name: string;
  /** Mean share of the full marks, 0 to 1. */
  rate: number;
  fullCount: number;
  /** Units that lost marks, the most first. */
  losses: { unitName: string; lost: number }[];
}

export function summaries({ units }: EvaluationReport): IndicatorSummary[] {
  return columnsOf(units).map(({ code, name }) => {
    const scored = units.flatMap(unit => {
      const indicator = unit.indicators.find(one => one.code === code);
      return indicator?.applicable
        ? [{ unitName: unit.unitName, full: Number(indicator.full), score: Number(indicator.score) }]
        : [];
    });
    return {
      name: name.zh,
      rate: mean(scored.map(({ full, score }) => (full > 0 ? score / full : 1))),
      fullCount: scored.filter(({ full, score }) => score >= full).length,
      losses: scored
        .map(({ unitName, full, score }) => ({ unitName, lost: full - score }))
        .filter(({ lost }) => lost > 0)
        .sort((a, b) => b.lost - a.lost),
    };
  });
}

function findings(report: EvaluationReport): Block[] {
  const byRate = summaries(report).sort((a, b) => b.rate - a.rate);
  const leading = report.units.filter(unit => unit.vetoes.length === 0).slice(0, 3);
  const strong = byRate.filter(({ rate }) => rate >= 0.85).slice(0, 2);
  const weak = byRate
    .filter(({ losses }) => losses.length > 0)
    .slice(-3)
    .reverse();
  const blocks: Block[] = [{ kind: 'heading', level: 2, text: '主要做法' }];
  if (leading.length > 0)
    blocks.push(paragraph(`${leading.map(unit => unit.unitName).join('、')}综合得分居前，做法可供各单位借鉴。`));
  for (const { name, rate, fullCount } of strong)
    blocks.push(paragraph(`“${name}”平均得分率 ${percent(rate)}，${fullCount} 个单位得满分，总体落实较好。`));

  blocks.push({ kind: 'heading', level: 2, text: '存在问题' });
  if (weak.length === 0) blocks.push(paragraph('各指标均未失分。'));
  for (const { name, rate, losses } of weak) {
    const most = losses
      .slice(0, 3)
      .map(({ unitName, lost }) => `${unitName}（失 ${lost.toFixed(2)} 分）`)
      .join('、');
    blocks.push(paragraph(`“${name}”平均得分率 ${percent(rate)}，${losses.length} 个单位失分，失分较多的有${most}。`));
  }
  return blocks;
}

function nextSteps(report: EvaluationReport): Block[] {
  const weakest = summaries(report)
    .filter(({ losses }) => losses.length > 0)
    .sort((a, b) => a.rate - b.rate)
    .slice(0, 2);
  const lowest = report.gradeCounts.findLast(({ count }) => count > 0)?.grade.zh;
  const inLowest = report.units.filter(unit => unit.grade.zh === lowest && lowest !== report.gradeCounts[0]?.grade.zh);
  const steps = [
    weakest.length > 0 &&
      `补齐短板。围绕${weakest.map(({ name }) => `“${name}”`).join('和')}，各单位对照得分明细逐条查找原因，明确整改措施、责任人和完成时限。`,
    inLowest.length > 0 &&
      `跟踪整改。${inLowest.map(unit => unit.unitName).join('、')}等次为${lowest}，应提交整改报告，由牵头办公室跟踪核实。`,
    '推广经验。牵头办公室梳理得分居前单位的做法，组织交流学习。',
    '受理复核。对得分有异议的单位，可在规定期限内附佐证材料提出复核申请。',
  ].filter(step => step !== false);
  return steps.map((text, index) => paragraph(`${index + 1}. ${text}`));
}

function scoreTable({ units }: EvaluationReport): Block {
  const columns = columnsOf(units);
  return {
    kind: 'table',
    columns: [
      { title: '名次', width: 6, align: 'center' },
      { title: '单位', width: 24 },
      ...columns.map(({ name, full }) => ({ title: `${name.zh}\n（${full} 分）`, width: 12, align: 'right' as const })),
      { title: '总分', width: 9, align: 'right' },
      { title: '等次', width: 9, align: 'center' },
    ],
    rows: units.map(unit => [
      String(unit.rank),
      unit.unitName,
      ...columns.map(({ code }) => markOf(unit.indicators.find(indicator => indicator.code === code))),
      unit.total,
      unit.grade.zh,
    ]),
  };
}

function indicatorTables({ units }: EvaluationReport): Block[] {
  return columnsOf(units).flatMap(({ code, name, full, rule }): Block[] => [
    { kind: 'heading', level: 1, text: `${name.zh}（${full} 分）` },
    ...(rule ? [paragraph(`评分依据：${rule}`)] : []),
    {
      kind: 'table',
      columns: [
        { title: '单位', width: 28 },
        { title: '得分', width: 12, align: 'right' },
        { title: '说明', width: 60 },
      ],
      rows: units.map(unit => {
        const indicator = unit.indicators.find(one => one.code === code);
        return [unit.unitName, markOf(indicator), explanation(indicator)];
      }),
    },
  ]);
}

/** Every indicator any unit has, in the order of the scheme. */
export function columnsOf(units: readonly ReportedUnit[]): ReportedIndicator[] {
  return [...new Map(units.flatMap(unit => unit.indicators).map(indicator => [indicator.code, indicator])).values()];
}

const markOf = (indicator: ReportedIndicator | undefined) => (indicator?.applicable ? indicator.score : '不适用');

const mostExplanationCharacters = 300;

function explanation(indicator: ReportedIndicator | undefined): string {
  const text = fullWidth((indicator?.lines ?? []).map(line => line.text.zh).join('；'));
  return text.length <= mostExplanationCharacters
    ? text
    : `${text.slice(0, mostExplanationCharacters)}……（全文见得分明细）`;
}

const fullWidthOf: Record<string, string> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '(': '（',
  ')': '）',
  '?': '？',
  '!': '！',
};

/** Punctuation beside Chinese text in the width that official documents use. */
const fullWidth = (text: string) =>
  text.replace(/(?<=[\u3400-\u9fff）”》])[,;:()?!]|[,;:()?!](?=[\u3400-\u9fff（“《])/g, mark => fullWidthOf[mark]!);

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const percent = (rate: number) => `${(100 * rate).toFixed(1)}%`;
