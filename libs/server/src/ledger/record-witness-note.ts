import { assertNone, RuleViolation } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import { systemScope } from '../database/scope.ts';
import { checkpointKeys } from './checkpoint.queries.ts';
import { readNote } from './checkpoint-note.ts';
import { canRecordWitnessNote } from './ledger.policy.ts';
import { rootAt } from './read-tree.ts';

export interface WitnessNoteInput {
  witness: string;
  note: string;
}

const longestWitness = 100;

/**
 * Takes in a note that somebody outside has kept. One that we signed is recorded even if the ledger does not fit it any more:
 * that is what witnesses are for. Answers whether it fits.
 */
export async function recordWitnessNote(
  context: Context,
  input: WitnessNoteInput,
): Promise<{ size: number; fits: boolean }> {
  const witness = input.witness.trim();
  const note = `${input.note.replaceAll('\r\n', '\n').trim()}\n`;
  return act(context, { name: 'recordWitnessNote', entity: 'WitnessNote', input: { witness, note } }, async em => {
    authorize(canRecordWitnessNote(context.actor));
    if (!witness || witness.length > longestWitness) assertNone([{ code: 'WITNESS_MISSING', field: 'witness' }]);
    const said = readNote(note, await checkpointKeys(context.services));
    if (!said) throw new RuleViolation([{ code: 'WITNESS_NOTE_INVALID', field: 'note' }]);
    await em.execute(
      `insert into witness_note (witness, size, root, note, recorded_by, recorded_by_id) values (?, ?, ?, ?, ?, ?)`,
      [witness, said.size, said.root, note, context.actor.name, context.actor.id],
    );
    return { size: said.size, fits: await fits(context, said) };
  });
}

async function fits({ services }: Context, { size, root }: { size: number; root: Buffer }): Promise<boolean> {
  const [head] = await services.reads.objects<{ size: number }>(systemScope, `select size from ledger_head`);
  return (head?.size ?? 0) >= size && (await rootAt(services.reads, size)).equals(root);
}
