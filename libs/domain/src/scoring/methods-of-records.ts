import type { Bilingual } from '../bilingual.ts';
import {
  compare,
  divide,
  least,
  mean,
  multiply,
  parseDecimal,
  printDecimal,
  ratio,
  rootUp,
  subtract,
  sum,
  zero,
  type Ratio,
} from './decimal.ts';
import {
  markOf,
  refsOf,
  scaleAt,
  shareText,
  unknown,
  valueText,
  type Scored,
  type ScoringContext,
} from './method-parts.ts';
import type {
  BallotMethod,
  CaseFilesMethod,
  ChecklistMethod,
  Choice,
  FigureInput,
  FigureRecord,
  Indicator,
  ScoreLine,
  SurveyMethod,
  ThreeLineMethod,
} from './scheme.ts';

const one = ratio(1n);

const inputOf = (method: { figure: string; year?: number }, { figures }: ScoringContext): FigureInput | undefined =>
  figures.find(f => f.code === method.figure && f.year === method.year);

const valueOf = (record: FigureRecord): Ratio => parseDecimal(record.value ?? '0');

export function checklist(method: ChecklistMethod, indicator: Indicator, context: ScoringContext): Scored {
  const { line, print } = context;
  const input = inputOf(method, context);
  if (!input) return unknown(context);
  const leftOut = new Set(input.leftOut);
  const counted = method.items.filter(item => !leftOut.has(item.code));
  const lines: ScoreLine[] = [];
  const reached: Ratio[] = [];
  for (const item of counted) {
    const records = input.records.filter(r => r.item === item.code);
    const value = sum(records.map(valueOf));
    reached.push(value);
    const text = item.points
      ? { zh: `${item.name.zh}(${item.points} 分)`, en: `${item.name.en} (${item.points})` }
      : { ...item.name };
    lines.push(
      line(
        text,
        value,
        records.map(r => r.ref),
      ),
    );
  }
  if (counted.length < method.items.length) {
    const left = method.items.filter(item => leftOut.has(item.code)).map(item => item.code);
    lines.push(
      line({ zh: `不适用 ${left.length} 项,不计`, en: `Not applicable and left out: ${left.length}` }, zero, left),
    );
  }
  if (counted.length === 0) return { share: null, lines };
  const possible = sum(counted.map(item => (item.points ? parseDecimal(item.points) : one)));
  const got = sum(reached);
  const share = divide(got, possible);
  const text = shareText('合计', 'Together', got, print(possible), indicator, context);
  return { share, lines: [...lines, line(text, markOf(share, indicator))] };
}

export function survey(method: SurveyMethod, indicator: Indicator, context: ScoringContext): Scored {
  const input = inputOf(method, context);
  if (!input) return unknown(context);
  const tally = tallied(method.answers, input, context);
  if (method.smallestSample !== undefined && compare(tally.count, ratio(BigInt(method.smallestSample))) < 0) {
    const text = {
      zh: `有效样本 ${whole(tally.count)} 份,少于 ${method.smallestSample} 份,样本不足,不计`,
      en: `${whole(tally.count)} counted answers, fewer than ${method.smallestSample}: left out`,
    };
    return { share: null, lines: [...tally.lines, context.line(text, tally.count)] };
  }
  if (!tally.mean) return { share: null, lines: tally.lines };
  const lines = [...tally.lines, marginLine(method, input, tally.count, tally.mean, context)];
  return shared(tally.mean, '平均', 'Mean', method.outOf, lines, indicator, context);
}

export function ballot(method: BallotMethod, indicator: Indicator, context: ScoringContext): Scored {
  const input = inputOf(method, context);
  if (!input) return unknown(context);
  const tally = tallied(method.choices, input, context);
  if (!tally.mean) return { share: null, lines: tally.lines };
  return shared(tally.mean, '平均', 'Mean', method.outOf, tally.lines, indicator, context);
}

interface Tally {
  /** Of what has points. */
  count: Ratio;
  mean: Ratio | null;
  lines: ScoreLine[];
}

function tallied(choices: readonly Choice[], input: FigureInput, { line }: ScoringContext): Tally {
  let count = zero;
  const points: Ratio[] = [];
  const lines: ScoreLine[] = [];
  for (const choice of choices) {
    const records = input.records.filter(r => r.item === choice.code);
    const given = sum(records.map(valueOf));
    const text = choice.points
      ? { zh: `${choice.name.zh}(${choice.points} 分)`, en: `${choice.name.en} (${choice.points})` }
      : { zh: `${choice.name.zh}(不计)`, en: `${choice.name.en} (not counted)` };
    lines.push(
      line(
        text,
        given,
        records.map(r => r.ref),
      ),
    );
    if (!choice.points) continue;
    count = sum([count, given]);
    points.push(multiply(given, parseDecimal(choice.points)));
  }
  if (compare(count, zero) > 0) return { count, mean: divide(sum(points), count), lines };
  return {
    count,
    mean: null,
    lines: [...lines, line({ zh: '没有有效票,不计', en: 'Nothing to count: left out' }, zero)],
  };
}

/** z for 95 %, squared. */
const confidence = parseDecimal('3.8416');

/**
 * 1.96 × √(variance of the answers ÷ sample × (population − sample) ÷ (population − 1)), rounded up at the places of a
 * mark. The last factor only where the population is known.
 */
function marginLine(
  method: SurveyMethod,
  input: FigureInput,
  count: Ratio,
  average: Ratio,
  { line, scheme }: ScoringContext,
): ScoreLine {
  const squares = method.answers.map(({ code, points = '0' }) => {
    const given = sum(input.records.filter(r => r.item === code).map(valueOf));
    return multiply(given, multiply(parseDecimal(points), parseDecimal(points)));
  });
  const variance = subtract(divide(sum(squares), count), multiply(average, average));
  const population = input.population === undefined ? null : parseDecimal(input.population);
  const finite = !population
    ? one
    : compare(population, one) > 0
      ? divide(subtract(population, count), subtract(population, one))
      : zero;
  const margin = rootUp(multiply(confidence, multiply(divide(variance, count), finite)), scaleAt(scheme, 'indicator'));
  const of = population ? { zh: `,总体 ${whole(population)}`, en: ` of ${whole(population)}` } : { zh: '', en: '' };
  return line(
    {
      zh: `抽样误差:有效样本 ${whole(count)} 份${of.zh},95% 置信水平,正负`,
      en: `Margin of error: ${whole(count)} counted answers${of.en}, 95 % confidence, plus or minus`,
    },
    margin,
  );
}

const whole = (count: Ratio): string => printDecimal(count, 0);

export function caseFiles(method: CaseFilesMethod, indicator: Indicator, context: ScoringContext): Scored {
  const { line } = context;
  const input = inputOf(method, context);
  if (!input) return unknown(context);
  if (input.records.length === 0)
    return { share: null, lines: [line({ zh: '没有抽到案卷,不计', en: 'No case file was drawn: left out' }, zero)] };
  const marks: Ratio[] = [];
  const lines = input.records.map(file => {
    const hits = method.vetoes.filter(veto => file.vetoes?.includes(veto.code));
    const mark = hits.length > 0 ? zero : valueOf(file);
    marks.push(mark);
    const text: Bilingual =
      hits.length > 0
        ? {
            zh: `案卷 ${file.ref} 一票否决:${hits.map(h => h.name.zh).join('、')},计 0 分`,
            en: `Case file ${file.ref}, veto: ${hits.map(h => h.name.en).join(', ')}; counts as 0`,
          }
        : { zh: `案卷 ${file.ref}`, en: `Case file ${file.ref}` };
    return line(text, mark, [file.ref]);
  });
  const files = `${marks.length}`;
  return shared(mean(marks), `${files} 卷平均`, `Mean of ${files} files`, method.outOf, lines, indicator, context);
}

export function threeLine(method: ThreeLineMethod, indicator: Indicator, context: ScoringContext): Scored {
  const input = inputOf(method, context);
  if (!input) return unknown(context);
  const lines = (['self', 'office'] as const).flatMap(who => {
    const given = input[who];
    if (!given) return [];
    const said = given.reason?.trim();
    const { zh, en } = lineNames[who];
    const text = { zh: said ? `${zh}:${said}` : zh, en: said ? `${en}: ${said}` : en };
    return [context.line(text, parseDecimal(given.value))];
  });
  const { zh, en } = valueText(lineNames.final, input);
  const final = parseDecimal(input.value);
  return shared(final, zh, en, method.outOf, lines, indicator, context, refsOf(input));
}

const lineNames = {
  self: { zh: '自评', en: 'Own mark' },
  office: { zh: '复核', en: 'Office' },
  final: { zh: '终评', en: 'Final mark' },
};

/** A mean or mark as a share of `outOf`, never more than all of it, with the line that says so. */
function shared(
  value: Ratio,
  zh: string,
  en: string,
  outOf: string,
  lines: ScoreLine[],
  indicator: Indicator,
  context: ScoringContext,
  refs: string[] = [],
): Scored {
  const share = least(one, divide(value, parseDecimal(outOf)));
  const text = shareText(zh, en, value, outOf, indicator, context);
  return { share, lines: [...lines, context.line(text, markOf(share, indicator), refs)] };
}
