import type { Context } from '../context.ts';
import { onLetter, type LetterVerbInput } from './on-letter.ts';

/** The office gives a draft up; it was never sent, and the system does not propose it again. */
export function withdrawLetter(context: Context, input: LetterVerbInput): Promise<string> {
  return onLetter(context, 'withdrawLetter', input, letter => {
    letter.withdraw('hand', input.reason ?? '', context.now);
  });
}
