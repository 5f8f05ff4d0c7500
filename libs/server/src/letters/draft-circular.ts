import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import type { CircularRow } from './letter.entity.ts';
import { canDraftLetters } from './letter.policy.ts';
import { openItems, type OpenItem } from './letter-items.ts';
import { circularRowOf, writeCircular } from './write-draft.ts';

export interface DraftCircularInput {
  programId: string;
  title?: string | null;
  /** Without rows: everything late by at least so many working days; by default what the ladder says. */
  minDaysLate?: number | null;
}

/**
 * A late list as a circular, for the office to edit. `rows` come from code, such as the list of reports not received;
 * without them it is what is late now. Answers the id of the draft.
 */
export function draftCircular(
  context: Context,
  input: DraftCircularInput,
  given?: { command: string; rows: readonly CircularRow[]; body?: string },
): Promise<string> {
  return act(
    context,
    { name: given?.command ?? 'draftCircular', entity: 'Letter', input: { ...input, given } },
    async em => {
      authorize(canDraftLetters(context.actor));
      const { letter: rules } = await context.services.rules();
      const rank = 1 + rules.steps.findIndex(step => step.kind === 'circular');
      const step = rules.steps[rank - 1];
      if (!step) throw new Error('The letter rules have no circular.');
      const least = input.minDaysLate ?? step.workingDaysOverdue;
      const rows =
        given?.rows ??
        (
          await em.execute<OpenItem[]>(
            `select * from (${openItems('s.due_on < app_today()')}) o where "programId" = ? and "daysOverdue" >= ?
           order by "daysOverdue" desc, "unitId", "subjectId"`,
            [input.programId, least],
          )
        ).map(circularRowOf);
      if (rows.length === 0) assertNone([{ code: 'LETTER_NOTHING_OPEN' }]);
      const letter = await writeCircular(em, context, rules, input.programId, rows, {
        ...{ step, rank, origin: 'hand', verb: 'draftCircular' },
        title: input.title ?? null,
        body: given?.body ?? null,
      });
      return letter.id;
    },
  );
}
