import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { EvidenceKind, MeasureScope, PlanDue } from '@yardstick/domain/plan';
import type { Context } from '../context.ts';

export interface UnitView {
  id: string;
  code: string;
  name: string;
  shortName: string;
  field: string | null;
  isScored: boolean;
  kind: string;
}
export interface MeasureView {
  id: string;
  seq: number;
  code: string;
  title: string;
  text: string;
  sourceClause: string;
  scope: MeasureScope;
  leadUnits: UnitView[];
  coopUnits: UnitView[];
  due: PlanDue[];
  deliverable: string;
  evidenceKinds: EvidenceKind[];
  proofExample: string | null;
  weight: number;
  stageTargets: { year: number; target: string }[];
  crosswalk: string[];
  taskId: string;
  taskCode: string;
  taskTitle: string;
  issuedCount: number;
}
export interface ProgramView {
  id: string;
  code: string;
  name: string;
  docNo: string | null;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  marker: string | null;
  stages: { year: number; name: string; goal: string }[];
  goals: string[];
  tasks: { id: string; seq: number; code: string; title: string; measures: MeasureView[] }[];
  units: UnitView[];
}

export const unitColumns = `u.id, u.id as code, u.name, u.short_name as "shortName", u.field, u.is_scored as "isScored", u.kind`;
export const unitView = (row: UnitView): UnitView => row;

const measureColumns = `m.id, m.seq, m.code, m.title, m.text, m.source_clause as "sourceClause", m.scope, m.reaches_all as "reachesAll", m.due, m.deliverable,
  m.evidence_kinds as "evidenceKinds", m.proof_example as "proofExample", m.weight, m.stage_targets as "stageTargets",
  m.crosswalk, m.task_id as "taskId", t.code as "taskCode", t.title as "taskTitle",
  (select count(*)::int from unit_action a where a.measure_id = m.id) as "issuedCount"`;

type MeasureRow = Omit<MeasureView, 'leadUnits' | 'coopUnits' | 'stageTargets'> & {
  stageTargets: Record<string, string>;
  reachesAll: boolean;
};
type MemberRow = UnitView & { measureId: string; memberRole: 'LEAD' | 'COOP' };

export async function listPrograms(context: Context): Promise<ProgramView[]> {
  const rows = await context.services.reads.objects<{ id: string }>(
    context.scope,
    `select p.id from program p
     order by (select count(*) from unit_action a where a.program_id = p.id) desc, p.starts_on desc, p.code`,
  );
  const programs = await Promise.all(rows.map(row => programById(context, row.id)));
  return programs.filter(program => program !== null);
}

/** One program with its tasks, measures and units: a fixed number of statements. */
export async function programById(context: Context, id: string): Promise<ProgramView | null> {
  const { reads } = context.services;
  const read = <T>(text: string): Promise<T[]> => reads.objects<T>(context.scope, text, [id]);
  const [programs, tasks, measures, members, units] = await Promise.all([
    read<ProgramView>(
      `select id, code, name, doc_no as "docNo", starts_on as "startsOn", ends_on as "endsOn", marker, stages, goals
       from program where id = $1`,
    ),
    read<{ id: string; seq: number; code: string; title: string }>(
      `select id, seq, code, title from task where program_id = $1 order by seq`,
    ),
    read<MeasureRow>(
      `select ${measureColumns} from measure m join task t on t.id = m.task_id where m.program_id = $1 order by m.seq`,
    ),
    read<MemberRow>(
      `select ${unitColumns}, x.measure_id as "measureId", x.role as "memberRole"
       from measure_unit x join measure m on m.id = x.measure_id join unit u on u.id = x.unit_id
       where m.program_id = $1 order by x.measure_id, x.seq`,
    ),
    read<UnitView>(
      `select ${unitColumns} from program_unit p join unit u on u.id = p.unit_id where p.program_id = $1 order by u.seq`,
    ),
  ]);
  const [program] = programs;
  if (!program) return null;
  const views = measures.map(measure => measureView(measure, members, units));
  return {
    ...program,
    units,
    tasks: tasks.map(task => ({ ...task, measures: views.filter(measure => measure.taskId === task.id) })),
  };
}

export async function measureById(context: Context, id: string): Promise<MeasureView | null> {
  const { reads } = context.services;
  const [rows, members, units] = await Promise.all([
    reads.objects<MeasureRow>(
      context.scope,
      `select ${measureColumns} from measure m join task t on t.id = m.task_id where m.id = $1`,
      [id],
    ),
    reads.objects<MemberRow>(
      context.scope,
      `select ${unitColumns}, x.measure_id as "measureId", x.role as "memberRole"
       from measure_unit x join unit u on u.id = x.unit_id where x.measure_id = $1 order by x.seq`,
      [id],
    ),
    reads.objects<UnitView>(
      context.scope,
      `select ${unitColumns} from measure m join program_unit p on p.program_id = m.program_id join unit u on u.id = p.unit_id
       where m.id = $1 order by u.seq`,
      [id],
    ),
  ]);
  return rows[0] ? measureView(rows[0], members, units) : null;
}

export function listUnits(context: Context): Promise<UnitView[]> {
  return context.services.reads.objects<UnitView>(context.scope, `select ${unitColumns} from unit u order by u.seq`);
}

function measureView(row: MeasureRow, members: MemberRow[], units: UnitView[]): MeasureView {
  const own = members.filter(member => member.measureId === row.id);
  const named = new Set(own.map(member => member.id));
  const everyone = row.reachesAll ? units.filter(unit => unit.isScored && !named.has(unit.id)) : [];
  return {
    ...row,
    leadUnits: own.filter(member => member.memberRole === 'LEAD'),
    coopUnits: [...everyone, ...own.filter(member => member.memberRole === 'COOP')],
    stageTargets: Object.entries(row.stageTargets).map(([year, target]) => ({ year: Number(year), target })),
  };
}
