import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import { missingFigures, namesNoYear } from '@yardstick/domain/scoring/missing-figures';
import type { ScoringScheme, UnitInputs } from '@yardstick/domain/scoring/scheme';
import { inputBlockers } from '@yardstick/domain/scoring/input-blockers';
import { yearOf } from '@yardstick/domain/calendar-day';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import { found } from '../../context.ts';
import { Evaluation, type EvaluationState } from '../evaluation.entity.ts';

export interface Round {
  evaluation: Evaluation;
  scheme: ScoringScheme;
}

/** Loads and locks an evaluation that may still take what goes into it. */
export async function roundIn(
  em: SqlEntityManager,
  evaluationId: string,
  states: readonly EvaluationState[],
): Promise<Round> {
  const evaluation = found(await em.findOne(Evaluation, evaluationId, { lockMode: LockMode.PESSIMISTIC_WRITE }));
  if (!states.includes(evaluation.state))
    assertNone([{ code: 'EVALUATION_NOT_OPEN', params: { evaluation: evaluation.name } }]);
  const [row] = await em.execute<{ body: ScoringScheme }[]>(
    `select body from scoring_scheme where code = ? and version = ?`,
    [evaluation.schemeCode, evaluation.schemeVersion],
  );
  return { evaluation, scheme: found(row).body };
}

/** While these last, figures, lines and decisions may still come in. */
export const openStates: readonly EvaluationState[] = ['collecting', 'checking', 'failed'];

/** Of one year, where the scheme names none: the year of its day. */
export const yearEvaluated = (scheme: ScoringScheme, asOf: string): number | null =>
  namesNoYear(scheme) ? yearOf(asOf) : null;

/** Named in the refusal; the page shows all. */
const mostNamed = 5;

/** Why these inputs may not be computed yet: something is missing and nobody decided on it, or a line needs its reason. */
export function startBlockers(scheme: ScoringScheme, units: readonly UnitInputs[]): Violation[] {
  const missing = missingFigures(scheme, units);
  const nameOf = (figure: string): string => scheme.figures.find(({ code }) => code === figure)?.name.zh ?? figure;
  const named = missing.slice(0, mostNamed).map(({ unitName, figure, year }) => {
    return `${unitName} ${year === undefined ? '' : `${year} 年`}${nameOf(figure)}`;
  });
  const marked = scheme.indicators.filter(({ method }) => method.kind !== 'bonus').length;
  const empty = units.filter(unit => (unit.notApplicable?.length ?? 0) >= marked);
  return [
    ...(missing.length > 0
      ? [
          {
            code: 'FIGURES_MISSING',
            field: 'schemeCode',
            params: {
              scheme: scheme.name.zh,
              count: missing.length,
              named: `${named.join('；')}${missing.length > mostNamed ? '……' : ''}`,
            },
          },
        ]
      : []),
    ...empty.slice(0, mostNamed).map(({ unitName }) => ({ code: 'NOTHING_COUNTS', params: { unit: unitName } })),
    ...inputBlockers(scheme, units),
  ];
}
