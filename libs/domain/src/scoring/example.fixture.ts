import type { FigureInput, Indicator, ScoringMethod, ScoringScheme, UnitInputs } from './scheme.ts';

/** A small scheme to try one thing with: what is not given is as plain as it can be. */
export function schemeOf(indicators: Partial<Indicator>[], more: Partial<ScoringScheme> = {}): ScoringScheme {
  return {
    code: 'example',
    name: { zh: '示例', en: 'Example' },
    version: 1,
    scale: 2,
    rounding: 'half-up',
    figures: [],
    grades: [
      { code: 'good', name: { zh: '良好', en: 'Good' }, from: '80' },
      { code: 'fair', name: { zh: '合格', en: 'Fair' }, from: '60' },
      { code: 'poor', name: { zh: '不合格', en: 'Poor' }, from: '0' },
    ],
    vetoes: [],
    ranking: { ties: 'share' },
    missing: 'renormalise',
    ...more,
    indicators: indicators.map((indicator, i) => ({
      code: `i${i + 1}`,
      name: { zh: `指标${i + 1}`, en: `Indicator ${i + 1}` },
      full: '100',
      source: '办法',
      clause: `第${i + 1}条`,
      method: markOf(`f${i + 1}`),
      ...indicator,
    })),
  };
}

/** An imported mark out of 100. */
export const markOf = (figure: string): ScoringMethod => ({ kind: 'figure', figure, outOf: '100' });

export const figuresNamed = (...codes: string[]): ScoringScheme['figures'] =>
  codes.map(code => ({ code, name: { zh: `数据${code}`, en: `Figure ${code}` } }));

export const input = (code: string, value: string, more: Partial<FigureInput> = {}): FigureInput => ({
  code,
  value,
  records: [],
  source: 'test',
  ...more,
});

export const unitOf = (unitCode: string, ...figures: FigureInput[]): UnitInputs => ({
  unitCode,
  unitName: `单位${unitCode}`,
  figures,
});
