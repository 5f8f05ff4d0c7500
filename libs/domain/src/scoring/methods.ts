import type { Bilingual } from '../bilingual.ts';
import {
  add,
  compare,
  divide,
  floor,
  greatest,
  least,
  mean,
  multiply,
  negate,
  parseDecimal,
  printDecimal,
  ratio,
  rounded,
  subtract,
  sum,
  zero,
  type Ratio,
} from './decimal.ts';
import type {
  Deduction,
  DeductionMethod,
  FigureInput,
  FigureMethod,
  Indicator,
  IndicatorResult,
  MeanOfFiguresMethod,
  ProgressMethod,
  RateMethod,
  ScoreLine,
  ScoringScheme,
} from './scheme.ts';

/** `share` of full marks reached, 0 to 1; null where the indicator does not apply to the unit. */
interface Scored {
  share: Ratio | null;
  lines: ScoreLine[];
}

export interface ScoringContext {
  scheme: ScoringScheme;
  figures: readonly FigureInput[];
  line: (text: Bilingual, value: Ratio, refs?: string[]) => ScoreLine;
}

export function scoreIndicator(indicator: Indicator, context: ScoringContext): IndicatorResult {
  const { scheme } = context;
  const { share, lines } = scoreMethod(indicator, context);
  const score = rounded(multiply(share ?? zero, parseDecimal(indicator.full)), scheme.scale, scheme.rounding);
  return {
    code: indicator.code,
    full: indicator.full,
    score: printDecimal(score, scheme.scale, scheme.rounding),
    applicable: share !== null,
    lines,
  };
}

function scoreMethod(indicator: Indicator, context: ScoringContext): Scored {
  const { method } = indicator;
  switch (method.kind) {
    case 'progress':
      return progress(method, indicator, context);
    case 'mean-of-figures':
      return meanOfFigures(method, indicator, context);
    case 'rate':
      return rate(method, indicator, context);
    case 'deduction':
      return deductions(method, indicator, context);
    case 'figure':
      return figure(method, indicator, context);
  }
}

function progress(method: ProgressMethod, indicator: Indicator, context: ScoringContext): Scored {
  const base = parseDecimal(method.base);
  const years = method.years.map(year => progressYear(method, year, context));
  const average = mean(years.map(y => y.score));
  const share = divide(average, base);
  const text = shareText(
    `${years.length} 年平均`,
    `Mean of ${years.length} years`,
    average,
    method.base,
    indicator,
    context,
  );
  return { share, lines: [...years.flatMap(y => y.lines), context.line(text, markOf(share, indicator))] };
}

/** One year's lines add up to its mark: base, deductions, bonuses, and what a limit takes back. */
function progressYear(
  method: ProgressMethod,
  year: number,
  context: ScoringContext,
): { score: Ratio; lines: ScoreLine[] } {
  const { line } = context;
  const base = parseDecimal(method.base);
  const inYear = { ...context, figures: context.figures.filter(f => f.year === year) };
  const taken = method.deductions.flatMap(d => deductionLines(d, inYear));
  const given = method.bonuses.flatMap(bonus =>
    inYear.figures
      .filter(f => f.code === bonus.figure)
      .map(input => ({
        amount: multiply(parseDecimal(input.value), parseDecimal(bonus.per)),
        text: countText(bonus, input),
        refs: refsOf(input),
      })),
  );
  const bonuses = sum(given.map(g => g.amount));
  const bonus = method.bonusCap === undefined ? bonuses : least(bonuses, parseDecimal(method.bonusCap));
  const raw = add(subtract(base, sum(taken.map(t => t.amount))), bonus);
  const score = greatest(zero, least(base, raw));

  const lines = [line({ zh: `${year} 年 基础分`, en: `${year} Base` }, base)];
  const leftOut = [...new Set(inYear.figures.flatMap(f => f.leftOut ?? []))];
  if (leftOut.length > 0)
    lines.push(
      line(
        {
          zh: `${year} 年 经批准不适用 ${leftOut.length} 项,不计入`,
          en: `${year} Ruled not applicable and left out: ${leftOut.length}`,
        },
        zero,
        leftOut,
      ),
    );
  for (const t of taken) lines.push(line(t.text, negate(t.amount), t.refs));
  for (const g of given) lines.push(line(g.text, g.amount, g.refs));
  if (compare(bonus, bonuses) !== 0)
    lines.push(
      line(
        { zh: `${year} 年 加分合计最多 ${method.bonusCap} 分`, en: `${year} Bonuses stop at ${method.bonusCap}` },
        subtract(bonus, bonuses),
      ),
    );
  if (compare(score, raw) !== 0)
    lines.push(
      line(
        { zh: `${year} 年 得分限于 0 至 ${method.base} 分`, en: `${year} Kept within 0 and ${method.base}` },
        subtract(score, raw),
      ),
    );
  return { score, lines };
}

function meanOfFigures(method: MeanOfFiguresMethod, indicator: Indicator, context: ScoringContext): Scored {
  const { line, scheme } = context;
  const lines: ScoreLine[] = [];
  const values: Ratio[] = [];
  for (const year of method.years) {
    const input = context.figures.find(f => f.code === method.figure && f.year === year);
    if (input) {
      values.push(parseDecimal(input.value));
      lines.push(line(valueText(indicator.name, input), parseDecimal(input.value), refsOf(input)));
    } else if (scheme.missing === 'zero') {
      values.push(zero);
      lines.push(line({ zh: `${year} 年没有数据,按 0 计`, en: `${year}: no figure, counted as 0` }, zero));
    } else
      lines.push(line({ zh: `${year} 年没有数据,不参与平均`, en: `${year}: no figure, left out of the mean` }, zero));
  }
  for (const other of context.figures)
    if (other.code === method.figure && !method.years.includes(other.year ?? NaN))
      lines.push(
        line(
          {
            zh: `${other.year ?? '未注明年度'} 的数据不在计分年度内,不计`,
            en: `${other.year ?? 'Undated'}: not a year that counts`,
          },
          zero,
          refsOf(other),
        ),
      );
  if (values.length === 0) return { share: null, lines: [...lines, notApplicable(context)] };
  const average = mean(values);
  const share = least(ratio(1n), divide(average, parseDecimal(method.outOf)));
  const text = shareText(
    `${values.length} 年平均`,
    `Mean of ${values.length} years`,
    average,
    method.outOf,
    indicator,
    context,
  );
  return { share, lines: [...lines, line(text, markOf(share, indicator))] };
}

function rate(method: RateMethod, indicator: Indicator, context: ScoringContext): Scored {
  const { line, scheme } = context;
  const due = context.figures.filter(f => f.code === method.denominator);
  const done = context.figures.filter(f => f.code === method.numerator);
  const dueCount = sum(due.map(f => parseDecimal(f.value)));
  const doneCount = sum(done.map(f => parseDecimal(f.value)));
  const refs = [...done, ...due].flatMap(refsOf);
  if (due.length === 0) return unknown(context);
  if (compare(dueCount, zero) === 0) {
    const text = { zh: '应办数为 0,本指标不适用', en: 'Nothing was due: the indicator does not apply' };
    return { share: null, lines: [line(text, zero, refs)] };
  }
  const share = least(ratio(1n), divide(doneCount, dueCount));
  const [of, outOf] = [printDecimal(doneCount, scheme.scale), printDecimal(dueCount, scheme.scale)];
  const text = {
    zh: `完成 ${of} ÷ 应办 ${outOf} × ${indicator.full}`,
    en: `${of} done ÷ ${outOf} due × ${indicator.full}`,
  };
  return { share, lines: [line(text, markOf(share, indicator), refs)] };
}

function deductions(method: DeductionMethod, indicator: Indicator, context: ScoringContext): Scored {
  const { line } = context;
  const full = parseDecimal(indicator.full);
  const taken = method.deductions.flatMap(d => deductionLines(d, context));
  const raw = subtract(full, sum(taken.map(t => t.amount)));
  const score = greatest(zero, raw);
  const lines = [line({ zh: '满分', en: 'Full marks' }, full)];
  for (const t of taken) lines.push(line(t.text, negate(t.amount), t.refs));
  if (compare(score, raw) !== 0) lines.push(line({ zh: '扣完为止', en: 'Never below 0' }, negate(raw)));
  return { share: divide(score, full), lines };
}

function figure(method: FigureMethod, indicator: Indicator, context: ScoringContext): Scored {
  const input = context.figures.find(f => f.code === method.figure && f.year === method.year);
  if (!input) return unknown(context);
  const value = parseDecimal(input.value);
  const share = least(ratio(1n), divide(value, parseDecimal(method.outOf)));
  const prefix = valueText(indicator.name, input);
  const text = shareText(prefix.zh, prefix.en, value, method.outOf, indicator, context);
  return { share, lines: [context.line(text, markOf(share, indicator), refsOf(input))] };
}

interface Amount {
  amount: Ratio;
  text: Bilingual;
  refs: string[];
}

function deductionLines(deduction: Deduction, context: ScoringContext): Amount[] {
  return context.figures
    .filter(f => f.code === deduction.figure)
    .map(input => {
      const valued = input.records.flatMap(r => r.value ?? []);
      const counts = valued.length > 0 ? valued : [input.value];
      const amount = sum(counts.map(count => deducted(deduction, parseDecimal(count))));
      const text = countText(deduction, input);
      if (deduction.cap !== undefined) {
        text.zh += `,每${valued.length > 0 ? '条' : '年'}最多 ${deduction.cap} 分`;
        text.en += `, at most ${deduction.cap} per ${valued.length > 0 ? 'record' : 'year'}`;
      }
      return { amount, text, refs: refsOf(input) };
    });
}

function deducted({ per, every = 1, cap }: Deduction, count: Ratio): Ratio {
  const amount = multiply(floor(divide(count, ratio(BigInt(every)))), parseDecimal(per));
  return cap === undefined ? amount : least(amount, parseDecimal(cap));
}

/** A figure the unit has no value for: its weight goes elsewhere, or it earns nothing, as the scheme says. */
function unknown(context: ScoringContext): Scored {
  if (context.scheme.missing === 'renormalise') return { share: null, lines: [notApplicable(context)] };
  return { share: zero, lines: [context.line({ zh: '没有数据,按 0 分计', en: 'No figure: counted as 0' }, zero)] };
}

const notApplicable = ({ line }: ScoringContext): ScoreLine =>
  line(
    { zh: '没有数据,本指标不计,权重按比例分给其他指标', en: 'No figure: left out, its weight shared among the others' },
    zero,
  );

const markOf = (share: Ratio, indicator: Indicator): Ratio => multiply(share, parseDecimal(indicator.full));

const refsOf = (input: FigureInput): string[] => input.records.map(r => r.ref);

function shareText(
  zh: string,
  en: string,
  value: Ratio,
  outOf: string,
  indicator: Indicator,
  { scheme }: ScoringContext,
): Bilingual {
  const sum = `${printDecimal(value, scheme.scale, scheme.rounding)} ÷ ${outOf} × ${indicator.full}`;
  return { zh: `${zh} ${sum}`, en: `${en} ${sum}` };
}

function valueText(name: Bilingual, { year, provisional }: FigureInput): Bilingual {
  return {
    zh: `${year === undefined ? '' : `${year} 年 `}${name.zh}${provisional ? '(暂定)' : ''}`,
    en: `${year === undefined ? '' : `${year} `}${name.en}${provisional ? ' (provisional)' : ''}`,
  };
}

function countText(item: { name: Bilingual; per: string; every?: number }, input: FigureInput): Bilingual {
  const { zh, en } = valueText(item.name, input);
  const every = item.every ?? 1;
  return {
    zh: `${zh}:${input.value},每${every === 1 ? '' : ` ${every} `}计 ${item.per} 分`,
    en: `${en}: ${input.value}, ${item.per} for each${every === 1 ? '' : ` ${every}`}`,
  };
}
