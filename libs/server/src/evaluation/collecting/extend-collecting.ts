import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { act } from '../../act.ts';
import { authorize, type Context } from '../../context.ts';
import { canCollect } from './collecting.policy.ts';
import { roundIn } from './evaluation-to-collect.ts';

export interface ExtendCollectingInput {
  evaluationId: string;
  /** The new last day on which units may hand in. */
  collectUntil: CalendarDay;
  reason: string;
}

/** Gives the units more time. Reminders of the old day are void at the next sweep. */
export function extendCollecting(context: Context, input: ExtendCollectingInput): Promise<string> {
  const { evaluationId, collectUntil, reason } = input;
  return act(
    context,
    { name: 'extendCollecting', entity: 'Evaluation', id: evaluationId, reason: reason.trim() || null, input },
    async em => {
      authorize(canCollect(context.actor));
      const { evaluation } = await roundIn(em, evaluationId, ['collecting']);
      evaluation.extendCollecting(collectUntil, reason, context.today);
      return evaluation.id;
    },
  );
}
