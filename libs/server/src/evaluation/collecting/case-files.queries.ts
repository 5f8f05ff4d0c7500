import type { Bilingual } from '@yardstick/domain/bilingual';
import type { CaseFile } from '@yardstick/domain/case-file-draw';
import { seesAllUnits } from '@yardstick/domain/roles';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { authorize, type Context } from '../../context.ts';
import { receiptOf } from '../../ledger/receipt.ts';
import type { EvaluationState } from '../evaluation.entity.ts';
import { canCheckLines, canSeeCollecting } from './collecting.policy.ts';
import { openStates } from './evaluation-to-collect.ts';

export interface CaseDrawView {
  leafSeq: number;
  checkpointSize: number;
  checkpointRoot: string;
  checkpointNote: string;
  seed: string;
  drawn: string[];
  drawnBy: string;
  drawnAt: string;
}

export interface CaseFileListView {
  id: string;
  no: number;
  files: CaseFile[];
  fileCount: number;
  sha256: string;
  size: number;
  reason: string | null;
  listedBy: string;
  listedAt: string;
  draw: CaseDrawView | null;
}

export interface CaseFilesView {
  figure: string;
  name: Bilingual;
  /** The last one counts; the earlier ones stay to be seen. */
  lists: CaseFileListView[];
  defaultSize: number;
  viewerCanList: boolean;
  viewerCanDraw: boolean;
}

interface Round {
  scheme: ScoringScheme;
  state: EvaluationState;
}

/** Of one unit: the case files on record for each indicator that they are marked for, and what was drawn by what. */
export async function caseFilesOf(context: Context, evaluationId: string, unitId: string): Promise<CaseFilesView[]> {
  const { actor, services, scope } = context;
  authorize(canSeeCollecting(actor, unitId));
  const [[round], lists, { collecting: rules }] = await Promise.all([
    services.reads.objects<Round>(
      scope,
      `select s.body as scheme, e.state from evaluation e
       join scoring_scheme s on s.code = e.scheme_code and s.version = e.scheme_version where e.id = $1`,
      [evaluationId],
    ),
    services.reads.objects<CaseFileListView & { figure: string }>(
      scope,
      `select l.figure, l.id, l.no, l.files, l.file_count as "fileCount", l.sha256, l.draw_size as size, l.reason,
              l.listed_by as "listedBy", l.listed_at as "listedAt",
              case when d.seed is not null then jsonb_build_object('leafSeq', d.leaf_seq, 'checkpointSize', d.checkpoint_size,
                'checkpointRoot', d.checkpoint_root, 'checkpointNote', c.note, 'seed', d.seed, 'drawn', d.drawn,
                'drawnBy', d.drawn_by, 'drawnAt', d.drawn_at) end as draw
       from case_file_list l
       left join case_file_draw d on d.unit_id = l.unit_id and d.list_id = l.id
       left join ledger_checkpoint c on c.size = d.checkpoint_size
       where l.evaluation_id = $1 and l.unit_id = $2 order by l.figure, l.no`,
      [evaluationId, unitId],
    ),
    services.rules(),
  ]);
  if (!round) return [];
  const may = canCheckLines(actor, { unitId }) && openStates.includes(round.state);
  return round.scheme.indicators.flatMap(({ name, method }): CaseFilesView[] => {
    if (method.kind !== 'case-files') return [];
    const own = lists.filter(({ figure }) => figure === method.figure);
    const isDrawn = Boolean(own.at(-1)?.draw);
    return [
      {
        figure: method.figure,
        name,
        lists: own,
        defaultSize: rules.caseFileSample,
        viewerCanList: may && !isDrawn,
        viewerCanDraw: may && own.length > 0 && !isDrawn,
      },
    ];
  });
}

/** That the list stood in the ledger before the checkpoint it was drawn by, as JSON; null before the draw. */
export async function caseDrawProof(context: Context, listId: string): Promise<string | null> {
  const { actor, services, scope } = context;
  const [row] = await services.reads.objects<{ unitId: string; seq: number; size: number }>(
    scope,
    `select unit_id as "unitId", leaf_seq as seq, checkpoint_size as size from case_file_draw where list_id = $1`,
    [listId],
  );
  if (!row || (!seesAllUnits(actor.role) && row.unitId !== actor.unitId)) return null;
  authorize(canSeeCollecting(actor, row.unitId));
  return JSON.stringify(await receiptOf(services, row.seq, row.size), null, 1);
}
