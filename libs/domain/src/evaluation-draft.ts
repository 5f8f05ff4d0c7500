import { fill } from './bilingual.ts';
import { chineseDate } from './calendar-day.ts';
import {
  forScheme,
  type DocumentRules,
  type DocumentWords,
  type EvaluationDocumentKind,
  type ListRule,
} from './evaluation-document.ts';
import type { EvaluationReport, ReportedIndicator, ReportedUnit } from './evaluation-report.ts';
import { replyDayBlank } from './letter.ts';
import {
  compare,
  divide,
  mean,
  multiply,
  parseDecimal,
  printDecimal,
  ratio,
  subtract,
  toScaled,
  zero,
  type Ratio,
} from './scoring/decimal.ts';
import type { ScoreLine } from './scoring/scheme.ts';

export interface DraftTable {
  kind: 'table';
  caption?: string;
  columns: readonly { title: string; width: number; align?: 'left' | 'center' | 'right' }[];
  rows: readonly (readonly string[])[];
}

/** A chart of horizontal bars; `permille` of the full length. */
export interface DraftBars {
  kind: 'bars';
  caption: string;
  bars: readonly { label: string; permille: number; text: string }[];
}

/** What stands behind the text: tables and charts of the snapshot, which nobody edits. */
export type DraftBlock = DraftTable | DraftBars | { kind: 'appendix'; title: string; landscape?: boolean };

export interface EvaluationDraft extends DocumentWords {
  blocks: DraftBlock[];
}

/** A document as the snapshot alone has it, for the office to edit. The body is one paragraph for each line. */
export function evaluationDraft(
  kind: EvaluationDocumentKind,
  asNamed: EvaluationReport,
  rules: DocumentRules,
  unitCode: string | null = null,
): EvaluationDraft {
  const report = officialNames(asNamed);
  const unit = report.units.find(one => one.unitCode === unitCode);
  const evaluation = occasionName(report, rules);
  const words = { program: report.programName, evaluation, unit: unit?.unitName ?? '' };
  const { title, to } = rules.kinds[kind];
  const { lines, blocks } = contentOf(kind, report, evaluation, rules, unit);
  return { title: fill(title, words), toName: fill(to, words), body: lines.join('\n'), blocks };
}

/** Names as they are printed: (2022–2024年) in full width, `2024 年` without the blank. */
const officialNames = (report: EvaluationReport): EvaluationReport => ({
  ...report,
  programName: officialText(report.programName),
  evaluationName: officialText(report.evaluationName),
  schemeName: officialText(report.schemeName),
});

interface Content {
  lines: string[];
  blocks: DraftBlock[];
}

function contentOf(
  kind: EvaluationDocumentKind,
  report: EvaluationReport,
  evaluation: string,
  rules: DocumentRules,
  unit: ReportedUnit | undefined,
): Content {
  switch (kind) {
    case 'report':
      return wholeReport(report, evaluation);
    case 'commendation':
      return list(report, evaluation, forScheme(rules.commendation, report.schemeCode), {
        heading: '拟表彰单位',
        closing: '本名单为拟定名单，按程序审定后生效。',
      });
    case 'accountability':
      return list(report, evaluation, forScheme(rules.accountability, report.schemeCode), {
        heading: '拟问责单位',
        closing: '本名单根据评定结果提出，不作为责任认定；是否问责、如何问责，由有权机关依规依纪依法决定。',
      });
    case 'ranking-table':
      return {
        lines: [`${basis(report, evaluation)}各单位名次、得分和等次如下。`, ...standingOfData(report)],
        blocks: [
          rankingTable(report.units),
          gradeBars(report),
          { kind: 'appendix', title: '各单位得分总表', landscape: true },
          scoreTable(report),
        ],
      };
    case 'feedback-letter':
      return unit ? feedback(report, evaluation, unit) : { lines: [], blocks: [] };
    case 'score-sheet':
      return unit ? scoreSheet(report, evaluation, unit) : { lines: [], blocks: [] };
  }
}

/** 2024年度效能评价: as the office called it, with what it is if that is not said. */
function occasionName({ evaluationName, schemeCode }: EvaluationReport, rules: DocumentRules): string {
  if (/评估|评价|考核|验收/.test(evaluationName)) return evaluationName;
  return evaluationName + (forScheme(rules.reportNames, schemeCode)?.name ?? '');
}

const basis = (report: EvaluationReport, evaluation: string): string =>
  `按照《${report.programName}》安排，${evaluation}依据《${report.schemeName}》（第${report.schemeVersion}版）评分，` +
  `数据截至${chineseDate(report.asOf)}，参评单位${report.units.length}个。`;

const standingOfData = ({ state, snapshotSha256 }: EvaluationReport): string[] => [
  state === 'frozen'
    ? `评价数据已经定稿冻结，SHA-256指纹前16位为${snapshotSha256.slice(0, 16)}，可据此核验本文所列得分。`
    : '本文所列得分为测算结果，评价数据尚未冻结，仅供征求意见，以定稿结果为准。',
];

// ---- the report

function wholeReport(report: EvaluationReport, evaluation: string): Content {
  const lines = [
    '一、基本情况',
    ...overview(report, evaluation),
    '二、评定结果',
    ...results(report),
    '三、主要做法和存在问题',
    ...findings(report),
    '四、下一步工作',
    ...nextSteps(report),
  ];
  return {
    lines,
    blocks: [
      { kind: 'appendix', title: '各单位名次、得分和等次' },
      rankingTable(report.units),
      { kind: 'appendix', title: '各单位得分总表', landscape: true },
      scoreTable(report),
      { kind: 'appendix', title: '等次分布和各指标得分情况' },
      gradeBars(report),
      rateBars(report),
      indicatorTable(report),
    ],
  };
}

function overview(report: EvaluationReport, evaluation: string): string[] {
  const { units, gradeCounts, notScored } = report;
  const totals = units.map(unit => parseDecimal(unit.total)).sort(compare);
  const range =
    totals.length === 0
      ? ''
      : `平均得分${printDecimal(mean(totals))}分，最高${printDecimal(totals.at(-1)!)}分，最低${printDecimal(totals[0]!)}分。`;
  const counts = gradeCounts.map(({ grade, count }) => `${grade.zh}${count}个`).join('、');
  return [
    `${basis(report, evaluation)}${range}其中，${counts}。`,
    ...standingOfData(report),
    ...[...new Set(notScored.map(({ reason }) => reason))].map(reason => {
      const left = notScored.filter(one => one.reason === reason);
      return `另有${left.length}个单位不参加评分（${officialText(reason)}）：${left.map(one => one.unitName).join('、')}。`;
    }),
  ];
}

function results(report: EvaluationReport): string[] {
  const leading = report.units.filter(unit => unit.vetoes.length === 0).slice(0, 3);
  const vetoed = report.units.filter(unit => unit.vetoes.length > 0);
  const parts = summariesOf(report.units, 'groups');
  return [
    '各单位名次、得分和等次见附件1，得分构成见附件2，等次分布和各指标得分情况见附件3。',
    ...(leading.length > 0
      ? [`得分居前的单位是：${leading.map(unit => `${unit.unitName}（${unit.total}分）`).join('、')}。`]
      : []),
    ...(parts.length > 0
      ? [`分项看，${parts.map(({ name, rate }) => `“${name}”平均得分率${percent(rate)}`).join('，')}。`]
      : []),
    ...(vetoed.length > 0
      ? [
          `${vetoed.map(unit => `${unit.unitName}（${vetoNames(unit)}）`).join('、')}触发一票否决，不论得分高低，按规定评为最低等次，排在其他单位之后。`,
        ]
      : []),
  ];
}

function findings(report: EvaluationReport): string[] {
  const byRate = summariesOf(report.units).sort((a, b) => compare(b.rate, a.rate));
  const weak = byRate
    .filter(({ losses }) => losses.length > 0)
    .slice(-3)
    .reverse();
  const average = byRate.length > 0 ? mean(byRate.map(({ rate }) => rate)) : zero;
  const strong = byRate.filter(one => compare(one.rate, average) >= 0 && !weak.includes(one)).slice(0, 3);
  return [
    '（一）主要做法',
    ...(strong.length > 0
      ? strong.map(
          ({ name, rate, fullCount }) =>
            `“${name}”平均得分率${percent(rate)}${fullCount > 0 ? `，${fullCount}个单位得满分` : ''}，在各指标中居前。`,
        )
      : ['各指标得分情况见附件3。']),
    '（二）存在问题',
    ...(weak.length > 0 ? weak.map(problemOf) : ['各指标均未失分。']),
  ];
}

function problemOf({ name, rate, losses }: Summary): string {
  const most = losses
    .slice(0, 3)
    .map(({ unitName, lost }) => `${unitName}（失${printDecimal(lost)}分）`)
    .join('、');
  return `“${name}”平均得分率${percent(rate)}，${losses.length}个单位失分，失分较多的有${most}。`;
}

function nextSteps(report: EvaluationReport): string[] {
  const weakest = summariesOf(report.units)
    .filter(({ losses }) => losses.length > 0)
    .sort((a, b) => compare(a.rate, b.rate))
    .slice(0, 2);
  const last = report.gradeCounts.at(-1);
  const inLast = report.units.filter(unit => unit.gradeCode === last?.code && report.gradeCounts.length > 1);
  const steps = [
    weakest.length > 0 &&
      `补齐短板。围绕${weakest.map(({ name }) => `“${name}”`).join('和')}，各单位对照得分表逐条查找原因，明确整改措施、责任人和完成时限。`,
    inLast.length > 0 &&
      `跟踪整改。${inLast.map(unit => unit.unitName).join('、')}等次为${last?.grade.zh ?? ''}，应提交整改报告，由牵头办公室跟踪核实。`,
    '推广经验。牵头办公室梳理得分居前单位的做法，组织交流学习。',
    '用好结果。评定结果按规定作为表彰奖励、督查考核的依据。',
  ].filter(step => step !== false);
  return steps.map((text, index) => `${index + 1}.${text}`);
}

// ---- lists

function list(
  report: EvaluationReport,
  evaluation: string,
  rule: ListRule | undefined,
  words: { heading: string; closing: string },
): Content {
  const named = rule ? report.units.filter(unit => isListed(unit, rule)) : [];
  const lines = [
    basis(report, evaluation),
    ...standingOfData(report),
    ...(rule ? [`${criterionOf(rule, report)}，列为${words.heading}。`] : []),
    named.length > 0
      ? `${words.heading}共${named.length}个：${named.map(unit => unit.unitName).join('、')}。`
      : `没有符合条件的单位。`,
    words.closing,
  ];
  if (named.length === 0) return { lines, blocks: [] };
  return {
    lines,
    blocks: [
      {
        kind: 'table',
        caption: words.heading,
        columns: [
          { title: '序号', width: 8, align: 'center' },
          { title: '单位', width: 34 },
          { title: '名次', width: 9, align: 'center' },
          { title: '得分', width: 12, align: 'right' },
          { title: '等次', width: 12, align: 'center' },
          { title: '一票否决事项', width: 25 },
        ],
        rows: named.map((unit, index) => [
          String(index + 1),
          unit.unitName,
          String(unit.rank),
          unit.total,
          unit.grade.zh,
          vetoNames(unit),
        ]),
      },
    ],
  };
}

function isListed(unit: ReportedUnit, { grades, firstRanks, vetoed }: ListRule): boolean {
  if (unit.vetoes.length > 0 && vetoed !== 'like-others') return vetoed === 'in';
  return grades.includes(unit.gradeCode) || (firstRanks !== null && unit.rank <= firstRanks);
}

function criterionOf({ grades, firstRanks, vetoed }: ListRule, { gradeCounts }: EvaluationReport): string {
  const names = gradeCounts.filter(({ code }) => grades.includes(code)).map(({ grade }) => grade.zh);
  const ways = [
    ...(names.length > 0 ? [`等次为${names.join('、')}`] : []),
    ...(firstRanks === null ? [] : [`名次在前${firstRanks}位`]),
    ...(vetoed === 'in' ? ['触发一票否决'] : []),
  ];
  return `${ways.join('或者')}${vetoed === 'out' ? '且未触发一票否决' : ''}的单位`;
}

// ---- one unit

function feedback(report: EvaluationReport, evaluation: string, unit: ReportedUnit): Content {
  const losses = lossesOf(unit);
  const most = losses.slice(0, mostIndicatorsInWords);
  const left = unit.indicators.filter(indicator => !indicator.applicable);
  const lines = [
    `${basis(report, evaluation)}现将你单位评定结果反馈如下。`,
    '一、评定结果',
    standing(report, '你单位', unit),
    ...standingOfData(report),
    '二、失分情况',
    ...(losses.length === 0 ? ['你单位各指标均未失分。'] : most.flatMap(loss => lossInWords(loss, unit))),
    ...(losses.length > most.length ? [`另有${losses.length - most.length}项指标失分，详见附件。`] : []),
    ...(left.length > 0 ? [`${left.map(({ name }) => `“${name.zh}”`).join('、')}对你单位不适用，未计入得分。`] : []),
    '三、有关要求',
    losses.length === 0
      ? `请巩固成效，总结做法，于${replyDayBlank}前书面反馈有关情况。`
      : `请对照失分事项和所附得分明细，逐条查找原因，明确整改措施、责任人和完成时限，` +
        `重点整改${most
          .slice(0, 2)
          .map(({ indicator }) => `“${indicator.name.zh}”`)
          .join('和')}方面的问题，于${replyDayBlank}前书面反馈整改情况。`,
    '对评定结果有疑问的，请与办公室联系核对。',
  ];
  return {
    lines,
    blocks: [{ kind: 'appendix', title: '得分明细' }, unitTable(unit), unitBars(unit), calculationTable(unit, counts)],
  };
}

/** In a letter, what came to nothing and rests on no record is left out; the score sheet has every step. */
const counts = ({ value, refs }: ScoreLine): boolean => refs.length > 0 || compare(parseDecimal(value), zero) !== 0;

/** More than this no letter says in words; the table behind it says all. */
const mostIndicatorsInWords = 5;
const mostReasonsInWords = 4;
const mostRecordsInWords = 3;

function lossInWords({ indicator, lost }: Loss, unit: ReportedUnit): string[] {
  const reasons = reasonsOf(indicator);
  const named = reasons.slice(0, mostReasonsInWords).map(line => {
    const records = recordsInWords(line, unit);
    return `${officialText(line.text.zh)}${valueInWords(line)}${records ? `（${records}）` : ''}`;
  });
  const more = reasons.length > named.length ? `；另有${reasons.length - named.length}处，见附件` : '';
  const head = `“${indicator.name.zh}”满分${indicator.full}分，得${indicator.score}分，失${printDecimal(lost)}分。`;
  return [head + (named.length > 0 ? `原因：${named.join('；')}${more}。` : '')];
}

/** What took marks away; where a method takes nothing away by itself, the calculation without what counts for nothing. */
function reasonsOf({ lines }: ReportedIndicator): readonly ScoreLine[] {
  const taken = lines.filter(line => line.value.startsWith('-'));
  if (taken.length > 0) return taken;
  const counted = lines.filter(line => compare(parseDecimal(line.value), zero) !== 0);
  return counted.length > 0 ? counted : lines;
}

/** A formula already says what came out of it. */
function valueInWords({ text, value }: ScoreLine): string {
  if (value.startsWith('-')) return `，扣${value.slice(1)}分`;
  return text.zh.includes('÷') || compare(parseDecimal(value), zero) === 0 ? '' : `：${value}`;
}

function recordsInWords({ refs }: ScoreLine, unit: ReportedUnit): string {
  const names = [...new Set(refs.map(ref => recordName(ref, unit)))];
  if (names.length === 0) return '';
  const more = names.length > mostRecordsInWords ? `等${names.length}条记录` : '';
  return names.slice(0, mostRecordsInWords).join('、') + more;
}

/** `M01/GAJ/2024` is measure M01 of 2024; a recorded figure is named by where it comes from. */
function recordName(ref: string, { unitCode, recordNotes }: ReportedUnit): string {
  const [, measure, year] = new RegExp(`^([^/]+)/${escaped(unitCode)}/(\\d{4})$`).exec(ref) ?? [];
  if (measure && year) return `措施${measure}（${year}年）`;
  const note = recordNotes?.[ref];
  return note ? officialText(note) : ref;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function standing({ units }: EvaluationReport, who: string, unit: ReportedUnit): string {
  const veto = unit.vetoes.length > 0 ? `因${vetoNames(unit)}触发一票否决，按规定评为最低等次，排在其他单位之后。` : '';
  return `${who}得分${unit.total}分，等次为${unit.grade.zh}，在${units.length}个参评单位中列第${unit.rank}位。${veto}`;
}

function scoreSheet(report: EvaluationReport, evaluation: string, unit: ReportedUnit): Content {
  return {
    lines: [basis(report, evaluation), standing(report, unit.unitName, unit), ...standingOfData(report)],
    blocks: [unitTable(unit), unitBars(unit), calculationTable(unit)],
  };
}

function unitTable(unit: ReportedUnit): DraftTable {
  return {
    kind: 'table',
    caption: '各指标得分',
    columns: [
      { title: '指标', width: 28 },
      { title: '满分', width: 9, align: 'right' },
      { title: '得分', width: 11, align: 'right' },
      { title: '失分', width: 11, align: 'right' },
      { title: '评分依据', width: 41 },
    ],
    rows: [
      ...unit.indicators.map(indicator => [
        indicator.name.zh + (indicator.isBonus ? '（加分项）' : ''),
        indicator.full,
        markOf(indicator),
        indicator.applicable && !indicator.isBonus ? printDecimal(lostOf(indicator)) : '',
        officialText(indicator.rule),
      ]),
      ...(unit.groups ?? []).map(group => [`分项：${group.name.zh}`, group.full, markOf(group), '', '']),
      ['总分', '', unit.total, '', unit.lines.map(line => officialText(line.text.zh)).join('；')],
    ],
  };
}

function calculationTable(unit: ReportedUnit, isShown: (line: ScoreLine) => boolean = () => true): DraftTable {
  const rows = unit.indicators.flatMap(indicator =>
    indicator.lines
      .filter(isShown)
      .map((line, index) => [
        index === 0 ? indicator.name.zh : '',
        officialText(line.text.zh),
        line.value,
        recordsInWords(line, unit),
      ]),
  );
  const ofTotal = unit.lines.map((line, index) => [
    index === 0 ? '总分与等次' : '',
    officialText(line.text.zh),
    line.value,
    recordsInWords(line, unit),
  ]);
  return {
    kind: 'table',
    caption: '计分过程',
    columns: [
      { title: '指标', width: 20 },
      { title: '计分步骤', width: 42 },
      { title: '数值', width: 11, align: 'right' },
      { title: '依据记录', width: 27 },
    ],
    rows: [...rows, ...ofTotal],
  };
}

function unitBars(unit: ReportedUnit): DraftBars {
  return {
    kind: 'bars',
    caption: '各指标得分率',
    bars: unit.indicators
      .filter(indicator => indicator.applicable && !indicator.isBonus)
      .map(indicator => barOf(indicator.name.zh, rateOf(indicator))),
  };
}

// ---- tables and charts of the round

function rankingTable(units: readonly ReportedUnit[]): DraftTable {
  return {
    kind: 'table',
    caption: '名次、得分和等次',
    columns: [
      { title: '名次', width: 9, align: 'center' },
      { title: '单位', width: 41 },
      { title: '得分', width: 13, align: 'right' },
      { title: '等次', width: 12, align: 'center' },
      { title: '一票否决事项', width: 25 },
    ],
    rows: units.map(unit => [String(unit.rank), unit.unitName, unit.total, unit.grade.zh, vetoNames(unit)]),
  };
}

/** More columns than this no page across holds. */
const mostScoreColumns = 9;

/** A column for every indicator, or for what stands at the top of the tree where there are too many. */
function scoreTable({ units }: EvaluationReport): DraftTable {
  const indicators = columnsOf(units.map(unit => unit.indicators));
  const groups = columnsOf(units.map(unit => unit.groups ?? []));
  const isGrouped = indicators.length > mostScoreColumns && groups.length > 0;
  const columns = isGrouped ? groups : indicators;
  const of = (unit: ReportedUnit): readonly ReportedIndicator[] => (isGrouped ? (unit.groups ?? []) : unit.indicators);
  return {
    kind: 'table',
    caption: isGrouped ? '各单位分项得分' : '各单位各指标得分',
    columns: [
      { title: '名次', width: 6, align: 'center' },
      { title: '单位', width: 24 },
      ...columns.map(({ name, full }) => ({ title: `${name.zh}\n（${full}分）`, width: 12, align: 'right' as const })),
      { title: '总分', width: 9, align: 'right' },
      { title: '等次', width: 9, align: 'center' },
    ],
    rows: units.map(unit => [
      String(unit.rank),
      unit.unitName,
      ...columns.map(({ code }) => markOf(of(unit).find(indicator => indicator.code === code))),
      unit.total,
      unit.grade.zh,
    ]),
  };
}

function gradeBars({ gradeCounts, units }: EvaluationReport): DraftBars {
  return {
    kind: 'bars',
    caption: '等次分布',
    bars: gradeCounts.map(({ grade, count }) => ({
      label: grade.zh,
      permille: units.length > 0 ? Math.round((1000 * count) / units.length) : 0,
      text: `${count}个`,
    })),
  };
}

const rateBars = ({ units }: EvaluationReport): DraftBars => ({
  kind: 'bars',
  caption: '各指标平均得分率',
  bars: summariesOf(units).map(({ name, rate }) => barOf(name, rate)),
});

function indicatorTable({ units }: EvaluationReport): DraftTable {
  return {
    kind: 'table',
    caption: '各指标得分情况',
    columns: [
      { title: '指标', width: 34 },
      { title: '满分', width: 10, align: 'right' },
      { title: '平均得分', width: 13, align: 'right' },
      { title: '平均得分率', width: 15, align: 'right' },
      { title: '满分单位', width: 14, align: 'right' },
      { title: '失分单位', width: 14, align: 'right' },
    ],
    rows: summariesOf(units).map(({ name, full, score, rate, fullCount, losses }) => [
      name,
      full,
      printDecimal(score),
      percent(rate),
      `${fullCount}个`,
      `${losses.length}个`,
    ]),
  };
}

// ---- figures

interface Summary {
  name: string;
  full: string;
  /** Means over the units that it applies to. */
  score: Ratio;
  rate: Ratio;
  fullCount: number;
  /** Units that lost marks, the most first. */
  losses: { unitName: string; lost: Ratio }[];
}

/** One line for each indicator or group, in the scheme's order; bonuses stand apart. */
function summariesOf(units: readonly ReportedUnit[], of: 'indicators' | 'groups' = 'indicators'): Summary[] {
  return columnsOf(units.map(unit => unit[of] ?? []))
    .filter(({ isBonus }) => !isBonus)
    .map(({ code, name, full }) => {
      const scored = units.flatMap(({ unitName, [of]: sheet = [] }) =>
        sheet.filter(one => one.code === code && one.applicable).map(one => ({ one, unitName })),
      );
      const losses = scored
        .map(({ one, unitName }) => ({ unitName, lost: lostOf(one) }))
        .filter(({ lost }) => compare(lost, zero) > 0)
        .sort((a, b) => compare(b.lost, a.lost));
      return {
        name: name.zh,
        full,
        score: scored.length > 0 ? mean(scored.map(({ one }) => parseDecimal(one.score))) : zero,
        rate: scored.length > 0 ? mean(scored.map(({ one }) => rateOf(one))) : zero,
        fullCount: scored.length - losses.length,
        losses,
      };
    });
}

interface Loss {
  indicator: ReportedIndicator;
  lost: Ratio;
}

const lossesOf = ({ indicators }: ReportedUnit): Loss[] =>
  indicators
    .filter(({ applicable, isBonus }) => applicable && !isBonus)
    .map(indicator => ({ indicator, lost: lostOf(indicator) }))
    .filter(({ lost }) => compare(lost, zero) > 0)
    .sort((a, b) => compare(b.lost, a.lost));

const lostOf = ({ full, score }: ReportedIndicator): Ratio => subtract(parseDecimal(full), parseDecimal(score));

function rateOf({ full, score }: ReportedIndicator): Ratio {
  const whole = parseDecimal(full);
  return compare(whole, zero) > 0 ? divide(parseDecimal(score), whole) : ratio(1n);
}

/** Everything any unit has, in the order of the scheme. */
export function columnsOf<Mark extends ReportedIndicator>(sheets: readonly (readonly Mark[])[]): Mark[] {
  return [...new Map(sheets.flat().map(one => [one.code, one])).values()];
}

const barOf = (label: string, rate: Ratio): DraftBars['bars'][number] => ({
  label,
  permille: Number(toScaled(rate, 3)),
  text: percent(rate),
});

const markOf = (indicator: ReportedIndicator | undefined): string =>
  indicator?.applicable ? indicator.score : '不适用';
const vetoNames = (unit: ReportedUnit): string => unit.vetoes.map(veto => veto.name.zh).join('、');
const percent = (rate: Ratio): string => `${printDecimal(multiply(rate, ratio(100n)), 1)}%`;

const fullWidthOf: Record<string, string> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '(': '（',
  ')': '）',
  '?': '？',
  '!': '！',
};

/** Words of the system as official documents print them: marks in full width, no blanks between Chinese and numbers. */
const officialText = (text: string): string =>
  text
    .replace(/(?<=[\u3400-\u9fff\w%）”》])[,;:?!](?=[\u3400-\u9fff（“《\d])|[()]/g, mark => fullWidthOf[mark]!)
    .replace(/(?<=[\u3400-\u9fff，；：（）÷×=]) +| +(?=[\u3400-\u9fff，；：（）÷×=])/g, '');
