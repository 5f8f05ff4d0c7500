import { neededFigures } from '@yardstick/domain/scoring/missing-figures';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { Unit } from '../../people/unit.entity.ts';
import { FigureDeferral, IndicatorRuling } from './collecting.entity.ts';
import { canDecideMissing } from './collecting.policy.ts';
import { openStates, roundIn } from './evaluation-to-collect.ts';

export interface RuleNotApplicableInput {
  evaluationId: string;
  unitId: string;
  indicator: string;
  reason: string;
}

/** An indicator does not apply to a unit: its weight goes to the others, and the explanation says why. Answers the evaluation's id. */
export function ruleNotApplicable(context: Context, input: RuleNotApplicableInput): Promise<string> {
  const { evaluationId, unitId, indicator } = input;
  const reason = input.reason.trim();
  return act(
    context,
    { name: 'ruleNotApplicable', entity: 'Evaluation', id: evaluationId, reason, input },
    async em => {
      authorize(canDecideMissing(context.actor));
      if (!reason) assertNone([{ code: 'REASON_REQUIRED', field: 'reason' }]);
      const { scheme } = await roundIn(em, evaluationId, openStates);
      found(await em.findOne(Unit, { id: unitId, isScored: true }));
      const known = scheme.indicators.find(({ code }) => code === indicator);
      if (!known || known.method.kind === 'bonus')
        assertNone([
          { code: 'RULING_INDICATOR_UNKNOWN', field: 'indicator', params: { unit: unitId, name: indicator } },
        ]);
      if (await em.findOne(IndicatorRuling, { unitId, evaluationId, indicator, liftedAt: null }))
        assertNone([
          { code: 'RULING_REPEATED', field: 'indicator', params: { unit: unitId, name: known?.name.zh ?? indicator } },
        ]);
      em.persist(new IndicatorRuling({ unitId, evaluationId, indicator }, reason, context.actor, context.now));
      return evaluationId;
    },
  );
}

export interface DeferFigureInput {
  evaluationId: string;
  figure: string;
  /** 0 for a figure without a year. */
  year: number;
  reason: string;
}

/** A figure is not known yet: the whole round goes without it and its result is provisional. Answers the evaluation's id. */
export function deferFigure(context: Context, input: DeferFigureInput): Promise<string> {
  const { evaluationId, figure, year } = input;
  const reason = input.reason.trim();
  return act(context, { name: 'deferFigure', entity: 'Evaluation', id: evaluationId, reason, input }, async em => {
    authorize(canDecideMissing(context.actor));
    if (!reason) assertNone([{ code: 'REASON_REQUIRED', field: 'reason' }]);
    const { scheme } = await roundIn(em, evaluationId, openStates);
    if (!neededFigures(scheme).some(need => need.figure === figure && (need.year ?? 0) === year))
      assertNone([{ code: 'DEFERRAL_FIGURE_UNKNOWN', field: 'figure', params: { figure } }]);
    if (await em.findOne(FigureDeferral, { evaluationId, figure, year, liftedAt: null }))
      assertNone([{ code: 'DEFERRAL_REPEATED', field: 'figure', params: { figure } }]);
    em.persist(new FigureDeferral({ evaluationId, figure, year }, reason, context.actor, context.now));
    return evaluationId;
  });
}

export interface LiftDecisionInput {
  evaluationId: string;
  decisionId: string;
  reason: string;
}

/** Takes a decision about something missing back, with the reason; it stays on record. Answers the evaluation's id. */
export function liftDecision(context: Context, input: LiftDecisionInput): Promise<string> {
  const { evaluationId, decisionId: id } = input;
  const reason = input.reason.trim();
  return act(context, { name: 'liftDecision', entity: 'Evaluation', id: evaluationId, reason, input }, async em => {
    authorize(canDecideMissing(context.actor));
    if (!reason) assertNone([{ code: 'REASON_REQUIRED', field: 'reason' }]);
    await roundIn(em, evaluationId, openStates);
    const standing = { id, evaluationId, liftedAt: null };
    const decision = found(
      (await em.findOne(IndicatorRuling, standing)) ?? (await em.findOne(FigureDeferral, standing)),
    );
    decision.lift(reason, context.actor, context.now);
    return evaluationId;
  });
}
