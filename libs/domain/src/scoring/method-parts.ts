import type { Bilingual } from '../bilingual.ts';
import { compare, multiply, parseDecimal, printDecimal, zero, type Ratio } from './decimal.ts';
import type { FigureInput, Indicator, ScoreLine, ScoringScheme } from './scheme.ts';

/** `share` of full marks reached, 0 to 1; null where the indicator does not apply to the unit. */
export interface Scored {
  share: Ratio | null;
  lines: ScoreLine[];
}

export interface ScoringContext {
  scheme: ScoringScheme;
  figures: readonly FigureInput[];
  line: (text: Bilingual, value: Ratio, refs?: string[]) => ScoreLine;
  print: (value: Ratio) => string;
}

export type Place = 'indicator' | 'group' | 'total';

export const scaleAt = ({ scale, scales }: ScoringScheme, place: Place): number => scales?.[place] ?? scale;

export const printerAt =
  (scheme: ScoringScheme, place: Place) =>
  (value: Ratio): string =>
    printDecimal(value, scaleAt(scheme, place), scheme.rounding);

export const lineAt = (scheme: ScoringScheme, place: Place) => {
  const print = printerAt(scheme, place);
  return (text: Bilingual, value: Ratio, refs: string[] = []): ScoreLine => ({ text, value: print(value), refs });
};

/** A figure the unit has no value for: its weight goes elsewhere, or it earns nothing, as the scheme says. */
export function unknown(context: ScoringContext): Scored {
  if (context.scheme.missing === 'renormalise') return { share: null, lines: [notApplicable(context)] };
  return { share: zero, lines: [context.line({ zh: '没有数据,按 0 分计', en: 'No figure: counted as 0' }, zero)] };
}

export const notApplicable = ({ line }: ScoringContext): ScoreLine =>
  line(
    { zh: '没有数据,本指标不计,权重按比例分给其他指标', en: 'No figure: left out, its weight shared among the others' },
    zero,
  );

export const markOf = (share: Ratio, indicator: Indicator): Ratio => multiply(share, parseDecimal(indicator.full));

export const refsOf = (input: FigureInput): string[] => input.records.map(r => r.ref);

/** The figures that are above zero. */
export const hitsOf = (figures: readonly FigureInput[], code: string): FigureInput[] =>
  figures.filter(f => f.code === code && compare(parseDecimal(f.value), zero) > 0);

export function shareText(
  zh: string,
  en: string,
  value: Ratio,
  outOf: string,
  indicator: Indicator,
  { print }: ScoringContext,
): Bilingual {
  const sum = `${print(value)} ÷ ${outOf} × ${indicator.full}`;
  return { zh: `${zh} ${sum}`, en: `${en} ${sum}` };
}

export function valueText(name: Bilingual, { year, provisional }: FigureInput): Bilingual {
  return {
    zh: `${year === undefined ? '' : `${year} 年 `}${name.zh}${provisional ? '(暂定)' : ''}`,
    en: `${year === undefined ? '' : `${year} `}${name.en}${provisional ? ' (provisional)' : ''}`,
  };
}

export function countText(item: { name: Bilingual; per: string; every?: number }, input: FigureInput): Bilingual {
  const { zh, en } = valueText(item.name, input);
  const every = item.every ?? 1;
  return {
    zh: `${zh}:${input.value},每${every === 1 ? '' : ` ${every} `}计 ${item.per} 分`,
    en: `${en}: ${input.value}, ${item.per} for each${every === 1 ? '' : ` ${every}`}`,
  };
}
