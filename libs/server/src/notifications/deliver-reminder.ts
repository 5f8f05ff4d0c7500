import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import type { NoticeKind, NoticeParams } from '@yardstick/domain/notice-wording';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { appendLeaf } from '../ledger/append-leaf.ts';
import type { Services } from '../services.ts';
import { notify } from './notify.ts';
import { reminderIsWanted } from './reminder-is-wanted.ts';
import { isSendingTime } from './sending-window.ts';

/** `taken`: somebody else holds it or it was done before. */
export type DeliveryResult = 'sent' | 'void' | 'taken' | 'not-now';

/**
 * Turns one reminder into a notice. May be called at any time, by anybody, any number of times: whoever claims it has
 * ten seconds, and whoever overstays finds another generation and changes nothing.
 */
export async function deliverReminder(orm: MikroORM, services: Services, reminderId: number): Promise<DeliveryResult> {
  const em = forkFor(orm, systemScope);
  if (!(await isSendingTime(em, services))) return 'not-now';
  const leaseNo = await claimReminder(em, reminderId);
  return leaseNo === null ? 'taken' : sendClaimed(em, services, reminderId, leaseNo);
}

/** The generation of the lease, or null when there is nothing to claim. */
export async function claimReminder(em: SqlEntityManager, reminderId: number): Promise<number | null> {
  const [claim] = await em.execute<{ lease_no: number }[]>(
    `update reminder set state = 'claimed', lease_no = lease_no + 1, lease_until = clock_timestamp() + interval '10 seconds'
     where id = ? and (state = 'pending' or (state = 'claimed' and lease_until < clock_timestamp()))
     returning lease_no`,
    [reminderId],
  );
  return claim?.lease_no ?? null;
}

interface Sent {
  state: 'sent' | 'void';
  dedupe_key: string;
  is_alarm: boolean;
  stage: string;
  recipient_id: string;
  unit_id: string;
  action_id: string;
  milestone_id: string | null;
  unit: string;
  measure: string;
  action: string;
  milestone: string | null;
  due_on: string;
  issued_on: string;
  days_left: number;
  working_days_since: number;
}

export function sendClaimed(
  em: SqlEntityManager,
  services: Services,
  reminderId: number,
  leaseNo: number,
): Promise<DeliveryResult> {
  return em.transactional(async tx => {
    const [reminder] = await tx.execute<Sent[]>(fencedSend, [reminderId, leaseNo]);
    if (!reminder) return 'taken';
    if (reminder.state === 'void') return 'void';
    await notify(tx, {
      ...noticeOf(reminder),
      occasion: reminder.dedupe_key,
      recipients: [reminder.recipient_id],
      unitId: reminder.unit_id,
      actionId: reminder.action_id,
      milestoneId: reminder.milestone_id,
      subject: reminder.is_alarm ? { kind: 'unit-posts', id: null } : null,
    });
    await appendLeaf(tx, services.signer, {
      actor: 'system',
      unit: '',
      role: 'SYSTEM',
      session: '',
      ip: '',
      action: 'deliverReminder',
      entity: 'Reminder',
      id: String(reminderId),
      changes: [],
      reason: reminder.dedupe_key,
      request: `reminder-${reminderId}-${leaseNo}`,
    });
    return 'sent';
  });
}

const fencedSend = `
with sent as (
  update reminder r
  set state = case when ${reminderIsWanted} then 'sent' else 'void' end, sent_at = app_now(), lease_until = null
  where r.id = ? and r.lease_no = ? and r.state = 'claimed'
  returning r.*
)
select s.state, s.dedupe_key, s.is_alarm, s.stage, s.recipient_id, s.unit_id, s.action_id, s.milestone_id,
       u.short_name as unit, me.code as measure, a.title as action, m.title as milestone,
       to_char(coalesce(m.due_on, a.due_on), 'YYYY-MM-DD') as due_on, to_char(a.issued_on, 'YYYY-MM-DD') as issued_on,
       coalesce(m.due_on, a.due_on) - app_today() as days_left,
       coalesce(today.working_day_no - since.working_day_no, 0) as working_days_since
from sent s join unit u on u.id = s.unit_id join unit_action a on a.unit_id = s.unit_id and a.id = s.action_id
  join measure me on me.id = a.measure_id left join milestone m on m.unit_id = s.unit_id and m.id = s.milestone_id
  left join calendar_day today on today."on" = app_today()
  left join calendar_day since on since."on" = coalesce(m.due_on, a.issued_on)`;

function noticeOf(r: Sent): { kind: NoticeKind; params: NoticeParams } {
  const { unit, measure, action, due_on: dueOn } = r;
  if (r.is_alarm) return { kind: 'no-recipient', params: { unit, subject: r.milestone ?? action } };
  if (r.milestone === null)
    return { kind: 'to-acknowledge', params: { measure, action, issuedOn: r.issued_on, days: r.working_days_since } };
  // Worded by the day it goes out on, which may be some days after the stage was reached.
  const params = { measure, action, milestone: r.milestone, dueOn };
  if (r.days_left < 0) return { kind: 'milestone-overdue', params: { ...params, days: r.working_days_since } };
  if (r.days_left === 0) return { kind: 'milestone-due-today', params };
  return { kind: 'milestone-due', params: { ...params, days: r.days_left } };
}
