import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import type { UnitInputs, UnitResult } from '@yardstick/domain/scoring/scheme';
import { forkFor } from '../../database/orm.ts';
import { systemScope } from '../../database/scope.ts';

/** As many units as are held in memory at once. */
const batchSize = 100;

export function* inBatches<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += batchSize) yield items.slice(from, from + batchSize);
}

/** Everything collected, batch by batch in the order of the snapshot. */
export async function* readInputs(orm: MikroORM, evaluationId: string): AsyncGenerator<UnitInputs[]> {
  for (let after = ''; ;) {
    const rows = await forkFor(orm, systemScope).transactional(em =>
      rowsAfter<{ unit_id: string; inputs: UnitInputs }>(em, evaluationId, 'inputs', after),
    );
    if (rows.length === 0) return;
    yield rows.map(row => row.inputs);
    after = rows.at(-1)!.unit_id;
  }
}

/** The same with the sheets, in the caller's transaction. */
export async function* readUnits(
  em: SqlEntityManager,
  evaluationId: string,
): AsyncGenerator<{ inputs: UnitInputs; sheet: UnitResult }[]> {
  for (let after = ''; ;) {
    const rows = await rowsAfter<{ unit_id: string; inputs: UnitInputs; sheet: UnitResult }>(
      em,
      evaluationId,
      'inputs, sheet',
      after,
    );
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)!.unit_id;
  }
}

const rowsAfter = <T extends object>(
  em: SqlEntityManager,
  evaluationId: string,
  columns: 'inputs' | 'inputs, sheet',
  after: string,
): Promise<T[]> =>
  em.execute<T[]>(
    `select unit_id, ${columns} from evaluation_unit where evaluation_id = ? and unit_id > ? order by unit_id limit ?`,
    [evaluationId, after, batchSize],
  );

export const readInputsOf = (
  em: SqlEntityManager,
  evaluationId: string,
  codes: readonly string[],
): Promise<Map<string, UnitInputs>> => readOf<UnitInputs>(em, evaluationId, 'inputs', codes);

export const readSheetsOf = (
  em: SqlEntityManager,
  evaluationId: string,
  codes: readonly string[],
): Promise<Map<string, UnitResult>> => readOf<UnitResult>(em, evaluationId, 'sheet', codes);

async function readOf<T>(
  em: SqlEntityManager,
  evaluationId: string,
  column: 'inputs' | 'sheet',
  codes: readonly string[],
): Promise<Map<string, T>> {
  const rows = await em.execute<{ unit_id: string; value: T }[]>(
    `select unit_id, ${column} as value from evaluation_unit
     where evaluation_id = ? and unit_id in (select jsonb_array_elements_text(?::jsonb))`,
    [evaluationId, JSON.stringify(codes)],
  );
  return new Map(rows.map(row => [row.unit_id, row.value]));
}
