import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { figuresOfYear, withoutDeferred } from '@yardstick/domain/scoring/missing-figures';
import { yearKey } from '@yardstick/domain/scoring/scheme-figures';
import type {
  DeferredFigure,
  FigureInput,
  FigureRecord,
  ScoringScheme,
  UnitInputs,
} from '@yardstick/domain/scoring/scheme';
import { assessedIndicators, figureOfLines, type GivenLine } from '@yardstick/domain/scoring/three-lines';
import type { Context } from '../../context.ts';

/** What is asked of the database, by a command or by a screen. */
export type Ask = <Row extends object>(sql: string, values: unknown[]) => Promise<Row[]>;

export const askingEm =
  (em: SqlEntityManager): Ask =>
  <Row extends object>(sql: string, values: unknown[]) =>
    em.execute<Row[]>(sql, values);

export const askingReads =
  ({ services, scope }: Context): Ask =>
  (sql, values) => {
    let place = 0;
    return services.reads.objects(
      scope,
      sql.replace(/\?/g, () => `$${++place}`),
      values,
    );
  };

/** What an evaluation is of, as far as collecting goes. Null: of one that is not on record yet. */
export interface Collecting {
  evaluationId: string | null;
  programId: string;
  scheme: ScoringScheme;
  /** Of one that is not on record yet; else it is read from there. */
  figuresYear?: number | null;
}

interface LineRow {
  unit_id: string;
  indicator: string;
  self: GivenLine | null;
  office: GivenLine | null;
  final: GivenLine | null;
  ruled: GivenLine | null;
}
interface RulingRow {
  unit_id: string;
  indicator: string;
  reason: string;
}
interface BatchRow {
  unit_id: string;
  code: string;
  year: number;
  value: string;
  source: string;
  is_provisional: boolean;
  records: FigureRecord[];
  population: string | null;
  left_out: string[] | null;
}

/** SQL: the final line that the last upheld objection set, in the place of those of the line `l`. */
export const ruledLine = (l: string): string => `(select r.line from final_ruling r
  where r.unit_id = ${l}.unit_id and r.evaluation_id = ${l}.evaluation_id and r.indicator = ${l}.indicator
  order by r.no desc limit 1)`;

/**
 * Adds to what is counted and recorded of some units what was collected for an evaluation: lines of units and office,
 * batches, rulings, and what is not known yet. A few statements however many units; without any of it the inputs are
 * those that were given.
 */
export async function withCollected(ask: Ask, of: Collecting, units: readonly UnitInputs[]): Promise<UnitInputs[]> {
  const { scheme, programId } = of;
  const codes = JSON.stringify(units.map(unit => unit.unitCode));
  const inUnits = `unit_id in (select jsonb_array_elements_text(cast(? as jsonb)))`;
  const { evaluationId } = of;
  const lines = await ask<LineRow>(
    `select l.unit_id, l.indicator, case when s.state = 'signed' then l.self end as self, l.office, l.final,
            ${ruledLine('l')} as ruled
     from assessment_line l left join self_assessment s on s.unit_id = l.unit_id and s.evaluation_id = l.evaluation_id
     where l.evaluation_id = cast(? as uuid) and l.${inUnits}`,
    [evaluationId, codes],
  );
  const rulings = await ask<RulingRow>(
    `select unit_id, indicator, reason from indicator_ruling
     where lifted_at is null and evaluation_id = cast(? as uuid) and ${inUnits} order by unit_id, decided_at, id`,
    [evaluationId, codes],
  );
  const deferrals = await ask<{ figure: string; year: number; reason: string }>(
    `select figure, year, reason from figure_deferral
     where lifted_at is null and evaluation_id = cast(? as uuid) order by figure, year`,
    [evaluationId],
  );
  const batches = await ask<BatchRow>(
    `select unit_id, code, year, value, source, is_provisional, records, population, left_out from figure
     where records is not null and program_id = ? and ${inUnits}
       and code in (select jsonb_array_elements_text(cast(? as jsonb))) order by code, year`,
    [programId, codes, JSON.stringify(scheme.figures.map(({ code }) => code))],
  );
  const year = of.figuresYear === undefined ? await yearOn(ask, evaluationId) : of.figuresYear;
  const linesOf = Map.groupBy(lines, row => row.unit_id);
  const rulingsOf = Map.groupBy(rulings, row => row.unit_id);
  const batchesOf = Map.groupBy(batches, row => row.unit_id);
  const deferred = deferrals.map(({ figure, year: of, reason }): DeferredFigure => {
    return { figure, ...(of > 0 ? { year: of } : {}), reason };
  });
  return units.map(given => {
    const { unitCode } = given;
    const ofBatches = (batchesOf.get(unitCode) ?? []).map(figureOfBatch);
    const dated = replaced(given, ofBatches);
    const unit = year === null ? dated : figuresOfYear(scheme, dated, year);
    const own = linesOf.get(unitCode) ?? [];
    const marked = assessedIndicators(scheme).flatMap(indicator => {
      const line = own.find(row => row.indicator === indicator.code);
      return (line && figureOfLines(indicator, line)) ?? [];
    });
    const ruled = (rulingsOf.get(unitCode) ?? []).map(({ indicator, reason }) => ({ indicator, reason }));
    const collected = replaced(unit, marked);
    return withoutDeferred(
      scheme,
      ruled.length > 0 ? { ...collected, notApplicable: [...(collected.notApplicable ?? []), ...ruled] } : collected,
      deferred,
    );
  });
}

/** Whose figures an evaluation goes by, where its scheme names no years. */
async function yearOn(ask: Ask, evaluationId: string | null): Promise<number | null> {
  const [row] = await ask<{ year: number | null }>(
    `select figures_year as year from evaluation where id = cast(? as uuid)`,
    [evaluationId],
  );
  return row?.year ?? null;
}

/** The unit's inputs with these figures in the place of others of their code and year. */
function replaced(unit: UnitInputs, figures: readonly FigureInput[]): UnitInputs {
  if (figures.length === 0) return unit;
  const keys = new Set(figures.map(({ code, year }) => yearKey(code, year)));
  return { ...unit, figures: [...unit.figures.filter(({ code, year }) => !keys.has(yearKey(code, year))), ...figures] };
}

const figureOfBatch = (row: BatchRow): FigureInput => ({
  code: row.code,
  ...(row.year > 0 ? { year: row.year } : {}),
  value: row.value,
  records: row.records,
  source: row.source,
  ...(row.is_provisional ? { provisional: true } : {}),
  ...(row.population === null ? {} : { population: row.population }),
  ...(row.left_out?.length ? { leftOut: row.left_out } : {}),
});

/** Every scored unit with what somebody recorded or collected; what is counted here is not asked for, hence not counted. */
export async function inputsOnRecord(ask: Ask, of: Collecting): Promise<UnitInputs[]> {
  const units = await ask<{ code: string; name: string }>(
    `select u.id as code, u.name from program_unit p join unit u on u.id = p.unit_id
     where p.program_id = ? and u.is_scored order by u.seq, u.id`,
    [of.programId],
  );
  const codes = JSON.stringify(of.scheme.figures.map(({ code }) => code));
  const figures = await ask<{ unit_id: string; code: string; year: number; value: string; source: string }>(
    `select unit_id, code, year, value, source from figure
     where program_id = ? and code in (select jsonb_array_elements_text(cast(? as jsonb))) order by unit_id, code, year`,
    [of.programId, codes],
  );
  const byUnit = Map.groupBy(figures, row => row.unit_id);
  const inputs = units.map(({ code, name }) => ({
    unitCode: code,
    unitName: name,
    figures: (byUnit.get(code) ?? []).map(row => ({
      code: row.code,
      ...(row.year > 0 ? { year: row.year } : {}),
      value: row.value,
      source: row.source,
      records: [],
    })),
  }));
  return withCollected(ask, of, inputs);
}
