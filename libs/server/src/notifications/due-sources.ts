import type { DueKind } from '@yardstick/domain/due';

export interface DueSource {
  kind: DueKind;
  /**
   * SQL: one arm of the union. Answers what of its kind is open, and nothing of what is finished, as
   * `(kind text, subject_kind text, subject_id uuid, unit_id text, action_id uuid, milestone_id uuid, program_id uuid,
   * due_on date, due_version int, open_since date)`: `due_version` grows whenever somebody decides on another day,
   * and stages before `open_since` are not held against anybody. Reads from a partial index over open rows, and joins
   * `countedDay` where its day is counted by the rules.
   */
  arm: string;
  /** SQL: what the notices of the reminder `s` lead to, where that is another record than its subject. */
  about?: string;
  /** SQL: what its sentences name beside unit, measure, action and milestone, as one jsonb for the reminder `s`. */
  params?: string;
}

/** SQL: the columns of an arm, in their order. */
export const dueColumns = `kind, subject_kind, subject_id, unit_id, action_id, milestone_id, program_id, due_on, due_version, open_since`;

/** SQL: joins `counted.due_on`, the day that the rule of `kind` counts from `base`; `program`: an id, or null. */
export const countedDay = (kind: DueKind, base: string, program = 'null::uuid'): string => `
  join rule_of on rule_of.kind = '${kind}' and rule_of.program_id = coalesce(${program}, ${noProgram})
  join counted on counted.rule_no = rule_of.rule_no and counted.base = ${base}`;

export const noProgram = `'00000000-0000-0000-0000-000000000000'::uuid`;

/** SQL, of milestone `m`: the office sent it back when its own day was over; what runs now is the time to put it right. */
const isBeingCorrected = `m.returned_count > 0 and m.due_on < app_day(m.state_since)`;

/** SQL: the version of a day that is counted from one which may come again is that day. */
const startOf = (day: string): string => `${day} - date '2000-01-01'`;

/** SQL: stands for a unit's self-assessment in an evaluation, also before its row is there. */
const assessmentId = (evaluation: string, unit: string): string =>
  `md5('self-assessment ' || ${evaluation} || ' ' || ${unit})::uuid`;

const namesThing = `
  select jsonb_build_object('thing', coalesce(m.title, a.title)) from unit_action a
  left join milestone m on m.unit_id = s.unit_id and m.id = s.milestone_id where a.unit_id = s.unit_id and a.id = s.action_id`;

/** SQL: the names of the periodic report that the reminder `s` is about, for every reader's language. */
const namesReport = `
  select jsonb_build_object('reportZh', coalesce(k->'name'->>'zh', l.kind), 'reportEn', coalesce(k->'name'->>'en', l.kind),
    'period', l.period, 'fromOn', l.from_on, 'toOn', l.to_on) from report_line l
  left join lateral (select k from rule_set, jsonb_array_elements(body->'kinds') k
    where rule_set.kind = 'report' and k->>'code' = l.kind order by version desc limit 1) named on true
  where l.unit_id = s.unit_id and l.id = s.subject_id`;

export const dueSources: readonly DueSource[] = [
  {
    kind: 'milestone',
    arm: `
select 'milestone', 'milestone', m.id, m.unit_id, m.action_id, m.id, a.program_id, m.due_on, m.due_version, app_day(a.state_since)
from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
where m.handed_in_on is null and a.state in ('in-progress', 'returned') and not (${isBeingCorrected})`,
  },
  {
    kind: 'receipt',
    arm: `
select 'receipt', 'action', a.id, a.unit_id, a.id, null::uuid, a.program_id, counted.due_on, 1, app_day(a.state_since)
from unit_action a ${countedDay('receipt', 'a.issued_on', 'a.program_id')}
where a.state = 'assigned'`,
    params: `select jsonb_build_object('issuedOn', to_char(a.issued_on, 'YYYY-MM-DD')) from unit_action a
             where a.unit_id = s.unit_id and a.id = s.action_id`,
  },
  {
    kind: 'plan',
    arm: `
select 'plan', 'action', a.id, a.unit_id, a.id, null::uuid, a.program_id, counted.due_on, 1, app_day(a.acknowledged_at)
from unit_action a ${countedDay('plan', 'app_day(a.acknowledged_at)', 'a.program_id')}
where a.state in ('planning', 'plan-to-sign') and a.returned_plan is null and a.acknowledged_at is not null`,
  },
  {
    kind: 'review',
    arm: `
select 'review', 'milestone', m.id, m.unit_id, m.action_id, m.id, a.program_id, counted.due_on, ${startOf('m.handed_in_on')}, m.handed_in_on
from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
  ${countedDay('review', 'm.handed_in_on', 'a.program_id')}
where m.state = 'submitted' and a.state in ('in-progress', 'returned')
union all
select 'review', 'action', a.id, a.unit_id, a.id, null::uuid, a.program_id, counted.due_on, ${startOf('app_day(a.state_since)')}, app_day(a.state_since)
from unit_action a ${countedDay('review', 'app_day(a.state_since)', 'a.program_id')}
where a.state in ('plan-in-review', 'submitted', 'final-review')
union all
select 'review', 'report', p.id, p.unit_id, null::uuid, null::uuid, p.program_id, counted.due_on, ${startOf('app_day(p.signed_at)')}, app_day(p.signed_at)
from periodic_report p ${countedDay('review', 'app_day(p.signed_at)', 'p.program_id')}
where p.state = 'submitted'`,
    params: `
  select case when s.subject_kind <> 'report' then (${namesThing})
    else (select jsonb_build_object('thing', n.names->>'reportZh', 'measure', n.names->>'period', 'action', n.names->>'reportZh')
          from (${namesReport}) n (names)) end`,
  },
  {
    kind: 'correction',
    arm: `
select 'correction', 'milestone', m.id, m.unit_id, m.action_id, m.id, a.program_id, counted.due_on, ${startOf('app_day(m.state_since)')}, app_day(m.state_since)
from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
  ${countedDay('correction', 'app_day(m.state_since)', 'a.program_id')}
where m.handed_in_on is null and m.state in ('returned', 'to-sign') and a.state in ('in-progress', 'returned') and ${isBeingCorrected}
union all
select 'correction', 'action', a.id, a.unit_id, a.id, null::uuid, a.program_id, counted.due_on, ${startOf('app_day(a.state_since)')}, app_day(a.state_since)
from unit_action a ${countedDay('correction', 'app_day(a.state_since)', 'a.program_id')}
where a.state = 'returned' or (a.state in ('planning', 'plan-to-sign') and a.returned_plan is not null)`,
    params: namesThing,
  },
  {
    kind: 'request',
    arm: `
select 'request', 'request', q.id, q.unit_id, q.action_id, q.milestone_id, a.program_id, counted.due_on, 1, q.office_since
from unit_request q join unit_action a on a.unit_id = q.unit_id and a.id = q.action_id
  ${countedDay('request', 'q.office_since', 'a.program_id')}
where q.state in ('in-review', 'final-review', 'with-leaders')`,
    params: `
  select jsonb_build_object('request', q.kind, 'thing', coalesce(m.title, a.title)) from unit_request q
  join unit_action a on a.unit_id = q.unit_id and a.id = q.action_id
  left join milestone m on m.unit_id = q.unit_id and m.id = q.milestone_id
  where q.unit_id = s.unit_id and q.id = s.subject_id`,
  },
  {
    kind: 'letter-receipt',
    arm: `
select 'letter-receipt', 'letter', l.id, l.unit_id, null::uuid, null::uuid, l.program_id, l.receipt_due_on, 1, l.sent_on
from letter l
where l.state = 'sent' and (l.kind <> 'circular' or l.of_id is not null)`,
    params: `
  select jsonb_build_object('letter', l.kind || coalesce(' ' || l.colour, ''), 'docNo', l.doc_no, 'title', l.doc_no || ' ' || l.title)
  from letter l where l.unit_id = s.unit_id and l.id = s.subject_id`,
  },
  {
    kind: 'letter-reply',
    arm: `
select 'letter-reply', 'letter', l.id, l.unit_id, null::uuid, null::uuid, l.program_id, l.reply_due_on, 1, l.received_on
from letter l
where l.state = 'received' and l.reply_due_on is not null`,
    params: `
  select jsonb_build_object('letter', l.kind || coalesce(' ' || l.colour, ''), 'docNo', l.doc_no, 'title', l.doc_no || ' ' || l.title)
  from letter l where l.unit_id = s.unit_id and l.id = s.subject_id`,
  },
  {
    kind: 'report',
    // one that was returned is to be put right within the time for corrections; its named day is over
    arm: `
select 'report', 'report', l.id, l.unit_id, null::uuid, null::uuid, l.program_id, l.due_on, ${startOf('l.due_on')}, l.from_on
from report_line l
where l.state in ('expected', 'drafted', 'to-sign') and l.received_on is null and not l.is_exempt
union all
select 'report', 'report', p.id, p.unit_id, null::uuid, null::uuid, p.program_id, counted.due_on, ${startOf('p.returned_on')}, p.returned_on
from periodic_report p ${countedDay('correction', 'p.returned_on', 'p.program_id')}
where p.state in ('returned', 'drafted', 'to-sign') and p.returned_on is not null`,
    params: namesReport,
  },
  {
    kind: 'objection',
    arm: `
select 'objection', 'objection', o.id, o.unit_id, null::uuid, null::uuid, e.program_id, counted.due_on, 1, o.signed_on
from evaluation_objection o join evaluation e on e.id = o.evaluation_id
  ${countedDay('objection', 'o.signed_on', 'e.program_id')}
where o.state = 'submitted'`,
    params: `
  select jsonb_build_object('evaluation', e.name, 'indicator', o.about->'indicator'->>'zh', 'thing', o.about->'indicator'->>'zh')
  from evaluation_objection o join evaluation e on e.id = o.evaluation_id where o.unit_id = s.unit_id and o.id = s.subject_id`,
  },
  {
    kind: 'self-assessment',
    // until the office closes collecting; one that nobody has begun is no row yet
    arm: `
select 'self-assessment', 'self-assessment', ${assessmentId('e.id', 'u.id')}, u.id, null::uuid, null::uuid, e.program_id, e.collect_until, ${startOf('e.collect_until')}, app_day(e.opened_at)
from evaluation e join program_unit p on p.program_id = e.program_id join unit u on u.id = p.unit_id and u.is_scored
where e.state = 'collecting' and e.collect_until is not null and not exists (
  select from self_assessment a where a.unit_id = u.id and a.evaluation_id = e.id and a.state = 'signed')`,
    about: `select e.id from evaluation e where ${assessmentId('e.id', 's.unit_id')} = s.subject_id`,
    params: `
  select jsonb_build_object('evaluation', e.name, 'thing', e.name) from evaluation e
  where ${assessmentId('e.id', 's.unit_id')} = s.subject_id`,
  },
];

/** The sources of the kinds that go out; every kind has one, or none while its module is not there. */
export const sourceOf = (kind: string): DueSource | undefined => dueSources.find(source => source.kind === kind);
