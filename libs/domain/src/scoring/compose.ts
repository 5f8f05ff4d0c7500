import {
  add,
  compare,
  divide,
  least,
  multiply,
  parseDecimal,
  printDecimal,
  rounded,
  subtract,
  sum,
  zero,
  type Ratio,
} from './decimal.ts';
import { lineAt, printerAt, refsOf, scaleAt } from './method-parts.ts';
import type { FigureInput, GroupCap, IndicatorGroup, IndicatorResult, ScoreLine, ScoringScheme } from './scheme.ts';

export interface Composed {
  groups: IndicatorResult[];
  total: Ratio;
  /** How the total came about, where it is not plainly the sum of what stands at the top. */
  lines: ScoreLine[];
}

const hundred = parseDecimal('100');

/** From the marks of the indicators up the tree to the total. */
export function compose(
  scheme: ScoringScheme,
  indicators: readonly IndicatorResult[],
  figures: readonly FigureInput[],
): Composed {
  const nodes = new Map(indicators.map(indicator => [indicator.code, indicator]));
  const groups = scheme.groups ?? [];
  const groupOf = new Map(groups.map(group => [group.code, group]));
  const scored = (code: string): IndicatorResult => {
    const known = nodes.get(code);
    if (known) return known;
    const group = groupOf.get(code)!;
    const result = scoreGroup(scheme, group, group.children.map(scored), figures);
    nodes.set(code, result);
    return result;
  };
  const results = groups.map(group => scored(group.code));

  const line = lineAt(scheme, 'total');
  const lines: ScoreLine[] = [];
  const applicable = topOf(scheme)
    .map(scored)
    .filter(node => node.applicable);
  const full = sum(applicable.map(node => parseDecimal(node.full)));
  const reached = sum(applicable.map(node => parseDecimal(node.score)));
  const isWhole = compare(full, hundred) === 0;
  let total = applicable.length === 0 ? zero : isWhole ? reached : divide(multiply(reached, hundred), full);
  if (!isWhole) {
    const text = `${printWide(scheme, reached)} ÷ ${printWide(scheme, full)} × 100`;
    lines.push(
      line({ zh: `只计适用的指标,折算为百分制:${text}`, en: `Only what applies, brought to 100: ${text}` }, total),
    );
  }
  const bonuses = scheme.indicators.filter(i => i.method.kind === 'bonus');
  const bonus = sum(bonuses.map(({ code }) => parseDecimal(scored(code).score)));
  if (compare(bonus, zero) > 0) {
    lines.push(line({ zh: '加分', en: 'Bonus' }, bonus));
    total = add(total, bonus);
  }
  const cap = scheme.totalCap === undefined ? total : least(total, parseDecimal(scheme.totalCap));
  if (compare(cap, total) !== 0) {
    const text = { zh: `总分最多 ${scheme.totalCap} 分`, en: `The total stops at ${scheme.totalCap}` };
    lines.push(line(text, subtract(cap, total)));
    total = cap;
  }
  return { groups: results, total, lines };
}

/** What no group claims, and is no bonus: indicators, then groups. */
export function topOf(scheme: ScoringScheme): string[] {
  const groups = scheme.groups ?? [];
  const claimed = new Set(groups.flatMap(group => group.children));
  return [...scheme.indicators.filter(i => i.method.kind !== 'bonus'), ...groups]
    .map(node => node.code)
    .filter(code => !claimed.has(code));
}

function scoreGroup(
  scheme: ScoringScheme,
  group: IndicatorGroup,
  children: readonly IndicatorResult[],
  figures: readonly FigureInput[],
): IndicatorResult {
  const line = lineAt(scheme, 'group');
  const print = printerAt(scheme, 'group');
  const applicable = children.filter(child => child.applicable);
  if (applicable.length === 0) {
    const text = { zh: '所属指标都不适用,不计', en: 'Nothing in it applies: left out' };
    return { code: group.code, full: group.full, score: print(zero), applicable: false, lines: [line(text, zero)] };
  }
  const full = parseDecimal(group.full);
  const outOfText = group.outOf ?? group.full;
  const outOf = parseDecimal(outOfText);
  const possible = sum(applicable.map(child => parseDecimal(child.full)));
  const reached = sum(applicable.map(child => parseDecimal(child.score)));
  const lines = [line({ zh: '各项合计', en: 'Added up' }, reached)];
  let mark = reached;
  if (compare(possible, outOf) !== 0) {
    mark = divide(multiply(reached, outOf), possible);
    const text = `${printWide(scheme, reached)} ÷ ${printWide(scheme, possible)} × ${outOfText}`;
    lines.push(
      line({ zh: `只计适用的指标,折算:${text}`, en: `Only what applies, brought to the whole: ${text}` }, mark),
    );
  }
  for (const cap of group.caps ?? []) {
    const hits = figures.filter(f => f.code === cap.figure);
    if (!isMet(cap, hits)) continue;
    const capped = least(mark, parseDecimal(cap.most));
    const text = { zh: `${cap.name.zh}:最多 ${cap.most} 分`, en: `${cap.name.en}: at most ${cap.most}` };
    lines.push(line(text, subtract(capped, mark), hits.flatMap(refsOf)));
    mark = capped;
  }
  const score = rounded(divide(multiply(mark, full), outOf), scaleAt(scheme, 'group'), scheme.rounding);
  if (compare(outOf, full) !== 0) {
    const text = `${printWide(scheme, mark)} ÷ ${outOfText} × ${group.full}`;
    lines.push(line({ zh: `折算 ${text}`, en: `Brought to its weight ${text}` }, score));
  }
  return { code: group.code, full: group.full, score: print(score), applicable: true, lines };
}

const isMet = (cap: GroupCap, hits: readonly FigureInput[]): boolean =>
  compare(sum(hits.map(hit => parseDecimal(hit.value))), parseDecimal(cap.atLeast)) >= 0;

/** With as many places as any mark is printed with, so that nothing is lost on the way. */
function printWide(scheme: ScoringScheme, value: Ratio): string {
  const widest = Math.max(...(['indicator', 'group', 'total'] as const).map(place => scaleAt(scheme, place)));
  return printDecimal(value, widest, scheme.rounding);
}
