import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { Letter } from './letter.entity.ts';

/** Something that is due and not handed in, with how late it is today. */
export interface OpenItem {
  subjectKind: 'milestone' | 'action';
  subjectId: string;
  unitId: string;
  unitName: string;
  unitShortName: string;
  isOffice: boolean;
  actionId: string;
  milestoneId: string | null;
  programId: string;
  programName: string;
  dueOn: CalendarDay;
  dueVersion: number;
  title: string;
  measureCode: string;
  daysOverdue: number;
}

const worked = `('in-progress', 'returned')`;
const unfinished = `('assigned', 'planning', 'plan-to-sign', 'plan-in-review', 'in-progress', 'returned', 'completion-to-sign')`;

/**
 * SQL: everything that is open, with its due day; an action stands for itself where no open milestone does. `condition`
 * is on `s`, the milestone or the action.
 */
const openSubjects = (condition: string): string => `
  select 'milestone' as subject_kind, s.id as subject_id, s.unit_id, s.action_id, s.id as milestone_id, a.program_id, a.measure_id,
         s.due_on, s.due_version, s.title
  from milestone s join unit_action a on a.unit_id = s.unit_id and a.id = s.action_id
  where s.handed_in_on is null and a.state in ${worked} and ${condition}
  union all
  select 'action', s.id, s.unit_id, s.id, null, s.program_id, s.measure_id, s.due_on, s.due_version, s.title
  from unit_action s
  where s.handed_in_on is null and s.state in ${unfinished} and ${condition}
    and not (s.state in ${worked} and exists (
      select from milestone m where m.unit_id = s.unit_id and m.action_id = s.id and m.handed_in_on is null))`;

/** SQL: the rows of `OpenItem`. Needs a calendar that reaches from the due day to today. */
export const openItems = (condition: string): string => `
  select o.subject_kind as "subjectKind", o.subject_id as "subjectId", o.unit_id as "unitId", u.name as "unitName",
         u.short_name as "unitShortName", o.action_id as "actionId", o.milestone_id as "milestoneId",
         o.program_id as "programId", p.name as "programName", o.due_on::text as "dueOn", o.due_version as "dueVersion",
         o.title, me.code as "measureCode", greatest(0, now.working_day_no - due.working_day_no)::int as "daysOverdue",
         exists (select from app_user c where c.role = 'OFFICE_CHIEF' and c.unit_id = o.unit_id) as "isOffice"
  from (${openSubjects(condition)}) o
  join unit u on u.id = o.unit_id join program p on p.id = o.program_id join measure me on me.id = o.measure_id
  join calendar_day due on due."on" = o.due_on join calendar_day now on now."on" = app_today()`;

/** SQL: whether the matter of `i`, a row of letter_item, is still waited for. */
export const itemIsOpen = `(i.dropped_reason is null and case i.subject_kind
  when 'milestone' then exists (
    select from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
    where m.unit_id = i.unit_id and m.id = i.subject_id and m.handed_in_on is null and m.due_version = i.due_version
      and a.state in ${worked})
  else exists (
    select from unit_action a where a.unit_id = i.unit_id and a.id = i.subject_id and a.handed_in_on is null
      and a.due_version = i.due_version and a.state in ${unfinished}) end)`;

export function openItemCount(em: SqlEntityManager, letter: Letter): Promise<number> {
  return em
    .execute<{ count: number }[]>(
      `select count(*)::int as count from letter_item i where i.unit_id = ? and i.letter_id = ? and ${itemIsOpen}`,
      [letter.unitId, letter.id],
    )
    .then(([row]) => row?.count ?? 0);
}

/** The open things among those chosen; of an action what is late of it, or else what it has next. */
export async function chosenItems(
  em: SqlEntityManager,
  chosen: { actionIds: readonly string[]; milestoneIds: readonly string[] },
): Promise<OpenItem[]> {
  const ids = (json: string): string => `select x.v::uuid from jsonb_array_elements_text(${json}::jsonb) x (v)`;
  const condition = `(s.id in (${ids('?')}) or s.id in (${ids('?')})
    or s.id in (select c.id from milestone c where c.action_id in (${ids('?')})))`;
  const values = [chosen.milestoneIds, chosen.actionIds, chosen.actionIds].map(list => JSON.stringify(list));
  const ofActions = await em.execute<OpenItem[]>(
    `select * from (${openItems(condition)}) o order by "unitId", "dueOn", "subjectId"`,
    // the condition stands in either arm
    [...values, ...values],
  );
  const named = new Set(chosen.milestoneIds);
  const late = new Set(ofActions.filter(item => item.daysOverdue > 0).map(item => item.actionId));
  const begun = new Set<string>();
  return ofActions.filter(item => {
    if (item.milestoneId && named.has(item.milestoneId)) return true;
    if (!chosen.actionIds.includes(item.actionId)) return false;
    if (late.has(item.actionId)) return item.daysOverdue > 0;
    const isNext = !begun.has(item.actionId);
    begun.add(item.actionId);
    return isNext;
  });
}
