import { allScoredUnits, measureParticipants } from '@yardstick/domain/plan';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Unit } from '../people/unit.entity.ts';
import { Measure, MeasureUnit, Program } from '../program/program.entity.ts';
import { TimelineEntry } from './timeline-entry.entity.ts';
import { UnitAction } from './unit-action.entity.ts';
import { canIssueActions } from './unit-action.policy.ts';

export interface IssueActionsInput {
  programId: string;
  year: number;
  /** All measures of the program when left out. */
  measureIds?: string[] | null;
}

/**
 * Gives every participating unit its action for each measure that falls due in the year; the measure's scope decides
 * who participates. What was issued before is left alone, so it may be run again after the plan has grown.
 */
export async function issueActions(
  context: Context,
  input: IssueActionsInput,
): Promise<{ issuedCount: number; alreadyIssuedCount: number }> {
  return act(context, { name: 'issueActions', entity: 'Program', id: input.programId, input }, async em => {
    authorize(canIssueActions(context.actor));
    const program = found(await em.findOne(Program, input.programId));
    const wanted = input.measureIds ? { id: { $in: input.measureIds } } : {};
    const measures = await em.find(Measure, { programId: program.id, ...wanted }, { orderBy: { seq: 'asc' } });
    const memberRows = await em.find(MeasureUnit, { measureId: { $in: measures.map(measure => measure.id) } });
    const units = await unitsOf(em, program.id);
    const standing = await em.find(
      UnitAction,
      { programId: program.id, year: input.year },
      { fields: ['unitId', 'measureId'] },
    );
    const known = new Set(standing.map(action => `${action.measureId}|${action.unitId}`));
    let issuedCount = 0;
    let alreadyIssuedCount = 0;
    for (const measure of measures) {
      const dueDays = measure.due.filter(due => due.year === input.year).map(due => due.on);
      const dueOn = dueDays.sort().at(-1);
      if (!dueOn) continue;
      const members = memberRows.filter(row => row.measureId === measure.id).sort((a, b) => a.seq - b.seq);
      const participants = measureParticipants(
        {
          scope: measure.scope,
          leadUnits: members.filter(row => row.role === 'LEAD').map(row => row.unitId),
          coopUnits: [
            ...(measure.reachesAll ? [allScoredUnits] : []),
            ...members.filter(row => row.role === 'COOP').map(row => row.unitId),
          ],
        },
        units,
      );
      for (const { unitCode, role } of participants) {
        if (known.has(`${measure.id}|${unitCode}`)) {
          alreadyIssuedCount += 1;
          continue;
        }
        const action = new UnitAction(
          {
            unitId: unitCode,
            programId: program.id,
            measureId: measure.id,
            year: input.year,
            role,
            title: measure.title,
            issuedOn: context.today,
            startOn: context.today < dueOn ? context.today : dueOn,
            dueOn,
          },
          context.now,
        );
        em.persist(action);
        em.create(TimelineEntry, {
          unitId: action.unitId,
          actionId: action.id,
          at: context.now,
          verb: 'issueActions',
          actorName: context.actor.name,
          actorUnit: context.actor.unitName,
          text: null,
        });
        issuedCount += 1;
      }
    }
    if (issuedCount + alreadyIssuedCount === 0)
      assertNone([{ code: 'NOTHING_TO_ISSUE', params: { year: input.year } }]);
    // with its first actions a program begins to ask for periodic reports
    if (issuedCount > 0)
      await em.execute(`update program set reports_from = ?::date where id = ? and reports_from is null`, [
        context.today,
        program.id,
      ]);
    return { issuedCount, alreadyIssuedCount };
  });
}

async function unitsOf(em: Context['em'], programId: string): Promise<{ code: string; isScored: boolean }[]> {
  const rows = await em.execute<{ unit_id: string }[]>(`select unit_id from program_unit where program_id = ?`, [
    programId,
  ]);
  const units = await em.find(Unit, { id: { $in: rows.map(row => row.unit_id) } }, { orderBy: { seq: 'asc' } });
  return units.map(unit => ({ code: unit.id, isScored: unit.isScored }));
}
