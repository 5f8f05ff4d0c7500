import type { ActionState } from '@yardstick/domain/action';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { actionFactsLight, lightOf, lightReason, type Light } from '@yardstick/domain/light';
import type { MilestoneState } from '@yardstick/domain/milestone';
import type { Context } from '../context.ts';
import { readableUnit } from '../people/people.policy.ts';

export interface ActionFilter {
  programId?: string | null;
  /** One of `actionTabs`. */
  tab?: string | null;
  year?: number | null;
  taskCode?: string | null;
  measureCode?: string | null;
  unitId?: string | null;
  light?: Light | null;
  state?: ActionState[] | null;
  text?: string | null;
}

const places = `join measure m on m.id = a.measure_id join unit u on u.id = a.unit_id`;

/** Orders a list may be sorted by, with the tables they need; anything else cannot reach the SQL. */
const orders = {
  DUE_ON: { by: 'a.due_on, a.id', join: '' },
  DUE_ON_DESC: { by: 'a.due_on desc, a.id', join: '' },
  MEASURE: { by: 'm.seq, a.year, u.seq, a.id', join: places },
  UNIT: { by: 'u.seq, m.seq, a.year, a.id', join: places },
  DAYS_LATE: { by: 'a.handed_in_on is not null, least(a.due_on, a.next_due_on), a.id', join: '' },
  PROGRESS: { by: 'a.progress_percent, a.due_on, a.id', join: '' },
} as const;
export type ActionSort = keyof typeof orders;
export const actionSorts = Object.keys(orders) as ActionSort[];

/**
 * The light of a row of `unit_action a` on the day $1 under the rules $2 and $3. As an expression it becomes part of the
 * plan; in FROM the function would be called for every row.
 */
export const lightOfAction = `light_of(a.state, a.handed_in_on, a.start_on, a.due_on, a.next_due_on, a.progress_percent, $1::date, $2::int, $3::int)`;

/** The tabs above the list; each is a condition on one row. */
export const actionTabs = {
  // As the dashboard counts: what was called off is no task any more.
  all: `a.state <> 'cancelled'`,
  'to-acknowledge': `a.state = 'assigned'`,
  planning: `a.state in ('planning', 'plan-to-sign', 'plan-in-review')`,
  'in-progress': `a.state = 'in-progress'`,
  'in-review': `a.state in ('completion-to-sign', 'submitted', 'final-review')`,
  returned: `a.state = 'returned'`,
  overdue: `${lightOfAction} = 'red'`,
  done: `a.state in ('done', 'closed', 'archived')`,
  cancelled: `a.state = 'cancelled'`,
} as const;

export interface ActionRow {
  id: string;
  measureId: string;
  measureCode: string;
  measureTitle: string;
  taskCode: string;
  unitId: string;
  unitName: string;
  unitShortName: string;
  role: string;
  year: number;
  title: string;
  state: ActionState;
  dueOn: CalendarDay;
  originalDueOn: CalendarDay;
  progressPercent: number;
  light: Light;
  lightReason: string;
  daysLate: number;
  ownerName: string | null;
  milestoneCount: number;
  milestoneDoneCount: number;
  evidenceCount: number;
  latestReport: ReportRow | null;
  milestones: MilestoneRow[];
}
export interface MilestoneRow {
  id: string;
  seq: number;
  title: string;
  dueOn: CalendarDay;
  state: MilestoneState;
  light: Light;
  acceptedOn: CalendarDay | null;
}
export interface ReportRow {
  id: string;
  percent: number;
  done: string;
  difficulty: string | null;
  nextStep: string | null;
  reportedBy: string;
  reportedAt: string;
}

/** What of an action list is asked for; the rest costs nothing. */
export interface ActionListParts {
  rows: boolean;
  milestones: boolean;
  latestReport: boolean;
  lightReason: boolean;
  total: boolean;
  tabs: boolean;
}

// A page comes as one JSON text: to take it apart costs a fraction of what thousands of single columns would, and what
// belongs to an action needs no round trip of its own.
const milestonesOfAction = `(select json_agg(json_build_array(s.id, s.seq, s.title, s.due_on, s.state,
    light_of(s.state, s.handed_in_on, s.due_on, s.due_on, null, 0, $1::date, $2::int, $3::int), s.accepted_on) order by s.seq)
  from milestone s where s.action_id = a.id)`;
const latestReportOfAction = `(select json_build_array(r.id, r.percent, r.done, r.difficulty, r.next_step, r.reported_by, r.reported_at::text)
  from progress_report r where r.action_id = a.id order by r.reported_at desc limit 1)`;

/** A page of actions, its total and its tabs: two statements, sent together. */
export async function listActions(
  context: Context,
  request: { filter: ActionFilter; sort?: ActionSort | null; page: number; pageSize: number; parts: ActionListParts },
): Promise<{ rows: ActionRow[]; total: number; tabs: { key: string; count: number }[] }> {
  const { services, scope, today } = context;
  const { parts } = request;
  const { light: rules } = await services.rules();
  const ownUnit = readableUnit(context.actor);
  const { where, values, key } = conditions(request.filter, ownUnit, [today, rules.dueSoonDays, rules.lagPercent]);
  const sort = request.sort ?? 'DUE_ON';
  const order = orders[sort];
  const tabName = Object.hasOwn(actionTabs, request.filter.tab ?? '')
    ? (request.filter.tab as keyof typeof actionTabs)
    : 'all';
  const tab = tabName === 'all' && request.filter.state?.length ? 'true' : actionTabs[tabName];
  const pageSize = Math.min(Math.max(request.pageSize, 1), 100);
  const offset = Math.max(request.page - 1, 0) * pageSize;

  const statements = [];
  if (parts.rows)
    statements.push({
      name: `actions-${sort}-${tabName}-${key}${parts.milestones ? '+' : ''}${parts.latestReport ? '*' : ''}`,
      // The page first; words, milestones and reports then for its few rows.
      text: `select json_agg(json_build_array(
               a.id, a.measure_id, m.code, m.title, t.code, a.unit_id, u.name, u.short_name, a.role, a.year, a.title,
               a.state, a.due_on, a.original_due_on, a.progress_percent, ${lightOfAction}, a.owner_name, a.milestone_count,
               a.milestone_done_count, a.evidence_count, a.next_due_on, a.handed_in_on, a.start_on,
               ${parts.milestones ? milestonesOfAction : 'null'}, ${parts.latestReport ? latestReportOfAction : 'null'}
             ) order by ${order.by})::text
             from (select a.* from unit_action a ${order.join} where ${where} and ${tab} order by ${order.by}
                   limit $${values.length + 1}::int offset $${values.length + 2}::int) a
             ${places} join task t on t.id = m.task_id`,
      values: [...values, pageSize, offset],
    });
  if (parts.total || parts.tabs)
    statements.push({
      name: `actions-count-${tabName}-${key}`,
      text: `select count(*) filter (where ${tab}), ${Object.values(actionTabs)
        .map(condition => `count(*) filter (where ${condition})`)
        .join(', ')} from unit_action a where ${where}`,
      values,
    });
  if (statements.length === 0) return { rows: [], total: 0, tabs: [] };
  const answers = await services.reads.rows(scope, statements);
  const [total = 0, ...tabCounts] = (parts.total || parts.tabs ? (answers.at(-1)?.[0] as number[]) : []) ?? [];
  const page = parts.rows ? (answers[0]?.[0]?.[0] as string | null) : null;
  const found = page === null ? [] : (JSON.parse(page) as SelectedRow[]);
  const rows = found.map(row => actionRow(row, today));
  if (parts.lightReason) await explainLights(context, rows, found);
  return { rows, total, tabs: Object.keys(actionTabs).map((tabKey, i) => ({ key: tabKey, count: tabCounts[i] ?? 0 })) };
}

/** `key` tells one set of conditions from another in few letters: a prepared statement's name has 63. */
function conditions(
  filter: ActionFilter,
  ownUnit: string | null,
  given: unknown[],
): { where: string; values: unknown[]; key: string } {
  const values = [...given];
  const parts: string[] = [];
  const keys: string[] = [];
  const add = (key: string, value: unknown, condition: (parameter: string) => string): void => {
    if (value === null || value === undefined || value === '') return;
    values.push(value);
    keys.push(key);
    parts.push(condition(`$${values.length}`));
  };
  add('o', ownUnit, p => `a.unit_id = ${p}`);
  add('p', filter.programId, p => `a.program_id = ${p}::uuid`);
  add('y', filter.year, p => `a.year = ${p}::int`);
  add(
    't',
    filter.taskCode,
    p => `a.measure_id in (select m.id from measure m join task t on t.id = m.task_id where t.code = ${p})`,
  );
  // Within one program a code names one measure; said so, its actions can be read off the index in order of their day.
  add('m', filter.measureCode, p =>
    filter.programId
      ? `a.measure_id = (select id from measure where program_id = $${values.indexOf(filter.programId) + 1}::uuid and code = ${p})`
      : `a.measure_id in (select id from measure where code = ${p})`,
  );
  add('u', filter.unitId, p => `a.unit_id = ${p}`);
  add('l', filter.light, p => `${lightOfAction} = ${p}`);
  add('s', filter.state?.length ? filter.state : null, p => `a.state = any(${p}::text[])`);
  const text = filter.text?.trim();
  add(
    'x',
    text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null,
    p => `(a.title ilike ${p} or a.owner_name ilike ${p}
           or a.measure_id in (select id from measure where code ilike ${p})
           or a.unit_id in (select id from unit where name ilike ${p}))`,
  );
  return { where: parts.length ? parts.join(' and ') : 'true', values, key: keys.join('') };
}

type SelectedRow = [
  string, string, string, string, string, string, string, string, string, number, string, ActionState, CalendarDay,
  CalendarDay, number, Light, string | null, number, number, number, CalendarDay | null, CalendarDay | null, CalendarDay,
  SelectedMilestone[] | null, SelectedReport | null,
]; // prettier-ignore
type SelectedMilestone = [string, number, string, CalendarDay, MilestoneState, Light, CalendarDay | null];
type SelectedReport = [string, number, string, string | null, string | null, string, string];

// By index: taking thousands of short arrays apart by pattern goes through an iterator each.
function actionRow(row: SelectedRow, today: CalendarDay): ActionRow {
  const dueOn = row[12];
  const light = row[15];
  const nextDueOn = row[20];
  const handedInOn = row[21];
  const effectiveDueOn = nextDueOn !== null && nextDueOn < dueOn && handedInOn === null ? nextDueOn : dueOn;
  const until = handedInOn ?? today;
  return {
    id: row[0], measureId: row[1], measureCode: row[2], measureTitle: row[3], taskCode: row[4], unitId: row[5],
    unitName: row[6], unitShortName: row[7], role: row[8], year: row[9], title: row[10], state: row[11], dueOn,
    originalDueOn: row[13], progressPercent: row[14], light, lightReason: '',
    daysLate: until > effectiveDueOn && light !== 'grey' ? days(effectiveDueOn, until) : 0,
    ownerName: row[16], milestoneCount: row[17], milestoneDoneCount: row[18], evidenceCount: row[19],
    milestones: row[23]?.map(milestoneRow) ?? [], latestReport: row[24] && reportRow(row[24]),
  }; // prettier-ignore
}

const milestoneRow = (row: SelectedMilestone): MilestoneRow => ({
  id: row[0], seq: row[1], title: row[2], dueOn: row[3], state: row[4], light: row[5], acceptedOn: row[6],
}); // prettier-ignore

const reportRow = (row: SelectedReport): ReportRow => ({
  id: row[0], percent: row[1], done: row[2], difficulty: row[3], nextStep: row[4], reportedBy: row[5], reportedAt: row[6],
}); // prettier-ignore

const days = (start: CalendarDay, end: CalendarDay): number => (Date.parse(end) - Date.parse(start)) / 86_400_000;

async function explainLights(context: Context, rows: ActionRow[], found: SelectedRow[]): Promise<void> {
  const { light: rules } = await context.services.rules();
  const calendar = await context.services.calendar();
  rows.forEach((row, index) => {
    const { 20: nextDueOn, 21: handedInOn, 22: startOn } = found[index]!;
    const { reason } = actionFactsLight(
      {
        // Handed in counts as finished: while the office reads, the unit is not late.
        state: handedInOn && row.state !== 'suspended' && row.state !== 'cancelled' ? 'done' : row.state,
        issuedOn: startOn,
        dueOn: row.dueOn,
        finishedOn: handedInOn,
        progressPercent: row.progressPercent,
      },
      nextDueOn ? [{ state: 'planned', dueOn: nextDueOn }] : [],
      context.today,
      rules,
      calendar,
    );
    row.lightReason = lightReason(reason, context.locale);
  });
}

/** The sentence for a milestone's light. A milestone has no progress of its own, so only its day decides. */
export function milestoneLight(
  milestone: { dueOn: CalendarDay; handedInOn: CalendarDay | null },
  context: Context,
  rules: { dueSoonDays: number; lagPercent: number },
  calendar: Parameters<typeof lightOf>[3],
): { light: Light; reason: string } {
  const { light, reason } = lightOf(
    {
      state: milestone.handedInOn ? 'finished' : 'open',
      startOn: milestone.dueOn,
      dueOn: milestone.dueOn,
      finishedOn: milestone.handedInOn,
      progressPercent: 0,
    },
    context.today,
    rules,
    calendar,
  );
  return { light, reason: lightReason(reason, context.locale) };
}
