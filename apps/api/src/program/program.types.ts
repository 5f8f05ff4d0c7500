import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { EvidenceKindEnum, MeasureScopeEnum } from '../graphql/enums.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import { UserError } from '../graphql/payload.ts';
import { UnitType } from '../people/people.types.ts';

@ObjectType('Stage', { simpleResolvers: true })
export class StageType {
  @Field(() => Int) year!: number;
  @Field(() => String) name!: string;
  @Field(() => String) goal!: string;
}

@ObjectType('StageTarget', { simpleResolvers: true })
export class StageTargetType {
  @Field(() => Int) year!: number;
  @Field(() => String) target!: string;
}

@ObjectType('MeasureDue', { simpleResolvers: true })
export class MeasureDueType {
  @Field(() => Int) year!: number;
  @Field(() => CalendarDay) on!: string;
  @Field(() => String) label!: string;
  @Field(() => Boolean) repeats!: boolean;
}

@ObjectType('Measure', { simpleResolvers: true })
export class MeasureType {
  @Field(() => ID) id!: string;
  @Field(() => Int) seq!: number;
  @Field(() => String) code!: string;
  @Field(() => String) title!: string;
  @Field(() => String) text!: string;
  @Field(() => String) sourceClause!: string;
  @Field(() => MeasureScopeEnum) scope!: string;
  @Field(() => [UnitType]) leadUnits!: UnitType[];
  @Field(() => [UnitType]) coopUnits!: UnitType[];
  @Field(() => [MeasureDueType]) due!: MeasureDueType[];
  @Field(() => String) deliverable!: string;
  @Field(() => [EvidenceKindEnum]) evidenceKinds!: string[];
  @Field(() => String, { nullable: true }) proofExample?: string | null;
  @Field(() => Int) weight!: number;
  @Field(() => [StageTargetType]) stageTargets!: StageTargetType[];
  @Field(() => [String]) crosswalk!: string[];
  @Field(() => String) taskCode!: string;
  @Field(() => String) taskTitle!: string;
  @Field(() => Int, { description: 'actions already issued, all years; only those the viewer may see' })
  issuedCount!: number;
}

@ObjectType('Task', { simpleResolvers: true })
export class TaskType {
  @Field(() => ID) id!: string;
  @Field(() => Int) seq!: number;
  @Field(() => String) code!: string;
  @Field(() => String) title!: string;
  @Field(() => [MeasureType]) measures!: MeasureType[];
}

@ObjectType('Program', { simpleResolvers: true })
export class ProgramType {
  @Field(() => ID) id!: string;
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) docNo?: string | null;
  @Field(() => CalendarDay) startsOn!: string;
  @Field(() => CalendarDay) endsOn!: string;
  @Field(() => String, { nullable: true }) marker?: string | null;
  @Field(() => [StageType]) stages!: StageType[];
  @Field(() => [String]) goals!: string[];
  @Field(() => [TaskType]) tasks!: TaskType[];
  @Field(() => [UnitType]) units!: UnitType[];
}

@ObjectType('WorkbookIssue', { simpleResolvers: true })
export class WorkbookIssueType {
  @Field(() => String) severity!: string;
  @Field(() => String) sheet!: string;
  @Field(() => Int) row!: number;
  @Field(() => String) column!: string;
  @Field(() => String) code!: string;
  @Field(() => String) message!: string;
  @Field(() => String, { nullable: true }) suggestion?: string | null;
}

@ObjectType('PlanImport', { simpleResolvers: true })
export class PlanImportType {
  @Field(() => ID) id!: string;
  @Field(() => String) fileName!: string;
  @Field(() => String) state!: string;
  @Field(() => String, { nullable: true }) programName?: string | null;
  @Field(() => Int) taskCount!: number;
  @Field(() => Int) measureCount!: number;
  @Field(() => Int) unitCount!: number;
  @Field(() => Int) newUnitCount!: number;
  @Field(() => Int) errorCount!: number;
  @Field(() => Int) warningCount!: number;
  @Field(() => [WorkbookIssueType]) issues!: WorkbookIssueType[];
  @Field(() => String, { description: 'download of the same workbook with the findings written into its cells' })
  annotatedUrl!: string;
  @Field(() => ID, { nullable: true }) programId?: string | null;
  @Field(() => [String], {
    description: 'what a commit would do to a program that stands already: e.g. 2 measures changed',
  })
  changes!: string[];
}

@InputType('CommitPlanImportInput')
export class CommitPlanImportInput {
  @Field(() => ID) importId!: string;
}

@ObjectType('CommitPlanImportPayload', { simpleResolvers: true })
export class CommitPlanImportPayload {
  @Field(() => ProgramType, { nullable: true }) program?: ProgramType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
