import type {
  FigureInput,
  Grade,
  Indicator,
  IndicatorGroup,
  IndicatorResult,
  ScoreLine,
  ScoringScheme,
  UnitInputs,
  UnitResult,
} from './scheme.ts';

/**
 * Everything that decision 0022 describes, computed a second time. It shares nothing with the engine but the types: numbers
 * are whole counts over a common divisor and never reduced, the tree is walked from the top, ranks are counted, and the
 * bytes are written by its own printer.
 */
export function independentBytes(scheme: ScoringScheme, inputs: readonly UnitInputs[]): string {
  const sheets = inputs.map(unit => sheetOf(scheme, unit));
  const counted = sheets.map(sheet => ({ ...sheet, rank: 1 + sheets.filter(other => ahead(other, sheet)).length }));
  const units = counted.map(sheet => {
    const said = [...sheet.lines];
    const sameTotal = counted.filter(o => o.barred === sheet.barred && o.points === sheet.points);
    if (sameTotal.length > 1) said.push(...sheet.tieLines);
    for (const veto of sheet.vetoes) {
      const nought = scheme.vetoes.some(v => v.code === veto.code && v.effect === 'zero');
      const worst = scheme.grades[scheme.grades.length - 1]!.name;
      said.push({
        text: {
          zh: ['一票否决:', veto.name.zh, ',', nought ? '总分计 0 分,' : '', '评为', worst.zh].join(''),
          en: ['Veto, ', veto.name.en, ': ', nought ? 'the total counts as 0, ' : '', 'graded ', worst.en].join(''),
        },
        value: show([0n, 1n], sheet.totalPlaces, scheme),
        refs: veto.refs,
      });
    }
    return { sheet, said, grade: sheet.barred ? scheme.grades[scheme.grades.length - 1]!.code : '' };
  });
  gradeAll(scheme, units);
  units.sort((a, b) => a.sheet.rank - b.sheet.rank || (a.sheet.unitCode > b.sheet.unitCode ? 1 : -1));
  const counts: Record<string, number> = {};
  for (const { code } of scheme.grades) counts[code] = units.filter(u => u.grade === code).length;
  return write({
    scheme: { code: scheme.code, version: scheme.version },
    gradeCounts: counts,
    units: units.map(({ sheet, said, grade }): UnitResult => {
      const { unitCode, unitName, total, rank, vetoes, indicators, groups } = sheet;
      const result = { unitCode, unitName, total, grade, rank, vetoes, indicators, lines: said };
      return groups ? { ...result, groups } : result;
    }),
  });
}

/** Count over divisor; the divisor is above zero. */
type Q = readonly [bigint, bigint];

const q = (text: string): Q => {
  const dot = text.indexOf('.');
  if (dot < 0) return [BigInt(text), 1n];
  return [BigInt(text.slice(0, dot) + text.slice(dot + 1)), 10n ** BigInt(text.length - dot - 1)];
};
const plus = (...all: Q[]): Q => {
  let count = 0n;
  let divisor = 1n;
  for (const [n, d] of all) {
    count = count * d + n * divisor;
    divisor *= d;
  }
  return [count, divisor];
};
const less = ([a, b]: Q, [c, d]: Q): Q => [a * d - c * b, b * d];
const by = ([a, b]: Q, [c, d]: Q): Q => [a * c, b * d];
const over = ([a, b]: Q, [c, d]: Q): Q => [a * d, b * c];
const isMore = ([a, b]: Q, [c, d]: Q): boolean => a * d > c * b;
const isSame = ([a, b]: Q, [c, d]: Q): boolean => a * d === c * b;
const nought: Q = [0n, 1n];
const minus = ([n, d]: Q): Q => [-n, d];

/** Rounded to so many places, as a count of the last one. */
function roundTo([n, d]: Q, places: number, { rounding }: ScoringScheme): bigint {
  const size = (n < 0n ? -n : n) * 10n ** BigInt(places);
  const below = size / d;
  const rest = size - below * d;
  let up = rest * 2n > d;
  if (rest * 2n === d) up = rounding === 'half-up' || below % 2n === 1n;
  const result = up ? below + 1n : below;
  return n < 0n ? -result : result;
}

function show(value: Q, places: number, scheme: ScoringScheme): string {
  const scaled = roundTo(value, places, scheme);
  let digits = String(scaled < 0n ? -scaled : scaled);
  while (digits.length <= places) digits = `0${digits}`;
  const sign = scaled < 0n ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const placesOf = (scheme: ScoringScheme) => ({
  indicator: scheme.scales?.indicator ?? scheme.scale,
  group: scheme.scales?.group ?? scheme.scale,
  total: scheme.scales?.total ?? scheme.scale,
});

interface Sheet {
  unitCode: string;
  unitName: string;
  total: string;
  totalPlaces: number;
  /** The total as a count of its last place. */
  points: bigint;
  barred: boolean;
  /** One entry per tie-break, the more the better. */
  ties: Q[];
  tieLines: ScoreLine[];
  vetoes: UnitResult['vetoes'];
  indicators: IndicatorResult[];
  groups?: IndicatorResult[];
  lines: ScoreLine[];
  figures: readonly FigureInput[];
}

function ahead(a: Sheet, b: Sheet): boolean {
  if (a.barred !== b.barred) return b.barred;
  if (a.points !== b.points) return a.points > b.points;
  const differing = a.ties.findIndex((value, i) => !isSame(value, b.ties[i]!));
  return differing >= 0 && isMore(a.ties[differing]!, b.ties[differing]!);
}

const valuesOf = (figures: readonly FigureInput[], code: string): FigureInput[] => figures.filter(f => f.code === code);
const above0 = (figures: readonly FigureInput[], code: string): FigureInput[] =>
  valuesOf(figures, code).filter(f => /[1-9]/.test(f.value));
const allRefs = (inputs: readonly FigureInput[]): string[] => {
  const refs: string[] = [];
  for (const input of inputs) for (const { ref } of input.records) refs.push(ref);
  return refs;
};

function sheetOf(scheme: ScoringScheme, unit: UnitInputs): Sheet {
  const places = placesOf(scheme);
  const widest = Math.max(places.indicator, places.group, places.total);
  const marks = new Map<string, { result: IndicatorResult; mark: Q; full: Q }>();
  const indicators = scheme.indicators.map(indicator => {
    const marked = markOf(scheme, indicator, unit);
    const full = q(indicator.full);
    const mark: Q = [
      roundTo(by(marked.share ?? nought, full), places.indicator, scheme),
      10n ** BigInt(places.indicator),
    ];
    const result = {
      code: indicator.code,
      full: indicator.full,
      score: show(mark, places.indicator, scheme),
      applicable: marked.share !== undefined,
      lines: marked.lines,
    };
    marks.set(indicator.code, { result, mark, full });
    return result;
  });

  const visit = (code: string): void => {
    const group = scheme.groups?.find(g => g.code === code);
    if (!group) return;
    group.children.forEach(visit);
    marks.set(
      code,
      groupMark(
        scheme,
        group,
        group.children.map(child => marks.get(child)!),
        unit.figures,
        widest,
      ),
    );
  };
  const owned = (scheme.groups ?? []).flatMap(g => g.children);
  const top: string[] = [];
  for (const i of scheme.indicators) if (i.method.kind !== 'bonus' && !owned.includes(i.code)) top.push(i.code);
  for (const g of scheme.groups ?? []) if (!owned.includes(g.code)) top.push(g.code);
  top.forEach(visit);

  const lines: ScoreLine[] = [];
  const say = (zh: string, en: string, value: Q, refs: string[] = []) =>
    lines.push({ text: { zh, en }, value: show(value, places.total, scheme), refs });
  const counting = top.map(code => marks.get(code)!).filter(m => m.result.applicable);
  const full = plus(...counting.map(m => m.full));
  const reached = plus(...counting.map(m => m.mark));
  let total = reached;
  if (!isSame(full, [100n, 1n])) {
    total = counting.length > 0 ? over(by(reached, [100n, 1n]), full) : nought;
    const sum = `${show(reached, widest, scheme)} ÷ ${show(full, widest, scheme)} × 100`;
    say(`只计适用的指标,折算为百分制:${sum}`, `Only what applies, brought to 100: ${sum}`, total);
  }
  let extra = nought;
  for (const i of scheme.indicators) if (i.method.kind === 'bonus') extra = plus(extra, marks.get(i.code)!.mark);
  if (extra[0] > 0n) {
    say('加分', 'Bonus', extra);
    total = plus(total, extra);
  }
  if (scheme.totalCap && isMore(total, q(scheme.totalCap))) {
    say(`总分最多 ${scheme.totalCap} 分`, `The total stops at ${scheme.totalCap}`, less(q(scheme.totalCap), total));
    total = q(scheme.totalCap);
  }
  const vetoes = [];
  for (const veto of scheme.vetoes) {
    const hits = above0(unit.figures, veto.figure);
    if (hits.length === 0) continue;
    vetoes.push({ code: veto.code, name: veto.name, refs: allRefs(hits) });
    if (veto.effect === 'zero') total = nought;
  }
  // A later veto must not bring back what an earlier one took.
  const isNought = vetoes.some(hit => scheme.vetoes.some(v => v.code === hit.code && v.effect === 'zero'));
  const points = isNought ? 0n : roundTo(total, places.total, scheme);
  const ties = (scheme.ranking.by ?? []).map((item): Q => {
    const value =
      item.figure === undefined
        ? marks.get(item.indicator!)!.mark
        : plus(...valuesOf(unit.figures, item.figure).map(f => q(f.value)));
    return item.better === 'less' ? minus(value) : value;
  });
  const tieLines = (scheme.ranking.by ?? []).map((item, i): ScoreLine => {
    const named = [
      ...scheme.figures.filter(f => f.code === item.figure),
      ...scheme.indicators.filter(x => x.code === item.indicator),
    ];
    const { zh, en } = named[0]!.name;
    const value = ties[i]!;
    return {
      text: {
        zh: `总分相同,比较${zh}(${item.better === 'less' ? '少' : '多'}者在前)`,
        en: `Equal totals, compared by ${en} (${item.better} is better)`,
      },
      value: show(item.better === 'less' ? minus(value) : value, places.total, scheme),
      refs: [],
    };
  });
  return {
    unitCode: unit.unitCode,
    unitName: unit.unitName,
    total: show([points, 10n ** BigInt(places.total)], places.total, scheme),
    totalPlaces: places.total,
    points,
    barred: vetoes.length > 0,
    ties,
    tieLines,
    vetoes,
    indicators,
    ...(scheme.groups ? { groups: scheme.groups.map(g => marks.get(g.code)!.result) } : {}),
    lines,
    figures: unit.figures,
  };
}

function groupMark(
  scheme: ScoringScheme,
  group: IndicatorGroup,
  children: readonly { result: IndicatorResult; mark: Q; full: Q }[],
  figures: readonly FigureInput[],
  widest: number,
): { result: IndicatorResult; mark: Q; full: Q } {
  const { group: places } = placesOf(scheme);
  const full = q(group.full);
  const lines: ScoreLine[] = [];
  const say = (zh: string, en: string, value: Q, refs: string[] = []) =>
    lines.push({ text: { zh, en }, value: show(value, places, scheme), refs });
  const done = (mark: Q, applicable: boolean) => ({
    result: { code: group.code, full: group.full, score: show(mark, places, scheme), applicable, lines },
    mark,
    full,
  });
  let possible = nought;
  let mark = nought;
  let some = false;
  for (const child of children) {
    if (!child.result.applicable) continue;
    some = true;
    possible = plus(possible, child.full);
    mark = plus(mark, child.mark);
  }
  if (!some) {
    say('所属指标都不适用,不计', 'Nothing in it applies: left out', nought);
    return done(nought, false);
  }
  say('各项合计', 'Added up', mark);
  const base = group.outOf ?? group.full;
  if (!isSame(possible, q(base))) {
    const sum = `${show(mark, widest, scheme)} ÷ ${show(possible, widest, scheme)} × ${base}`;
    mark = over(by(mark, q(base)), possible);
    say(`只计适用的指标,折算:${sum}`, `Only what applies, brought to the whole: ${sum}`, mark);
  }
  for (const { name, figure, atLeast, most } of group.caps ?? []) {
    const counted = valuesOf(figures, figure);
    if (isMore(q(atLeast), plus(...counted.map(f => q(f.value))))) continue;
    const before = mark;
    if (isMore(mark, q(most))) mark = q(most);
    say(`${name.zh}:最多 ${most} 分`, `${name.en}: at most ${most}`, less(mark, before), allRefs(counted));
  }
  const final: Q = [roundTo(over(by(mark, full), q(base)), places, scheme), 10n ** BigInt(places)];
  if (!isSame(q(base), full)) {
    const sum = `${show(mark, widest, scheme)} ÷ ${base} × ${group.full}`;
    say(`折算 ${sum}`, `Brought to its weight ${sum}`, final);
  }
  return done(final, true);
}

interface Marked {
  share?: Q;
  lines: ScoreLine[];
}

function markOf(scheme: ScoringScheme, indicator: Indicator, { figures, notApplicable }: UnitInputs): Marked {
  const { indicator: places } = placesOf(scheme);
  const sheet = new Lines(scheme, places);
  const ruled = (notApplicable ?? []).filter(n => n.indicator === indicator.code)[0];
  if (ruled) {
    sheet.say(
      `经批准不适用:${ruled.reason},权重按比例分给其他指标`,
      `Ruled not applicable: ${ruled.reason}; its weight is shared among the others`,
      nought,
      ruled.refs,
    );
    return { lines: sheet.lines };
  }
  let share = shareOf(scheme, indicator, figures, sheet);
  for (const veto of indicator.vetoes ?? []) {
    const hits = above0(figures, veto.figure);
    if (hits.length === 0) continue;
    share = nought;
    sheet.say(
      `一票否决:${veto.name.zh},本指标计 0 分`,
      `Veto, ${veto.name.en}: this indicator counts as 0`,
      nought,
      allRefs(hits),
    );
  }
  return { lines: sheet.lines, ...(share ? { share } : {}) };
}

class Lines {
  lines: ScoreLine[] = [];
  scheme: ScoringScheme;
  places: number;
  constructor(scheme: ScoringScheme, places: number) {
    this.scheme = scheme;
    this.places = places;
  }
  say(zh: string, en: string, value: Q, refs: string[] = []): void {
    this.lines.push({ text: { zh, en }, value: this.show(value), refs });
  }
  show(value: Q): string {
    return show(value, this.places, this.scheme);
  }
}

const dated = (name: { zh: string; en: string }, { year, provisional }: FigureInput): [string, string] => {
  const [zh, en] = year === undefined ? ['', ''] : [`${year} 年 `, `${year} `];
  return [zh + name.zh + (provisional ? '(暂定)' : ''), en + name.en + (provisional ? ' (provisional)' : '')];
};

/** The part of full marks reached; undefined where the indicator does not apply. */
function shareOf(
  scheme: ScoringScheme,
  indicator: Indicator,
  figures: readonly FigureInput[],
  out: Lines,
): Q | undefined {
  const { method } = indicator;
  const full = q(indicator.full);
  const silent = (): Q | undefined => {
    if (scheme.missing === 'zero') {
      out.say('没有数据,按 0 分计', 'No figure: counted as 0', nought);
      return nought;
    }
    out.say(
      '没有数据,本指标不计,权重按比例分给其他指标',
      'No figure: left out, its weight shared among the others',
      nought,
    );
    return undefined;
  };
  const partOf = (value: Q, outOf: string, zh: string, en: string, refs: string[] = []): Q => {
    const part = over(value, q(outOf));
    const kept: Q = part[0] > part[1] ? [1n, 1n] : part;
    const sum = `${out.show(value)} ÷ ${outOf} × ${indicator.full}`;
    out.say(`${zh} ${sum}`, `${en} ${sum}`, by(kept, full), refs);
    return kept;
  };

  if (method.kind === 'progress') {
    const base = q(method.base);
    let all = nought;
    for (const year of method.years) {
      const ofYear = figures.filter(f => f.year === year);
      out.say(`${year} 年 基础分`, `${year} Base`, base);
      const left = new Set<string>();
      for (const f of ofYear) for (const ref of f.leftOut ?? []) left.add(ref);
      if (left.size > 0)
        out.say(
          `${year} 年 经批准不适用 ${left.size} 项,不计入`,
          `${year} Ruled not applicable and left out: ${left.size}`,
          nought,
          [...left],
        );
      const taken = deducted(method.deductions, ofYear, out);
      const given = added(method.bonuses, ofYear, out);
      const cap = method.bonusCap;
      const kept = cap !== undefined && isMore(given, q(cap)) ? q(cap) : given;
      if (!isSame(kept, given))
        out.say(`${year} 年 加分合计最多 ${cap} 分`, `${year} Bonuses stop at ${cap}`, less(kept, given));
      const raw = plus(base, minus(taken), kept);
      const inside = raw[0] < 0n ? nought : isMore(raw, base) ? base : raw;
      if (!isSame(inside, raw))
        out.say(
          `${year} 年 得分限于 0 至 ${method.base} 分`,
          `${year} Kept within 0 and ${method.base}`,
          less(inside, raw),
        );
      all = plus(all, inside);
    }
    const years = method.years.length;
    return partOf(over(all, [BigInt(years), 1n]), method.base, `${years} 年平均`, `Mean of ${years} years`);
  }

  if (method.kind === 'mean-of-figures') {
    const values: Q[] = [];
    for (const year of method.years) {
      const input = figures.find(f => f.year === year && f.code === method.figure);
      if (input) {
        values.push(q(input.value));
        out.say(...dated(indicator.name, input), q(input.value), allRefs([input]));
      } else if (scheme.missing === 'zero') {
        values.push(nought);
        out.say(`${year} 年没有数据,按 0 计`, `${year}: no figure, counted as 0`, nought);
      } else out.say(`${year} 年没有数据,不参与平均`, `${year}: no figure, left out of the mean`, nought);
    }
    for (const input of valuesOf(figures, method.figure)) {
      if (input.year !== undefined && method.years.includes(input.year)) continue;
      const [zh, en] = input.year === undefined ? ['未注明年度', 'Undated'] : [String(input.year), String(input.year)];
      out.say(`${zh} 的数据不在计分年度内,不计`, `${en}: not a year that counts`, nought, allRefs([input]));
    }
    if (values.length === 0) {
      out.say(
        '没有数据,本指标不计,权重按比例分给其他指标',
        'No figure: left out, its weight shared among the others',
        nought,
      );
      return undefined;
    }
    const count = values.length;
    return partOf(
      over(plus(...values), [BigInt(count), 1n]),
      method.outOf,
      `${count} 年平均`,
      `Mean of ${count} years`,
    );
  }

  if (method.kind === 'rate') {
    const [done, due] = [valuesOf(figures, method.numerator), valuesOf(figures, method.denominator)];
    if (due.length === 0) return silent();
    const [did, had] = [done, due].map(inputs => plus(...inputs.map(f => q(f.value)))) as [Q, Q];
    const refs = allRefs([...done, ...due]);
    if (had[0] === 0n) {
      out.say('应办数为 0,本指标不适用', 'Nothing was due: the indicator does not apply', nought, refs);
      return undefined;
    }
    const kept: Q = isMore(did, had) ? [1n, 1n] : over(did, had);
    out.say(
      `完成 ${out.show(did)} ÷ 应办 ${out.show(had)} × ${indicator.full}`,
      `${out.show(did)} done ÷ ${out.show(had)} due × ${indicator.full}`,
      by(kept, full),
      refs,
    );
    return kept;
  }

  if (method.kind === 'deduction') {
    const baseText = method.base ?? indicator.full;
    out.say(method.base ? '基础分' : '满分', method.base ? 'Base' : 'Full marks', q(baseText));
    const raw = less(q(baseText), deducted(method.deductions, figures, out));
    if (raw[0] < 0n) out.say('扣完为止', 'Never below 0', minus(raw));
    const left = raw[0] < 0n ? nought : raw;
    return method.base ? partOf(left, method.base, '折算', 'Brought to the weight') : over(left, full);
  }

  if (method.kind === 'bonus') {
    const given = added(method.bonuses, figures, out);
    if (out.lines.length === 0) out.say('没有加分', 'No bonus', nought);
    if (!isMore(given, full)) return over(given, full);
    out.say(`加分合计最多 ${indicator.full} 分`, `Bonuses stop at ${indicator.full}`, less(full, given));
    return [1n, 1n];
  }

  const input = figures.find(f => f.code === method.figure && f.year === method.year);
  if (!input) return silent();
  const recorded = (item: string): [Q, string[]] => {
    const records = input.records.filter(r => r.item === item);
    return [plus(...records.map(r => q(r.value!))), records.map(r => r.ref)];
  };

  switch (method.kind) {
    case 'figure':
      return partOf(q(input.value), method.outOf, ...dated(indicator.name, input), allRefs([input]));

    case 'checklist': {
      const skipped = method.items.filter(i => input.leftOut?.includes(i.code));
      let [got, possible] = [nought, nought];
      for (const item of method.items) {
        if (skipped.includes(item)) continue;
        const [value, refs] = recorded(item.code);
        const { zh, en } = item.name;
        if (item.points) out.say(`${zh}(${item.points} 分)`, `${en} (${item.points})`, value, refs);
        else out.say(zh, en, value, refs);
        got = plus(got, value);
        possible = plus(possible, item.points ? q(item.points) : [1n, 1n]);
      }
      if (skipped.length > 0)
        out.say(
          `不适用 ${skipped.length} 项,不计`,
          `Not applicable and left out: ${skipped.length}`,
          nought,
          skipped.map(i => i.code),
        );
      if (skipped.length === method.items.length) return undefined;
      const sum = `${out.show(got)} ÷ ${out.show(possible)} × ${indicator.full}`;
      out.say(`合计 ${sum}`, `Together ${sum}`, by(over(got, possible), full));
      return over(got, possible);
    }

    case 'survey':
    case 'ballot': {
      const choices = method.kind === 'survey' ? method.answers : method.choices;
      let [count, points, squares] = [nought, nought, nought];
      for (const { code, name, points: worth } of choices) {
        const [given, refs] = recorded(code);
        if (worth === undefined) {
          out.say(`${name.zh}(不计)`, `${name.en} (not counted)`, given, refs);
          continue;
        }
        out.say(`${name.zh}(${worth} 分)`, `${name.en} (${worth})`, given, refs);
        count = plus(count, given);
        points = plus(points, by(given, q(worth)));
        squares = plus(squares, by(given, by(q(worth), q(worth))));
      }
      if (count[0] === 0n) out.say('没有有效票,不计', 'Nothing to count: left out', nought);
      const answers = count[0] / count[1];
      if (method.kind === 'survey') {
        const least = method.smallestSample;
        if (least !== undefined && answers < BigInt(least)) {
          out.say(
            `有效样本 ${answers} 份,少于 ${least} 份,样本不足,不计`,
            `${answers} counted answers, fewer than ${least}: left out`,
            count,
          );
          return undefined;
        }
      }
      if (count[0] === 0n) return undefined;
      const average = over(points, count);
      if (method.kind === 'survey') {
        const population = input.population === undefined ? undefined : BigInt(input.population);
        // n·Σp² − (Σp)² is n² times the variance.
        const spread = less(by(count, squares), by(points, points));
        let squared = over(by([38416n, 10000n], spread), by(count, by(count, count)));
        if (population !== undefined)
          squared = population > 1n ? by(squared, [population - answers, population - 1n]) : nought;
        out.say(
          `抽样误差:有效样本 ${answers} 份${population === undefined ? '' : `,总体 ${population}`},95% 置信水平,正负`,
          `Margin of error: ${answers} counted answers${population === undefined ? '' : ` of ${population}`}, 95 % confidence, plus or minus`,
          rootAbove(squared, out.places),
        );
      }
      return partOf(average, method.outOf, '平均', 'Mean');
    }

    case 'case-files': {
      if (input.records.length === 0) {
        out.say('没有抽到案卷,不计', 'No case file was drawn: left out', nought);
        return undefined;
      }
      let all = nought;
      for (const file of input.records) {
        const hit = method.vetoes.filter(v => (file.vetoes ?? []).includes(v.code)).map(v => v.name);
        if (hit.length > 0) {
          const [zh, en] = [hit.map(h => h.zh).join('、'), hit.map(h => h.en).join(', ')];
          out.say(
            `案卷 ${file.ref} 一票否决:${zh},计 0 分`,
            `Case file ${file.ref}, veto: ${en}; counts as 0`,
            nought,
            [file.ref],
          );
        } else {
          out.say(`案卷 ${file.ref}`, `Case file ${file.ref}`, q(file.value!), [file.ref]);
          all = plus(all, q(file.value!));
        }
      }
      const files = input.records.length;
      return partOf(over(all, [BigInt(files), 1n]), method.outOf, `${files} 卷平均`, `Mean of ${files} files`);
    }

    case 'three-line': {
      const said = (zh: string, en: string, given: FigureInput['self']): void => {
        if (!given) return;
        const reason = (given.reason ?? '').trim();
        out.say(reason ? `${zh}:${reason}` : zh, reason ? `${en}: ${reason}` : en, q(given.value));
      };
      said('自评', 'Own mark', input.self);
      said('复核', 'Office', input.office);
      return partOf(q(input.value), method.outOf, ...dated({ zh: '终评', en: 'Final mark' }, input), allRefs([input]));
    }
  }
}

/** By bisection. */
function rootAbove([n, d]: Q, places: number): Q {
  const unit = 10n ** BigInt(places);
  const enough = (k: bigint): boolean => k * k * d >= n * unit * unit;
  let high = 1n;
  while (!enough(high)) high *= 2n;
  let low = -1n;
  while (high - low > 1n) {
    const middle = (high + low) / 2n;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return [high, unit];
}

type Counted = { name: { zh: string; en: string }; figure: string; per: string; every?: number; cap?: string };

const counting = ({ name, per, every }: Counted, input: FigureInput): [string, string] => {
  const [zh, en] = dated(name, input);
  const step = every === undefined || every === 1 ? '' : String(every);
  return [
    `${zh}:${input.value},每${step && ` ${step} `}计 ${per} 分`,
    `${en}: ${input.value}, ${per} for each${step && ` ${step}`}`,
  ];
};

function deducted(items: readonly Counted[], figures: readonly FigureInput[], out: Lines): Q {
  let all = nought;
  for (const item of items)
    for (const input of valuesOf(figures, item.figure)) {
      const single = input.records.filter(r => r.value !== undefined).map(r => r.value!);
      let taken = nought;
      for (const count of single.length > 0 ? single : [input.value]) {
        const [n, d] = q(count);
        const amount = by([n / (d * BigInt(item.every ?? 1)), 1n], q(item.per));
        taken = plus(taken, item.cap !== undefined && isMore(amount, q(item.cap)) ? q(item.cap) : amount);
      }
      let [zh, en] = counting(item, input);
      if (item.cap !== undefined) {
        zh += `,每${single.length > 0 ? '条' : '年'}最多 ${item.cap} 分`;
        en += `, at most ${item.cap} per ${single.length > 0 ? 'record' : 'year'}`;
      }
      out.say(zh, en, minus(taken), allRefs([input]));
      all = plus(all, taken);
    }
  return all;
}

function added(items: readonly Counted[], figures: readonly FigureInput[], out: Lines): Q {
  let all = nought;
  for (const item of items)
    for (const input of valuesOf(figures, item.figure)) {
      const amount = by(q(input.value), q(item.per));
      out.say(...counting(item, input), amount, allRefs([input]));
      all = plus(all, amount);
    }
  return all;
}

interface Graded {
  sheet: Sheet & { rank: number };
  said: ScoreLine[];
  grade: string;
}

function gradeAll(scheme: ScoringScheme, units: Graded[]): void {
  const { total: places } = placesOf(scheme);
  const none = show(nought, places, scheme);
  const unit = 10n ** BigInt(places);
  const reaches = (u: Graded, { from }: Grade): boolean => !isMore(q(from), [u.sheet.points, unit]);
  const barredUpTo = new Map<Graded, number>();
  for (const u of units) {
    let bar = 0;
    for (const { name, figure, grade } of u.sheet.barred ? [] : (scheme.ceilings ?? [])) {
      const hits = above0(u.sheet.figures, figure);
      const at = scheme.grades.map(g => g.code).indexOf(grade);
      if (hits.length === 0 || at === 0) continue;
      if (at > bar) bar = at;
      const best = scheme.grades[at]!.name;
      if (reaches(u, scheme.grades[at - 1]!))
        u.said.push({
          text: { zh: `${name.zh}:最高评为${best.zh}`, en: `${name.en}: graded ${best.en} at best` },
          value: none,
          refs: allRefs(hits),
        });
    }
    barredUpTo.set(u, bar);
  }
  for (const [index, band] of scheme.grades.entries()) {
    const candidates = units.filter(u => u.grade === '' && barredUpTo.get(u)! <= index && reaches(u, band));
    const places =
      band.quotaPercent === undefined
        ? units.length
        : Number((BigInt(units.length) * BigInt(band.quotaPercent)) / 100n);
    const decided = candidates.map(u => {
      const better = candidates.filter(o => o.sheet.rank < u.sheet.rank).length;
      const same = candidates.filter(o => o.sheet.rank === u.sheet.rank).length;
      return { u, better, same };
    });
    for (const { u, better, same } of decided) {
      if (better + same <= places) {
        u.grade = band.code;
        continue;
      }
      const left = places - better;
      const zh = `达到${band.name.zh}分数线;${band.name.zh}不超过 ${band.quotaPercent}%,共 ${places} 个名额`;
      const en = `Reaches ${band.name.en}, which at most ${band.quotaPercent}% get: ${places} in all`;
      const text =
        left > 0
          ? {
              zh: `${zh},剩 ${left} 个,并列 ${same} 个单位均不评`,
              en: `${en}, ${left} left for ${same} tied, so none of them gets it`,
            }
          : { zh: `${zh},名次在名额之外`, en: `${en}, and its rank lies beyond them` };
      u.said.push({ text, value: none, refs: [] });
    }
  }
}

/** JSON with sorted keys and no spaces. */
function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(item => write(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Record<string, unknown>;
  const keys = Object.keys(fields).sort();
  return `{${keys.map(key => `${JSON.stringify(key)}:${write(fields[key])}`).join(',')}}`;
}
