import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { ruleOf, type DueKind, type ReminderRules, type SubjectKind } from '@yardstick/domain/due';
import type { NoticeParams } from '@yardstick/domain/notice-wording';
import { dueNoticeKind } from '@yardstick/domain/notice-wording.due';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { appendLeaves } from '../ledger/append-leaf.ts';
import type { Services } from '../services.ts';
import { dueColumns, sourceOf, type DueSource } from './due-sources.ts';
import { ruleParameter, ruleTables } from './due-sql.ts';
import { notify, notifyCount } from './notify.ts';
import { isSendingTime } from './sending-window.ts';

/** `taken`: somebody else holds it or it was done before. */
export type DeliveryResult = 'sent' | 'void' | 'taken' | 'not-now';

/** A reminder that somebody has taken on, and the generation of the lease on it. */
export interface Claim {
  id: number;
  leaseNo: number;
}

/**
 * Turns reminders into notices, in one transaction. May be called at any time, by anybody, any number of times: whoever
 * claims a reminder has ten seconds, and whoever overstays finds another generation and changes nothing.
 */
export async function deliverReminders(
  orm: MikroORM,
  services: Services,
  reminderIds: readonly number[],
): Promise<Map<number, DeliveryResult>> {
  const em = forkFor(orm, systemScope);
  if (!(await isSendingTime(em, services))) return new Map(reminderIds.map(id => [id, 'not-now']));
  const claims = await claimReminders(em, reminderIds);
  const results = new Map<number, DeliveryResult>(reminderIds.map(id => [id, 'taken']));
  for (const [id, result] of await sendAll(orm, services, claims)) results.set(id, result);
  return results;
}

/** Those of the reminders that were there to be claimed. */
export async function claimReminders(em: SqlEntityManager, reminderIds: readonly number[]): Promise<Claim[]> {
  const rows = await em.execute<{ id: string; lease_no: number }[]>(
    `update reminder set state = 'claimed', lease_no = lease_no + 1, lease_until = clock_timestamp() + interval '10 seconds'
     where id in (select r.id from reminder r join jsonb_array_elements(?::jsonb) e on r.id = e::bigint
                  where r.state = 'pending' or (r.state = 'claimed' and r.lease_until < clock_timestamp())
                  order by r.id for update of r skip locked)
     returning id, lease_no`,
    [JSON.stringify(reminderIds)],
  );
  return rows.map(row => ({ id: Number(row.id), leaseNo: row.lease_no })).sort((a, b) => a.id - b.id);
}

/** One that cannot be sent holds back none of the others. */
async function sendAll(
  orm: MikroORM,
  services: Services,
  claims: readonly Claim[],
): Promise<Map<number, DeliveryResult>> {
  try {
    return await sendClaimed(forkFor(orm, systemScope), services, claims);
  } catch (error) {
    if (claims.length === 1) throw error;
  }
  const results = new Map<number, DeliveryResult>();
  const failures: unknown[] = [];
  for (const claim of claims)
    await sendClaimed(forkFor(orm, systemScope), services, [claim]).then(
      sent => sent.forEach((result, id) => results.set(id, result)),
      (error: unknown) => failures.push(error),
    );
  if (failures.length > 0) throw failures[0];
  return results;
}

interface Sent {
  id: string;
  kind: DueKind;
  state: 'sent' | 'void';
  dedupe_key: string;
  is_alarm: boolean;
  recipient_id: string;
  unit_id: string;
  subject_kind: SubjectKind;
  about_id: string;
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
  claims: readonly Claim[],
): Promise<Map<number, DeliveryResult>> {
  if (claims.length === 0) return Promise.resolve(new Map<number, DeliveryResult>());
  return em.transactional(async (tx): Promise<Map<number, DeliveryResult>> => {
    // Once more: whoever was held up since the claim may have slept past the end of the window.
    if (!(await isSendingTime(tx, services))) return new Map(claims.map(({ id }) => [id, 'not-now']));
    const { reminder: rules } = await services.rules();
    const delivered = await turnIntoNotices(tx, rules, claims);
    await appendLeaves(
      tx,
      services.signer,
      delivered
        .filter(({ result }) => result === 'sent')
        .map(({ id, leaseNo, reason }) => ({
          actor: 'system',
          unit: '',
          role: 'SYSTEM',
          session: '',
          ip: '',
          action: 'deliverReminder',
          entity: 'Reminder',
          id: String(id),
          changes: [],
          reason,
          request: `reminder-${id}-${leaseNo}`,
        })),
    );
    return new Map(delivered.map(({ id, result }) => [id, result]));
  });
}

export interface Delivered extends Claim {
  result: Exclude<DeliveryResult, 'not-now'>;
  /** The key of what was sent. */
  reason: string | null;
}

/** What became of each claim, in their order. */
export async function turnIntoNotices(
  tx: SqlEntityManager,
  rules: ReminderRules,
  claims: readonly Claim[],
): Promise<Delivered[]> {
  const kinds = await tx.execute<{ id: string; kind: string }[]>(
    `select r.id, r.kind from reminder r join jsonb_array_elements(?::jsonb) e on r.id = e::bigint`,
    [JSON.stringify(claims.map(({ id }) => id))],
  );
  const kindOf = new Map(kinds.map(({ id, kind }) => [Number(id), kind]));
  const handled: Sent[] = [];
  for (const kind of new Set(kindOf.values())) {
    const source = sourceOf(kind);
    const asked = JSON.stringify(claims.filter(({ id }) => kindOf.get(id) === kind));
    handled.push(
      ...(source
        ? await tx.execute<Sent[]>(fencedSend(source), [ruleParameter(rules), asked])
        : await tx.execute<Sent[]>(voidThem, [asked])),
    );
  }
  // In the same order everywhere, so that two of these never wait for each other's notices.
  const sent = handled.filter(({ state }) => state === 'sent').sort((a, b) => (a.dedupe_key < b.dedupe_key ? -1 : 1));
  for (const reminder of sent.filter(one => !one.is_alarm)) await tell(tx, rules, reminder);
  for (const alarm of sent.filter(one => one.is_alarm)) await tell(tx, rules, alarm);
  const stateOf = new Map(handled.map(row => [Number(row.id), row]));
  return claims.map(claim => {
    const row = stateOf.get(claim.id);
    return { ...claim, result: row?.state ?? 'taken', reason: row?.state === 'sent' ? row.dedupe_key : null };
  });
}

/** SQL: the claims given as `?`. */
const askedFor = `
asked as materialized (
  select r.id, r.unit_id, r.subject_id, r.due_version, (e->>'leaseNo')::int as lease_no
  from jsonb_array_elements(?::jsonb) e join reminder r on r.id = (e->>'id')::bigint
)`;

/** Their kind is not known any more. */
const voidThem = `
with ${askedFor}
update reminder r set state = 'void', lease_until = null from asked
where r.id = asked.id and r.lease_no = asked.lease_no and r.state = 'claimed' returning r.id, r.state, r.dedupe_key`;

/** Each is wanted while its thing is still open for the same day, and its reader still has an account. */
const fencedSend = (source: DueSource): string => `
with ${ruleTables},
${askedFor},
still_open as materialized (
  select asked.id, o.due_on, o.program_id
  from asked cross join lateral (
    select d.due_on, d.program_id from (${source.arm}) d (${dueColumns})
    where d.unit_id = asked.unit_id and d.subject_id = asked.subject_id and d.due_version = asked.due_version limit 1) o
),
sent as (
  update reminder r
  set state = case when exists (select from still_open o where o.id = r.id)
                    and exists (select from app_user p where p.id = r.recipient_id and p.is_active) then 'sent' else 'void' end,
      sent_at = app_now(), lease_until = null
  from asked where r.id = asked.id and r.lease_no = asked.lease_no and r.state = 'claimed'
  returning r.*
)
select s.id, s.kind, s.state, s.dedupe_key, s.is_alarm, s.recipient_id, s.unit_id, s.subject_kind, s.action_id, s.milestone_id,
       (${source.about ?? 'select s.subject_id'}) as about_id,
       (select p.code from program p where p.id = o.program_id) as program,
       jsonb_strip_nulls(jsonb_build_object('unit', u.short_name, 'measure', me.code, 'action', a.title, 'milestone', m.title)) as names,
       (${source.params ?? `select '{}'::jsonb`}) as more,
       to_char(o.due_on, 'YYYY-MM-DD') as due_on, o.due_on - app_today() as days_left, to_char(app_today(), 'YYYY-MM-DD') as today,
       coalesce(today.working_day_no - due.working_day_no, 0) as working_days_since,
       case when s.is_alarm then row_number() over (partition by s.is_alarm, s.unit_id, s.recipient_id, s.state order by s.id)::int
         + (select count(*)::int from reminder r where r.is_alarm and r.unit_id = s.unit_id
         and r.recipient_id = s.recipient_id and r.state = 'sent' and r.sent_at > app_now() - interval '1 day'
         and app_day(r.sent_at) = app_today()) else 0 end as alarms
from sent s join unit u on u.id = s.unit_id left join still_open o on o.id = s.id
  left join unit_action a on a.unit_id = s.unit_id and a.id = s.action_id
  left join measure me on me.id = a.measure_id left join milestone m on m.unit_id = s.unit_id and m.id = s.milestone_id
  left join calendar_day today on today."on" = app_today()
  left join calendar_day due on due."on" = o.due_on`;

function tell(em: SqlEntityManager, rules: ReminderRules, sent: Sent): Promise<number> {
  const { kind, unit_id: unitId, action_id: actionId, milestone_id: milestoneId, today, days_left: daysLeft } = sent;
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
    subject: { kind: sent.subject_kind, id: sent.about_id },
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
