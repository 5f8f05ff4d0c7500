import { yearOf } from '@yardstick/domain/calendar-day';
import { letterNumber } from '@yardstick/domain/letter';
import type { Context } from '../context.ts';
import { takeNumber } from './take-number.ts';
import { Letter } from './letter.entity.ts';
import { addStep, onLetter, type LetterVerbInput } from './on-letter.ts';

/** A letter that should not have been sent is revoked by a note with a number of its own; both stay on record. */
export function revokeLetter(context: Context, input: LetterVerbInput): Promise<string> {
  return onLetter(context, 'revokeLetter', input, async (letter, em) => {
    const { letter: rules } = await context.services.rules();
    const reason = input.reason ?? '';
    const year = yearOf(context.today);
    const docNo = letterNumber(rules.numberWords.revocation, year, await takeNumber(em, 'revocation', year));
    letter.revoke(docNo, reason, context.now, context.today);
    const copies = await em.find(Letter, { ofId: letter.id, state: { $nin: ['revoked'] } });
    for (const copy of copies) {
      copy.revoke(docNo, reason, context.now, context.today);
      addStep(em, context, copy, 'revokeLetter', reason);
    }
  });
}
