import { inLocale } from '@yardstick/domain/bilingual';
import { calendarDay, daysBetween, type CalendarDay } from '@yardstick/domain/calendar-day';
import { lightReason, lightOf, type Light } from '@yardstick/domain/light';
import { noticeKindsToRead, noticeSentences, type NoticeParams } from '@yardstick/domain/notice-wording';
import { periodLabel, reportKindName } from '@yardstick/domain/periodic-report';
import { requestKindLabels, type RequestKind } from '@yardstick/domain/request';
import { publishedLabels, type Published } from '@yardstick/domain/publication';
import { isOffice, isUnitRole, postKindLabels, type PostKind } from '@yardstick/domain/roles';
import { todoKinds } from '@yardstick/domain/todo';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import type { Context } from '../context.ts';
import type { Rules } from '../rules/rules.ts';
import { isMutedByRules } from '../notifications/muted.ts';

export interface TodoItem {
  kind: string;
  id: string;
  /** The action it belongs to; of what belongs to none (an evaluation, a notice) its own id. */
  actionId: string;
  milestoneId: string | null;
  title: string;
  subtitle: string;
  unitId: string;
  unitName: string;
  dueOn: CalendarDay | null;
  light: Light;
  lightReason: string;
  daysLate: number;
  workingDaysLate: number;
  /** Until the due day, today not counted; null once it has passed. */
  workingDaysLeft: number | null;
  /** Since it came to this desk. */
  workingDaysWaiting: number | null;
  since: CalendarDay | null;
  reason: string | null;
}

export interface Todo {
  items: TodoItem[];
  /** Everything, also what stands beyond the longest list. */
  counts: { kind: string; count: number }[];
  total: number;
  /** For an empty desk: what falls due next, further off than the list looks. */
  nextDue: { title: string; dueOn: CalendarDay; actionId: string; milestoneId: string } | null;
}

const actionItem = (kind: string, state: string): string => `
  select '${kind}' as kind, a.id, a.id as "actionId", null::uuid as "milestoneId", a.title, m.code as subtitle, a.unit_id as "unitId",
         u.short_name as "unitName", a.due_on as "dueOn", a.handed_in_on as "handedInOn", app_day(a.state_since) as since,
         a.return_reason as reason
  from unit_action a join measure m on m.id = a.measure_id join unit u on u.id = a.unit_id
  where ${state}`;

const milestoneItem = (kind: string, condition: string): string => `
  select '${kind}', s.id, a.id, s.id, s.title, m.code || ' ' || a.title, a.unit_id, u.short_name, s.due_on, s.handed_in_on,
         app_day(s.state_since), s.return_reason
  from milestone s join unit_action a on a.unit_id = s.unit_id and a.id = s.action_id
  join measure m on m.id = a.measure_id join unit u on u.id = a.unit_id
  where ${condition}`;

/** Its kind stands before the measure until `worded` puts it into the reader's language. */
const requestItem = (kind: string, condition: string): string => `
  select '${kind}' as kind, r.id, a.id, r.milestone_id, coalesce(s.title, a.title), r.kind || ' ' || m.code, a.unit_id,
         u.short_name, coalesce(s.due_on, a.due_on), coalesce(s.handed_in_on, a.handed_in_on), app_day(r.state_since),
         case when r.state in ('refused', 'declined', 'answered') then
           (select t.text from unit_request_step t where t.unit_id = r.unit_id and t.request_id = r.id order by t.id desc limit 1)
         else r.reason end
  from unit_request r join unit_action a on a.unit_id = r.unit_id and a.id = r.action_id
  left join milestone s on s.unit_id = r.unit_id and s.id = r.milestone_id
  join measure m on m.id = a.measure_id join unit u on u.id = a.unit_id
  where ${condition}`;

/** Kind and period stand there as their codes until `worded`. */
const reportItem = (kind: string, condition: string, table = 'periodic_report'): string => `
  select '${kind}' as kind, l.id, l.id, null::uuid, l.kind, l.period || ' ' || l.from_on || ' ' || l.to_on, l.unit_id,
         u.short_name, l.due_on, l.received_on, app_day(l.state_since), case when l.state = 'returned' then l.return_reason end
  from ${table} l join unit u on u.id = l.unit_id
  where ${condition}`;

/** One row per unit with open work; which posts stands there as their codes until `worded`. */
const emptyPosts = `
  select 'POST_EMPTY', md5('posts of ' || u.id)::uuid, md5('posts of ' || u.id)::uuid, null::uuid, u.name,
         string_agg(needed.post, ',' order by needed.place), u.id, u.short_name, null::date, null::date,
         max((select max(h.to_on) from post_holding h where h.unit_id = u.id and h.post = needed.post)), null
  from unit u cross join (values (1, 'head'), (2, 'liaison')) needed (place, post)
  where exists (select from unit_action a where a.unit_id = u.id and a.state not in ('done', 'closed', 'archived', 'cancelled'))
    and not exists (select from post_holder_today t where t.unit_id = u.id and t.post = needed.post)
  group by u.id, u.name, u.short_name`;

/** A letter under its number, with the first matter it is about; a draft has none yet. */
const letterItem = (kind: string, condition: string, dueOn = 'null::date'): string => `
  select '${kind}' as kind, l.id, l.id, null::uuid, l.title,
         concat_ws(' · ', l.doc_no, (select min(i.title) from letter_item i where i.unit_id = l.unit_id and i.letter_id = l.id
           and i.dropped_reason is null)), l.unit_id, u.short_name, ${dueOn}, null::date, app_day(l.state_since),
         (select s.text from letter_step s where s.unit_id = l.unit_id and s.letter_id = l.id and l.state = 'received'
            and s.verb = 'returnAnswer' order by s.id desc limit 1)
  from letter l join unit u on u.id = l.unit_id
  where ${condition}`;
const ofLetters = [
  letterItem(
    'RECEIVE_LETTER',
    `l.unit_id = $1 and l.state = 'sent' and (l.kind <> 'circular' or l.of_id is not null)`,
    'l.receipt_due_on',
  ),
  letterItem('ANSWER_LETTER', `l.unit_id = $1 and l.state = 'received'`, 'l.reply_due_on'),
];

/** A provisional result that the unit may still object to and has not agreed with. */
const resultItem = `
  select 'CHECK_RESULT' as kind, e.id, e.id, null::uuid, e.name, x.total, x.unit_id, u.short_name, e.objections_until, null::date,
         app_day(e.released_at), null
  from evaluation e join evaluation_unit x on x.evaluation_id = e.id and x.unit_id = $1 join unit u on u.id = x.unit_id
  where e.state = 'provisional' and e.objections_until >= $2::date
    and not exists (select from evaluation_confirmation c
      where c.unit_id = x.unit_id and c.evaluation_id = e.id and c.sheet_digest = sheet_digest(x.sheet))`;

const objectionItem = (kind: string, dueOn: string, condition: string): string => `
  select '${kind}' as kind, o.id, o.id, null::uuid, o.about->'indicator'->>'zh', e.name, o.unit_id, u.short_name, ${dueOn}, null::date,
         coalesce(o.signed_on, o.drafted_on), o.reason
  from evaluation_objection o join evaluation e on e.id = o.evaluation_id join unit u on u.id = o.unit_id
  where ${condition}`;

/** A unit's own marks in an evaluation that is being collected, until its day and beyond. */
const assessmentItem = (kind: string, condition: string): string => `
  select '${kind}' as kind, e.id, e.id, null::uuid, e.name, '', u.id, u.short_name, e.collect_until, null::date,
         app_day(coalesce(s.state_since, e.opened_at)), s.decline_reason
  from evaluation e join program_unit pu on pu.program_id = e.program_id and pu.unit_id = $1
  join unit u on u.id = pu.unit_id and u.is_scored
  left join self_assessment s on s.unit_id = u.id and s.evaluation_id = e.id
  where e.state = 'collecting' and $2::date is not null and ${condition}`;

/** What the office does before an evaluation is computed: close it when all are in or the day has passed, then check. */
const collectingItem = (kind: string, condition: string): string => `
  select '${kind}' as kind, e.id, e.id, null::uuid, e.name, '', '', '', e.collect_until, null::date,
         app_day(coalesce(e.collected_at, e.opened_at)), null
  from evaluation e where $1 <> '' and $2::date is not null and ${condition}`;
const someoneIsOut = `exists (select from program_unit pu join unit u on u.id = pu.unit_id and u.is_scored
  where pu.program_id = e.program_id and not exists (select from self_assessment s
    where s.unit_id = pu.unit_id and s.evaluation_id = e.id and s.state = 'signed'))`;

const open = `a.state in ('in-progress', 'returned')`;
const ofLiaison = [
  actionItem('TO_ACKNOWLEDGE', `a.unit_id = $1 and a.state = 'assigned'`),
  actionItem('TO_PLAN', `a.unit_id = $1 and a.state = 'planning' and a.return_reason is null`),
  actionItem(
    'RETURNED',
    `a.unit_id = $1 and (a.state = 'returned' or (a.state = 'planning' and a.return_reason is not null))`,
  ),
  milestoneItem('RETURNED', `s.unit_id = $1 and s.state = 'returned' and ${open}`),
  milestoneItem('OVERDUE', `s.unit_id = $1 and s.state = 'planned' and s.due_on < $2::date and ${open}`),
  milestoneItem(
    'DUE_SOON',
    `s.unit_id = $1 and s.state = 'planned' and s.due_on between $2::date and $2::date + 15 and ${open}`,
  ),
  actionItem(
    'TO_COMPLETE',
    `a.unit_id = $1 and a.state = 'in-progress' and a.milestone_count > 0 and a.milestone_done_count = a.milestone_count`,
  ),
  requestItem(
    'READ_REQUEST',
    `r.unit_id = $1 and r.state in ('refused', 'declined', 'answered') and r.read_at is null`,
  ),
  ...ofLetters,
  resultItem,
  reportItem('REPORT_RETURNED', `l.unit_id = $1 and l.state = 'returned'`),
  reportItem(
    'REPORT_DUE',
    `l.unit_id = $1 and l.state in ('expected', 'drafted') and not l.is_exempt
     and l.from_on <= $2::date and l.due_on <= $2::date + 15`,
    'report_line',
  ),
  assessmentItem('ASSESS_SELF', `coalesce(s.state, 'drafted') = 'drafted'`),
];
/** Signing for receipt, asking for completion and periodic reports are the liaison's. */
const ofStaff = ofLiaison.filter(
  select => !/'(TO_ACKNOWLEDGE|TO_COMPLETE|REPORT_RETURNED|REPORT_DUE|ASSESS_SELF|CHECK_RESULT)' as kind/.test(select),
);
const ofHead = [
  actionItem('TO_ACKNOWLEDGE', `a.unit_id = $1 and a.state = 'assigned' and $2::date is not null`),
  actionItem('TO_SIGN_PLAN', `a.unit_id = $1 and a.state = 'plan-to-sign'`),
  actionItem('TO_SIGN_COMPLETION', `a.unit_id = $1 and a.state = 'completion-to-sign'`),
  milestoneItem('TO_SIGN_MILESTONE', `s.unit_id = $1 and s.state = 'to-sign'`),
  requestItem('TO_SIGN_REQUEST', `r.unit_id = $1 and r.state = 'to-sign'`),
  ...ofLetters,
  reportItem('TO_SIGN_REPORT', `l.unit_id = $1 and l.state = 'to-sign'`),
  assessmentItem('TO_SIGN_ASSESSMENT', `s.state = 'to-sign'`),
  resultItem,
  objectionItem(
    'TO_SIGN_OBJECTION',
    'e.objections_until',
    `o.unit_id = $1 and o.state = 'to-sign' and e.state = 'provisional' and e.objections_until >= $2::date`,
  ),
];
const notOwn = `a.unit_id <> $1 and $2::date is not null`;
const ofOffice = [
  actionItem('REVIEW_PLAN', `a.state = 'plan-in-review' and ${notOwn}`),
  milestoneItem('REVIEW_MILESTONE', `s.state = 'submitted' and ${open} and ${notOwn}`),
  actionItem('REVIEW_COMPLETION', `a.state = 'submitted' and ${notOwn}`),
  requestItem('REVIEW_REQUEST', `r.state = 'in-review' and ${notOwn}`),
  letterItem('SETTLE_LETTER', `l.state = 'answered' and l.unit_id <> $1 and $2::date is not null`),
  reportItem('REVIEW_REPORT', `l.state = 'submitted' and l.unit_id <> $1 and $2::date is not null`),
  collectingItem(
    'CLOSE_COLLECTING',
    `e.state = 'collecting' and (e.collect_until < $2::date or not ${someoneIsOut})`,
  ),
  collectingItem('CHECK_EVALUATION', `e.state = 'checking'`),
  objectionItem(
    'DECIDE_OBJECTION',
    'null::date',
    `o.state = 'submitted' and o.unit_id <> $1 and o.ordered_by_id <> $3::uuid and o.marked_by_id is distinct from $3::uuid`,
  ),
];
const ofChief = [
  ...ofOffice,
  actionItem('FINAL_REVIEW', `a.state = 'final-review' and ${notOwn}`),
  emptyPosts,
  letterItem(
    'APPROVE_LETTER',
    `l.state = 'drafted' and l.approver = 'office-chief' and (l.unit_id <> $1 or l.kind = 'circular') and $2::date is not null`,
  ),
  requestItem('DECIDE_REQUEST', `r.state = 'final-review' and ${notOwn}`),
];
const ofLeader = [
  `select 'APPROVE_FREEZE' as kind, e.id, e.id as "actionId", null::uuid as "milestoneId", e.name as title,
          e.scheme_code as subtitle, coalesce(e.proposed_by_unit, '') as "unitId", e.proposed_by as "unitName",
          null::date as "dueOn", null::date as "handedInOn", app_day(e.computed_at) as since, null as reason
   from evaluation e where e.state = 'freeze-proposed' and $1 <> '' and $2::date is not null`,
  `select 'APPROVE_PUBLICATION', e.id, e.id, null::uuid, e.name, p.what, p.proposed_by_unit, p.proposed_by, null::date, null::date,
          app_day(p.proposed_at), null
   from evaluation_publication p join evaluation e on e.id = p.evaluation_id where p.state = 'proposed'`,
  requestItem('DECIDE_REQUEST', `r.state = 'with-leaders' and ${notOwn}`),
  letterItem(
    'APPROVE_LETTER',
    `l.state = 'drafted' and l.approver = 'leader' and l.unit_id <> $1 and $2::date is not null`,
  ),
];
const nothing = actionItem('TO_READ', `false and $1 <> '' and $2::date is not null`);

/** The work of each role. */
function selects(context: Context): { name: string; text: string[] } {
  const { role } = context.actor;
  if (role === 'UNIT_LIAISON') return { name: 'liaison', text: ofLiaison };
  if (role === 'UNIT_STAFF') return { name: 'staff', text: ofStaff };
  if (role === 'UNIT_HEAD') return { name: 'head', text: ofHead };
  if (role === 'OFFICE_CHIEF') return { name: 'chief', text: ofChief };
  if (isOffice(role)) return { name: 'office', text: ofOffice };
  if (role === 'LEADER') return { name: 'leader', text: ofLeader };
  return { name: 'nobody', text: [nothing] };
}

/** A list longer than this is cut after its most consequential rows; `counts` tell what stands beyond. */
export const longestList = 300;

const columns = [
  'kind', 'id', 'actionId', 'milestoneId', 'title', 'subtitle', 'unitId', 'unitName', 'dueOn', 'handedInOn', 'since',
  'reason',
] as const; // prettier-ignore
type WorkRow = Pick<TodoItem, Exclude<(typeof columns)[number], 'handedInOn'>> & { handedInOn: CalendarDay | null };

/** What is unread, is for reading, is not muted, and is not about a row that stands in `work` anyway. */
const toRead = `
  select n.id, n.kind, n.params, n.action_id, n.milestone_id, n.unit_id, u.short_name as unit_name, n.created_at
  from notice n left join unit u on u.id = n.unit_id
  where n.recipient_id = $3::uuid and n.read_at is null and n.kind in (select jsonb_array_elements_text($4::jsonb))
    and not exists (select from app_user p where p.id = n.recipient_id and ${isMutedByRules})
    and not exists (
      select from work w where w."actionId" = n.action_id and w."milestoneId" is not distinct from n.milestone_id)`;

const nextDueOfUnit = `
  select s.title, s.due_on, a.id, s.id
  from milestone s join unit_action a on a.unit_id = s.unit_id and a.id = s.action_id
  where s.unit_id = $1 and s.state = 'planned' and s.due_on > $2::date + 15 and ${open}
  order by s.due_on, s.id limit 1`;

function parts(context: Context): { name: string; work: string; values: unknown[] } {
  const { name, text } = selects(context);
  return {
    name,
    work: `with work as (${text.join(' union all ')}), unread as (${toRead})`,
    values: [
      context.actor.unitId,
      context.today,
      context.actor.id,
      JSON.stringify(noticeKindsToRead(context.actor.role)),
    ],
  };
}

/** Everything that waits for this person and nobody else, ordered by consequence. One round trip, whatever its size. */
export async function todo(context: Context): Promise<Todo> {
  const { name, work, values } = parts(context);
  const [rules, calendar, [rows = [], counted = [], unread = [], next = []]] = await Promise.all([
    context.services.rules(),
    context.services.calendar(),
    context.services.reads.rows(context.scope, [
      {
        name: `todo-${name}`,
        text: `${work} select ${columns.map(column => `"${column}"`).join(', ')} from work
               order by array_position(array['${todoKinds.join("','")}'], kind), "dueOn", since, id limit ${longestList}`,
        values,
      },
      {
        name: `todo-counts-${name}`,
        text: `${work} select kind, count(*) from work group by kind union all select 'TO_READ', count(*) from unread`,
        values,
      },
      {
        name: `todo-unread-${name}`,
        text: `${work} select * from unread order by id desc limit ${longestList}`,
        values,
      },
      ...(isUnitRole(context.actor.role)
        ? [{ name: 'todo-next-due', text: nextDueOfUnit, values: values.slice(0, 2) }]
        : []),
    ]),
  ]);
  const items = rows
    .map(row => Object.fromEntries(columns.map((column, index) => [column, row[index]])) as unknown as WorkRow)
    .map((row): TodoItem => ({
      ...row,
      ...timesOf(row, context, rules.light, calendar),
      ...worded(row, context, rules),
    }));
  items.push(...(unread as UnreadRow[]).map(row => noticeItem(row, context)).slice(0, longestList - items.length));
  const countOf = new Map(counted as [string, number][]);
  const counts = todoKinds.map(kind => ({ kind, count: countOf.get(kind) ?? 0 })).filter(({ count }) => count);
  const [due] = next as [string, CalendarDay, string, string][];
  return {
    items,
    counts,
    total: counts.reduce((sum, { count }) => sum + count, 0),
    nextDue: due ? { title: due[0], dueOn: due[1], actionId: due[2], milestoneId: due[3] } : null,
  };
}

function worded(
  { kind, title, subtitle }: WorkRow,
  { locale }: Context,
  rules: Rules,
): { title: string; subtitle: string } {
  if (kind === 'POST_EMPTY')
    return {
      title,
      subtitle: subtitle
        .split(',')
        .map(post => inLocale(postKindLabels[post as PostKind], locale))
        .join(locale === 'en' ? ', ' : '、'),
    };
  if (kind === 'CHECK_RESULT') return { title, subtitle: `${locale === 'en' ? 'Total' : '总分'} ${subtitle}` };
  if (kind === 'APPROVE_PUBLICATION')
    return { title, subtitle: inLocale(publishedLabels[subtitle as Published], locale) };
  if (kind.includes('REPORT')) {
    const [period = '', fromOn = '', toOn = ''] = subtitle.split(' ');
    return {
      title: reportKindName(rules.report, title, locale),
      subtitle: periodLabel({ period, fromOn, toOn }, locale),
    };
  }
  if (!kind.endsWith('_REQUEST')) return { title, subtitle };
  const [asked = '', measure = ''] = subtitle.split(' ');
  return { title, subtitle: `${inLocale(requestKindLabels[asked as RequestKind], locale)} · ${measure}` };
}

type Times = Pick<
  TodoItem,
  'light' | 'lightReason' | 'daysLate' | 'workingDaysLate' | 'workingDaysLeft' | 'workingDaysWaiting'
>;

function timesOf(
  { dueOn, handedInOn, since }: WorkRow,
  { today, locale }: Context,
  rules: Parameters<typeof lightOf>[2],
  calendar: WorkCalendar,
): Times {
  const workingDays = (from: CalendarDay, to: CalendarDay): number =>
    from < to && calendar.covers(from) && calendar.covers(to) ? calendar.workingDaysBetween(from, to) : 0;
  const workingDaysWaiting = since ? workingDays(since, today) : null;
  if (!dueOn)
    return {
      light: 'grey',
      lightReason: '',
      daysLate: 0,
      workingDaysLate: 0,
      workingDaysLeft: null,
      workingDaysWaiting,
    };
  const { light, reason } = lightOf(
    {
      state: handedInOn ? 'finished' : 'open',
      startOn: dueOn,
      dueOn,
      finishedOn: handedInOn,
      progressPercent: 0,
    },
    today,
    rules,
    calendar,
  );
  const until = handedInOn ?? today;
  return {
    light,
    lightReason: lightReason(reason, locale),
    daysLate: Math.max(0, daysBetween(dueOn, until)),
    workingDaysLate: workingDays(dueOn, until),
    workingDaysLeft: dueOn < until ? null : workingDays(until, dueOn),
    workingDaysWaiting,
  };
}

type UnreadRow = [
  id: number,
  kind: string,
  params: NoticeParams,
  actionId: string | null,
  milestoneId: string | null,
  unitId: string | null,
  unitName: string | null,
  createdAt: string,
];

function noticeItem(row: UnreadRow, { locale, actor }: Context): TodoItem {
  const [id, kind, params, actionId, milestoneId, unitId, unitName, createdAt] = row;
  const { title, body } = noticeSentences(kind, params, locale);
  return {
    kind: 'TO_READ',
    id: String(id),
    actionId: actionId ?? String(id),
    milestoneId,
    title,
    subtitle: body,
    unitId: unitId ?? actor.unitId,
    unitName: unitName ?? actor.unitName,
    dueOn: null,
    light: 'grey',
    lightReason: '',
    daysLate: 0,
    workingDaysLate: 0,
    workingDaysLeft: null,
    workingDaysWaiting: null,
    since: calendarDay(new Date(createdAt)),
    reason: null,
  };
}

/** How many things wait; for the number beside the menu word. */
export async function todoCount(context: Context): Promise<number> {
  const { name, work, values } = parts(context);
  const [rows] = await context.services.reads.rows(context.scope, [
    {
      name: `todo-count-${name}`,
      text: `${work} select (select count(*) from work) + (select count(*) from unread)`,
      values,
    },
  ]);
  return Number(rows?.[0]?.[0] ?? 0);
}
