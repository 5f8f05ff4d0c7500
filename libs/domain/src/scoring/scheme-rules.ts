import type { Bilingual } from '../bilingual.ts';
import { fullWidth } from '../full-width.ts';
import { topOf } from './compose.ts';
import type { Bonus, Choice, Deduction, Indicator, IndicatorGroup, ScoringMethod, ScoringScheme } from './scheme.ts';

/** One line of the printed rules (考核细则). */
export interface RuleLine {
  kind: 'group' | 'indicator' | 'bonus';
  /** 0 at the top. */
  depth: number;
  code: string;
  number: string;
  name: Bilingual;
  full: string;
  /** How it is marked, from what the scheme says and nothing else. */
  rule: Bilingual;
  /** Document and clause; empty for groups. */
  source: string;
  clause: string;
}

/** The scheme as a document: every line in the order of the tree, its method in words; bonuses last. */
export function schemeRules(scheme: ScoringScheme): RuleLine[] {
  const figures = new Map(scheme.figures.map(f => [f.code, f.name]));
  const named = (code: string): Bilingual => figures.get(code) ?? { zh: code, en: code };
  const indicators = new Map(scheme.indicators.map(i => [i.code, i]));
  const groups = new Map((scheme.groups ?? []).map(g => [g.code, g]));
  const below = (codes: readonly string[], depth: number): RuleLine[] =>
    codes.flatMap(code => {
      const group = groups.get(code);
      if (group) return [groupLine(group, depth, named), ...below(group.children, depth + 1)];
      return [indicatorLine(indicators.get(code)!, depth, named)];
    });
  const bonuses = scheme.indicators.filter(i => i.method.kind === 'bonus');
  return [...below(numbered(topOf(scheme), scheme), 0), ...bonuses.map(i => indicatorLine(i, 0, named))].map(line => ({
    ...line,
    name: asPrinted(line.name),
    rule: asPrinted(line.rule),
    source: fullWidth(line.source),
    clause: fullWidth(line.clause),
  }));
}

/** The top has no order of its own but the numbers that are printed. */
function numbered(codes: readonly string[], { indicators, groups = [] }: ScoringScheme): string[] {
  const numbers = new Map(
    [...indicators, ...groups].map(({ code, number }) => [code, (number ?? '').split('.').map(Number)]),
  );
  const places = codes.map(code => numbers.get(code)!);
  if (places.some(place => place.some(part => !(part > 0)))) return [...codes];
  const compared = (a: number[], b: number[]): number => {
    const at = a.findIndex((part, index) => part !== b[index]);
    return at < 0 ? a.length - b.length : a[at]! - (b[at] ?? 0);
  };
  return codes.toSorted((a, b) => compared(numbers.get(a)!, numbers.get(b)!));
}

const asPrinted = ({ zh, en }: Bilingual): Bilingual => ({ zh: fullWidth(zh), en });

/** One sentence of what holds for the whole. */
export interface Term extends Bilingual {
  kind: 'grade' | 'veto' | 'ceiling' | 'rank' | 'missing' | 'rounding';
}

/** What holds for the whole: grades, vetoes, ceilings, ranks, rounding. */
export function schemeTerms(scheme: ScoringScheme): Term[] {
  const figures = new Map(scheme.figures.map(f => [f.code, f.name]));
  const marks = new Map(scheme.indicators.map(i => [i.code, i.name]));
  const terms: Term[] = scheme.grades.map(({ name, from, quotaPercent }) => ({
    kind: 'grade',
    zh: `${name.zh}:${from} 分以上${quotaPercent === undefined ? '' : `,不超过参评单位的 ${quotaPercent}%`}`,
    en: `${name.en}: ${from} and above${quotaPercent === undefined ? '' : `, at most ${quotaPercent}% of the units`}`,
  }));
  for (const { name, effect } of scheme.vetoes)
    terms.push({
      kind: 'veto',
      zh: `一票否决:${name.zh},${effect ? '总分计 0 分,' : ''}评为最低等次`,
      en: `Veto, ${name.en}: ${effect ? 'the total counts as 0, ' : ''}graded last`,
    });
  for (const { name, grade } of scheme.ceilings ?? []) {
    const best = scheme.grades.find(g => g.code === grade)!.name;
    terms.push({ kind: 'ceiling', zh: `${name.zh}:最高评为${best.zh}`, en: `${name.en}: graded ${best.en} at best` });
  }
  const by = (scheme.ranking.by ?? []).map(({ figure, indicator, better }) => {
    const { zh, en } = (figure === undefined ? marks.get(indicator!) : figures.get(figure))!;
    return { zh: `${zh}${better === 'more' ? '多' : '少'}者`, en: `${better} ${en}` };
  });
  terms.push(
    by.length === 0
      ? { kind: 'rank', zh: '总分相同的,名次并列', en: 'Equal totals share a rank' }
      : {
          kind: 'rank',
          zh: `总分相同的,依次以${by.map(b => b.zh).join('、')}在前;仍相同的,名次并列`,
          en: `Equal totals: ${by.map(b => b.en).join(', then ')} goes first; else the rank is shared`,
        },
  );
  terms.push(
    scheme.missing === 'renormalise'
      ? {
          kind: 'missing',
          zh: '经认定不适用或暂无数据的指标不计,权重按比例分给其他指标',
          en: 'An indicator ruled not applicable or not known yet is left out, its weight shared',
        }
      : { kind: 'missing', zh: '没有数据的指标计 0 分', en: 'Without figures an indicator counts as 0' },
  );
  if (scheme.totalCap !== undefined)
    terms.push({
      kind: 'rounding',
      zh: `总分最多 ${scheme.totalCap} 分`,
      en: `The total is ${scheme.totalCap} at most`,
    });
  terms.push({
    kind: 'rounding',
    zh: `得分保留 ${scheme.scales?.total ?? scheme.scale} 位小数,${scheme.rounding === 'half-up' ? '四舍五入' : '四舍六入五成双'}`,
    en: `Marks have ${scheme.scales?.total ?? scheme.scale} places, rounded ${scheme.rounding === 'half-up' ? 'half up' : 'half to even'}`,
  });
  return terms.map(term => ({ ...term, ...asPrinted(term) }));
}

type Names = (figure: string) => Bilingual;

function groupLine(group: IndicatorGroup, depth: number, named: Names): RuleLine {
  const { code, number = '', name, full, outOf } = group;
  const parts: Bilingual[] = [];
  if (outOf !== undefined)
    parts.push({ zh: `下列各项合计 ${outOf} 分,折算为 ${full} 分`, en: `${outOf} in all below, brought to ${full}` });
  for (const cap of group.caps ?? []) {
    const { zh, en } = named(cap.figure);
    parts.push({
      zh: `${zh}达到 ${cap.atLeast} 的,最多 ${cap.most} 分`,
      en: `at most ${cap.most} from ${cap.atLeast} of “${en}” on`,
    });
  }
  return { kind: 'group', depth, code, number, name, full, rule: sentences(parts), source: '', clause: '' };
}

function indicatorLine(indicator: Indicator, depth: number, named: Names): RuleLine {
  const { code, number = '', name, full, method, source, clause, criterion, vetoes = [] } = indicator;
  const parts = [
    ...(criterion ? [{ zh: criterion, en: criterion }] : []),
    methodInWords(method, full, named),
    ...vetoes.map(veto => ({ zh: `${veto.name.zh}的,本项不得分`, en: `no marks after “${veto.name.en}”` })),
  ];
  const kind = method.kind === 'bonus' ? 'bonus' : 'indicator';
  return { kind, depth, code, number, name, full, rule: sentences(parts), source, clause };
}

function methodInWords(method: ScoringMethod, full: string, named: Names): Bilingual {
  switch (method.kind) {
    case 'progress': {
      const steps = [...method.deductions.map(d => deductionInWords(d)), ...method.bonuses.map(bonusInWords)];
      const cap = method.bonusCap;
      if (cap !== undefined) steps.push({ zh: `加分每年最多 ${cap} 分`, en: `bonuses at most ${cap} a year` });
      return {
        zh: `${method.years.join('、')} 年每年 ${method.base} 分起,${joined(steps).zh};取各年平均,折算为 ${full} 分`,
        en: `each of ${method.years.join(', ')} starts at ${method.base}: ${joined(steps).en}; the mean, brought to ${full}`,
      };
    }
    case 'mean-of-figures': {
      const { zh, en } = named(method.figure);
      const years = method.years.join('、');
      return {
        zh: `${years} 年${zh}的平均值 ÷ ${method.outOf} × ${full}`,
        en: `mean of “${en}” of ${method.years.join(', ')} ÷ ${method.outOf} × ${full}`,
      };
    }
    case 'rate': {
      const [n, d] = [named(method.numerator), named(method.denominator)];
      return {
        zh: `${n.zh} ÷ ${d.zh} × ${full},最多 ${full} 分;${d.zh}为 0 的不适用`,
        en: `“${n.en}” ÷ “${d.en}” × ${full}, at most ${full}; not applicable where the second is 0`,
      };
    }
    case 'deduction': {
      const { zh, en } = joined(method.deductions.map(d => deductionInWords(d)));
      const base = method.base;
      return {
        zh: `${base ?? full} 分起,${zh},扣完为止${base === undefined ? '' : `;折算为 ${full} 分`}`,
        en: `from ${base ?? full}: ${en}, never below 0${base === undefined ? '' : `; brought to ${full}`}`,
      };
    }
    case 'bonus': {
      const { zh, en } = joined(method.bonuses.map(bonusInWords));
      return { zh: `${zh},合计最多加 ${full} 分`, en: `${en}, at most ${full} in all` };
    }
    case 'figure': {
      const { zh, en } = named(method.figure);
      return { zh: `${zh} ÷ ${method.outOf} × ${full}`, en: `“${en}” ÷ ${method.outOf} × ${full}` };
    }
    case 'checklist': {
      const items = method.items.map(({ name, points }) => ({
        zh: points ? `${name.zh} ${points} 分` : name.zh,
        en: points ? `${name.en} ${points}` : name.en,
      }));
      const { zh, en } = joined(items);
      return method.items[0]?.points
        ? { zh: `逐项计分:${zh}`, en: `item by item: ${en}` }
        : { zh: `按具备的项数计分:${zh}`, en: `by the share that is met of: ${en}` };
    }
    case 'survey': {
      const { zh, en } = choicesInWords(method.answers);
      const least = method.smallestSample;
      return {
        zh: `问卷平均分(${zh})÷ ${method.outOf} × ${full}${least === undefined ? '' : `;有效样本少于 ${least} 份的不计`}`,
        en: `mean of the answers (${en}) ÷ ${method.outOf} × ${full}${least === undefined ? '' : `; left out below ${least} answers`}`,
      };
    }
    case 'ballot': {
      const { zh, en } = choicesInWords(method.choices);
      return {
        zh: `测评平均分(${zh})÷ ${method.outOf} × ${full}`,
        en: `mean of the votes (${en}) ÷ ${method.outOf} × ${full}`,
      };
    }
    case 'case-files': {
      const { zh, en } = joined(method.vetoes.map(veto => veto.name));
      const has = method.vetoes.length > 0;
      return {
        zh: `抽查案卷平均分 ÷ ${method.outOf} × ${full}${has ? `;有下列情形之一的案卷计 0 分:${zh}` : ''}`,
        en: `mean of the files drawn ÷ ${method.outOf} × ${full}${has ? `; a file counts as 0 after: ${en}` : ''}`,
      };
    }
    case 'three-line':
      return {
        zh: `单位自评、办公室复核、终评,以终评为准(满分 ${method.outOf} 分);相差超过 ${method.gap} 分的,双方写明理由`,
        en: `own mark, office’s and final, out of ${method.outOf}; the final one counts; more than ${method.gap} apart, both give reasons`,
      };
  }
}

function deductionInWords({ name, per, every = 1, cap }: Deduction): Bilingual {
  return {
    zh: `${name.zh}每${every === 1 ? '次' : ` ${every} 次`}扣 ${per} 分${cap === undefined ? '' : `(最多 ${cap} 分)`}`,
    en: `${name.en} −${per} for each${every === 1 ? '' : ` ${every}`}${cap === undefined ? '' : ` (at most ${cap})`}`,
  };
}

const bonusInWords = ({ name, per }: Bonus): Bilingual => ({
  zh: `${name.zh}每次加 ${per} 分`,
  en: `${name.en} +${per} for each`,
});

const choicesInWords = (choices: readonly Choice[]): Bilingual =>
  joined(
    choices.map(({ name, points }) => ({
      zh: `${name.zh} ${points ?? '不计'}`,
      en: `${name.en} ${points ?? 'not counted'}`,
    })),
  );

const joined = (parts: readonly Bilingual[]): Bilingual => ({
  zh: parts.map(p => p.zh).join('、'),
  en: parts.map(p => p.en).join(', '),
});

const sentences = (parts: readonly Bilingual[]): Bilingual => ({
  zh: parts.map(p => p.zh).join('。'),
  en: parts.map(p => p.en).join('. '),
});
