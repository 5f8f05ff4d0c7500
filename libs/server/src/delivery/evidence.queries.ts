import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { isUsableEvidence, needsReviewAgain } from '@yardstick/domain/evidence-reuse';
import { evidenceMoves, evidenceMovesFrom, type EvidenceState } from '@yardstick/domain/evidence';
import type { MilestoneState } from '@yardstick/domain/milestone';
import type { EvidenceKind } from '@yardstick/domain/plan';
import type { Context } from '../context.ts';
import { canSeeUnit } from '../people/people.policy.ts';
import { canReview, canWorkOn } from './unit-action.policy.ts';

export interface BlockerView {
  code: string;
  message: string;
  field: string | null;
}
export interface MoveView {
  verb: string;
  allowed: boolean;
  needsReason: boolean;
  blockers: BlockerView[];
}
export interface EvidenceView {
  id: string;
  version: number;
  title: string;
  kind: EvidenceKind;
  fileName: string;
  mime: string;
  size: number;
  sha256: string;
  sm3: string | null;
  documentOn: CalendarDay | null;
  uploadedAt: string;
  uploadedOn: CalendarDay;
  uploadedBy: string;
  state: EvidenceState;
  returnCode: string | null;
  returnReason: string | null;
  reviewedBy: string | null;
  withdrawnReason: string | null;
  withdrawnBy: string | null;
  withdrawnAt: string | null;
  versionNo: number;
  changeNote: string | null;
  /** The newest version of it. */
  isNewest: boolean;
  reusedFromId: string | null;
  url: string;
  usedCount: number;
  unitId: string;
  nextMoves: MoveView[];
  viewerCanReplace: boolean;
}

/** One upload, and everywhere it serves: milestones, also by way of a second review, and measures by year. */
const usedCount = `(
    (select count(*) from evidence_link x where x.unit_id = e.unit_id and x.evidence_id = e.id)
  + (select count(*) from evidence_use x where x.unit_id = e.unit_id and x.evidence_id = e.id)
  + (select count(*) from evidence c join evidence_link x on x.unit_id = c.unit_id and x.evidence_id = c.id
     where c.unit_id = e.unit_id and c.reused_from_id = e.id))::int`;

const isNewest = `not exists (select from evidence s where s.unit_id = e.unit_id and s.supersedes_id = e.id)`;

export const evidenceColumns = `e.id, e.version, e.title, e.kind, e.file_name as "fileName", f.mime, f.size, e.sha256, f.sm3,
  e.document_on as "documentOn", e.uploaded_at as "uploadedAt", app_day(e.uploaded_at) as "uploadedOn",
  e.uploaded_by as "uploadedBy", e.state, e.return_code as "returnCode", e.return_reason as "returnReason",
  e.reviewed_by as "reviewedBy", e.withdrawn_reason as "withdrawnReason", e.withdrawn_by as "withdrawnBy",
  e.withdrawn_at as "withdrawnAt", e.version_no as "versionNo", e.change_note as "changeNote", ${isNewest} as "isNewest",
  e.reused_from_id as "reusedFromId", e.unit_id as "unitId", ${usedCount} as "usedCount"`;

const fromEvidence = `from evidence e join stored_file f on f.sha256 = e.sha256`;

export async function evidenceById(context: Context, evidenceId: string): Promise<EvidenceView | null> {
  const [row] = await context.services.reads.objects<EvidenceView>(
    context.scope,
    `select ${evidenceColumns} ${fromEvidence} where e.id = $1`,
    [evidenceId],
  );
  return row && canSeeUnit(context.actor, row) ? evidenceView(context, row) : null;
}

export interface EvidenceUseView {
  actionId: string | null;
  milestoneId: string | null;
  milestoneTitle: string | null;
  milestoneState: MilestoneState | null;
  measureId: string;
  measureCode: string;
  measureTitle: string;
  year: number;
  usedAt: string;
  usedBy: string | null;
  /** Reviewed once more there, because it was accepted for another period. */
  isReviewedAgain: boolean;
}

export interface EvidenceRecordView {
  evidence: EvidenceView;
  versions: EvidenceView[];
  uses: EvidenceUseView[];
}

/** One piece of evidence with its versions and everywhere it is used; three statements. */
export async function evidenceRecord(context: Context, evidenceId: string): Promise<EvidenceRecordView | null> {
  const evidence = await evidenceById(context, evidenceId);
  if (!evidence) return null;
  const { reads } = context.services;
  const [versions, uses] = await Promise.all([
    reads.objects<EvidenceView>(
      context.scope,
      `select ${evidenceColumns} ${fromEvidence}
       where e.unit_id = $1 and e.root_id = (select r.root_id from evidence r where r.unit_id = $1 and r.id = $2)
       order by e.version_no desc`,
      [evidence.unitId, evidence.id],
    ),
    reads.objects<EvidenceUseView>(
      context.scope,
      `select a.id as "actionId", m.id as "milestoneId", m.title as "milestoneTitle", m.state as "milestoneState",
              me.id as "measureId", me.code as "measureCode", me.title as "measureTitle", a.year, l.linked_at as "usedAt",
              null as "usedBy", e.id <> $2 as "isReviewedAgain"
       from evidence e
       join evidence_link l on l.unit_id = e.unit_id and l.evidence_id = e.id
       join milestone m on m.unit_id = l.unit_id and m.id = l.milestone_id
       join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
       join measure me on me.id = a.measure_id
       where e.unit_id = $1 and (e.id = $2 or e.reused_from_id = $2)
       union all
       select null, null, null, null, me.id, me.code, me.title, u.year, u.used_at, u.used_by, false
       from evidence_use u join measure me on me.id = u.measure_id
       where u.unit_id = $1 and u.evidence_id = $2
       order by "usedAt", "measureCode", year`,
      [evidence.unitId, evidence.id],
    ),
  ]);
  return { evidence, versions: versions.map(row => evidenceView(context, row)), uses };
}

export interface LibraryRequest {
  text?: string | null;
  kind?: EvidenceKind | null;
  year?: number | null;
  measureId?: string | null;
  /** The milestone that evidence is looked for. */
  milestoneId?: string | null;
  page: number;
  pageSize: number;
}

export type LibraryRow = EvidenceView & {
  /** Serves the milestone of the request already. */
  isLinked: boolean;
  /** Would be reviewed once more on that milestone. */
  needsReviewAgain: boolean;
};

/** The unit's own library: what was uploaded once and may be used again, newest versions only. */
export async function unitEvidence(
  context: Context,
  request: LibraryRequest,
): Promise<{ rows: LibraryRow[]; total: number }> {
  const pageSize = Math.min(Math.max(request.pageSize, 1), 100);
  const like = request.text?.trim() ? `%${request.text.trim().replace(/[\\%_]/g, '\\$&')}%` : null;
  const where = `e.unit_id = $1 and e.reused_from_id is null and ${isNewest}
    and ($2::text is null or e.title ilike $2 or e.file_name ilike $2) and ($3::text is null or e.kind = $3)
    and ($4::int is null or extract(year from coalesce(e.document_on, app_day(e.uploaded_at))) = $4)
    and ($5::uuid is null
      or exists (select from evidence_use u where u.unit_id = e.unit_id and u.evidence_id = e.id and u.measure_id = $5)
      or exists (select from evidence_link l join milestone m on m.unit_id = l.unit_id and m.id = l.milestone_id
                 join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
                 where l.unit_id = e.unit_id and l.evidence_id = e.id and a.measure_id = $5))`;
  const values = [context.actor.unitId, like, request.kind ?? null, request.year ?? null, request.measureId ?? null];
  const { reads } = context.services;
  const [rows, [count], rules] = await Promise.all([
    reads.objects<EvidenceView & { isLinked: boolean; forYear: number | null }>(
      context.scope,
      `select ${evidenceColumns},
              exists (select from evidence_link l join evidence c on c.unit_id = l.unit_id and c.id = l.evidence_id
                      where l.milestone_id = $6::uuid and (c.id = e.id or c.reused_from_id = e.id)) as "isLinked",
              (select a.year from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
               where m.id = $6::uuid) as "forYear"
       ${fromEvidence} where ${where}
       order by e.uploaded_at desc, e.id limit ${pageSize} offset ${Math.max(request.page - 1, 0) * pageSize}`,
      [...values, request.milestoneId ?? null],
    ),
    reads.objects<{ count: number }>(
      context.scope,
      `select count(*)::int as count from evidence e where ${where}`,
      values,
    ),
    context.services.rules(),
  ]);
  return {
    rows: rows.map(({ forYear, ...row }) => ({
      ...evidenceView(context, row),
      isLinked: row.isLinked,
      needsReviewAgain: forYear !== null && needsReviewAgain(row, forYear, rules.evidence),
    })),
    total: count?.count ?? 0,
  };
}

export interface LibrarySum {
  files: number;
  used: number;
  /** Uses that needed no upload of their own. */
  uploadsSaved: number;
}

/** Asked once, used n times: over everything in the unit's library that still stands. */
export async function unitLibrarySum(context: Context): Promise<LibrarySum> {
  const [sum] = await context.services.reads.objects<LibrarySum>(
    context.scope,
    `select count(*)::int as files, coalesce(sum(used), 0)::int as used,
            coalesce(sum(greatest(used - 1, 0)), 0)::int as "uploadsSaved"
     from (select ${usedCount} as used from evidence e
           where e.unit_id = $1 and e.reused_from_id is null and e.state not in ('withdrawn', 'revoked') and ${isNewest}) each`,
    [context.actor.unitId],
  );
  return sum ?? { files: 0, used: 0, uploadsSaved: 0 };
}

export function evidenceView<Row extends EvidenceView>(context: Context, row: Row): Row {
  return {
    ...row,
    url: `/files/evidence/${row.id}`,
    nextMoves: evidenceMovesFrom(row.state)
      .filter(verb => ['acceptEvidence', 'returnEvidence', 'withdrawEvidence'].includes(verb))
      .filter(verb => (verb === 'withdrawEvidence' ? canWorkOn(context.actor, row) : canReview(context.actor, row)))
      .map(verb => ({ verb, allowed: true, needsReason: evidenceMoves[verb].needsReason ?? false, blockers: [] })),
    viewerCanReplace:
      row.isNewest &&
      canWorkOn(context.actor, row) &&
      (isUsableEvidence(row.state) || row.state === 'returned' || row.state === 'withdrawn'),
  };
}
