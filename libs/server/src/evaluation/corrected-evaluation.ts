import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import { authorize, found, type Context } from '../context.ts';
import { Evaluation } from './evaluation.entity.ts';
import { canRelease } from './evaluation.policy.ts';

/** The frozen evaluation that a new one takes the place of; a frozen one never changes, so this is how it is put right. */
export async function correctedEvaluation(
  context: Context,
  em: SqlEntityManager,
  correctsId: string,
  reason: string | null | undefined,
): Promise<Evaluation> {
  authorize(canRelease(context.actor));
  const old = found(await em.findOne(Evaluation, correctsId));
  const [later] = await em.execute<unknown[]>(
    `select 1 from evaluation where corrects_id = ? and state <> 'failed' limit 1`,
    [old.id],
  );
  const violations: Violation[] = [];
  if (old.state !== 'frozen') violations.push({ code: 'CORRECTION_NEEDS_FROZEN', field: 'correctsId' });
  if (later) violations.push({ code: 'CORRECTION_EXISTS', field: 'correctsId' });
  if (!reason?.trim()) violations.push({ code: 'REASON_REQUIRED', field: 'reason' });
  assertNone(violations);
  return old;
}

const carried = {
  self_assessment: 'state, drafted_by, decline_reason, signed_by, signed_by_id, signed_at, state_since',
  indicator_ruling: 'indicator, reason, decided_by, decided_by_id, decided_at, lifted_by, lifted_at, lift_reason',
};

/** What units and office gave to the old one goes into the new one as it stood. */
export async function carryCollected(em: SqlEntityManager, fromId: string, toId: string): Promise<void> {
  for (const [table, columns] of Object.entries(carried))
    await em.execute(
      `insert into ${table} (unit_id, id, evaluation_id, ${columns})
       select unit_id, gen_random_uuid(), ?::uuid, ${columns} from ${table} where evaluation_id = ?`,
      [toId, fromId],
    );
  // what an objection led to is the final line of the new one, and still names it
  await em.execute(
    `insert into assessment_line (unit_id, id, evaluation_id, indicator, self, office, final, office_by_id, final_by_id)
     select l.unit_id, gen_random_uuid(), ?::uuid, l.indicator, l.self, l.office, coalesce(r.line, l.final), l.office_by_id,
            coalesce(r.decided_by_id, l.final_by_id)
     from assessment_line l
     left join lateral (select line, decided_by_id from final_ruling r where r.unit_id = l.unit_id
       and r.evaluation_id = l.evaluation_id and r.indicator = l.indicator order by r.no desc limit 1) r on true
     where l.evaluation_id = ?`,
    [toId, fromId],
  );
  const deferred = 'figure, year, reason, decided_by, decided_by_id, decided_at, lifted_by, lifted_at, lift_reason';
  await em.execute(
    `insert into figure_deferral (id, evaluation_id, ${deferred})
     select gen_random_uuid(), ?::uuid, ${deferred} from figure_deferral where evaluation_id = ?`,
    [toId, fromId],
  );
}
