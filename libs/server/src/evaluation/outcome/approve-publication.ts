import { distributionOf } from '@yardstick/domain/objection';
import { publishedUnits } from '@yardstick/domain/publication';
import type { Context } from '../../context.ts';
import { onPublication, type PublicationVerbInput } from './on-publication.ts';

/** The leading group publishes: what everybody may see is written down, taken from the frozen result. */
export function approvePublication(context: Context, input: PublicationVerbInput): Promise<string> {
  return onPublication(context, 'approvePublication', input, async (publication, em) => {
    const [rules, units] = await Promise.all([
      context.services.rules(),
      em.execute<{ unitCode: string; unitName: string; total: string; grade: string; rank: number }[]>(
        `select unit_id as "unitCode", sheet->>'unitName' as "unitName", total, grade, rank from evaluation_unit
         where evaluation_id = ? order by rank, unit_id`,
        [publication.evaluationId],
      ),
    ]);
    const distribution = distributionOf(
      units.map(unit => unit.total),
      rules.evaluation,
    );
    const body = { units: publishedUnits(publication.what, units), distribution };
    publication.approve(context.actor, body, context.now);
  });
}
