import { randomUUID } from 'node:crypto';
import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import { Unit } from '../people/unit.entity.ts';
import { PlanImport } from './program.entity.ts';
import { canImportPlan } from './program.policy.ts';
import { readPlanWorkbook } from './workbook/read-plan-workbook.ts';
import type { PlanUnit } from '@yardstick/domain/plan';

/** Reads a workbook without changing the program: the dry run. Answers the import's id. */
export function readPlan(context: Context, input: { fileName: string; bytes: Uint8Array }): Promise<string> {
  return act(context, { name: 'readPlan', entity: 'PlanImport', reason: input.fileName }, async em => {
    authorize(canImportPlan(context.actor));
    const units = await em.find(Unit, {}, { orderBy: { seq: 'asc' } });
    const { plan, issues } = await readPlanWorkbook(input.bytes, {
      units: units.map(({ id, field, kind, ...unit }) => ({
        ...unit,
        code: id,
        field: field ?? '',
        kind: kind as PlanUnit['kind'],
      })),
    });
    const reading = em.create(PlanImport, {
      id: randomUUID(),
      fileName: input.fileName,
      original: Buffer.from(input.bytes),
      state: 'read',
      plan,
      issues,
      importedBy: context.actor.id,
      programId: null,
    });
    return reading.id;
  });
}
