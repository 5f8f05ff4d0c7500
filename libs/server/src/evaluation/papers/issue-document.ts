import { LockMode } from '@mikro-orm/postgresql';
import { yearOf } from '@yardstick/domain/calendar-day';
import { issueBlockers } from '@yardstick/domain/evaluation-document';
import { letterNumber } from '@yardstick/domain/letter';
import { assertNone } from '@yardstick/domain/violation';
import { found, type Context } from '../../context.ts';
import { latestFingerprint } from '../../ledger/checkpoint.queries.ts';
import { takeNumber } from '../../letters/take-number.ts';
import { Evaluation } from '../evaluation.entity.ts';
import { onDocument, type DocumentVerbInput } from './on-document.ts';

/**
 * A second person issues it: it gets number and day, and from here neither the application nor the database lets it
 * change. Only what was frozen goes out.
 */
export function issueDocument(context: Context, input: DocumentVerbInput): Promise<string> {
  return onDocument(context, 'issueDocument', input, async (document, em) => {
    const [{ document: rules }, calendar, ledgerFingerprint] = await Promise.all([
      context.services.rules(),
      context.services.calendar(),
      latestFingerprint(context.services),
    ]);
    const evaluation = found(
      await em.findOne(Evaluation, document.evaluationId, { lockMode: LockMode.PESSIMISTIC_READ }),
    );
    const { draftedById, editedById, proposedById } = document;
    assertNone(
      issueBlockers({
        isFrozen: evaluation.state === 'frozen',
        isOfTheseData: document.isFrozen && document.sha256 === evaluation.sha256,
        approverId: context.actor.id,
        writerIds: [draftedById, editedById, proposedById].filter(id => typeof id === 'string'),
      }),
    );
    const { numberWord, replyWorkingDays } = rules.kinds[document.kind];
    const year = yearOf(context.today);
    // a word is one series, whichever kinds of papers share it
    const no = numberWord === null ? null : await takeNumber(em, numberWord, year);
    document.issue(
      {
        docNo: numberWord === null || no === null ? null : { year, no, text: letterNumber(numberWord, year, no) },
        replyDueOn: replyWorkingDays === null ? null : calendar.addWorkingDays(context.today, replyWorkingDays),
        ledgerFingerprint: ledgerFingerprint ?? null,
      },
      context.actor,
      context.today,
    );
  });
}
