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
  /** Whether whoever stands in for an absent recipient is told too; a reminder is made for the stand-in already. */
  passesOn?: boolean;
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
  const { occasion, kind, params, unitId = null, actionId = null, milestoneId = null, recipients } = order;
  const subject = order.subject ?? subjectOf(order);
  const [told] = await em.execute<{ told: number; reached: number; own: number }[]>(
    `with asked as (
       select p.id, p.unit_id, s.user_id is not null as is_away, s.stand_in_id
       from (select distinct id::uuid as id from jsonb_array_elements_text(?::jsonb) id) a
         join app_user p on p.id = a.id left join stand_in_today s on s.user_id = p.id
     ),
     recipient as (
       select id, null::uuid as for_user_id from asked where stand_in_id is null or not ? or absence_tells() = 'both'
       union
       select stand_in_id, id from asked where stand_in_id is not null and ?
     ),
     written as (
       insert into notice as n (recipient_id, for_user_id, occasion, kind, params, unit_id, action_id, milestone_id, subject_kind, subject_id)
       select distinct on (id) id, for_user_id, ?, ?, ?::jsonb, ?, ?::uuid, ?::uuid, ?, ?::uuid from recipient
       order by id, for_user_id nulls first
       on conflict ${onConflict} returning 1
     )
     select (select count(*) from written)::int as told,
            (select count(*) from asked a join app_user p on p.id = a.id where p.is_active and (not a.is_away or a.stand_in_id is not null))::int as reached,
            (select count(*) from asked where unit_id = ?)::int as own`,
    [
      JSON.stringify(recipients),
      order.passesOn ?? true,
      order.passesOn ?? true,
      occasion,
      kind,
      JSON.stringify(params),
      unitId,
      actionId,
      milestoneId,
      subject?.kind ?? null,
      subject?.id ?? null,
      unitId,
    ],
  );
  const { told: count = 0, reached = 0, own = 0 } = told ?? {};
  if (unitId && reached === 0 && (own > 0 || recipients.length === 0)) await raiseAlarm(em, unitId, params);
  return count;
}

/** What would reach nobody in a unit is the office chief's to see to: told once a day for each unit. */
async function raiseAlarm(em: SqlEntityManager, unitId: string, params: NoticeParams): Promise<void> {
  const subject = params['milestone'] ?? params['action'] ?? params['thing'] ?? params['title'] ?? '';
  await em.execute(
    `insert into notice (recipient_id, occasion, kind, params, unit_id, subject_kind)
     select p.id, 'no-recipient:' || u.id || ':' || app_today(), 'no-recipient',
            jsonb_build_object('unit', u.short_name, 'subject', ?::text, 'count', 1), u.id, 'unit-posts'
     from unit u join app_user p on p.role = 'OFFICE_CHIEF' and p.is_active where u.id = ? on conflict do nothing`,
    [String(subject), unitId],
  );
}

function subjectOf({ milestoneId, actionId }: NoticeOrder): Subject | null {
  if (milestoneId) return { kind: 'milestone', id: milestoneId };
  return actionId ? { kind: 'action', id: actionId } : null;
}
