import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { ruleOf, type DueKind, type ReminderRules, type SubjectKind } from '@yardstick/domain/due';
import type { NoticeParams } from '@yardstick/domain/notice-wording';
import { dueNoticeKind } from '@yardstick/domain/notice-wording.due';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { appendLeaf } from '../ledger/append-leaf.ts';
import type { Services } from '../services.ts';
import { dueColumns, sourceOf, type DueSource } from './due-sources.ts';
import { ruleParameter, ruleTables } from './due-sql.ts';
import { notify, notifyCount } from './notify.ts';
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
  recipient_id: string;
  unit_id: string;
  subject_kind: SubjectKind;
  subject_id: string;
  action_id: string | null;
  milestone_id: string | null;
  program: string | null;
  names: NoticeParams;
  more: NoticeParams | null;
  due_on: string;
  days_left: number;
  working_days_since: number;
  today: string;
  alarms: number;
}

export function sendClaimed(
  em: SqlEntityManager,
  services: Services,
  reminderId: number,
  leaseNo: number,
): Promise<DeliveryResult> {
  return em.transactional(async tx => {
    // Once more: whoever was held up since the claim may have slept past the end of the window.
    if (!(await isSendingTime(tx, services))) return 'not-now';
    const { reminder: rules } = await services.rules();
    const { result, reason } = await turnIntoNotice(tx, rules, reminderId, leaseNo);
    if (result === 'sent')
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
        reason,
        request: `reminder-${reminderId}-${leaseNo}`,
      });
    return result;
  });
}

export async function turnIntoNotice(
  tx: SqlEntityManager,
  rules: ReminderRules,
  reminderId: number,
  leaseNo: number,
): Promise<{ result: DeliveryResult; reason: string | null }> {
  const [about] = await tx.execute<{ kind: string; unit_id: string; subject_id: string; due_version: number }[]>(
    `select kind, unit_id, subject_id, due_version from reminder where id = ?`,
    [reminderId],
  );
  const source = about && sourceOf(about.kind);
  const [reminder] = source
    ? await tx.execute<Sent[]>(fencedSend(source), [
        ruleParameter(rules),
        about.unit_id,
        about.subject_id,
        about.due_version,
        reminderId,
        leaseNo,
      ])
    : await tx.execute<Sent[]>(voidIt, [reminderId, leaseNo]);
  if (!reminder) return { result: 'taken', reason: null };
  if (reminder.state === 'void') return { result: 'void', reason: null };
  await tell(tx, rules, about!.kind as DueKind, reminder);
  return { result: 'sent', reason: reminder.dedupe_key };
}

/** Its kind is not known any more. */
const voidIt = `update reminder set state = 'void', lease_until = null where id = ? and lease_no = ? and state = 'claimed' returning state`;

/** It is wanted while the thing is still open for the same day, and its reader still has an account. */
const fencedSend = (source: DueSource): string => `
with ${ruleTables},
still_open as materialized (
  select d.due_on, d.program_id from (${source.arm}) d (${dueColumns})
  where d.unit_id = ? and d.subject_id = ?::uuid and d.due_version = ?
),
sent as (
  update reminder r
  set state = case when exists (select from still_open)
                    and exists (select from app_user p where p.id = r.recipient_id and p.is_active) then 'sent' else 'void' end,
      sent_at = app_now(), lease_until = null
  where r.id = ? and r.lease_no = ? and r.state = 'claimed'
  returning r.*
)
select s.state, s.dedupe_key, s.is_alarm, s.recipient_id, s.unit_id, s.subject_kind, s.subject_id, s.action_id, s.milestone_id,
       (select p.code from program p where p.id = o.program_id) as program,
       jsonb_strip_nulls(jsonb_build_object('unit', u.short_name, 'measure', me.code, 'action', a.title, 'milestone', m.title)) as names,
       (${source.params ?? `select '{}'::jsonb`}) as more,
       to_char(o.due_on, 'YYYY-MM-DD') as due_on, o.due_on - app_today() as days_left, to_char(app_today(), 'YYYY-MM-DD') as today,
       coalesce(today.working_day_no - due.working_day_no, 0) as working_days_since,
       case when s.is_alarm then 1 + (select count(*)::int from reminder r where r.is_alarm and r.unit_id = s.unit_id
         and r.recipient_id = s.recipient_id and r.state = 'sent' and r.sent_at > app_now() - interval '1 day'
         and app_day(r.sent_at) = app_today()) else 0 end as alarms
from sent s join unit u on u.id = s.unit_id left join still_open o on true
  left join unit_action a on a.unit_id = s.unit_id and a.id = s.action_id
  left join measure me on me.id = a.measure_id left join milestone m on m.unit_id = s.unit_id and m.id = s.milestone_id
  left join calendar_day today on today."on" = app_today()
  left join calendar_day due on due."on" = o.due_on`;

function tell(em: SqlEntityManager, rules: ReminderRules, kind: DueKind, sent: Sent): Promise<number> {
  const { unit_id: unitId, action_id: actionId, milestone_id: milestoneId, today, days_left: daysLeft } = sent;
  const params = { ...sent.names, ...sent.more };
  const recipients = [sent.recipient_id];
  // The office hears once a day of a unit where nobody can be told, however much waits there.
  if (sent.is_alarm)
    return notifyCount(em, {
      kind: 'no-recipient',
      occasion: `no-recipient:${unitId}:${today}`,
      recipients,
      params: { unit: params['unit'] ?? unitId, subject: subjectOf(params), count: sent.alarms },
      unitId,
      subject: { kind: 'unit-posts', id: null },
    });
  return notify(em, {
    kind: dueNoticeKind(ruleOf(rules, kind, sent.program).wording, daysLeft),
    occasion: sent.dedupe_key,
    recipients,
    params: { ...params, dueOn: sent.due_on, days: daysLeft < 0 ? sent.working_days_since : daysLeft },
    unitId,
    actionId,
    milestoneId,
    subject: { kind: sent.subject_kind, id: sent.subject_id },
    passesOn: false,
  });
}

const subjectOf = (params: NoticeParams): string | number =>
  params['milestone'] ??
  params['thing'] ??
  params['letter'] ??
  params['report'] ??
  params['reportZh'] ??
  params['action'] ??
  '';
