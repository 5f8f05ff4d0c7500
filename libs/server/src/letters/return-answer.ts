import type { Context } from '../context.ts';
import { onLetter, type LetterVerbInput } from './on-letter.ts';

/** The office wants to know more: the letter is to be answered again, by the same day. */
export function returnAnswer(context: Context, input: LetterVerbInput): Promise<string> {
  return onLetter(context, 'returnAnswer', input, letter => {
    letter.returnAnswer(input.reason ?? '', context.now);
  });
}
