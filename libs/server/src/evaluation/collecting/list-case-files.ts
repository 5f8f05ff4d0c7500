import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { caseFileBlockers, caseFileText, readCaseFiles } from '@yardstick/domain/case-file-draw';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { assertNone } from '@yardstick/domain/violation';
import { createHash, randomUUID } from 'node:crypto';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { noteChange } from '../../events/outbox.ts';
import { Unit } from '../../people/unit.entity.ts';
import { canCheckLines } from './collecting.policy.ts';
import { openStates, roundIn } from './evaluation-to-collect.ts';

export interface ListCaseFilesInput {
  evaluationId: string;
  unitId: string;
  /** Of an indicator that case files are marked for. */
  figure: string;
  /** As it is pasted: a case a line, number and kind. */
  list: string;
  /** How many are to be drawn; by the rules if not said. */
  size?: number | null;
  /** Why it takes the place of an earlier list. */
  reason?: string | null;
}

export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * The case files of a unit among which some are drawn. The hash of the list goes into the ledger before anybody can know by
 * what it will be drawn. Answers the evaluation's id.
 */
export async function listCaseFiles(context: Context, input: ListCaseFilesInput): Promise<string> {
  const { evaluationId, unitId, figure } = input;
  const reason = input.reason?.trim() || null;
  const { collecting: rules } = await context.services.rules();
  return act(context, { name: 'listCaseFiles', entity: 'Evaluation', id: evaluationId, reason, input }, async em => {
    authorize(canCheckLines(context.actor, input));
    const { scheme } = await roundIn(em, evaluationId, openStates);
    found(await em.findOne(Unit, { id: unitId, isScored: true }));
    assertCaseFigure(scheme, figure);
    const files = readCaseFiles(input.list);
    const size = input.size ?? rules.caseFileSample;
    assertNone(caseFileBlockers(files, size));
    const last = await lastList(em, { evaluationId, unitId, figure });
    if (last?.drawn) assertNone([{ code: 'CASE_LIST_DRAWN', field: 'list' }]);
    if (last && !reason) assertNone([{ code: 'CASE_LIST_REASON_REQUIRED', field: 'reason' }]);
    const list = { id: randomUUID(), no: (last?.no ?? 0) + 1, sha256: sha256Of(caseFileText(files)) };
    await em.execute(
      `insert into case_file_list (unit_id, id, evaluation_id, figure, no, files, file_count, sha256, draw_size, reason, listed_by,
           listed_by_id, listed_at) values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[unitId, list.id, evaluationId, figure, list.no, JSON.stringify(files), files.length, list.sha256, size],
        ...[last ? reason : null, context.actor.name, context.actor.id, context.now],
      ],
    );
    const after = { unitId, figure, no: list.no, sha256: list.sha256, fileCount: files.length, drawSize: size };
    noteChange(em, { entity: 'CaseFileList', id: list.id, before: null, after });
    return evaluationId;
  });
}

export function assertCaseFigure(scheme: ScoringScheme, figure: string): void {
  if (!scheme.indicators.some(({ method }) => method.kind === 'case-files' && method.figure === figure))
    assertNone([{ code: 'CASE_FIGURE_UNKNOWN', field: 'figure', params: { figure } }]);
}

export interface CaseFileListRow {
  id: string;
  no: number;
  files: { number: string; kind: string }[];
  sha256: string;
  draw_size: number;
  /** Null while nothing was drawn. */
  drawn: string[] | null;
}

/** The list that counts, and what was drawn from it; null before there is one. */
export async function lastList(
  em: SqlEntityManager,
  of: { evaluationId: string; unitId: string; figure: string },
): Promise<CaseFileListRow | null> {
  const [row] = await em.execute<CaseFileListRow[]>(
    `select l.id, l.no, l.files, l.sha256, l.draw_size, d.drawn from case_file_list l
     left join case_file_draw d on d.unit_id = l.unit_id and d.list_id = l.id
     where l.unit_id = ? and l.evaluation_id = ? and l.figure = ? order by l.no desc limit 1`,
    [of.unitId, of.evaluationId, of.figure],
  );
  return row ?? null;
}
