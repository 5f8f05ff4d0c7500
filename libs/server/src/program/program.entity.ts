import { defineEntity, p } from '@mikro-orm/core';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { EvidenceKind, MeasureScope, PlanDraft, PlanDue } from '@yardstick/domain/plan';
import { randomUUID } from 'node:crypto';

export interface Stage {
  year: number;
  name: string;
  goal: string;
}

const ProgramSchema = defineEntity({
  name: 'Program',
  tableName: 'program',
  properties: {
    id: p.uuid().primary(),
    code: p.string(),
    name: p.string(),
    docNo: p.string().nullable(),
    startsOn: p.date().$type<CalendarDay>(),
    endsOn: p.date().$type<CalendarDay>(),
    marker: p.string().nullable(),
    stages: p.json<Stage[]>(),
    goals: p.json<string[]>(),
    version: p.integer().version(),
  },
});
export class Program extends ProgramSchema.class {
  constructor(code: string) {
    super();
    this.id = randomUUID();
    this.code = code;
  }
}
ProgramSchema.setClass(Program);

const TaskSchema = defineEntity({
  name: 'Task',
  tableName: 'task',
  properties: {
    id: p.uuid().primary(),
    programId: p.uuid(),
    seq: p.integer(),
    code: p.string(),
    title: p.string(),
  },
});
export class Task extends TaskSchema.class {
  constructor(programId: string, code: string) {
    super();
    this.id = randomUUID();
    this.programId = programId;
    this.code = code;
  }
}
TaskSchema.setClass(Task);

const MeasureSchema = defineEntity({
  name: 'Measure',
  tableName: 'measure',
  properties: {
    id: p.uuid().primary(),
    programId: p.uuid(),
    taskId: p.uuid(),
    seq: p.integer(),
    code: p.string(),
    title: p.string(),
    text: p.text(),
    sourceClause: p.string(),
    scope: p.string().$type<MeasureScope>(),
    /** Whether every scored unit cooperates; the rows of `MeasureUnit` then name the others. */
    reachesAll: p.boolean(),
    due: p.json<PlanDue[]>(),
    deliverable: p.string(),
    evidenceKinds: p.json<EvidenceKind[]>(),
    proofExample: p.string().nullable(),
    weight: p.integer(),
    stageTargets: p.json<Record<string, string>>(),
    crosswalk: p.json<string[]>(),
    note: p.string().nullable(),
    version: p.integer().version(),
  },
});
export class Measure extends MeasureSchema.class {
  constructor(programId: string, code: string) {
    super();
    this.id = randomUUID();
    this.programId = programId;
    this.code = code;
  }
}
MeasureSchema.setClass(Measure);

const MeasureUnitSchema = defineEntity({
  name: 'MeasureUnit',
  tableName: 'measure_unit',
  properties: {
    measureId: p.uuid().primary(),
    unitId: p.string().primary(),
    role: p.string().$type<'LEAD' | 'COOP'>(),
    seq: p.integer(),
  },
});
export class MeasureUnit extends MeasureUnitSchema.class {}
MeasureUnitSchema.setClass(MeasureUnit);

const PlanImportSchema = defineEntity({
  name: 'PlanImport',
  tableName: 'plan_import',
  properties: {
    id: p.uuid().primary(),
    fileName: p.string(),
    original: p.blob(),
    state: p.string().$type<'read' | 'committed'>(),
    plan: p.json<PlanDraft | null>().nullable(),
    issues: p.json<unknown[]>(),
    importedBy: p.uuid(),
    programId: p.uuid().nullable(),
    version: p.integer().version(),
  },
});
export class PlanImport extends PlanImportSchema.class {}
PlanImportSchema.setClass(PlanImport);
