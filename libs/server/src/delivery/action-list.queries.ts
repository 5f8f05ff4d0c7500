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

/** A page of actions as flat rows: the page, then its milestones and latest reports together. Three statements at most. */
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
      name: `actions-${sort}-${tabName}-${key}`,
      // The page first, then the words for its few rows.
      text: `select a.id, a.measure_id, m.code, m.title, t.code, a.unit_id, u.name, u.short_name, a.role, a.year, a.title,
                    a.state, a.due_on, a.original_due_on, a.progress_percent, ${lightOfAction}, a.owner_name, a.milestone_count,
                    a.milestone_done_count, a.evidence_count, a.next_due_on, a.handed_in_on, a.start_on
             from (select a.* from unit_action a ${order.join} where ${where} and ${tab} order by ${order.by}
                   limit $${values.length + 1}::int offset $${values.length + 2}::int) a
             ${places} join task t on t.id = m.task_id order by ${order.by}`,
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
  const rows = parts.rows ? (answers[0] as unknown[][]).map(row => actionRow(row, today)) : [];
  if (parts.lightReason) await explainLights(context, rows);
  if (rows.length > 0 && (parts.milestones || parts.latestReport)) await addChildren(context, rows, parts);
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
  add('m', filter.measureCode, p => `a.measure_id in (select id from measure where code = ${p})`);
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

/** Facts that `explainLights` needs beside the row itself. */
const lightFacts = new WeakMap<
  ActionRow,
  { nextDueOn: CalendarDay | null; handedInOn: CalendarDay | null; startOn: CalendarDay }
>();

function actionRow(row: unknown[], today: CalendarDay): ActionRow {
  const [
    id, measureId, measureCode, measureTitle, taskCode, unitId, unitName, unitShortName, role, year, title, state, dueOn,
    originalDueOn, progressPercent, light, ownerName, milestoneCount, milestoneDoneCount, evidenceCount, nextDueOn,
    handedInOn, startOn,
  ] = row as [
    string, string, string, string, string, string, string, string, string, number, string, ActionState, CalendarDay,
    CalendarDay, number, Light, string | null, number, number, number, CalendarDay | null, CalendarDay | null, CalendarDay,
  ]; // prettier-ignore
  const effectiveDueOn = nextDueOn !== null && nextDueOn < dueOn && handedInOn === null ? nextDueOn : dueOn;
  const until = handedInOn ?? today;
  const shown: ActionRow = {
    id, measureId, measureCode, measureTitle, taskCode, unitId, unitName, unitShortName, role, year, title, state, dueOn,
    originalDueOn, progressPercent, light, lightReason: '',
    daysLate: until > effectiveDueOn && light !== 'grey' ? days(effectiveDueOn, until) : 0,
    ownerName, milestoneCount, milestoneDoneCount, evidenceCount, latestReport: null, milestones: [],
  }; // prettier-ignore
  lightFacts.set(shown, { nextDueOn, handedInOn, startOn });
  return shown;
}

const days = (start: CalendarDay, end: CalendarDay): number => (Date.parse(end) - Date.parse(start)) / 86_400_000;

async function explainLights(context: Context, rows: ActionRow[]): Promise<void> {
  const { light: rules } = await context.services.rules();
  const calendar = await context.services.calendar();
  for (const row of rows) {
    const facts = lightFacts.get(row);
    if (!facts) continue;
    const { reason } = actionFactsLight(
      {
        // Handed in counts as finished: while the office reads, the unit is not late.
        state: facts.handedInOn && row.state !== 'suspended' && row.state !== 'cancelled' ? 'done' : row.state,
        issuedOn: facts.startOn,
        dueOn: row.dueOn,
        finishedOn: facts.handedInOn,
        progressPercent: row.progressPercent,
      },
      facts.nextDueOn ? [{ state: 'planned', dueOn: facts.nextDueOn }] : [],
      context.today,
      rules,
      calendar,
    );
    row.lightReason = lightReason(reason, context.locale);
  }
}

async function addChildren(context: Context, rows: ActionRow[], parts: ActionListParts): Promise<void> {
  const { services, scope, today } = context;
  const { light: rules } = await services.rules();
  const ids = rows.map(row => row.id);
  const statements = [];
  if (parts.milestones)
    statements.push({
      name: 'milestones-of-actions',
      text: `select action_id, id, seq, title, due_on, state,
                    light_of(state, handed_in_on, due_on, due_on, null, 0, $2::date, $3, $4), accepted_on
             from milestone where action_id = any($1::uuid[]) order by action_id, seq`,
      values: [ids, today, rules.dueSoonDays, rules.lagPercent],
    });
  if (parts.latestReport)
    statements.push({
      name: 'latest-reports',
      text: `select r.action_id, r.id, r.percent, r.done, r.difficulty, r.next_step, r.reported_by, r.reported_at
             from unnest($1::uuid[]) a(id)
             cross join lateral (select * from progress_report p where p.action_id = a.id order by p.reported_at desc limit 1) r`,
      values: [ids],
    });
  const answers = await services.reads.rows(scope, statements);
  const byId = new Map(rows.map(row => [row.id, row]));
  if (parts.milestones)
    for (const [actionId, id, seq, title, dueOn, state, light, acceptedOn] of answers[0] ?? [])
      byId
        .get(actionId as string)
        ?.milestones.push({ id, seq, title, dueOn, state, light, acceptedOn } as MilestoneRow);
  if (parts.latestReport)
    for (const [actionId, id, percent, done, difficulty, nextStep, reportedBy, reportedAt] of answers.at(-1) ?? []) {
      const row = byId.get(actionId as string);
      if (row) row.latestReport = { id, percent, done, difficulty, nextStep, reportedBy, reportedAt } as ReportRow;
    }
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
