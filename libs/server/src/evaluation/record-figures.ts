import { assertNone, type Violation } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Unit } from '../people/unit.entity.ts';
import { noteChange } from '../events/outbox.ts';
import { Program } from '../program/program.entity.ts';
import { figureDigest, figureId, figureSalt } from './figure-digest.ts';
import { canOrderEvaluation } from './evaluation.policy.ts';

export interface FigureRow {
  unitCode: string;
  code: string;
  year: number;
  /** Decimal text such as 92.50. */
  value: string;
  /** Where it comes from: the report's name and number. */
  source: string;
  isProvisional?: boolean | null;
}

/** Takes in figures that the tracker cannot know (efficacy marks, satisfaction, rectification); all rows or none. */
export function recordFigures(
  context: Context,
  input: { programId: string; figures: FigureRow[] },
): Promise<{ count: number }> {
  return act(context, { name: 'recordFigures', entity: 'Program', id: input.programId, input }, async em => {
    authorize(canOrderEvaluation(context.actor));
    found(await em.findOne(Program, input.programId));
    const known = new Set((await em.find(Unit, {}, { fields: ['id'] })).map(unit => unit.id));
    const blockers: Violation[] = input.figures.flatMap((figure, index): Violation[] => {
      const params = { unit: figure.unitCode, figure: figure.code, value: figure.value };
      if (!known.has(figure.unitCode)) return [{ code: 'UNIT_UNKNOWN', field: `figures.${index}.unitCode`, params }];
      if (!/^\d{1,12}(\.\d{1,8})?$/.test(figure.value))
        return [{ code: 'FIGURE_VALUE_INVALID', field: `figures.${index}.value`, params }];
      return [];
    });
    assertNone(blockers);
    await em.execute(
      `insert into figure (unit_id, program_id, code, year, value, source, is_provisional, recorded_by)
       select x."unitCode", ?, x.code, x.year, x.value, x.source, coalesce(x."isProvisional", false), ?
       from jsonb_to_recordset(?::jsonb)
         as x("unitCode" text, code text, year int, value text, source text, "isProvisional" boolean)
       on conflict (unit_id, program_id, code, year) do update set
         value = excluded.value, source = excluded.source, is_provisional = excluded.is_provisional,
         recorded_by = excluded.recorded_by, recorded_at = app_now()`,
      [input.programId, context.actor.name, JSON.stringify(input.figures)],
    );
    for (const { unitCode, isProvisional, code, year, value, source } of input.figures) {
      const figure = { unit: unitCode, code, year, value, source, provisional: isProvisional ?? false };
      const salt = figureSalt(context.services.signer, context.request.id, figure);
      const after = { sha256: figureDigest(salt, figure) };
      noteChange(em, { entity: 'Figure', id: figureId(figure), before: null, after });
    }
    return { count: input.figures.length };
  });
}
