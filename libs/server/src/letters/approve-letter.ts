import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { yearOf } from '@yardstick/domain/calendar-day';
import { letterDays, letterNumber, sendingBlockers } from '@yardstick/domain/letter';
import { assertNone } from '@yardstick/domain/violation';
import { found, type Context } from '../context.ts';
import { Letter, LetterItem } from './letter.entity.ts';
import { itemIsOpen, openItems, type OpenItem } from './letter-items.ts';
import { addStep, onLetter, type LetterVerbInput } from './on-letter.ts';
import { takeNumber } from './take-number.ts';
import { rowsFiled } from './write-draft.ts';

/**
 * Sends a draft: it gets its number and its days, and what it follows has been passed on. The number is taken under the
 * lock of the series' row, which is held to the end of the transaction: an approval that fails leaves no gap.
 */
export function approveLetter(context: Context, input: LetterVerbInput): Promise<string> {
  return onLetter(context, 'approveLetter', input, async (letter, em) => {
    const [{ letter: rules }, calendar] = await Promise.all([context.services.rules(), context.services.calendar()]);
    const openItemCount = await refreshItems(em, letter);
    const filed = letter.kind === 'circular' ? await rowsFiled(em, letter.lateRows) : [];
    assertNone([
      ...sendingBlockers(
        {
          kind: letter.kind,
          title: letter.title,
          body: letter.body,
          openItemCount,
          addresseeCount: letter.kind === 'circular' ? letter.toUnits.length : 1,
          replyDueOn: letter.replyDueOn ?? null,
          today: context.today,
        },
        rules,
      ),
      ...(filed.length > 0 ? [{ code: 'LETTER_ROWS_FILED', params: { count: filed.length } }] : []),
    ]);
    const year = yearOf(context.today);
    const no = await takeNumber(em, letter.kind, year);
    const { receiptDays, replyDays = null, dayKind, replyDueOn = null } = letter;
    letter.send(
      {
        ...{ year, no, docNo: letterNumber(rules.numberWords[letter.kind], year, no), approvedBy: context.actor.name },
        days: letterDays(context.today, { receiptDays, replyDays, dayKind, replyDueOn }, calendar),
      },
      context.now,
      context.today,
    );
    await em.flush();
    if (letter.kind === 'circular') await sendCopies(em, context, letter);
    else await passOnEarlier(em, context, letter);
  });
}

/** What has come in since the draft was written is struck out; of the rest the days are counted anew. */
async function refreshItems(em: SqlEntityManager, letter: Letter): Promise<number> {
  const items = await em.find(LetterItem, { unitId: letter.unitId, letterId: letter.id, droppedReason: null });
  if (items.length === 0) return 0;
  const open = await em.execute<OpenItem[]>(
    openItems(`s.id in (select subject_id from letter_item where unit_id = ? and letter_id = ?)`),
    [letter.unitId, letter.id, letter.unitId, letter.id],
  );
  let count = 0;
  for (const item of items) {
    const now = open.find(one => one.subjectId === item.subjectId && one.dueVersion === item.dueVersion);
    if (now) {
      item.daysOverdue = now.daysOverdue;
      count += 1;
    } else item.droppedReason = '已报送或时限已调整';
  }
  return count;
}

async function sendCopies(em: SqlEntityManager, context: Context, circular: Letter): Promise<void> {
  const units = await em.execute<{ id: string; name: string }[]>(
    `select id, name from unit where id in (select jsonb_array_elements_text(?::jsonb)) order by seq`,
    [JSON.stringify(circular.toUnits)],
  );
  for (const unit of units) {
    const copy = circular.copyFor(unit);
    em.persist(copy);
    addStep(em, context, copy, 'approveLetter');
  }
}

/** A letter below is passed on once nothing of it is left that is not in a letter above. */
async function passOnEarlier(em: SqlEntityManager, context: Context, letter: Letter): Promise<void> {
  const earlier = await em.execute<{ id: string }[]>(
    `select e.id from letter e
     where e.unit_id = ? and e.id <> ? and e.rank < ? and e.state in ('sent', 'received', 'answered')
       and exists (select from letter_item i join letter_item o on o.unit_id = i.unit_id and o.subject_id = i.subject_id
                   where i.unit_id = e.unit_id and i.letter_id = e.id and o.letter_id = ? and o.dropped_reason is null)
       and not exists (
         select from letter_item i where i.unit_id = e.unit_id and i.letter_id = e.id and ${itemIsOpen}
           and not exists (
             select from letter_item o join letter l on l.unit_id = o.unit_id and l.id = o.letter_id
             where o.unit_id = i.unit_id and o.subject_id = i.subject_id and o.dropped_reason is null
               and l.rank > e.rank and l.sent_on is not null and l.state <> 'revoked'))`,
    [letter.unitId, letter.id, letter.rank, letter.id],
  );
  for (const { id } of earlier) {
    const before = found(await em.findOne(Letter, { id }));
    before.passOn(context.now);
    addStep(em, context, before, 'passLetterOn', letter.docNo ?? null);
  }
}
