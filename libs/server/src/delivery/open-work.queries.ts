import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { noticeSentences, type NoticeParams } from '@yardstick/domain/notice-wording';
import type { PostKind } from '@yardstick/domain/roles';
import type { Context } from '../context.ts';
import { systemScope } from '../database/scope.ts';

/** What goes with a post when it passes on, in the order of the list that is shown. */
export const openWorkKinds = [
  'owned-action',
  'led-action',
  'to-sign',
  'action-to-plan',
  'milestone',
  'request',
  'upload',
  'notice',
  'reminder',
] as const;
export type OpenWorkKind = (typeof openWorkKinds)[number];

export interface OpenWork {
  kind: OpenWorkKind;
  id: string;
  title: string;
  actionId: string | null;
  dueOn: CalendarDay | null;
}

export interface OutgoingPerson {
  unitId: string;
  post: PostKind;
  userId: string;
  name: string;
}

interface Row extends Omit<OpenWork, 'title'> {
  title: string | null;
  notice: { kind: string; params: NoticeParams } | null;
}

const isOpen = `a.state not in ('done', 'closed', 'archived', 'cancelled')`;

// Work that stands under a person's name goes by the name; what waits for the head or the liaison goes with the post.
const openWork = `
with g as (select ?::text as unit_id, ?::text as post, ?::uuid as user_id, ?::text as name),
a as (select a.*, m.code from g join unit_action a on a.unit_id = g.unit_id join measure m on m.id = a.measure_id where ${isOpen})
select * from (
  select 'owned-action' as kind, a.id::text as id, a.code || ' ' || a.title as title, a.id as "actionId", a.due_on::text as "dueOn", null::jsonb as notice
  from a, g where a.owner_name = g.name
  union all
  select 'led-action', a.id::text, a.code || ' ' || a.title, a.id, a.due_on::text, null from a, g where a.head_in_charge = g.name
  union all
  select 'to-sign', a.id::text, a.code || ' ' || a.title, a.id, a.due_on::text, null
  from a, g where g.post = 'head' and a.state in ('plan-to-sign', 'completion-to-sign')
  union all
  select 'to-sign', s.id::text, a.code || ' ' || s.title, a.id, s.due_on::text, null
  from g, a join milestone s on s.unit_id = a.unit_id and s.action_id = a.id where g.post = 'head' and s.state = 'to-sign'
  union all
  select 'action-to-plan', a.id::text, a.code || ' ' || a.title, a.id, a.due_on::text, null
  from a, g where g.post = 'liaison' and a.state in ('assigned', 'planning')
  union all
  select 'milestone', s.id::text, a.code || ' ' || s.title, a.id, s.due_on::text, null
  from g, a join milestone s on s.unit_id = a.unit_id and s.action_id = a.id
  where g.post = 'liaison' and a.state in ('in-progress', 'returned') and s.state in ('planned', 'returned')
  union all
  select case g.post when 'head' then 'to-sign' else 'request' end, r.id::text, a.code || ' ' || coalesce(s.title, a.title), a.id,
         coalesce(s.due_on, a.due_on)::text, null
  from g, a join unit_request r on r.unit_id = a.unit_id and r.action_id = a.id
    left join milestone s on s.unit_id = r.unit_id and s.id = r.milestone_id
  where r.state = 'to-sign' and g.post = 'head'
     or r.state in ('to-sign', 'in-review', 'final-review', 'with-leaders') and g.post = 'liaison'
  union all
  select 'upload', u.id::text, u.file_name, null, null, null
  from g join upload u on u.unit_id = g.unit_id and u.user_id = g.user_id where u.state in ('open', 'complete')
  union all
  select 'notice', n.id::text, null, n.action_id, null, jsonb_build_object('kind', n.kind, 'params', n.params)
  from g join notice n on n.recipient_id = g.user_id where n.read_at is null
  union all
  select 'reminder', r.id::text,
         coalesce(s.title, a.title, (select l.title from letter l where l.unit_id = r.unit_id and l.id = r.subject_id), r.kind), r.action_id, coalesce(s.due_on, a.due_on)::text, null
  from g join reminder r on r.recipient_id = g.user_id and r.unit_id = g.unit_id and r.state in ('pending', 'claimed')
    left join unit_action a on a.unit_id = r.unit_id and a.id = r.action_id
    left join milestone s on s.unit_id = r.unit_id and s.id = r.milestone_id
) x order by "dueOn" nulls last, id`;

/** Inside a verb's transaction: what it is about to move. */
export async function openWorkOf(em: SqlEntityManager, context: Context, person: OutgoingPerson): Promise<OpenWork[]> {
  const { unitId, post, userId, name } = person;
  return worded(await em.execute<Row[]>(openWork, [unitId, post, userId, name]), context);
}

/** The same for a screen; whether the reader may see more than how much it is, the caller decides. */
export async function readOpenWork(context: Context, person: OutgoingPerson): Promise<OpenWork[]> {
  const { unitId, post, userId, name } = person;
  let place = 0;
  const text = openWork.replace(/\?/g, () => `$${(place += 1)}`);
  return worded(await context.services.reads.objects<Row>(systemScope, text, [unitId, post, userId, name]), context);
}

function worded(rows: Row[], { locale }: Context): OpenWork[] {
  return rows
    .map(({ notice, ...row }) => ({
      ...row,
      title: notice ? noticeSentences(notice.kind, notice.params, locale).title : (row.title ?? ''),
    }))
    .sort((a, b) => openWorkKinds.indexOf(a.kind) - openWorkKinds.indexOf(b.kind));
}

export function countByKind(work: readonly OpenWork[]): { kind: OpenWorkKind; count: number }[] {
  return openWorkKinds
    .map(kind => ({ kind, count: work.filter(one => one.kind === kind).length }))
    .filter(entry => entry.count > 0);
}
