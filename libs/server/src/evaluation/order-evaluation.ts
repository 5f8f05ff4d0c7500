import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { trackedFigures } from '@yardstick/domain/scoring/progress-figures';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
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
    const [scheme] = await em.execute<{ version: number; body: ScoringScheme }[]>(
      `select version, body from scoring_scheme where code = ? order by version desc limit 1`,
      [input.schemeCode],
    );
    if (!scheme) assertNone([{ code: 'SCHEME_UNKNOWN', field: 'schemeCode', params: { scheme: input.schemeCode } }]);
    await refuseWithoutFigures(em, program.id, scheme?.body);
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

/** Where nothing of what a scheme counts is on record, every unit would get nought for want of a figure. */
async function refuseWithoutFigures(em: SqlEntityManager, programId: string, scheme?: ScoringScheme): Promise<void> {
  const codes = scheme?.figures.map(({ code }) => code) ?? [];
  const tracked: readonly string[] = trackedFigures;
  if (codes.some(code => tracked.includes(code))) return;
  const [known] = await em.execute<unknown[]>(
    `select 1 from figure where program_id = ? and code in (select jsonb_array_elements_text(?::jsonb)) limit 1`,
    [programId, JSON.stringify(codes)],
  );
  if (!known)
    assertNone([{ code: 'SCHEME_WITHOUT_FIGURES', field: 'schemeCode', params: { scheme: scheme?.name.zh ?? '' } }]);
}
