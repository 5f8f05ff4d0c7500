import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Subject } from '@yardstick/domain/due';
import type { NoticeKind, NoticeParams } from '@yardstick/domain/notice-wording';

export interface NoticeOrder {
  /** What it is about, once per recipient, however often it is ordered. */
  occasion: string;
  kind: NoticeKind;
  recipients: readonly string[];
  params: NoticeParams;
  unitId?: string | null;
  actionId?: string | null;
  milestoneId?: string | null;
  /** Where the notice leads; when not given, to the milestone or the action. */
  subject?: Subject | null;
}

/** Tells each recipient once per occasion. Answers how many were told now. */
export function notify(em: SqlEntityManager, order: NoticeOrder): Promise<number> {
  return write(em, order, 'do nothing');
}

/**
 * Tells each recipient of a growing number of like things, `params.count`, in one notice: a larger count replaces the
 * smaller one and makes the notice unread again; the same count once more changes nothing.
 */
export function notifyCount(em: SqlEntityManager, order: NoticeOrder & { params: { count: number } }): Promise<number> {
  return write(
    em,
    order,
    `(recipient_id, occasion) do update set params = excluded.params, read_at = null, created_at = excluded.created_at
     where (n.params->>'count')::int < (excluded.params->>'count')::int`,
  );
}

async function write(em: SqlEntityManager, order: NoticeOrder, onConflict: string): Promise<number> {
  if (order.recipients.length === 0) return 0;
  const subject = order.subject ?? subjectOf(order);
  const told = await em.execute<unknown[]>(
    `insert into notice as n (recipient_id, occasion, kind, params, unit_id, action_id, milestone_id, subject_kind, subject_id)
     select recipient::uuid, ?, ?, ?::jsonb, ?, ?::uuid, ?::uuid, ?, ?::uuid from jsonb_array_elements_text(?::jsonb) recipient order by 1
     on conflict ${onConflict} returning 1`,
    [
      order.occasion,
      order.kind,
      JSON.stringify(order.params),
      order.unitId ?? null,
      order.actionId ?? null,
      order.milestoneId ?? null,
      subject?.kind ?? null,
      subject?.id ?? null,
      JSON.stringify([...new Set(order.recipients)]),
    ],
  );
  return told.length;
}

function subjectOf({ milestoneId, actionId }: NoticeOrder): Subject | null {
  if (milestoneId) return { kind: 'milestone', id: milestoneId };
  return actionId ? { kind: 'action', id: actionId } : null;
}
