import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import type { FigureRecord } from '@yardstick/domain/scoring/scheme';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import { createHash } from 'node:crypto';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { Unit } from '../../people/unit.entity.ts';
import { noteChange } from '../../events/outbox.ts';
import { Program } from '../../program/program.entity.ts';
import { figureDigest, figureId, figureSalt } from './figure-digest.ts';
import { canOrderEvaluation } from '../evaluation.policy.ts';

export interface FigureRow {
  unitCode: string;
  code: string;
  year: number;
  /** Decimal text such as 92.50. */
  value: string;
  /** Where it comes from: the report's name and number. */
  source: string;
  isProvisional?: boolean | null;
  /** What the value was counted from, where a method reads that. */
  records?: FigureRecord[] | null;
  population?: string | null;
  leftOut?: string[] | null;
}

/** Takes in figures that the tracker cannot know (efficacy marks, satisfaction, rectification); all rows or none. */
export function recordFigures(
  context: Context,
  input: { programId: string; figures: FigureRow[] },
): Promise<{ count: number }> {
  return act(context, { name: 'recordFigures', entity: 'Program', id: input.programId, input }, async em => {
    authorize(canOrderEvaluation(context.actor));
    found(await em.findOne(Program, input.programId));
    await writeFigures(context, em, input.programId, input.figures);
    return { count: input.figures.length };
  });
}

/** Writes figures, each with its salted hash in the leaf of the verb; all rows or none. */
export async function writeFigures(
  context: Context,
  em: SqlEntityManager,
  programId: string,
  figures: readonly FigureRow[],
): Promise<void> {
  const known = new Set((await em.find(Unit, {}, { fields: ['id'] })).map(unit => unit.id));
  const seen = new Set<string>();
  const blockers: Violation[] = figures.flatMap((figure, index): Violation[] => {
    const params = { unit: figure.unitCode, figure: figure.code, value: figure.value };
    const place = JSON.stringify([figure.unitCode, figure.code, figure.year]);
    if (seen.has(place)) return [{ code: 'FIGURE_TWICE', field: `figures.${index}`, params }];
    seen.add(place);
    if (!known.has(figure.unitCode)) return [{ code: 'UNIT_UNKNOWN', field: `figures.${index}.unitCode`, params }];
    if (!/^\d{1,12}(\.\d{1,8})?$/.test(figure.value))
      return [{ code: 'FIGURE_VALUE_INVALID', field: `figures.${index}.value`, params }];
    return [];
  });
  assertNone(blockers);
  await em.execute(
    `insert into figure (unit_id, program_id, code, year, value, source, is_provisional, recorded_by, records, population, left_out)
     select x."unitCode", ?, x.code, x.year, x.value, x.source, coalesce(x."isProvisional", false), ?,
            x.records, x.population, x."leftOut"
     from jsonb_to_recordset(?::jsonb) as x("unitCode" text, code text, year int, value text, source text,
       "isProvisional" boolean, records jsonb, population text, "leftOut" jsonb)
     on conflict (unit_id, program_id, code, year) do update set
       value = excluded.value, source = excluded.source, is_provisional = excluded.is_provisional,
       records = excluded.records, population = excluded.population, left_out = excluded.left_out,
       recorded_by = excluded.recorded_by, recorded_at = app_now()`,
    [programId, context.actor.name, JSON.stringify(figures)],
  );
  for (const { unitCode, isProvisional, code, year, value, source, records, population, leftOut } of figures) {
    const figure = { unit: unitCode, code, year, value, source, provisional: isProvisional ?? false };
    const salt = figureSalt(context.services.signer, context.request.id, figure);
    const batch = records ? { records: recordsDigest(salt, { records, population, leftOut }) } : {};
    const after = { sha256: figureDigest(salt, figure), ...batch };
    noteChange(em, { entity: 'Figure', id: figureId(figure), before: null, after });
  }
}

const recordsDigest = (salt: string, batch: object): string =>
  createHash('sha256')
    .update(`${salt}\n${canonicalJson(JSON.parse(JSON.stringify(batch)))}`, 'utf8')
    .digest('hex');
