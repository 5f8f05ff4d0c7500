import { assertNone } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, type Context } from '../../context.ts';
import { canCollect } from './collecting.policy.ts';
import { roundIn } from './evaluation-to-collect.ts';

export interface CloseCollectingInput {
  evaluationId: string;
  /** Needed while somebody has not handed in. */
  reason?: string | null;
}

/** Ends collecting: from here the office checks. Who has not handed in is named, and holds nobody up. */
export function closeCollecting(context: Context, input: CloseCollectingInput): Promise<string> {
  const reason = input.reason?.trim() || null;
  return act(
    context,
    { name: 'closeCollecting', entity: 'Evaluation', id: input.evaluationId, reason, input },
    async em => {
      authorize(canCollect(context.actor));
      const { evaluation } = await roundIn(em, input.evaluationId, ['collecting']);
      const open = await em.execute<{ name: string }[]>(
        `select u.name from program_unit p join unit u on u.id = p.unit_id
       where p.program_id = ? and u.is_scored and not exists (select from self_assessment s
         where s.unit_id = u.id and s.evaluation_id = ? and s.state = 'signed') order by u.seq, u.id`,
        [evaluation.programId, evaluation.id],
      );
      if (open.length > 0 && reason === null)
        assertNone([
          {
            code: 'COLLECTING_UNFINISHED',
            field: 'reason',
            params: { count: open.length, units: open.map(({ name }) => name).join('、') },
          },
        ]);
      evaluation.closeCollecting(reason, context.actor, context.now);
      return evaluation.id;
    },
  );
}
