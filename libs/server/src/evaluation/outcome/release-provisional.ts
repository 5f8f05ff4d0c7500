import type { Context } from '../../context.ts';
import { canRelease } from '../evaluation.policy.ts';
import { onEvaluation, type EvaluationVerbInput } from '../on-evaluation.ts';

/** Every unit sees its own result, and from today has the working days of the rules to object. */
export function releaseProvisional(context: Context, input: EvaluationVerbInput): Promise<string> {
  return onEvaluation(context, 'releaseProvisional', canRelease(context.actor), input, async (evaluation, em) => {
    const [rules, calendar] = await Promise.all([context.services.rules(), context.services.calendar()]);
    const { objectionWorkingDays } = rules.evaluation;
    evaluation.release(context.actor, context.now, calendar.addWorkingDays(context.today, objectionWorkingDays));
    await em.execute(
      `update evaluation set totals =
         (select jsonb_agg(x.total order by x.total::numeric desc) from evaluation_unit x where x.evaluation_id = ?)
       where id = ?`,
      [evaluation.id, evaluation.id],
    );
  });
}
