import { isStopped, type ActionState } from '@yardstick/domain/action';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { createHash } from 'node:crypto';
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
  // As the dashboard counts: what was called off, or does not apply, is no task any more.
  all: `a.state not in ('cancelled', 'not-applicable')`,
  open: `a.state not in ('done', 'closed', 'archived', 'cancelled', 'not-applicable')`,
  'to-acknowledge': `a.state = 'assigned'`,
  planning: `a.state in ('planning', 'plan-to-sign', 'plan-in-review')`,
  'in-progress': `a.state = 'in-progress'`,
  'in-review': `a.state in ('completion-to-sign', 'submitted', 'final-review')`,
  returned: `a.state = 'returned'`,
  overdue: `${lightOfAction} = 'red'`,
  done: `a.state in ('done', 'closed', 'archived')`,
  cancelled: `a.state = 'cancelled'`,
  'not-applicable': `a.state = 'not-applicable'`,
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
  isUnchanged: boolean;
  fallReason: string | null;
  reportedBy: string;
  reportedAt: string;
}

export interface ActionPage {
  rows: ActionRow[];
  total: number;
  tabs: { key: string; count: number }[];
}

export interface ActionPageRequest {
  filter: ActionFilter;
  sort?: ActionSort | null;
  page: number;
  pageSize: number;
}

/** A field that is asked for; a constant is answered as it stands. */
export interface AskedField {
  name: string;
  constant?: string;
  of?: readonly AskedField[];
}

export const asked = (...names: readonly string[]): AskedField[] => names.map(name => ({ name }));

/** Writes one value as JSON, as the arguments of a `concat`. */
type Written = readonly string[];
/** What each field is in SQL; a word of the domain is named as its reader names it. */
type Columns = Record<string, (word: (column: string) => string, of: readonly AskedField[]) => Written>;

const quote = `'"'`;
const number = (column: string): Written => [column];
/** Ids, days and the domain's words hold nothing that JSON would escape. */
const plain = (column: string): Written => [quote, column, quote];
const text = (column: string): Written => [`to_json(${column})`];
const orNull = (column: string): Written => [`coalesce(to_json(${column})::text, 'null')`];

const lightOfMilestone = `light_of(s.state, s.handed_in_on, s.due_on, s.due_on, null, 0, $1::date, $2::int, $3::int)`;
const milestoneColumns: Columns = {
  id: () => plain('s.id'),
  seq: () => number('s.seq'),
  title: () => text('s.title'),
  dueOn: () => plain('s.due_on'),
  state: word => plain(word('s.state')),
  light: word => plain(word(lightOfMilestone)),
  acceptedOn: () => orNull('s.accepted_on'),
};
const reportColumns: Columns = {
  id: () => plain('r.id'),
  percent: () => number('r.percent'),
  done: () => text('r.done'),
  difficulty: () => orNull('r.difficulty'),
  nextStep: () => orNull('r.next_step'),
  isUnchanged: () => text('r.is_unchanged'),
  fallReason: () => orNull('r.fall_reason'),
  reportedBy: () => text('r.reported_by'),
  reportedAt: () => plain(`replace(replace(r.reported_at::text, ' ', 'T'), '+00', 'Z')`),
};
const rowColumns: Columns = {
  id: () => plain('a.id'),
  measureId: () => plain('a.measure_id'),
  measureCode: () => text('m.code'),
  measureTitle: () => text('m.title'),
  taskCode: () => text('(select t.code from task t where t.id = m.task_id)'),
  unitId: () => text('a.unit_id'),
  unitName: () => text('u.name'),
  unitShortName: () => text('u.short_name'),
  role: () => plain('a.role'),
  year: () => number('a.year'),
  title: () => text('a.title'),
  state: word => plain(word('a.state')),
  dueOn: () => plain('a.due_on'),
  originalDueOn: () => plain('a.original_due_on'),
  progressPercent: () => number('a.progress_percent'),
  light: word => plain(word(lightOfAction)),
  daysLate: () =>
    number(`case when ${lightOfAction} = 'grey' then 0 else greatest(0, coalesce(a.handed_in_on, $1::date) -
       case when a.handed_in_on is null then least(a.due_on, a.next_due_on) else a.due_on end) end`),
  ownerName: () => orNull('a.owner_name'),
  milestoneCount: () => number('a.milestone_count'),
  milestoneDoneCount: () => number('a.milestone_done_count'),
  evidenceCount: () => number('a.evidence_count'),
  milestones: (word, of) => [
    `'['`,
    `array_to_string(array(select ${object(milestoneColumns, of, word)} from milestone s where s.action_id = a.id
       order by s.seq), ',')`,
    `']'`,
  ],
  latestReport: (word, of) => [
    `coalesce((select ${object(reportColumns, of, word)} from progress_report r where r.action_id = a.id
       order by r.reported_at desc limit 1), 'null')`,
  ],
};

/** SQL: the JSON text of one object. `concat` writes it in a fifth less time than `json_build_object`. */
function object(columns: Columns, fields: readonly AskedField[], word: (column: string) => string): string {
  const parts = fields.flatMap(({ name, constant, of = [] }, index) => {
    const written = constant === undefined ? columns[name]?.(word, of) : [`'"${constant}"'`];
    if (written === undefined) throw new Error(`The list of actions has no column for ${name}.`);
    return [`'${index === 0 ? '{' : ','}"${name}":'`, ...written];
  });
  return `concat(${merged([...(parts.length > 0 ? parts : [`'{'`]), `'}'`]).join(', ')})`;
}

/** Constants that stand side by side become one: a function takes only so many arguments. */
function merged(parts: readonly string[]): string[] {
  const isConstant = (part: string | undefined): part is string => /^'[^']*'$/.test(part ?? '');
  return parts.reduce<string[]>((all, part) => {
    const last = all.at(-1);
    if (isConstant(last) && isConstant(part)) all[all.length - 1] = `${last.slice(0, -1)}${part.slice(1)}`;
    else all.push(part);
    return all;
  }, []);
}

const asInDomain = (column: string): string => column;
const asInSchema = (column: string): string => `upper(replace(${column}, '-', '_'))`;

/** What the sentence of a light is made from. */
const lightFacts = 'a.state, a.start_on, a.due_on, a.next_due_on, a.handed_in_on, a.progress_percent';
type LightFacts = [ActionState, CalendarDay, CalendarDay, CalendarDay | null, CalendarDay | null, number];

/** A page of actions with the fields of a row that are asked for. */
export async function listActions(
  context: Context,
  request: ActionPageRequest,
  fields: readonly AskedField[],
): Promise<ActionPage> {
  return JSON.parse(await pageText(context, request, fields, asInDomain)) as ActionPage;
}

/**
 * The same as JSON text of just the fields asked for, words named as in the schema. PostgreSQL writes it and nobody
 * takes it apart: for a list of this size that is two thirds of what answering costs in this process.
 */
export function actionPageText(
  context: Context,
  request: ActionPageRequest,
  fields: readonly AskedField[],
): Promise<string> {
  return pageText(context, request, fields, asInSchema);
}

/** A page of actions, its total and its tabs: two statements, sent together. */
async function pageText(
  context: Context,
  request: ActionPageRequest,
  fields: readonly AskedField[],
  word: (column: string) => string,
): Promise<string> {
  const { services, scope, today } = context;
  const { light: rules } = await services.rules();
  const ownUnit = readableUnit(context.actor);
  const { where, values } = conditions(request.filter, ownUnit, [today, rules.dueSoonDays, rules.lagPercent]);
  const order = orders[request.sort ?? 'DUE_ON'];
  const tabName = Object.hasOwn(actionTabs, request.filter.tab ?? '')
    ? (request.filter.tab as keyof typeof actionTabs)
    : 'all';
  const tab = tabName === 'all' && request.filter.state?.length ? 'true' : actionTabs[tabName];
  const pageSize = Math.min(Math.max(request.pageSize, 1), 100);
  const offset = Math.max(request.page - 1, 0) * pageSize;
  const rowFields = fields.find(({ name }) => name === 'rows')?.of;
  const isExplained = rowFields?.some(({ name }) => name === 'lightReason') ?? false;
  const isCounted = fields.some(({ name }) => name === 'total' || name === 'tabs');

  const statements = [];
  if (rowFields) {
    const columns = rowFields.filter(({ name }) => name !== 'lightReason');
    const row = object(rowColumns, columns, word);
    // The page first; words, milestones and reports then for its few rows.
    const page = `from (select a.* from unit_action a ${order.join} where ${where} and ${tab} order by ${order.by}
             limit $${values.length + 1}::int offset $${values.length + 2}::int) a
       ${places}`;
    const text = isExplained
      ? `select ${row}, ${lightFacts} ${page} order by ${order.by}`
      : `select concat('[', string_agg(${row}, ',' order by ${order.by}), ']') ${page}`;
    statements.push({ name: nameOf(text), text, values: [...values, pageSize, offset] });
  }
  if (isCounted) {
    const text = `select count(*) filter (where ${tab}), ${Object.values(actionTabs)
      .map(condition => `count(*) filter (where ${condition})`)
      .join(', ')} from unit_action a where ${where}`;
    statements.push({ name: nameOf(text), text, values });
  }
  const answers = statements.length > 0 ? await services.reads.rows(scope, statements, context.check) : [];
  const [total = 0, ...tabCounts] = (isCounted ? answers.at(-1)?.[0] : []) as number[];
  const parts: Record<string, () => string | Promise<string>> = {
    rows: () =>
      isExplained ? explained(context, answers[0] as [string, ...LightFacts][]) : (answers[0]?.[0]?.[0] as string),
    total: () => String(total),
    tabs: () => JSON.stringify(tabsOf(tabCounts, fields)),
  };
  const texts = await Promise.all(
    fields.map(async ({ name, constant }) => {
      const part = constant === undefined ? await parts[name]?.() : JSON.stringify(constant);
      if (part === undefined) throw new Error(`A page of actions has no ${name}.`);
      return `"${name}":${part}`;
    }),
  );
  return `{${texts.join()}}`;
}

function tabsOf(counts: readonly number[], fields: readonly AskedField[]): Record<string, unknown>[] {
  const of = fields.find(({ name }) => name === 'tabs')?.of ?? [];
  return Object.keys(actionTabs).map((key, index) => {
    const tab: Record<string, unknown> = { key, count: counts[index] ?? 0 };
    return Object.fromEntries(of.map(({ name, constant }) => [name, constant ?? tab[name]]));
  });
}

const mostPrepared = 300;
const prepared = new Set<string>();

/** Every connection keeps what it prepared, so only so many statements get a name; the others are planned each time. */
function nameOf(text: string): string | undefined {
  const name = `actions-${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`;
  if (!prepared.has(name) && prepared.size >= mostPrepared) return undefined;
  prepared.add(name);
  return name;
}

/** Puts the sentence of its light into each row. */
async function explained(context: Context, rows: [string, ...LightFacts][]): Promise<string> {
  const { light: rules } = await context.services.rules();
  const calendar = await context.services.calendar();
  const texts = rows.map(([text, state, startOn, dueOn, nextDueOn, handedInOn, progressPercent]) => {
    const { reason } = actionFactsLight(
      {
        // Handed in counts as finished: while the office reads, the unit is not late.
        state: handedInOn && !isStopped(state) ? 'done' : state,
        issuedOn: startOn,
        dueOn,
        finishedOn: handedInOn,
        progressPercent,
      },
      nextDueOn ? [{ state: 'planned', dueOn: nextDueOn }] : [],
      context.today,
      rules,
      calendar,
    );
    const own = text.slice(0, text.lastIndexOf('}'));
    return `${own}${own.endsWith('{') ? '' : ','}"lightReason":${JSON.stringify(lightReason(reason, context.locale))}}`;
  });
  return `[${texts.join()}]`;
}

function conditions(
  filter: ActionFilter,
  ownUnit: string | null,
  given: unknown[],
): { where: string; values: unknown[] } {
  const values = [...given];
  // A statement may use none of what a light needs, and PostgreSQL asks for the type of every parameter.
  const parts = ['($1::date, $2::int, $3::int) is not null'];
  const add = (value: unknown, condition: (parameter: string) => string): void => {
    if (value === null || value === undefined || value === '') return;
    values.push(value);
    parts.push(condition(`$${values.length}`));
  };
  add(ownUnit, p => `a.unit_id = ${p}`);
  add(filter.programId, p => `a.program_id = ${p}::uuid`);
  add(filter.year, p => `a.year = ${p}::int`);
  add(
    filter.taskCode,
    p => `a.measure_id in (select m.id from measure m join task t on t.id = m.task_id where t.code = ${p})`,
  );
  // Within one program a code names one measure; said so, its actions can be read off the index in order of their day.
  add(filter.measureCode, p =>
    filter.programId
      ? `a.measure_id = (select id from measure where program_id = $${values.indexOf(filter.programId) + 1}::uuid and code = ${p})`
      : `a.measure_id in (select id from measure where code = ${p})`,
  );
  add(filter.unitId, p => `a.unit_id = ${p}`);
  add(filter.light, p => `${lightOfAction} = ${p}`);
  add(filter.state?.length ? filter.state : null, p => `a.state = any(${p}::text[])`);
  const text = filter.text?.trim();
  add(
    text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null,
    p => `(a.title ilike ${p} or a.owner_name ilike ${p}
           or a.measure_id in (select id from measure where code ilike ${p})
           or a.unit_id in (select id from unit where name ilike ${p}))`,
  );
  return { where: parts.join(' and '), values };
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
