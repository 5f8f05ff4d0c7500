import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { isCorrectable } from '@yardstick/domain/scoring/missing-figures';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { countedLine, ruledLineBlockers, type LineInput } from '@yardstick/domain/scoring/three-lines';
import { assertNone } from '@yardstick/domain/violation';
import { found, type Context } from '../../context.ts';
import { givenBy } from '../collecting/assess-self.ts';
import { AssessmentLine, IndicatorRuling } from '../collecting/collecting.entity.ts';
import type { Evaluation } from '../evaluation.entity.ts';
import { FinalRuling } from './final-ruling.entity.ts';
import type { EvaluationObjection, Remedy } from './objection.entity.ts';
import { onObjection, type ObjectionVerbInput } from './on-objection.ts';
import { writeFigures } from '../collecting/record-figures.ts';

export interface UpholdObjectionInput extends ObjectionVerbInput {
  /** A recorded figure of the unit that was wrong, as it should be. */
  figure?: { code: string; year: number; value: string; source: string } | null;
  /** The indicator does not apply to the unit. */
  notApplicable?: boolean | null;
  /** The final mark that people should have given, where they gave it; the reason is that of the decision. */
  finalLine?: LineInput | null;
}

/** The unit was right: what was wrong in its inputs is corrected here, unless the records themselves were put right. */
export function upholdObjection(context: Context, input: UpholdObjectionInput): Promise<string> {
  return onObjection(context, 'upholdObjection', input, async (objection, evaluation, em) => {
    objection.uphold(context.actor, input.reason ?? '', { kind: 'records' }, context.now, context.today);
    objection.remedy = await correct(context, em, input, objection, evaluation);
  });
}

async function correct(
  context: Context,
  em: SqlEntityManager,
  { figure, notApplicable, finalLine, reason }: UpholdObjectionInput,
  objection: EvaluationObjection,
  evaluation: Evaluation,
): Promise<Remedy> {
  if (finalLine) return ruleFinalLine(context, em, { ...finalLine, reason: reason ?? '' }, objection, evaluation);
  const { unitId, indicator } = objection;
  if (notApplicable) {
    const of = { unitId, evaluationId: evaluation.id, indicator };
    em.persist(new IndicatorRuling(of, reason?.trim() ?? '', context.actor, context.now));
    return { kind: 'not-applicable', indicator };
  }
  if (!figure) return { kind: 'records' };
  const { code, year, value } = figure;
  const source = figure.source.trim();
  if (!source) assertNone([{ code: 'OBJECTION_SOURCE_MISSING', field: 'figure.source' }]);
  const [known] = await em.execute<{ body: ScoringScheme; recorded: { year: number; value: string }[] }[]>(
    `select s.body, coalesce((select jsonb_agg(jsonb_build_object('year', f.year, 'value', f.value)) from figure f
       where f.unit_id = ? and f.program_id = ? and f.code = ?), '[]') as recorded
     from scoring_scheme s where s.code = ? and s.version = ?`,
    [unitId, evaluation.programId, code, evaluation.schemeCode, evaluation.schemeVersion],
  );
  const { body, recorded } = found(known);
  const years = recorded.map(row => row.year);
  if (!isCorrectable(body, { code, year }, years))
    assertNone([{ code: 'OBJECTION_REMEDY_UNKNOWN', field: 'figure.code' }]);
  const before = recorded.find(row => row.year === year)?.value ?? null;
  await writeFigures(context, em, evaluation.programId, [{ unitCode: unitId, code, year, value, source }]);
  return { kind: 'figure', code, year, before, value, source };
}

/** Sets the final line anew, beside the lines that are there; the next computation takes it. */
async function ruleFinalLine(
  context: Context,
  em: SqlEntityManager,
  line: LineInput,
  { id: objectionId, unitId, indicator }: EvaluationObjection,
  evaluation: Evaluation,
): Promise<Remedy> {
  const of = { unitId, evaluationId: evaluation.id, indicator };
  const [scheme] = await em.execute<{ body: ScoringScheme }[]>(
    `select body from scoring_scheme where code = ? and version = ?`,
    [evaluation.schemeCode, evaluation.schemeVersion],
  );
  const given = await em.findOne(AssessmentLine, of);
  const [last] = await em.find(FinalRuling, of, { orderBy: { no: 'desc' }, limit: 1 });
  const replaced = given ? countedLine({ office: given.office, final: given.final, ruled: last?.line }) : null;
  assertNone(ruledLineBlockers(found(scheme).body, indicator, line, replaced));
  const ruling = new FinalRuling(
    {
      ...of,
      objectionId,
      no: (last?.no ?? 0) + 1,
      line: { ...givenBy(line, context.actor.name, context.today), objectionId },
      replaced: found(replaced),
    },
    context.actor,
    context.now,
  );
  em.persist(ruling);
  return {
    kind: 'final-line',
    indicator,
    before: ruling.replaced.mark,
    value: ruling.line.mark,
    rulingId: ruling.id,
  };
}
