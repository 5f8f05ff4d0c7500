import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { Light } from '@yardstick/domain/light';
import type { Context } from '../context.ts';
import { readableUnit } from '../people/people.policy.ts';
import { programById, type ProgramView } from '../program/program.queries.ts';
import { actionTabs } from './action-list.queries.ts';

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

type CellRow = [
  measureId: string,
  unitId: string,
  grey: number,
  green: number,
  yellow: number,
  red: number,
  blue: number,
  late: number,
  progress: number,
  done: number,
];

/** The state of a program on one screen: one aggregate per panel, the same statements whatever the size. */
export async function dashboard(
  context: Context,
  request: { programId?: string | null; year?: number | null },
): Promise<DashboardView | null> {
  const { services, scope, today } = context;
  const programId = request.programId ?? (await currentProgramId(context));
  if (!programId) return null;
  const program = await programById(context, programId);
  if (!program) return null;
  const { light: rules } = await services.rules();
  const year = request.year ?? null;
  const ownUnit = readableUnit(context.actor);
  const values = [today, rules.dueSoonDays, rules.lagPercent, programId, year, ownUnit];
  const lights = `cross join lateral light_of(a.state, a.handed_in_on, a.start_on, a.due_on, a.next_due_on, a.progress_percent, $1::date, $2, $3) l`;
  const ofProgram = `a.program_id = $4 and ($5::int is null or a.year = $5) and a.state <> 'cancelled'
               and ($6::text is null or a.unit_id = $6)`;
  const [cells, filing, reds, trend, before] = await services.reads.rows(scope, [
    {
      name: 'dashboard-cells',
      text: `select a.measure_id, a.unit_id, count(*) filter (where l = 'grey'), count(*) filter (where l = 'green'),
                    count(*) filter (where l = 'yellow'), count(*) filter (where l = 'red'),
                    count(*) filter (where l = 'blue'), count(*) filter (where l = 'late'), sum(a.progress_percent),
                    count(*) filter (where ${actionTabs.done})
             from unit_action a ${lights} where ${ofProgram} group by a.measure_id, a.unit_id`,
      values,
    },
    {
      name: 'dashboard-filing',
      text: `select count(*) filter (where s.handed_in_on is not null), count(*) filter (where s.handed_in_on <= s.due_on),
                    count(*) filter (where s.handed_in_on <= s.due_on and not exists (
                      select from reminder r where r.milestone_id = s.id and r.state = 'sent'))
             from milestone s join unit_action a on a.unit_id = s.unit_id and a.id = s.action_id
             where a.program_id = $1 and ($2::int is null or a.year = $2) and ($4::text is null or a.unit_id = $4)
               and a.state <> 'cancelled' and s.due_on <= $3`,
      values: [programId, year, today, ownUnit],
    },
    {
      name: 'dashboard-reds',
      text: `select a.id, (select s.id from milestone s where s.action_id = a.id and s.handed_in_on is null order by s.due_on, s.seq limit 1),
                    a.title, m.code, a.unit_id, u.short_name, least(a.due_on, a.next_due_on) as due, $1::date - least(a.due_on, a.next_due_on),
                    coalesce((select working_day_no from calendar_day where "on" = $1::date)
                      - (select working_day_no from calendar_day where "on" = least(a.due_on, a.next_due_on)), 0)
             from unit_action a join measure m on m.id = a.measure_id join unit u on u.id = a.unit_id ${lights}
             where ${ofProgram} and l = 'red' order by due, a.id limit ${redListLength}`,
      values,
    },
    {
      name: 'dashboard-trend',
      text: `select to_char(month, 'YYYY-MM'),
                    count(*) filter (where date_trunc('month', s.due_on) = month),
                    count(*) filter (where date_trunc('month', s.accepted_on) = month),
                    count(*) filter (where s.due_on < least(month + interval '1 month', $3::date)
                      and (s.handed_in_on is null or s.handed_in_on >= least(month + interval '1 month', $3::date)))
             from generate_series(date_trunc('month', $3::date) - interval '11 months', date_trunc('month', $3::date), interval '1 month') month
             cross join (select s.due_on, s.accepted_on, s.handed_in_on
                         from milestone s join unit_action a on a.unit_id = s.unit_id and a.id = s.action_id
                         where a.program_id = $1 and ($2::int is null or a.year = $2) and ($4::text is null or a.unit_id = $4)
                           and a.state not in ('cancelled', 'suspended')) s
             group by month order by month`,
      values: [programId, year, today, ownUnit],
    },
    {
      name: 'dashboard-reds-before',
      text: `select count(distinct a.id)
             from unit_action a
             left join milestone s on s.unit_id = a.unit_id and s.action_id = a.id and s.due_on < $3::date - 30
                  and (s.handed_in_on is null or s.handed_in_on >= $3::date - 30)
             where a.program_id = $1 and ($2::int is null or a.year = $2) and ($4::text is null or a.unit_id = $4)
               and a.state not in ('cancelled', 'suspended') and a.issued_on <= $3::date - 30
               and (s.id is not null or (a.due_on < $3::date - 30 and (a.handed_in_on is null or a.handed_in_on >= $3::date - 30)))`,
      values: [programId, year, today, ownUnit],
    },
  ]);
  return assemble(context, program, year, {
    cells: (cells ?? []) as CellRow[],
    filing: (filing?.[0] ?? [0, 0, 0]) as [number, number, number],
    reds: reds ?? [],
    trend: (trend ?? []) as [string, number, number, number][],
    redsBefore: Number(before?.[0]?.[0] ?? 0),
  });
}

async function currentProgramId(context: Context): Promise<string | null> {
  const [rows] = await context.services.reads.unfenced([
    { name: 'current-program', text: `select id from program order by created_at, code limit 1` },
  ]);
  return (rows?.[0]?.[0] as string | undefined) ?? null;
}

interface Panels {
  cells: CellRow[];
  filing: [number, number, number];
  reds: unknown[][];
  trend: [string, number, number, number][];
  redsBefore: number;
}

function assemble(context: Context, program: ProgramView, year: number | null, panels: Panels): DashboardView {
  const measures = program.tasks.flatMap(task => task.measures);
  const busy = new Set(panels.cells.map(cell => cell[1]));
  const units = program.units.filter(unit => busy.has(unit.id) || (unit.isScored && context.scope.all));
  const measureAt = new Map(measures.map((measure, index) => [measure.id, index]));
  const unitAt = new Map(units.map((unit, index) => [unit.id, index]));
  const whole = new Tally();
  const perMeasure = measures.map(() => new Tally());
  const perUnit = units.map(() => new Tally());
  const cells: DashboardView['cells'] = [];
  for (const row of panels.cells) {
    const m = measureAt.get(row[0]);
    const u = unitAt.get(row[1]);
    if (m === undefined || u === undefined) continue;
    const cell = new Tally();
    for (const tally of [cell, whole, perMeasure[m], perUnit[u]]) tally?.add(row);
    cells.push({ m, u, light: cell.worst(), count: cell.total, red: cell.counts.red, percent: cell.progress() });
  }
  const [filed, onTime, unchased] = panels.filing;
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
    filedWithoutChasingPercent: filed > 0 ? percent(unchased, filed) : null,
    byTask: program.tasks.map(task => {
      const sum = new Tally();
      for (const measure of task.measures) sum.merge(perMeasure[measureAt.get(measure.id) ?? -1]);
      return sum.line(task.id, task.code, task.title);
    }),
    byMeasure: measures.map((measure, index) =>
      (perMeasure[index] ?? new Tally()).line(measure.id, measure.code, measure.title),
    ),
    byUnit: units.map((unit, index) => (perUnit[index] ?? new Tally()).line(unit.id, unit.code, unit.shortName)),
    cells,
    redList: panels.reds.map(row => {
      const [actionId, milestoneId, title, measureCode, unitId, unitName, dueOn, daysLate, workingDaysLate] = row;
      return { actionId, milestoneId, title, measureCode, unitId, unitName, dueOn, daysLate, workingDaysLate };
    }) as DashboardView['redList'],
    trend: panels.trend.map(([month, due, accepted, red]) => ({ month, due, accepted, red })),
  };
}

/** Actions counted by light, with the sum of their progress. */
class Tally {
  counts: Record<Light, number> = { grey: 0, green: 0, yellow: 0, red: 0, blue: 0, late: 0 };
  total = 0;
  done = 0;
  progressSum = 0;

  add([, , grey, green, yellow, red, blue, late, progress, done]: CellRow): void {
    this.counts.grey += grey;
    this.counts.green += green;
    this.counts.yellow += yellow;
    this.counts.red += red;
    this.counts.blue += blue;
    this.counts.late += late;
    this.total += grey + green + yellow + red + blue + late;
    this.progressSum += progress;
    this.done += done;
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
