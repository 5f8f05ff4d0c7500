import { answerBlockers } from '@yardstick/domain/letter';
import { assertNone } from '@yardstick/domain/violation';
import { found, type Context } from '../context.ts';
import { onLetter, type LetterVerbInput } from './on-letter.ts';

export interface AnswerLetterInput extends LetterVerbInput {
  text: string;
  /** Out of the unit's own library; nothing is uploaded twice. */
  evidenceIds?: readonly string[] | null;
}

/** The unit says what has been done; whoever answers has received it. */
export function answerLetter(context: Context, input: AnswerLetterInput): Promise<string> {
  return onLetter(
    context,
    'answerLetter',
    input,
    async (letter, em) => {
      assertNone(answerBlockers(input.text));
      letter.reply(input.text.trim(), context.actor.name, context.now, context.today);
      const evidenceIds = [...new Set(input.evidenceIds ?? [])];
      if (evidenceIds.length === 0) return;
      const ids = JSON.stringify(evidenceIds);
      const own = `e.unit_id = ? and e.state <> 'withdrawn' and e.id in (select x.v::uuid from jsonb_array_elements_text(?::jsonb) x (v))`;
      const usable = await em.execute<unknown[]>(`select 1 from evidence e where ${own}`, [letter.unitId, ids]);
      if (usable.length !== evidenceIds.length) found(null);
      await em.flush();
      await em.execute(
        `insert into letter_evidence (unit_id, letter_id, evidence_id) select e.unit_id, ?::uuid, e.id from evidence e where ${own}
         on conflict do nothing`,
        [letter.id, letter.unitId, ids],
      );
    },
    input.text,
  );
}
