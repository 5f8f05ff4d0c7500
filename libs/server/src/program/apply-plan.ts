import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { allScoredUnits, type PlanDraft } from '@yardstick/domain/plan';
import { Unit } from '../people/unit.entity.ts';
import { Measure, MeasureUnit, Program, Task } from './program.entity.ts';

/**
 * Makes the program be as the draft says. What stands already (same program code, same measure codes) is changed in
 * place, so that actions issued from a measure stay with it; units are added, never removed.
 */
export async function applyPlan(em: SqlEntityManager, draft: PlanDraft): Promise<Program> {
  await addUnits(em, draft);
  const program = (await em.findOne(Program, { code: draft.code })) ?? new Program(draft.code);
  Object.assign(program, {
    name: draft.name,
    docNo: draft.docNo,
    startsOn: draft.startsOn,
    endsOn: draft.endsOn,
    marker: draft.marker,
    stages: draft.stages,
    goals: draft.goals,
  });
  em.persist(program);
  await em.flush();

  const tasks = await em.find(Task, { programId: program.id });
  const taskIdOf = new Map<string, string>();
  for (const { seq, code, title } of draft.tasks) {
    const task = tasks.find(standing => standing.code === code) ?? new Task(program.id, code);
    Object.assign(task, { seq, title });
    em.persist(task);
    taskIdOf.set(code, task.id);
  }
  await em.flush();

  const measures = await em.find(Measure, { programId: program.id });
  const unitRows: { measureId: string; unitId: string; role: 'LEAD' | 'COOP'; seq: number }[] = [];
  for (const { taskCode, leadUnits, coopUnits, ...facts } of draft.measures) {
    const measure = measures.find(standing => standing.code === facts.code) ?? new Measure(program.id, facts.code);
    Object.assign(measure, {
      ...facts,
      taskId: taskIdOf.get(taskCode) ?? '',
      reachesAll: coopUnits.includes(allScoredUnits),
    });
    em.persist(measure);
    leadUnits.forEach((unitId, seq) => unitRows.push({ measureId: measure.id, unitId, role: 'LEAD', seq }));
    coopUnits
      .filter(unitId => unitId !== allScoredUnits && !leadUnits.includes(unitId))
      .forEach((unitId, index) =>
        unitRows.push({ measureId: measure.id, unitId, role: 'COOP', seq: leadUnits.length + index }),
      );
  }
  await em.flush();
  const measureIds = (await em.find(Measure, { programId: program.id })).map(measure => measure.id);
  await em.nativeDelete(MeasureUnit, { measureId: { $in: measureIds } });
  await em.insertMany(MeasureUnit, unitRows);

  // Every scored unit of the instance takes part in its program, and whoever a measure names.
  await em.execute(`delete from program_unit where program_id = ?`, [program.id]);
  await em.execute(
    `insert into program_unit (program_id, unit_id)
     select ?, id from unit where is_scored or id in (select jsonb_array_elements_text(?::jsonb))`,
    [program.id, JSON.stringify([...new Set(unitRows.map(row => row.unitId))])],
  );
  return program;
}

async function addUnits(em: SqlEntityManager, draft: PlanDraft): Promise<void> {
  const standing = new Set((await em.find(Unit, {}, { fields: ['id'] })).map(unit => unit.id));
  const added = draft.units.filter(unit => !standing.has(unit.code));
  for (const [index, { code, ...facts }] of added.entries())
    em.create(Unit, { id: code, ...facts, field: facts.field || null, seq: standing.size + index + 1 });
  await em.flush();
}
