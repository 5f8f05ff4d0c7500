import { assertNone } from '@yardstick/domain/violation';
import type { Context } from '../../context.ts';
import { canRelease } from '../evaluation.policy.ts';
import { onEvaluation, type EvaluationVerbInput } from '../on-evaluation.ts';

/**
 * After an objection was upheld: the units that were right are collected anew, all others keep the inputs they had, and
 * everything is computed again. What was computed before stays on record with its hashes.
 */
export function recomputeEvaluation(context: Context, input: EvaluationVerbInput): Promise<string> {
  const { actor } = context;
  return onEvaluation(context, 'recomputeEvaluation', canRelease(actor), input, async (evaluation, em) => {
    const no = evaluation.computationNo;
    evaluation.recompute(input.reason ?? '');
    const corrected = await em.execute<{ unit_id: string }[]>(
      `select distinct unit_id from evaluation_objection where evaluation_id = ? and state = 'upheld' and computation_no = ?`,
      [evaluation.id, no],
    );
    if (corrected.length === 0) assertNone([{ code: 'RECOMPUTE_NOTHING_UPHELD' }]);
    await em.execute(
      `insert into evaluation_computation (evaluation_id, no, snapshot, sha256, sm3, computed_at, reason, replaced_by, replaced_by_id)
       select id, ?::int, snapshot, sha256, sm3, computed_at, ?::text, ?::text, ?::uuid from evaluation where id = ?`,
      [no, input.reason?.trim() ?? '', actor.name, actor.id, evaluation.id],
    );
    await em.execute(
      `delete from evaluation_unit where evaluation_id = ? and unit_id in (select jsonb_array_elements_text(?::jsonb))`,
      [evaluation.id, JSON.stringify(corrected.map(unit => unit.unit_id))],
    );
  });
}
