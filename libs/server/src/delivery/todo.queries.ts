import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { lightReason, lightOf, type Light } from '@yardstick/domain/light';
import { isOffice } from '@yardstick/domain/roles';
import type { Context } from '../context.ts';

export interface TodoItem {
  kind: string;
  id: string;
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
  since: CalendarDay | null;
  reason: string | null;
}

/** Kinds of work in order of consequence: what was sent back first, what is merely coming up last. */
const order = [
  'RETURNED',
  'OVERDUE',
  'TO_ACKNOWLEDGE',
  'TO_SIGN_MILESTONE',
  'TO_SIGN_COMPLETION',
  'TO_SIGN_PLAN',
  'APPROVE_FREEZE',
  'FINAL_REVIEW',
  'REVIEW_COMPLETION',
  'REVIEW_MILESTONE',
  'REVIEW_PLAN',
  'DUE_SOON',
  'TO_PLAN',
  'TO_COMPLETE',
];

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
];
const ofHead = [
  actionItem('TO_ACKNOWLEDGE', `a.unit_id = $1 and a.state = 'assigned' and $2::date is not null`),
  actionItem('TO_SIGN_PLAN', `a.unit_id = $1 and a.state = 'plan-to-sign'`),
  actionItem('TO_SIGN_COMPLETION', `a.unit_id = $1 and a.state = 'completion-to-sign'`),
  milestoneItem('TO_SIGN_MILESTONE', `s.unit_id = $1 and s.state = 'to-sign'`),
];
const notOwn = `a.unit_id <> $1 and $2::date is not null`;
const ofOffice = [
  actionItem('REVIEW_PLAN', `a.state = 'plan-in-review' and ${notOwn}`),
  milestoneItem('REVIEW_MILESTONE', `s.state = 'submitted' and ${open} and ${notOwn}`),
  actionItem('REVIEW_COMPLETION', `a.state = 'submitted' and ${notOwn}`),
];
const ofChief = [...ofOffice, actionItem('FINAL_REVIEW', `a.state = 'final-review' and ${notOwn}`)];
const ofLeader = [
  `select 'APPROVE_FREEZE' as kind, e.id, e.id as "actionId", null::uuid as "milestoneId", e.name as title,
          e.scheme_code as subtitle, coalesce(e.proposed_by_unit, '') as "unitId", e.proposed_by as "unitName",
          null::date as "dueOn", null::date as "handedInOn", app_day(e.computed_at) as since, null as reason
   from evaluation e where e.state = 'freeze-proposed' and $1 <> '' and $2::date is not null`,
];
const longestList = 300;

function selects(context: Context): { name: string; text: string[] } | null {
  const { role } = context.actor;
  if (role === 'UNIT_LIAISON' || role === 'UNIT_STAFF') return { name: 'liaison', text: ofLiaison };
  if (role === 'UNIT_HEAD') return { name: 'head', text: ofHead };
  if (role === 'OFFICE_CHIEF') return { name: 'chief', text: ofChief };
  if (isOffice(role)) return { name: 'office', text: ofOffice };
  if (role === 'LEADER') return { name: 'leader', text: ofLeader };
  return null;
}

/** Everything that waits for this person and nobody else, ordered by consequence. One statement. */
export async function todo(
  context: Context,
): Promise<{ items: TodoItem[]; counts: { kind: string; count: number }[] }> {
  const work = selects(context);
  if (!work) return { items: [], counts: [] };
  const { light: rules } = await context.services.rules();
  const calendar = await context.services.calendar();
  const rows = await context.services.reads.objects<TodoItem & { handedInOn: CalendarDay | null }>(
    context.scope,
    `select * from (${work.text.join(' union all ')}) x order by "dueOn", id limit ${longestList}`,
    [context.actor.unitId, context.today],
  );
  const items = rows.map(({ handedInOn, ...row }): TodoItem => {
    if (!row.dueOn) return { ...row, light: 'grey', lightReason: '', daysLate: 0 };
    const { light, reason } = lightOf(
      {
        state: handedInOn ? 'finished' : 'open',
        startOn: row.dueOn,
        dueOn: row.dueOn,
        finishedOn: handedInOn,
        progressPercent: 0,
      },
      context.today,
      rules,
      calendar,
    );
    const until = handedInOn ?? context.today;
    const daysLate = Math.max(0, (Date.parse(until) - Date.parse(row.dueOn)) / 86_400_000);
    return { ...row, light, lightReason: lightReason(reason, context.locale), daysLate };
  });
  items.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const counts = order
    .map(kind => ({ kind, count: items.filter(item => item.kind === kind).length }))
    .filter(entry => entry.count > 0);
  return { items, counts };
}

/** How many things wait; for the number beside the menu word. */
export async function todoCount(context: Context): Promise<number> {
  const work = selects(context);
  if (!work) return 0;
  const [rows] = await context.services.reads.rows(context.scope, [
    {
      name: `todo-count-${work.name}`,
      text: `select count(*) from (${work.text.join(' union all ')}) x`,
      values: [context.actor.unitId, context.today],
    },
  ]);
  return Number(rows?.[0]?.[0] ?? 0);
}
