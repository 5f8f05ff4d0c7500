import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Program } from '../program/program.entity.ts';
import { Evaluation } from './evaluation.entity.ts';
import { canOrderEvaluation } from './evaluation.policy.ts';

export interface OrderEvaluationInput {
  programId: string;
  schemeCode: string;
  name: string;
  /** What happened after this day does not count. */
  asOf: CalendarDay;
}

/** Orders an evaluation by the newest version of a scheme; the worker builds it. Answers its id. */
export function orderEvaluation(context: Context, input: OrderEvaluationInput): Promise<string> {
  return act(context, { name: 'orderEvaluation', entity: 'Evaluation', input }, async em => {
    authorize(canOrderEvaluation(context.actor));
    const program = found(await em.findOne(Program, input.programId));
    if (input.asOf > context.today)
      assertNone([{ code: 'AS_OF_IN_FUTURE', field: 'asOf', params: { day: input.asOf } }]);
    const [scheme] = await em.execute<{ version: number }[]>(
      `select version from scoring_scheme where code = ? order by version desc limit 1`,
      [input.schemeCode],
    );
    if (!scheme) assertNone([{ code: 'SCHEME_UNKNOWN', field: 'schemeCode', params: { scheme: input.schemeCode } }]);
    const evaluation = new Evaluation(
      {
        programId: program.id,
        name: input.name.trim() || program.name,
        schemeCode: input.schemeCode,
        schemeVersion: scheme?.version ?? 0,
        asOf: input.asOf,
      },
      context.actor,
      context.now,
    );
    em.persist(evaluation);
    return evaluation.id;
  });
}
