import { settleBlockers } from '@yardstick/domain/letter';
import { assertNone } from '@yardstick/domain/violation';
import type { Context } from '../context.ts';
import { openItemCount } from './letter-items.ts';
import { onLetter, type LetterVerbInput } from './on-letter.ts';

/** The office is content: with the answer, or with the work that came in without one. */
export function settleLetter(context: Context, input: LetterVerbInput): Promise<string> {
  return onLetter(context, 'settleLetter', input, async (letter, em) => {
    const facts = { state: letter.state, wantsReply: Boolean(letter.replyDueOn) };
    assertNone(settleBlockers({ ...facts, openItemCount: await openItemCount(em, letter) }));
    letter.settle(context.now, context.today);
  });
}
