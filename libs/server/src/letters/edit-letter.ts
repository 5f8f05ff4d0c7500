import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { letterWordsBlockers } from '@yardstick/domain/letter';
import { assertNone } from '@yardstick/domain/violation';
import { found, type Context } from '../context.ts';
import { onLetter, type LetterVerbInput } from './on-letter.ts';
import { circularWords, rowsFiled } from './write-draft.ts';

export interface EditLetterInput extends LetterVerbInput {
  title: string;
  body: string;
  replyDueOn?: CalendarDay | null;
  cc?: readonly string[] | null;
  /** Takes out of a circular what has come in since, and words it anew. */
  refreshRows?: boolean | null;
}

/** The words of a draft; what it is about stays. */
export function editLetter(context: Context, input: EditLetterInput): Promise<string> {
  return onLetter(context, 'editLetter', input, async (letter, em) => {
    const { letter: rules } = await context.services.rules();
    let { body } = input;
    let rows = letter.lateRows;
    if (input.refreshRows && letter.kind === 'circular' && letter.programId) {
      const filed = new Set((await rowsFiled(em, rows)).map(row => row.subjectId));
      rows = rows.filter(row => !filed.has(row.subjectId ?? null));
      const [program] = await em.execute<{ name: string }[]>(`select name from program where id = ?`, [
        letter.programId,
      ]);
      body = await circularWords(em, context, letter.programId, found(program).name, rows);
    }
    assertNone(letterWordsBlockers({ title: input.title, body }, rules));
    letter.edit({
      title: input.title.trim(),
      body: body.trim(),
      replyDueOn: input.replyDueOn ?? null,
      cc: (input.cc ?? letter.cc).map(name => name.trim()).filter(Boolean),
      lateRows: rows,
    });
  });
}
