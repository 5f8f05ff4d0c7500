import { drawCaseNumbers, drawSeed } from '@yardstick/domain/case-file-draw';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { noteChange } from '../../events/outbox.ts';
import { canCheckLines } from './collecting.policy.ts';
import { openStates, roundIn } from './evaluation-to-collect.ts';
import { assertCaseFigure, lastList, sha256Of } from './list-case-files.ts';

export interface DrawCaseFilesInput {
  evaluationId: string;
  unitId: string;
  figure: string;
}

interface Covering {
  seq: number;
  size: number | null;
  root: Buffer | null;
}

/**
 * Draws from the list on record. What it is drawn by came after the list and is nobody's choice: the root of the first
 * checkpoint that covers the list's leaf. Answers the evaluation's id.
 */
export function drawCaseFiles(context: Context, input: DrawCaseFilesInput): Promise<string> {
  const { evaluationId, unitId, figure } = input;
  return act(context, { name: 'drawCaseFiles', entity: 'Evaluation', id: evaluationId, input }, async em => {
    authorize(canCheckLines(context.actor, input));
    const { scheme } = await roundIn(em, evaluationId, openStates);
    assertCaseFigure(scheme, figure);
    const list = await lastList(em, input);
    if (!list) assertNone([{ code: 'CASE_LIST_MISSING' }]);
    const { id, files, sha256, draw_size: size, drawn: before } = found(list);
    if (before) assertNone([{ code: 'CASE_LIST_DRAWN' }]);
    const [row] = await em.execute<Covering[]>(covering, [evaluationId, `%"entity":"CaseFileList","id":"${id}"%`]);
    const { seq, size: covered, root: hash } = found(row);
    if (covered === null || !hash) assertNone([{ code: 'CASE_DRAW_TOO_EARLY' }]);
    const root = Buffer.from(hash!).toString('base64');
    const seed = drawSeed(sha256Of, sha256, root);
    const drawn = drawCaseNumbers(sha256Of, seed, files, size);
    await em.execute(
      `insert into case_file_draw (unit_id, list_id, evaluation_id, leaf_seq, checkpoint_size, checkpoint_root, seed, drawn,
         drawn_by, drawn_by_id, drawn_at) values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)`,
      [
        ...[unitId, id, evaluationId, seq, covered, root, seed, JSON.stringify(drawn)],
        ...[context.actor.name, context.actor.id, context.now],
      ],
    );
    const after = { unitId, figure, leaf: seq, checkpointSize: covered, seed, drawn };
    noteChange(em, { entity: 'CaseFileDraw', id, before: null, after });
    return evaluationId;
  });
}

// The condition on entities is that of the index by which leaves are found.
const covering = `
select l.seq::int as seq, c.size::int as size, c.root from ledger_leaf l
left join lateral (select size, root from ledger_checkpoint c where c.size >= l.seq order by c.size limit 1) c on true
where l.payload like '%"entity":"Evaluation","id":"%' and leaf_subjects(l.payload) && array[?]::text[] and l.payload like ?
order by l.seq limit 1`;
