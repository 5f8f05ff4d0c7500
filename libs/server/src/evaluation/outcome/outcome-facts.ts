import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { FreezeFacts } from '@yardstick/domain/objection';
import { found } from '../../context.ts';

export type OutcomeFacts = Omit<FreezeFacts, 'state' | 'today' | 'objectionsUntil'>;

/** SQL: what stands between a provisional result and its freeze, for the evaluation `id`. */
export const outcomeFactsSql = (id: string): string => `
  select (select count(*)::int from evaluation_unit x where x.evaluation_id = e.id) as "unitCount",
         (select count(*)::int from evaluation_unit x join evaluation_confirmation c
            on c.unit_id = x.unit_id and c.evaluation_id = x.evaluation_id and c.sheet_digest = sheet_digest(x.sheet)
          where x.evaluation_id = e.id) as "confirmedCount",
         (select count(*)::int from evaluation_objection o where o.evaluation_id = e.id and o.state = 'submitted') as "undecidedCount",
         (select count(*)::int from evaluation_objection o where o.evaluation_id = e.id and o.state = 'upheld'
            and o.computation_no = e.computation_no) as "uncorrectedCount"
  from evaluation e where e.id = ${id}`;

export async function outcomeFacts(em: SqlEntityManager, evaluationId: string): Promise<OutcomeFacts> {
  const [facts] = await em.execute<OutcomeFacts[]>(outcomeFactsSql('?'), [evaluationId]);
  return found(facts);
}
