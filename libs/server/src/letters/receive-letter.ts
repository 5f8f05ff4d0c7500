import type { Context } from '../context.ts';
import { onLetter, type LetterVerbInput } from './on-letter.ts';

/** The unit signs for a letter. */
export function receiveLetter(context: Context, input: LetterVerbInput): Promise<string> {
  return onLetter(context, 'receiveLetter', input, letter => {
    letter.receive(context.actor.name, context.now, context.today);
  });
}
