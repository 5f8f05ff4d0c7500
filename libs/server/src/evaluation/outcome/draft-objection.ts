import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import { objectionBlockers, windowBlockers } from '@yardstick/domain/objection';
import type { ScoringScheme, UnitResult } from '@yardstick/domain/scoring/scheme';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { noteChange } from '../../events/outbox.ts';
import { Evaluation } from '../evaluation.entity.ts';
import { canDraftObjection } from '../evaluation.policy.ts';
import { EvaluationObjection } from './objection.entity.ts';

export interface DraftObjectionInput {
  evaluationId: string;
  /** Code of the indicator, or of a group, whose mark it is about. */
  indicator: string;
  /** Which line of its explanation, from 0; left out: the mark as a whole. */
  line?: number | null;
  reason: string;
  /** Evidence of the own unit that is in the system already. */
  evidenceIds: string[];
}

/** The liaison writes down what is wrong with one mark; it counts once the head has signed it. Answers its id. */
export function draftObjection(context: Context, input: DraftObjectionInput): Promise<string> {
  const { actor } = context;
  const verb = { name: 'draftObjection', entity: 'EvaluationObjection', reason: input.reason, input };
  return act(context, verb, async em => {
    authorize(canDraftObjection(actor));
    const evaluation = found(await em.findOne(Evaluation, input.evaluationId, { lockMode: LockMode.PESSIMISTIC_READ }));
    const line = input.line ?? null;
    const {
      sheet,
      scheme,
      marked_by_id: markedById,
      has_another: hasAnother,
    } = found((await em.execute<Row[]>(ownRow, [line ?? -1, input.indicator, actor.unitId, evaluation.id]))[0]);
    assertNone(
      windowBlockers({
        state: evaluation.state,
        objectionsUntil: evaluation.objectionsUntil ?? null,
        today: context.today,
      }),
    );
    const mark = [...(sheet?.indicators ?? []), ...(sheet?.groups ?? [])].find(one => one.code === input.indicator);
    const lineCount = mark?.lines.length ?? null;
    assertNone(objectionBlockers({ reason: input.reason, lineCount, line, hasAnother }));
    const named = [...scheme.indicators, ...(scheme.groups ?? [])].find(one => one.code === input.indicator);
    const words = line === null ? null : (mark?.lines[line]?.text ?? null);
    const objection = new EvaluationObjection(
      {
        unitId: actor.unitId,
        evaluationId: evaluation.id,
        computationNo: evaluation.computationNo,
        indicator: input.indicator,
        line,
        about: { indicator: named?.name ?? { zh: input.indicator, en: input.indicator }, line: words },
        score: (line === null ? mark?.score : mark?.lines[line]?.value) ?? '',
        reason: input.reason.trim(),
        orderedById: evaluation.orderedById,
        markedById,
      },
      actor,
      context.now,
      context.today,
    );
    em.persist(objection);
    await em.flush();
    await cite(em, objection, [...new Set(input.evidenceIds)]);
    return objection.id;
  });
}

interface Row {
  sheet: UnitResult | null;
  scheme: ScoringScheme;
  marked_by_id: string | null;
  has_another: boolean;
}

const ownRow = `
select x.sheet, s.body as scheme, l.by_id as marked_by_id,
       exists (select from evaluation_objection o join evaluation e on e.id = o.evaluation_id
               where o.unit_id = x.unit_id and o.evaluation_id = x.evaluation_id and o.computation_no = e.computation_no
                 and coalesce(o.line, -1) = ? and o.indicator = asked.indicator and o.state not in ('declined', 'withdrawn')) as has_another
from (select ?::text as indicator) asked cross join evaluation_unit x
join evaluation v on v.id = x.evaluation_id
join scoring_scheme s on s.code = v.scheme_code and s.version = v.scheme_version
left join lateral (
  select coalesce(
           (select r.decided_by_id from final_ruling r where r.unit_id = a.unit_id and r.evaluation_id = a.evaluation_id
              and r.indicator = a.indicator order by r.no desc limit 1),
           case when a.final is not null then a.final_by_id else a.office_by_id end,
           -- lines given before their givers were kept: by the name, as good as that is
           (select p.id from app_user p where p.name = coalesce(a.final, a.office)->>'by'
              and p.role in ('OFFICE_CHIEF', 'OFFICE_STAFF') order by p.id limit 1)) as by_id
  from assessment_line a
  where a.unit_id = x.unit_id and a.evaluation_id = x.evaluation_id and a.indicator = asked.indicator) l on true
where x.unit_id = ? and x.evaluation_id = ?`;

/** Only evidence of the own unit; the foreign key says so once more. */
async function cite(em: SqlEntityManager, objection: EvaluationObjection, evidenceIds: string[]): Promise<void> {
  const written = await em.execute<unknown[]>(
    `insert into evaluation_objection_evidence (unit_id, objection_id, evidence_id)
     select e.unit_id, ?, e.id from evidence e
     where e.unit_id = ? and e.id::text in (select jsonb_array_elements_text(?::jsonb)) returning 1`,
    [objection.id, objection.unitId, JSON.stringify(evidenceIds)],
  );
  if (written.length < evidenceIds.length) assertNone([{ code: 'OBJECTION_EVIDENCE_UNKNOWN', field: 'evidenceIds' }]);
  if (evidenceIds.length > 0)
    noteChange(em, { entity: 'ObjectionEvidence', id: objection.id, before: null, after: { evidenceIds } });
}
