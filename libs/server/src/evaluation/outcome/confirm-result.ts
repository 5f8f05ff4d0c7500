import { LockMode } from '@mikro-orm/postgresql';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { noteChange } from '../../events/outbox.ts';
import { Evaluation } from '../evaluation.entity.ts';
import { canConfirmResult } from '../evaluation.policy.ts';

/** The head of a unit agrees with its result as it stands; with another result that word would not hold. */
export function confirmResult(context: Context, input: { evaluationId: string }): Promise<string> {
  const { actor } = context;
  return act(context, { name: 'confirmResult', entity: 'Evaluation', id: input.evaluationId, input }, async em => {
    authorize(canConfirmResult(actor));
    const evaluation = found(await em.findOne(Evaluation, input.evaluationId, { lockMode: LockMode.PESSIMISTIC_READ }));
    const [own] = await em.execute<{ digest: string | null; open: number }[]>(
      `select sheet_digest(x.sheet) as digest,
              (select count(*)::int from evaluation_objection o where o.unit_id = x.unit_id and o.evaluation_id = x.evaluation_id
                 and (o.state in ('to-sign', 'submitted') or (o.state = 'upheld' and o.computation_no = ?))) as open
       from evaluation_unit x where x.unit_id = ? and x.evaluation_id = ?`,
      [evaluation.computationNo, actor.unitId, evaluation.id],
    );
    const { digest, open } = found(own);
    if (evaluation.state !== 'provisional') assertNone([{ code: 'CONFIRM_NOT_OPEN' }]);
    if (open > 0) assertNone([{ code: 'CONFIRM_OBJECTION_OPEN', params: { count: open } }]);
    const written = await em.execute<unknown[]>(
      `insert into evaluation_confirmation (unit_id, evaluation_id, sheet_digest, confirmed_by, confirmed_by_id)
       values (?, ?, ?, ?, ?::uuid) on conflict do nothing returning 1`,
      [actor.unitId, evaluation.id, digest, actor.name, actor.id],
    );
    if (written.length === 0) assertNone([{ code: 'CONFIRM_DONE' }]);
    const after = { unitId: actor.unitId, sheetDigest: digest, confirmedBy: actor.name };
    noteChange(em, { entity: 'EvaluationConfirmation', id: evaluation.id, before: null, after });
    return evaluation.id;
  });
}
