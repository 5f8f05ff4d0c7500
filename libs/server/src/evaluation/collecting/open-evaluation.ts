import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { assessedIndicators } from '@yardstick/domain/scoring/three-lines';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { Program } from '../../program/program.entity.ts';
import { canCollect } from './collecting.policy.ts';
import { Evaluation } from '../evaluation.entity.ts';
import { yearEvaluated } from './evaluation-to-collect.ts';

export interface OpenEvaluationInput {
  programId: string;
  schemeCode: string;
  name: string;
  /** What happened after this day does not count. */
  asOf: CalendarDay;
  /** The last day on which units may hand in; by the rules if not said. */
  collectUntil?: CalendarDay | null;
}

/**
 * Opens an evaluation by the newest version of a scheme without computing it: units assess themselves until a day where the
 * scheme asks for it, and what is missing is recorded or decided on. Answers its id.
 */
export function openEvaluation(context: Context, input: OpenEvaluationInput): Promise<string> {
  return act(context, { name: 'openEvaluation', entity: 'Evaluation', input }, async em => {
    authorize(canCollect(context.actor));
    const program = found(await em.findOne(Program, input.programId));
    const [row] = await em.execute<{ version: number; body: ScoringScheme }[]>(
      `select version, body from scoring_scheme where code = ? order by version desc limit 1`,
      [input.schemeCode],
    );
    if (input.asOf > context.today)
      assertNone([{ code: 'AS_OF_IN_FUTURE', field: 'asOf', params: { day: input.asOf } }]);
    if (!row) assertNone([{ code: 'SCHEME_UNKNOWN', field: 'schemeCode', params: { scheme: input.schemeCode } }]);
    const { version, body: scheme } = found(row);
    const asksUnits = assessedIndicators(scheme).length > 0;
    const until = input.collectUntil ?? (await dayByRules(context));
    if (asksUnits && until < context.today)
      assertNone([{ code: 'COLLECT_UNTIL_PAST', field: 'collectUntil', params: { day: until } }]);
    const evaluation = new Evaluation(
      {
        programId: program.id,
        name: input.name.trim() || program.name,
        schemeCode: input.schemeCode,
        schemeVersion: version,
        asOf: input.asOf,
        figuresYear: yearEvaluated(scheme, input.asOf),
      },
      context.actor,
      context.now,
      { collectUntil: asksUnits ? until : null },
    );
    em.persist(evaluation);
    return evaluation.id;
  });
}

/** The day that comes out when nobody names one. */
export async function dayByRules({ services, today }: Context): Promise<CalendarDay> {
  const [rules, calendar] = await Promise.all([services.rules(), services.calendar()]);
  return calendar.addWorkingDays(today, rules.collecting.collectWithinWorkingDays);
}
