import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { Light, LightRules } from '@yardstick/domain/light';
import type { Context } from '../context.ts';
import { readableUnit } from '../people/people.policy.ts';
import { programById, type ProgramView } from '../program/program.queries.ts';
import { actionTabs, lightOfAction } from './action-list.queries.ts';

export interface DashboardLine {
  id: string;
  code: string;
  name: string;
  lights: { light: Light; count: number }[];
  total: number;
  percent: number;
  worst: Light;
}
export interface DashboardView {
  asOf: string;
  today: CalendarDay;
  program: ProgramView;
  year: number | null;
  lights: { light: Light; count: number }[];
  total: number;
  doneCount: number;
  percentDone: number;
  onTimePercent: number | null;
  reds: number;
  redsLastMonth: number;
  filedWithoutChasingPercent: number | null;
  byTask: DashboardLine[];
  byMeasure: DashboardLine[];
  byUnit: DashboardLine[];
  cells: { m: number; u: number; light: Light; count: number; red: number; percent: number }[];
  redList: {
    actionId: string;
    milestoneId: string | null;
    title: string;
    measureCode: string;
    unitId: string;
    unitName: string;
    dueOn: CalendarDay;
    daysLate: number;
    workingDaysLate: number;
  }[];
  trend: { month: string; due: number; accepted: number; red: number }[];
}

/** From the light that asks for most attention to the one that asks for least. */
const bySeverity: Light[] = ['red', 'yellow', 'grey', 'green', 'late', 'blue'];
const redListLength = 30;

/** Work of one measure that is alike; the units it belongs to, between spaces, one as often as it has such work. */
type CellRow = [measureId: string, light: Light, progress: number, isDone: boolean, units: string];
/** Milestones that are alike by the months of the trend: 0 before the first, 1 to 12, 13 after the last. */
type DeadlineRow = [
  due: number,
  accepted: number | null,
  handedIn: number | null,
  count: number,
  redCount: number,
  filedCount: number,
  onTimeCount: number,
  unaskedCount: number,
];
type MeasureRow = [id: string, code: string, title: string, taskId: string];
type UnitRow = [id: string, code: string, shortName: string, isScored: boolean];

interface Request {
  programId?: string | null;
  year?: number | null;
  /** Whether the program is to come with its measures and units. */
  withPlan?: boolean;
}

/**
 * The state of a program on one screen: one aggregate per panel, the same statements whatever the size. Many look at it
 * while nothing changes, so it is worked out once per state of the database.
 */
export async function dashboard(context: Context, request: Request): Promise<DashboardView | null> {
  const { services, scope, today } = context;
  const { light: rules } = await services.rules();
  const ownUnit = readableUnit(context.actor);
  const key = JSON.stringify(['dashboard', request, scope, ownUnit, today, rules]);
  const view = await services.reads.whileUnchanged(key, () => workOut(context, request, rules, ownUnit));
  return view && { ...view, asOf: context.now.toISOString() };
}

async function workOut(
  context: Context,
  request: Request,
  rules: LightRules,
  ownUnit: string | null,
): Promise<DashboardView | null> {
  const { services, scope, today } = context;
  const programId = request.programId ?? (await currentProgramId(context));
  if (!programId) return null;
  const year = request.year ?? null;
  const months = lastMonths(today);
  const chosen = { programId, year, unitId: ownUnit };
  const actions = conditions(chosen, [today, rules.dueSoonDays, rules.lagPercent]);
  const deadlinesOf = conditions(chosen, [today, months]);
  const earlier = conditions(chosen, [today]);
  const [programs, tasks, measures, units, cells, reds, deadlines, before] = await services.reads.rows(scope, [
    {
      name: 'dashboard-program',
      text: `select id, code, name, doc_no, starts_on, ends_on, marker, stages, goals from program where id = $1`,
      values: [programId],
    },
    {
      name: 'dashboard-tasks',
      text: `select id, code, title from task where program_id = $1 order by seq`,
      values: [programId],
    },
    {
      name: 'dashboard-measures',
      text: `select m.id, m.code, m.title, m.task_id from measure m join task t on t.id = m.task_id
             where m.program_id = $1 order by t.seq, m.seq`,
      values: [programId],
    },
    {
      name: 'dashboard-units',
      text: `select u.id, u.id, u.short_name, u.is_scored from program_unit p join unit u on u.id = p.unit_id
             where p.program_id = $1 order by u.seq`,
      values: [programId],
    },
    {
      name: `dashboard-cells${actions.key}`,
      text: `select measure_id, light, progress_percent, is_done, string_agg(unit_id, ' ')
             from (select a.measure_id, a.unit_id, a.progress_percent, ${lightOfAction} as light, ${actionTabs.done} as is_done
                   from unit_action a where ${actions.where}) a
             group by 1, 2, 3, 4`,
      values: actions.values,
    },
    {
      name: `dashboard-reds${actions.key}`,
      text: `select a.id, (select s.id from milestone s where s.action_id = a.id and s.handed_in_on is null order by s.due_on, s.seq limit 1),
                    a.title, m.code, a.unit_id, u.short_name, a.due, $1::date - a.due,
                    coalesce((select working_day_no from calendar_day where "on" = $1::date)
                      - (select working_day_no from calendar_day where "on" = a.due), 0)
             from (select a.id, a.title, a.measure_id, a.unit_id, least(a.due_on, a.next_due_on) as due
                   from unit_action a where ${actions.where} and ${lightOfAction} = 'red' order by due, a.id limit ${redListLength}) a
             join measure m on m.id = a.measure_id join unit u on u.id = a.unit_id order by a.due, a.id`,
      values: actions.values,
    },
    {
      name: `dashboard-deadlines${deadlinesOf.key}`,
      text: `select width_bucket(s.due_on, $2::date[]), width_bucket(s.accepted_on, $2::date[]),
                    width_bucket(s.handed_in_on, $2::date[]), count(*) filter (where a.state <> 'suspended'),
                    count(*) filter (where a.state <> 'suspended' and s.due_on < $1::date
                      and (s.handed_in_on is null or s.handed_in_on >= $1::date)),
                    count(*) filter (where s.due_on <= $1::date and s.handed_in_on is not null),
                    count(*) filter (where s.due_on <= $1::date and s.handed_in_on <= s.due_on),
                    count(*) filter (where s.due_on <= $1::date and s.handed_in_on <= s.due_on and not exists (
                      select from reminder r where r.milestone_id = s.id and r.kind = 'milestone' and r.state = 'sent'))
             from milestone s join unit_action a on a.id = s.action_id where ${deadlinesOf.where} group by 1, 2, 3`,
      values: deadlinesOf.values,
    },
    {
      name: `dashboard-reds-before${earlier.key}`,
      text: `select count(*) from unit_action a
             where ${earlier.where} and a.state <> 'suspended' and a.issued_on <= $1::date - 30
               and (a.due_on < $1::date - 30 and (a.handed_in_on is null or a.handed_in_on >= $1::date - 30)
                 or a.id in (select s.action_id from milestone s where s.due_on < $1::date - 30
                             and (s.handed_in_on is null or s.handed_in_on >= $1::date - 30)))`,
      values: earlier.values,
    },
  ]);
  const program = request.withPlan ? await programById(context, programId) : outlineOf(programs?.[0]);
  if (!program) return null;
  return assemble(context, program, year, {
    tasks: (tasks ?? []) as Panels['tasks'],
    measures: (measures ?? []) as MeasureRow[],
    units: (units ?? []) as UnitRow[],
    cells: (cells ?? []) as CellRow[],
    reds: reds ?? [],
    deadlines: (deadlines ?? []) as DeadlineRow[],
    redsBefore: Number(before?.[0]?.[0] ?? 0),
    months,
  });
}

/** What is chosen, as conditions on `unit_action a` behind the values that a statement has already. */
function conditions(
  chosen: { programId: string; year: number | null; unitId: string | null },
  given: unknown[],
): { where: string; values: unknown[]; key: string } {
  const values = [...given, chosen.programId];
  let where = `a.program_id = $${values.length}::uuid and ${actionTabs.all}`;
  if (chosen.year !== null) where += ` and a.year = $${values.push(chosen.year)}::int`;
  if (chosen.unitId !== null) where += ` and a.unit_id = $${values.push(chosen.unitId)}::text`;
  return { where, values, key: `${chosen.year === null ? '' : '-y'}${chosen.unitId === null ? '' : '-u'}` };
}

async function currentProgramId(context: Context): Promise<string | null> {
  const [rows] = await context.services.reads.unfenced([
    { name: 'current-program', text: `select id from program order by created_at, code limit 1` },
  ]);
  return (rows?.[0]?.[0] as string | undefined) ?? null;
}

/** The program without its plan, which the lines of the dashboard stand for. */
function outlineOf(row: unknown[] | undefined): ProgramView | null {
  if (!row) return null;
  const [id, code, name, docNo, startsOn, endsOn, marker, stages, goals] = row;
  return {
    id,
    code,
    name,
    docNo,
    startsOn,
    endsOn,
    marker,
    stages,
    goals,
    tasks: [],
    units: [],
  } as unknown as ProgramView;
}

/** The first days of the twelve months up to this one, and of the next. */
function lastMonths(today: CalendarDay): CalendarDay[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  return Array.from({ length: 13 }, (_, i) => new Date(Date.UTC(year, month - 12 + i, 1)).toISOString().slice(0, 10));
}

interface Panels {
  tasks: [id: string, code: string, title: string][];
  measures: MeasureRow[];
  units: UnitRow[];
  cells: CellRow[];
  reds: unknown[][];
  deadlines: DeadlineRow[];
  redsBefore: number;
  months: CalendarDay[];
}

function assemble(context: Context, program: ProgramView, year: number | null, panels: Panels): DashboardView {
  const tallies = panels.cells.flatMap(([measureId, light, progress, isDone, units]) =>
    units.split(' ').map(unitId => ({ measureId, unitId, light, progress, isDone })),
  );
  const busy = new Set(tallies.map(({ unitId }) => unitId));
  const units = panels.units.filter(([id, , , isScored]) => busy.has(id) || (isScored && context.scope.all));
  const measureAt = new Map(panels.measures.map(([id], index) => [id, index]));
  const unitAt = new Map(units.map(([id], index) => [id, index]));
  const whole = new Tally();
  const perMeasure = panels.measures.map(() => new Tally());
  const perUnit = units.map(() => new Tally());
  const perCell = new Map<number, Tally>();
  for (const { measureId, unitId, light, progress, isDone } of tallies) {
    const m = measureAt.get(measureId);
    const u = unitAt.get(unitId);
    if (m === undefined || u === undefined) continue;
    const place = m * units.length + u;
    let cell = perCell.get(place);
    if (!cell) perCell.set(place, (cell = new Tally()));
    for (const tally of [cell, whole, perMeasure[m], perUnit[u]]) tally?.add(light, progress, isDone);
  }
  const sum = (column: 5 | 6 | 7): number => panels.deadlines.reduce((total, row) => total + row[column], 0);
  const [filed, onTime, unasked] = [sum(5), sum(6), sum(7)];
  return {
    asOf: context.now.toISOString(),
    today: context.today,
    program,
    year,
    lights: whole.lights(),
    total: whole.total,
    // By its state: what was handed in has its light, but may still come back.
    doneCount: whole.done,
    percentDone: percent(whole.done, whole.total),
    onTimePercent: filed > 0 ? percent(onTime, filed) : null,
    reds: whole.counts.red,
    redsLastMonth: panels.redsBefore,
    filedWithoutChasingPercent: filed > 0 ? percent(unasked, filed) : null,
    byTask: panels.tasks.map(([id, code, title]) => {
      const task = new Tally();
      panels.measures.forEach(([, , , taskId], m) => {
        if (taskId === id) task.merge(perMeasure[m]);
      });
      return task.line(id, code, title);
    }),
    byMeasure: panels.measures.map(([id, code, title], m) => perMeasure[m]!.line(id, code, title)),
    byUnit: units.map(([id, code, shortName], u) => perUnit[u]!.line(id, code, shortName)),
    cells: [...perCell].map(([place, cell]) => ({
      m: Math.floor(place / units.length),
      u: place % units.length,
      light: cell.worst(),
      count: cell.total,
      red: cell.counts.red,
      percent: cell.progress(),
    })),
    redList: panels.reds.map(row => {
      const [actionId, milestoneId, title, measureCode, unitId, unitName, dueOn, daysLate, workingDaysLate] = row;
      return { actionId, milestoneId, title, measureCode, unitId, unitName, dueOn, daysLate, workingDaysLate };
    }) as DashboardView['redList'],
    trend: trendOf(panels),
  };
}

/** What fell due and was accepted in each month, and what stood red at its end; of the running month, today. */
function trendOf({ deadlines, months }: Panels): DashboardView['trend'] {
  return months.slice(0, 12).map((firstDay, index) => {
    const place = index + 1;
    const point = { month: firstDay.slice(0, 7), due: 0, accepted: 0, red: 0 };
    for (const [due, accepted, handedIn, count, redCount] of deadlines) {
      if (due === place) point.due += count;
      if (accepted === place) point.accepted += count;
      if (place === 12) point.red += redCount;
      else if (due <= place && (handedIn === null || handedIn > place)) point.red += count;
    }
    return point;
  });
}

/** Actions counted by light, with the sum of their progress. */
class Tally {
  counts: Record<Light, number> = { grey: 0, green: 0, yellow: 0, red: 0, blue: 0, late: 0 };
  total = 0;
  done = 0;
  progressSum = 0;

  add(light: Light, progress: number, isDone: boolean): void {
    this.counts[light] += 1;
    this.total += 1;
    this.progressSum += progress;
    if (isDone) this.done += 1;
  }

  merge(other: Tally | undefined): void {
    if (!other) return;
    for (const light of bySeverity) this.counts[light] += other.counts[light];
    this.total += other.total;
    this.done += other.done;
    this.progressSum += other.progressSum;
  }

  worst(): Light {
    return bySeverity.find(light => this.counts[light] > 0) ?? 'grey';
  }

  /** Mean progress in whole percent. */
  progress(): number {
    return percent(this.progressSum, this.total * 100);
  }

  lights(): DashboardLine['lights'] {
    return bySeverity.map(light => ({ light, count: this.counts[light] }));
  }

  line(id: string, code: string, name: string): DashboardLine {
    return { id, code, name, lights: this.lights(), total: this.total, percent: this.progress(), worst: this.worst() };
  }
}

const percent = (part: number, whole: number): number => (whole > 0 ? Math.floor((100 * part) / whole) : 0);
