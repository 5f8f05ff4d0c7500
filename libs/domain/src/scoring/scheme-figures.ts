import type {
  BallotMethod,
  CaseFilesMethod,
  ChecklistMethod,
  ScoringMethod,
  ScoringScheme,
  SurveyMethod,
  ThreeLineMethod,
} from './scheme.ts';

/** Every use a scheme makes of a figure, with the place of the use. */
export function schemeFigures(scheme: ScoringScheme): { where: string; figure: string }[] {
  return [
    ...scheme.indicators.flatMap(i => figuresOf(i.method).map(figure => ({ where: `indicators.${i.code}`, figure }))),
    ...scheme.indicators.flatMap(i =>
      (i.vetoes ?? []).map(v => ({ where: `indicators.${i.code}.vetoes.${v.code}`, figure: v.figure })),
    ),
    ...scheme.vetoes.map(v => ({ where: `vetoes.${v.code}`, figure: v.figure })),
    ...(scheme.ceilings ?? []).map(c => ({ where: `ceilings.${c.code}`, figure: c.figure })),
    ...(scheme.groups ?? []).flatMap(g =>
      (g.caps ?? []).map(c => ({ where: `groups.${g.code}.caps.${c.code}`, figure: c.figure })),
    ),
    ...(scheme.ranking.by ?? []).flatMap((by, i) =>
      by.figure === undefined ? [] : [{ where: `ranking.by.${i}`, figure: by.figure }],
    ),
  ];
}

export function figuresOf(method: ScoringMethod): string[] {
  switch (method.kind) {
    case 'progress':
      return [...method.deductions, ...method.bonuses].map(a => a.figure);
    case 'deduction':
      return method.deductions.map(d => d.figure);
    case 'bonus':
      return method.bonuses.map(b => b.figure);
    case 'rate':
      return [method.numerator, method.denominator];
    default:
      return [method.figure];
  }
}

export type RecordMethod = ChecklistMethod | SurveyMethod | BallotMethod | CaseFilesMethod | ThreeLineMethod;

const recordKinds = new Set(['checklist', 'survey', 'ballot', 'case-files', 'three-line']);

/** Methods that read one figure, record by record, and therefore want it to themselves. */
export const readsRecords = (method: ScoringMethod): method is RecordMethod => recordKinds.has(method.kind);

export const yearKey = (figure: string, year?: number): string => `${figure}/${year ?? ''}`;
