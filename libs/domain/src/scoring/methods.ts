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
  ratio,
  rounded,
  subtract,
  sum,
  zero,
  type Ratio,
} from './decimal.ts';
import {
  countText,
  hitsOf,
  lineAt,
  markOf,
  notApplicable,
  printerAt,
  refsOf,
  scaleAt,
  shareText,
  unknown,
  valueText,
  type Scored,
  type ScoringContext,
} from './method-parts.ts';
import { ballot, caseFiles, checklist, survey, threeLine } from './methods-of-records.ts';
import type {
  Bonus,
  BonusMethod,
  Deduction,
  DeductionMethod,
  FigureMethod,
  Indicator,
  IndicatorResult,
  MeanOfFiguresMethod,
  ProgressMethod,
  RateMethod,
  ScoreLine,
  ScoringScheme,
  UnitInputs,
} from './scheme.ts';

export function scoreIndicators(scheme: ScoringScheme, unit: UnitInputs): IndicatorResult[] {
  const context = {
    scheme,
    figures: unit.figures,
    line: lineAt(scheme, 'indicator'),
    print: printerAt(scheme, 'indicator'),
  };
  return scheme.indicators.map(indicator => scoreIndicator(indicator, unit, context));
}

function scoreIndicator(indicator: Indicator, unit: UnitInputs, context: ScoringContext): IndicatorResult {
  const { scheme } = context;
  const { share, lines } = ruledOut(indicator, unit, context) ?? vetoed(indicator, context);
  const score = rounded(
    multiply(share ?? zero, parseDecimal(indicator.full)),
    scaleAt(scheme, 'indicator'),
    scheme.rounding,
  );
  return {
    code: indicator.code,
    full: indicator.full,
    score: context.print(score),
    applicable: share !== null,
    lines,
  };
}

function ruledOut(indicator: Indicator, unit: UnitInputs, { line }: ScoringContext): Scored | undefined {
  const ruling = unit.notApplicable?.find(n => n.indicator === indicator.code);
  if (!ruling) return undefined;
  const text = {
    zh: `经批准不适用:${ruling.reason},权重按比例分给其他指标`,
    en: `Ruled not applicable: ${ruling.reason}; its weight is shared among the others`,
  };
  return { share: null, lines: [line(text, zero, ruling.refs)] };
}

/** What the method gives, unless a veto of the indicator takes it. */
function vetoed(indicator: Indicator, context: ScoringContext): Scored {
  const scored = scoreMethod(indicator, context);
  const lines = (indicator.vetoes ?? []).flatMap(veto => {
    const hits = hitsOf(context.figures, veto.figure);
    const text = {
      zh: `一票否决:${veto.name.zh},本指标计 0 分`,
      en: `Veto, ${veto.name.en}: this indicator counts as 0`,
    };
    return hits.length > 0 ? [context.line(text, zero, hits.flatMap(refsOf))] : [];
  });
  return lines.length > 0 ? { share: zero, lines: [...scored.lines, ...lines] } : scored;
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
    case 'bonus':
      return bonus(method, indicator, context);
    case 'checklist':
      return checklist(method, indicator, context);
    case 'survey':
      return survey(method, indicator, context);
    case 'ballot':
      return ballot(method, indicator, context);
    case 'case-files':
      return caseFiles(method, indicator, context);
    case 'three-line':
      return threeLine(method, indicator, context);
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
  const given = method.bonuses.flatMap(b => bonusLines(b, inYear));
  const bonuses = sum(given.map(g => g.amount));
  const added = method.bonusCap === undefined ? bonuses : least(bonuses, parseDecimal(method.bonusCap));
  const raw = add(subtract(base, sum(taken.map(t => t.amount))), added);
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
  if (compare(added, bonuses) !== 0)
    lines.push(
      line(
        { zh: `${year} 年 加分合计最多 ${method.bonusCap} 分`, en: `${year} Bonuses stop at ${method.bonusCap}` },
        subtract(added, bonuses),
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
  const { line, print } = context;
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
  const text = {
    zh: `完成 ${print(doneCount)} ÷ 应办 ${print(dueCount)} × ${indicator.full}`,
    en: `${print(doneCount)} done ÷ ${print(dueCount)} due × ${indicator.full}`,
  };
  return { share, lines: [line(text, markOf(share, indicator), refs)] };
}

function deductions(method: DeductionMethod, indicator: Indicator, context: ScoringContext): Scored {
  const { line } = context;
  const base = parseDecimal(method.base ?? indicator.full);
  const taken = method.deductions.flatMap(d => deductionLines(d, context));
  const raw = subtract(base, sum(taken.map(t => t.amount)));
  const score = greatest(zero, raw);
  const share = divide(score, base);
  const lines = [
    line(method.base === undefined ? { zh: '满分', en: 'Full marks' } : { zh: '基础分', en: 'Base' }, base),
  ];
  for (const t of taken) lines.push(line(t.text, negate(t.amount), t.refs));
  if (compare(score, raw) !== 0) lines.push(line({ zh: '扣完为止', en: 'Never below 0' }, negate(raw)));
  if (method.base !== undefined)
    lines.push(
      line(
        shareText('折算', 'Brought to the weight', score, method.base, indicator, context),
        markOf(share, indicator),
      ),
    );
  return { share, lines };
}

function bonus(method: BonusMethod, indicator: Indicator, context: ScoringContext): Scored {
  const { line } = context;
  const full = parseDecimal(indicator.full);
  const given = method.bonuses.flatMap(b => bonusLines(b, context));
  const raw = sum(given.map(g => g.amount));
  const score = least(full, raw);
  const lines = given.map(g => line(g.text, g.amount, g.refs));
  if (given.length === 0) lines.push(line({ zh: '没有加分', en: 'No bonus' }, zero));
  if (compare(score, raw) !== 0)
    lines.push(
      line({ zh: `加分合计最多 ${indicator.full} 分`, en: `Bonuses stop at ${indicator.full}` }, subtract(score, raw)),
    );
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

function bonusLines(item: Bonus, context: ScoringContext): Amount[] {
  return context.figures
    .filter(f => f.code === item.figure)
    .map(input => ({
      amount: multiply(parseDecimal(input.value), parseDecimal(item.per)),
      text: countText(item, input),
      refs: refsOf(input),
    }));
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
