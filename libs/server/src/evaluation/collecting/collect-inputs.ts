import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { progressFigures, type TrackedAction } from '@yardstick/domain/scoring/progress-figures';
import type { FigureInput, ScoringScheme, UnitInputs } from '@yardstick/domain/scoring/scheme';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import { askingEm, withCollected, type Collecting } from './collected.ts';

/** What an evaluation is of. */
export interface Subject {
  evaluationId: string;
  programId: string;
  programCode: string;
  asOf: CalendarDay;
  scheme: ScoringScheme;
}

export interface CollectedUnit {
  code: string;
  name: string;
}

/** What is on record of these units on the evaluation's day; a few statements however many they are. */
export async function collectInputs(
  em: SqlEntityManager,
  subject: Collecting & Pick<Subject, 'asOf'>,
  units: readonly CollectedUnit[],
  calendar: WorkCalendar,
): Promise<UnitInputs[]> {
  const codes = JSON.stringify(units.map(unit => unit.code));
  const actions = await trackedActions(em, subject, codes);
  const recorded = await recordedFigures(em, subject, codes);
  const known = new Set(subject.scheme.figures.map(figure => figure.code));
  const years = new Set(subject.scheme.indicators.flatMap(i => ('years' in i.method ? i.method.years : [])));
  // a scheme that lists no years counts them all, or those of the year evaluated
  const counts = ({ year = 0 }: FigureInput): boolean => years.size === 0 || years.has(year);
  const inputs = units.map(({ code, name }) => ({
    unitCode: code,
    unitName: name,
    figures: [
      ...progressFigures(actions.get(code) ?? [], subject.asOf, calendar).filter(counts),
      ...(recorded.get(code) ?? []),
    ].filter(figure => known.has(figure.code)),
  }));
  return withCollected(askingEm(em), subject, inputs);
}

interface ActionRow {
  unit_id: string;
  code: string;
  year: number;
  role: string;
  due_on: CalendarDay;
  handed_in_on: CalendarDay | null;
  returned_count: number;
  is_left_out: boolean;
  milestones: { seq: number; dueOn: CalendarDay; handedInOn: CalendarDay | null }[] | null;
}

async function trackedActions(
  em: SqlEntityManager,
  { programId, asOf }: Pick<Subject, 'programId' | 'asOf'>,
  codes: string,
): Promise<Map<string, TrackedAction[]>> {
  const rows = await em.execute<ActionRow[]>(
    `select a.unit_id, m.code, a.year, a.role, a.due_on::text, a.handed_in_on::text, a.returned_count,
            a.state = 'not-applicable' as is_left_out,
            (select jsonb_agg(jsonb_build_object('seq', s.seq, 'dueOn', s.due_on, 'handedInOn', s.handed_in_on) order by s.seq)
             from milestone s where s.unit_id = a.unit_id and s.action_id = a.id) as milestones
     from unit_action a join measure m on m.id = a.measure_id
     where a.unit_id in (select jsonb_array_elements_text(?::jsonb)) and a.program_id = ? and a.issued_on <= ?
       and a.state not in ('cancelled', 'suspended')
     order by m.seq, a.year`,
    [codes, programId, asOf],
  );
  const byUnit = Map.groupBy(rows, row => row.unit_id);
  return new Map([...byUnit].map(([unit, ofUnit]) => [unit, ofUnit.map(trackedAction)]));
}

const trackedAction = (row: ActionRow): TrackedAction => ({
  ref: `${row.code}/${row.unit_id}/${row.year}`,
  year: row.year,
  isLead: row.role === 'LEAD',
  dueOn: row.due_on,
  handedInOn: row.handed_in_on,
  returnedCount: row.returned_count,
  isLeftOut: row.is_left_out,
  milestones: row.milestones ?? [],
});

interface FigureRow {
  unit_id: string;
  code: string;
  year: number;
  value: string;
  source: string;
  is_provisional: boolean;
}

async function recordedFigures(
  em: SqlEntityManager,
  { programId }: Pick<Subject, 'programId'>,
  codes: string,
): Promise<Map<string, FigureInput[]>> {
  const rows = await em.execute<FigureRow[]>(
    `select unit_id, code, year, value, source, is_provisional from figure
     where unit_id in (select jsonb_array_elements_text(?::jsonb)) and program_id = ? order by code, year`,
    [codes, programId],
  );
  const byUnit = Map.groupBy(rows, row => row.unit_id);
  return new Map([...byUnit].map(([unit, ofUnit]) => [unit, ofUnit.map(recordedFigure)]));
}

const recordedFigure = (row: FigureRow): FigureInput => ({
  code: row.code,
  ...(row.year > 0 ? { year: row.year } : {}),
  value: row.value,
  records: [{ ref: `figure/${row.code}/${row.year}`, note: row.source }],
  source: row.source,
  provisional: row.is_provisional,
});
