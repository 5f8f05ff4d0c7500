import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { longestAnswer } from '@yardstick/domain/letter';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import { canDraftLetters } from './letter.policy.ts';
import { chosenItems, type OpenItem } from './letter-items.ts';
import { writeDraft } from './write-draft.ts';

export interface DraftLetterInput {
  /** Key of a rung of the ladder. */
  step: string;
  /** Of an action everything late of it is meant, or else what it has next. */
  actionIds?: readonly string[] | null;
  milestoneIds?: readonly string[] | null;
  replyDueOn?: CalendarDay | null;
  title?: string | null;
  body?: string | null;
}

/**
 * Chasing by hand: one thing or many, any rung of the ladder. Each unit gets one letter about all of its matters, or one
 * for each where the rung says so. Answers the ids of the drafts.
 */
export function draftLetter(context: Context, input: DraftLetterInput): Promise<string[]> {
  return act(context, { name: 'draftLetter', entity: 'Letter', input }, async em => {
    authorize(canDraftLetters(context.actor));
    const { letter: rules } = await context.services.rules();
    const rank = 1 + rules.steps.findIndex(step => step.key === input.step && step.kind !== 'circular');
    const step = rules.steps[rank - 1];
    if (!step) return refuse('LETTER_STEP_UNKNOWN');
    if (input.replyDueOn && input.replyDueOn <= context.today)
      assertNone([{ code: 'LETTER_REPLY_DAY_PAST', field: 'replyDueOn', params: { replyDueOn: input.replyDueOn } }]);
    if ((input.body?.length ?? 0) > 4 * longestAnswer)
      assertNone([{ code: 'FIELD_TOO_LONG', field: 'body', params: { max: 4 * longestAnswer } }]);
    const chosen = { actionIds: input.actionIds ?? [], milestoneIds: input.milestoneIds ?? [] };
    const items = await chosenItems(em, chosen);
    const isMissing =
      chosen.actionIds.some(id => !items.some(item => item.actionId === id)) ||
      chosen.milestoneIds.some(id => !items.some(item => item.milestoneId === id));
    // An order may come before anything is late; a reminder letter says that something is.
    const isEarly = !step.oneMatter && items.some(item => item.daysOverdue === 0);
    if (items.length === 0 || isMissing || isEarly) return refuse('LETTER_ITEMS_MIXED');
    return groupsOf(items, step.oneMatter).map(
      group => writeDraft(em, context, rules, group, { ...input, step, rank, origin: 'hand', verb: 'draftLetter' }).id,
    );
  });
}

export function groupsOf<I extends OpenItem>(items: readonly I[], oneMatter: boolean): I[][] {
  if (oneMatter) return items.map(item => [item]);
  const groups = new Map<string, I[]>();
  for (const item of items) {
    const key = `${item.unitId} ${item.programId}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

function refuse(code: string): never {
  assertNone([{ code }]);
  throw new Error(code);
}
