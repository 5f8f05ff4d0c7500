import type { ReturnedField } from '@yardstick/domain/plan-return';
import type { Context } from '../context.ts';
import { Milestone } from './milestone.entity.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

export interface ReturnPlanInput extends ActionVerbInput {
  /** The fields that are to be changed, each with what to do there. */
  fields?: { field: string; note?: string | null }[] | null;
}

/** The office sends the plan back, with the reason and with the fields marked. */
export function returnPlan(context: Context, input: ReturnPlanInput): Promise<string> {
  return onAction(context, 'returnPlan', 'returnPlan', input, async (action, em) => {
    const milestones = await em.find(
      Milestone,
      { unitId: action.unitId, actionId: action.id },
      { orderBy: { seq: 'asc' } },
    );
    const fields = (input.fields ?? []).map(({ field, note }): ReturnedField => ({
      field,
      note: note?.trim() ? note.trim() : null,
    }));
    action.returnPlan(input.reason ?? '', fields, milestones, context.now);
  });
}
