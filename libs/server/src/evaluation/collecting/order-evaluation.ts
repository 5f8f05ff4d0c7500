import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { Program } from '../../program/program.entity.ts';
import { askingEm, inputsOnRecord } from './collected.ts';
import { carryCollected, correctedEvaluation } from '../corrected-evaluation.ts';
import { Evaluation } from '../evaluation.entity.ts';
import { canOrderEvaluation } from '../evaluation.policy.ts';
import { startBlockers, yearEvaluated } from './evaluation-to-collect.ts';

export interface OrderEvaluationInput {
  programId: string;
  schemeCode: string;
  name: string;
  /** What happened after this day does not count. */
  asOf: CalendarDay;
  /** A frozen evaluation that this one corrects, by the same version of its scheme, and why. */
  correctsId?: string | null;
  reason?: string | null;
}

/**
 * Orders an evaluation by the newest version of a scheme, where nothing of what it asks for is missing; the worker builds it.
 * Answers its id.
 */
export function orderEvaluation(context: Context, input: OrderEvaluationInput): Promise<string> {
  const { reason = null } = input;
  return act(context, { name: 'orderEvaluation', entity: 'Evaluation', reason, input }, async em => {
    authorize(canOrderEvaluation(context.actor));
    const program = found(await em.findOne(Program, input.programId));
    if (input.asOf > context.today)
      assertNone([{ code: 'AS_OF_IN_FUTURE', field: 'asOf', params: { day: input.asOf } }]);
    const old = input.correctsId ? await correctedEvaluation(context, em, input.correctsId, reason) : null;
    const version = old?.schemeCode === input.schemeCode ? old.schemeVersion : null;
    const [scheme] = await em.execute<{ version: number; body: ScoringScheme }[]>(
      `select version, body from scoring_scheme where code = ? and version = coalesce(?::int, version)
       order by version desc limit 1`,
      [input.schemeCode, version],
    );
    if (!scheme) assertNone([{ code: 'SCHEME_UNKNOWN', field: 'schemeCode', params: { scheme: input.schemeCode } }]);
    const { body } = found(scheme);
    if (body.subject === 'case-file')
      assertNone([{ code: 'SCHEME_NOT_FOR_UNITS', field: 'schemeCode', params: { scheme: body.name.zh } }]);
    const figuresYear = yearEvaluated(body, input.asOf);
    const collecting = { evaluationId: old?.id ?? null, programId: program.id, scheme: body, figuresYear };
    assertNone(startBlockers(body, await inputsOnRecord(askingEm(em), collecting)));
    const evaluation = new Evaluation(
      {
        programId: program.id,
        name: input.name.trim() || program.name,
        schemeCode: input.schemeCode,
        schemeVersion: scheme?.version ?? 0,
        asOf: input.asOf,
        figuresYear,
      },
      context.actor,
      context.now,
    );
    em.persist(evaluation);
    if (old) {
      evaluation.correct(old.id, reason ?? '');
      await em.flush();
      await carryCollected(em, old.id, evaluation.id);
    }
    return evaluation.id;
  });
}
