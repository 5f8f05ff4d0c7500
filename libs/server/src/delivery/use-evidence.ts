import { reuseBlockers } from '@yardstick/domain/evidence-reuse';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { hasNewerVersion } from '../evidence/evidence-file.queries.ts';
import { Evidence, EvidenceUse } from '../evidence/evidence.entity.ts';
import { Measure, Program } from '../program/program.entity.ts';
import { canWorkOn } from './unit-action.policy.ts';

export interface UseEvidenceInput {
  evidenceId: string;
  uses: { measureId: string; year: number }[];
}

/** Lets evidence on file serve a measure in a year beyond its milestones: no second upload. Answers the evidence's id. */
export function useEvidence(context: Context, input: UseEvidenceInput): Promise<string> {
  return act(context, { name: 'useEvidence', entity: 'Evidence', id: input.evidenceId, input }, async em => {
    const evidence = found(await em.findOne(Evidence, { id: input.evidenceId }));
    authorize(canWorkOn(context.actor, evidence));
    assertNone(reuseBlockers({ state: evidence.state, hasNewerVersion: await hasNewerVersion(em, evidence) }));
    if (input.uses.length === 0) assertNone([{ code: 'EVIDENCE_NEEDS_USE', field: 'uses' }]);
    const measureIds = [...new Set(input.uses.map(({ measureId }) => measureId))];
    const measures = await em.find(Measure, { id: { $in: measureIds } });
    if (measures.length !== measureIds.length) found(null);
    const programs = await em.find(Program, { id: { $in: measures.map(({ programId }) => programId) } });
    const known = await em.find(EvidenceUse, { unitId: evidence.unitId, evidenceId: evidence.id });
    const seen = new Set(known.map(({ measureId, year }) => `${measureId} ${year}`));
    for (const { measureId, year } of input.uses) {
      const program = found(
        programs.find(({ id }) => id === measures.find(measure => measure.id === measureId)?.programId),
      );
      const [from, to] = [program.startsOn, program.endsOn].map(day => Number(day.slice(0, 4))) as [number, number];
      if (year < from || year > to)
        assertNone([{ code: 'YEAR_OUTSIDE_PROGRAM', field: 'uses', params: { year, from, to } }]);
      if (seen.has(`${measureId} ${year}`)) continue;
      seen.add(`${measureId} ${year}`);
      em.create(EvidenceUse, {
        unitId: evidence.unitId,
        evidenceId: evidence.id,
        measureId,
        year,
        usedBy: context.actor.name,
        usedAt: context.now,
      });
    }
    return evidence.id;
  });
}
