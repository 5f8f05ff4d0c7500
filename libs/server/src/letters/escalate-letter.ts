import { LockMode } from '@mikro-orm/postgresql';
import { escalationBlockers, stepAbove } from '@yardstick/domain/letter';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { groupsOf } from './draft-letter.ts';
import { Letter } from './letter.entity.ts';
import { canMoveLetter } from './letter.policy.ts';
import { openItems, type OpenItem } from './letter-items.ts';
import { addStep, type LetterVerbInput } from './on-letter.ts';
import { circularRowOf, writeCircular, writeDraft } from './write-draft.ts';

/** Drafts the next rung about what a letter left open; it is passed on when that is sent. Answers the ids of the drafts. */
export function escalateLetter(context: Context, input: LetterVerbInput): Promise<string[]> {
  const { letterId, reason = null } = input;
  return act(context, { name: 'escalateLetter', entity: 'Letter', id: letterId, reason, input }, async em => {
    const letter = found(await em.findOne(Letter, { id: letterId }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    authorize(canMoveLetter(context.actor, letter, 'escalateLetter'));
    if (!['sent', 'received', 'answered'].includes(letter.state)) assertNone([{ code: 'MOVE_NOT_FROM_STATE' }]);
    const { letter: rules } = await context.services.rules();
    const open = await em.execute<OpenItem[]>(
      openItems(`exists (select from letter_item i where i.unit_id = s.unit_id and i.subject_id = s.id and i.due_version = s.due_version
                   and i.letter_id = ? and i.dropped_reason is null)`),
      [letter.id, letter.id],
    );
    const hasFollower = (await em.count(Letter, { afterId: letter.id, state: { $nin: ['withdrawn', 'revoked'] } })) > 0;
    assertNone(escalationBlockers({ rank: letter.rank, hasFollower, openItemCount: open.length }, rules));
    const { step, rank } = found(stepAbove(rules.steps, letter.rank));
    const order = { step, rank, origin: 'hand', afterId: letter.id, verb: 'escalateLetter' } as const;
    const drafts =
      step.kind === 'circular'
        ? [await writeCircular(em, context, rules, open[0]!.programId, open.map(circularRowOf), order)]
        : groupsOf(open, step.oneMatter).map(items => writeDraft(em, context, rules, items, order));
    addStep(em, context, letter, 'escalateLetter', reason);
    return drafts.map(draft => draft.id);
  });
}
