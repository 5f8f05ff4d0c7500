import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { ActionState } from '@yardstick/domain/action';
import type { ReportState } from '@yardstick/domain/periodic-report';
import { assertNone } from '@yardstick/domain/violation';
import { authorize, found, type Context } from '../context.ts';
import { canWorkOn } from './unit-action.policy.ts';

export const draftKinds = ['plan', 'progress', 'report'] as const;
export type DraftKind = (typeof draftKinds)[number];

export interface DraftView {
  /** Counts the savings; 0 while there is none. */
  rev: number;
  /** Null when there is none, or when what it was for has been handed in. */
  body: Record<string, unknown> | null;
  savedBy: string | null;
  savedAt: string | null;
}

/** What a draft is about, and while which of its states something may be typed. */
const subjects = {
  plan: { table: 'unit_action', openIn: ['planning'] satisfies ActionState[] },
  progress: { table: 'unit_action', openIn: ['in-progress', 'returned'] satisfies ActionState[] },
  report: { table: 'periodic_report', openIn: ['drafted', 'returned'] satisfies ReportState[] },
} as const satisfies Record<DraftKind, { table: string; openIn: readonly string[] }>;

const columns = `rev, body, saved_by as "savedBy", saved_at as "savedAt"`;

/** A working paper of the unit: what somebody has typed and not yet handed in. */
export async function readDraft(context: Context, kind: DraftKind, subjectId: string): Promise<DraftView> {
  const { reads } = context.services;
  const [subject] = await reads.objects<{ unitId: string }>(
    context.scope,
    `select unit_id as "unitId" from ${subjects[kind].table} where id = $1`,
    [subjectId],
  );
  authorize(canWorkOn(context.actor, found(subject)));
  const [draft] = await reads.objects<DraftView>(
    context.scope,
    `select ${columns} from draft where unit_id = $1 and kind = $2 and subject_id = $3`,
    [found(subject).unitId, kind, subjectId],
  );
  return draft ?? { rev: 0, body: null, savedBy: null, savedAt: null };
}

/**
 * Saves what stands in a form, if nobody saved since `baseRev`; otherwise changes nothing and answers what stands there.
 * The same text sent twice (its answer was lost) is saved once. No ledger leaf: a draft is no record.
 */
export function saveDraft(
  context: Context,
  kind: DraftKind,
  subjectId: string,
  { baseRev, body }: { baseRev: number; body: Record<string, unknown> },
): Promise<{ isSaved: boolean; draft: DraftView }> {
  return context.em.transactional(async em => {
    // shared with other savings, not with the verb that hands it in: what is saved after that finds the work closed
    const [subject] = await em.execute<{ unitId: string; state: string }[]>(
      `select unit_id as "unitId", state from ${subjects[kind].table} where id = ? for share`,
      [subjectId],
    );
    const { unitId, state } = found(subject);
    authorize(canWorkOn(context.actor, { unitId }));
    if (!(subjects[kind].openIn as readonly string[]).includes(state)) assertNone([{ code: 'DRAFT_NOT_OPEN' }]);
    const text = JSON.stringify(body);
    const { name, id } = context.actor;
    const [saved] =
      baseRev === 0
        ? await em.execute<DraftView[]>(
            `insert into draft (unit_id, kind, subject_id, body, rev, saved_by, saved_by_id)
             values (?, ?, ?, ?::jsonb, 1, ?, ?) on conflict do nothing returning ${columns}`,
            [unitId, kind, subjectId, text, name, id],
          )
        : await em.execute<DraftView[]>(
            `update draft set body = ?::jsonb, rev = rev + 1, saved_by = ?, saved_by_id = ?, saved_at = app_now()
             where unit_id = ? and kind = ? and subject_id = ? and rev = ? returning ${columns}`,
            [text, name, id, unitId, kind, subjectId, baseRev],
          );
    if (saved) return { isSaved: true, draft: saved };
    const [standing] = await em.execute<(DraftView & { isSame: boolean })[]>(
      `select ${columns}, body is not null and body = ?::jsonb and saved_by_id = ? as "isSame"
       from draft where unit_id = ? and kind = ? and subject_id = ?`,
      [text, id, unitId, kind, subjectId],
    );
    if (!standing) return { isSaved: false, draft: { rev: 0, body: null, savedBy: null, savedAt: null } };
    const { isSame, ...draft } = standing;
    return { isSaved: isSame, draft };
  });
}

/** In the transaction that hands it in: the draft has become a record and stands empty, for whoever has it open to see. */
export async function emptyDraft(
  em: SqlEntityManager,
  kind: DraftKind,
  subject: { unitId: string; id: string },
): Promise<void> {
  await em.execute(
    `update draft set body = null, rev = rev + 1, saved_at = app_now()
     where unit_id = ? and kind = ? and subject_id = ? and body is not null`,
    [subject.unitId, kind, subject.id],
  );
}
