import { todoKinds } from '@yardstick/domain/todo';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  ActionStateEnum,
  EvidenceKindEnum,
  EvidenceStateEnum,
  LightEnum,
  MilestoneStateEnum,
  UnitActionRoleEnum,
} from '../graphql/enums.ts';
import { CalendarDay, Moment } from '../graphql/scalars.ts';
import { UserError } from '../graphql/payload.ts';
import { UnitType } from '../people/people.types.ts';
import { MeasureType, ProgramType } from '../program/program.types.ts';

@ObjectType('Blocker', { simpleResolvers: true })
export class BlockerType {
  @Field(() => String) code!: string;
  @Field(() => String) message!: string;
  @Field(() => String, { nullable: true }) field?: string | null;
}

@ObjectType('Move', {
  simpleResolvers: true,
  description: 'what the viewer may do next; allowed=false comes with the reasons',
})
export class MoveType {
  @Field(() => String) verb!: string;
  @Field(() => Boolean) allowed!: boolean;
  @Field(() => Boolean) needsReason!: boolean;
  @Field(() => [BlockerType]) blockers!: BlockerType[];
}

@ObjectType('ProgressReport', { simpleResolvers: true })
export class ProgressReportType {
  @Field(() => ID) id!: string;
  @Field(() => Int) percent!: number;
  @Field(() => String) done!: string;
  @Field(() => String, { nullable: true }) difficulty?: string | null;
  @Field(() => String, { nullable: true }) nextStep?: string | null;
  @Field(() => Boolean, { description: 'filed on purpose as nothing new' }) isUnchanged!: boolean;
  @Field(() => String, { nullable: true, description: 'why the percent is lower than the time before' })
  fallReason?: string | null;
  @Field(() => String) reportedBy!: string;
  @Field(() => Moment) reportedAt!: Date | string;
}

@ObjectType('MilestoneRow', { simpleResolvers: true })
export class MilestoneRowType {
  @Field(() => ID) id!: string;
  @Field(() => Int) seq!: number;
  @Field(() => String) title!: string;
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => MilestoneStateEnum) state!: string;
  @Field(() => LightEnum) light!: string;
  @Field(() => CalendarDay, { nullable: true }) acceptedOn?: string | null;
}

@ObjectType('ActionRow', { simpleResolvers: true })
export class ActionRowType {
  @Field(() => ID) id!: string;
  @Field(() => ID) measureId!: string;
  @Field(() => String) measureCode!: string;
  @Field(() => String) measureTitle!: string;
  @Field(() => String) taskCode!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => String) unitShortName!: string;
  @Field(() => UnitActionRoleEnum) role!: string;
  @Field(() => Int) year!: number;
  @Field(() => String) title!: string;
  @Field(() => ActionStateEnum) state!: string;
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => CalendarDay) originalDueOn!: string;
  @Field(() => Int) progressPercent!: number;
  @Field(() => LightEnum) light!: string;
  @Field(() => String) lightReason!: string;
  @Field(() => Int) daysLate!: number;
  @Field(() => String, { nullable: true }) ownerName?: string | null;
  @Field(() => Int) milestoneCount!: number;
  @Field(() => Int) milestoneDoneCount!: number;
  @Field(() => Int) evidenceCount!: number;
  @Field(() => ProgressReportType, { nullable: true }) latestReport?: ProgressReportType | null;
  @Field(() => [MilestoneRowType]) milestones!: MilestoneRowType[];
}

@ObjectType('ActionTab', { simpleResolvers: true })
export class ActionTabType {
  @Field(() => String) key!: string;
  @Field(() => Int) count!: number;
}

@ObjectType('ActionPage', { simpleResolvers: true })
export class ActionPageType {
  @Field(() => [ActionRowType]) rows!: ActionRowType[];
  @Field(() => Int) total!: number;
  @Field(() => [ActionTabType]) tabs!: ActionTabType[];
}

@InputType('ActionFilter')
export class ActionFilter {
  @Field(() => ID, { nullable: true }) programId?: string | null;
  @Field(() => String, { nullable: true }) tab?: string | null;
  @Field(() => Int, { nullable: true }) year?: number | null;
  @Field(() => String, { nullable: true }) taskCode?: string | null;
  @Field(() => String, { nullable: true }) measureCode?: string | null;
  @Field(() => ID, { nullable: true }) unitId?: string | null;
  @Field(() => LightEnum, { nullable: true }) light?: string | null;
  @Field(() => [ActionStateEnum], { nullable: true }) state?: string[] | null;
  @Field(() => String, { nullable: true }) text?: string | null;
}

@ObjectType('TimelineEntry', { simpleResolvers: true })
export class TimelineEntryType {
  @Field(() => Moment) at!: Date | string;
  @Field(() => String) verb!: string;
  @Field(() => String) actorName!: string;
  @Field(() => String) actorUnit!: string;
  @Field(() => String, { nullable: true }) text?: string | null;
}

@ObjectType('Evidence', { simpleResolvers: true })
export class EvidenceType {
  @Field(() => ID) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) title!: string;
  @Field(() => EvidenceKindEnum) kind!: string;
  @Field(() => String) fileName!: string;
  @Field(() => String) mime!: string;
  @Field(() => Int) size!: number;
  @Field(() => String) sha256!: string;
  @Field(() => String, { nullable: true }) sm3?: string | null;
  @Field(() => CalendarDay, { nullable: true }) documentOn?: string | null;
  @Field(() => Moment) uploadedAt!: Date | string;
  @Field(() => String) uploadedBy!: string;
  @Field(() => EvidenceStateEnum) state!: string;
  @Field(() => String, { nullable: true }) returnCode?: string | null;
  @Field(() => String, { nullable: true }) returnReason?: string | null;
  @Field(() => String, { nullable: true }) reviewedBy?: string | null;
  @Field(() => String) url!: string;
  @Field(() => [MoveType]) nextMoves!: MoveType[];
  @Field(() => Int, { description: 'milestones and measures by year that this evidence serves' }) usedCount!: number;
  @Field(() => CalendarDay) uploadedOn!: string;
  @Field(() => String, { nullable: true }) withdrawnReason?: string | null;
  @Field(() => String, { nullable: true }) withdrawnBy?: string | null;
  @Field(() => Moment, { nullable: true }) withdrawnAt?: Date | string | null;
  @Field(() => Int) versionNo!: number;
  @Field(() => String, { nullable: true, description: 'what changed against the version before' })
  changeNote?: string | null;
  @Field(() => Boolean, { description: 'there is no newer version of it' }) isNewest!: boolean;
  @Field(() => ID, { nullable: true, description: 'the same file, accepted for another period' }) reusedFromId?:
    string | null;
  @Field(() => Boolean) viewerCanReplace!: boolean;
  @Field(() => Boolean, { nullable: true, description: 'serves the milestone that the library is asked for' })
  isLinked?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'accepted for another period: would be reviewed once more on that milestone',
  })
  needsReviewAgain?: boolean | null;
}

@ObjectType('Milestone', { simpleResolvers: true })
export class MilestoneType {
  @Field(() => ID) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => ID) actionId!: string;
  @Field(() => Int) seq!: number;
  @Field(() => String) title!: string;
  @Field(() => String) deliverable!: string;
  @Field(() => String, { nullable: true }) acceptanceRule?: string | null;
  @Field(() => [EvidenceKindEnum]) proofKinds!: string[];
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => CalendarDay) originalDueOn!: string;
  @Field(() => MilestoneStateEnum) state!: string;
  @Field(() => LightEnum) light!: string;
  @Field(() => String) lightReason!: string;
  @Field(() => Int) daysLate!: number;
  @Field(() => Moment, { nullable: true }) submittedAt?: Date | string | null;
  @Field(() => String, { nullable: true }) signedBy?: string | null;
  @Field(() => CalendarDay, { nullable: true }) acceptedOn?: string | null;
  @Field(() => String, { nullable: true }) returnReason?: string | null;
  @Field(() => [EvidenceType]) evidence!: EvidenceType[];
  @Field(() => [MoveType]) nextMoves!: MoveType[];
}

@ObjectType('ReturnedField', { simpleResolvers: true })
export class ReturnedFieldType {
  @Field(() => String, { description: '`content`, or `milestones.<id>.dueOn`' }) field!: string;
  @Field(() => String, { nullable: true }) note?: string | null;
}

@ObjectType('PlannedMilestone', { simpleResolvers: true })
export class PlannedMilestoneType {
  @Field(() => ID) id!: string;
  @Field(() => Int) seq!: number;
  @Field(() => String) title!: string;
  @Field(() => String) deliverable!: string;
  @Field(() => String, { nullable: true }) acceptanceRule?: string | null;
  @Field(() => [EvidenceKindEnum]) proofKinds!: string[];
  @Field(() => CalendarDay) dueOn!: string;
}

@ObjectType('ReturnedPlan', { simpleResolvers: true, description: 'as it was when the office sent it back' })
export class ReturnedPlanType {
  @Field(() => String) reason!: string;
  @Field(() => [ReturnedFieldType]) fields!: ReturnedFieldType[];
  @Field(() => String) content!: string;
  @Field(() => String, { nullable: true }) target?: string | null;
  @Field(() => String, { nullable: true }) steps?: string | null;
  @Field(() => String, { nullable: true }) ownerName?: string | null;
  @Field(() => String, { nullable: true }) section?: string | null;
  @Field(() => String, { nullable: true }) headInCharge?: string | null;
  @Field(() => [PlannedMilestoneType]) milestones!: PlannedMilestoneType[];
}

@ObjectType('Action', { simpleResolvers: true })
export class ActionType {
  @Field(() => ID) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => MeasureType) measure!: MeasureType;
  @Field(() => UnitType) unit!: UnitType;
  @Field(() => UnitActionRoleEnum) role!: string;
  @Field(() => Int) year!: number;
  @Field(() => String) title!: string;
  @Field(() => ActionStateEnum) state!: string;
  @Field(() => String) content!: string;
  @Field(() => String, { nullable: true }) target?: string | null;
  @Field(() => String, { nullable: true }) steps?: string | null;
  @Field(() => String, { nullable: true }) ownerName?: string | null;
  @Field(() => String, { nullable: true }) section?: string | null;
  @Field(() => String, { nullable: true }) headInCharge?: string | null;
  @Field(() => CalendarDay) issuedOn!: string;
  @Field(() => CalendarDay) startOn!: string;
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => CalendarDay) originalDueOn!: string;
  @Field(() => CalendarDay, { nullable: true }) finishedOn?: string | null;
  @Field(() => CalendarDay, { description: 'last working day before a due day that is a rest day' })
  lastWorkdayOn!: string;
  @Field(() => Int) progressPercent!: number;
  @Field(() => LightEnum) light!: string;
  @Field(() => String) lightReason!: string;
  @Field(() => Int) daysLate!: number;
  @Field(() => Moment, { nullable: true }) acknowledgedAt?: Date | string | null;
  @Field(() => String, { nullable: true }) planSignedBy?: string | null;
  @Field(() => Moment, { nullable: true }) planSignedAt?: Date | string | null;
  @Field(() => String, { nullable: true }) returnReason?: string | null;
  @Field(() => [ReturnedFieldType], { nullable: true, description: 'stand until the plan is handed in again' })
  returnedFields?: ReturnedFieldType[] | null;
  @Field(() => ReturnedPlanType, { nullable: true }) returnedPlan?: ReturnedPlanType | null;
  @Field(() => [MilestoneType]) milestones!: MilestoneType[];
  @Field(() => [ProgressReportType]) reports!: ProgressReportType[];
  @Field(() => [TimelineEntryType]) timeline!: TimelineEntryType[];
  @Field(() => [MoveType]) nextMoves!: MoveType[];
  @Field(() => Boolean) viewerCanPlan!: boolean;
  @Field(() => Boolean) viewerCanReport!: boolean;
  @Field(() => Boolean) viewerCanAttach!: boolean;
}

@ObjectType('TodoItem', { simpleResolvers: true })
export class TodoItemType {
  @Field(() => String, { description: todoKinds.join(' ') })
  kind!: string;
  @Field(() => ID) id!: string;
  @Field(() => ID) actionId!: string;
  @Field(() => ID, { nullable: true }) milestoneId?: string | null;
  @Field(() => String) title!: string;
  @Field(() => String) subtitle!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => CalendarDay, { nullable: true }) dueOn?: string | null;
  @Field(() => LightEnum) light!: string;
  @Field(() => String) lightReason!: string;
  @Field(() => Int) daysLate!: number;
  @Field(() => Int) workingDaysLate!: number;
  @Field(() => Int, { nullable: true }) workingDaysLeft?: number | null;
  @Field(() => Int, { nullable: true, description: 'since it came to the viewer’s desk' }) workingDaysWaiting?:
    number | null;
  @Field(() => CalendarDay, { nullable: true, description: 'the day this came to the viewer’s desk' }) since?:
    string | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@ObjectType('TodoCount', { simpleResolvers: true })
export class TodoCountType {
  @Field(() => String) kind!: string;
  @Field(() => Int) count!: number;
}

@ObjectType('NextDue', { simpleResolvers: true })
export class NextDueType {
  @Field(() => String) title!: string;
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => ID) actionId!: string;
  @Field(() => ID) milestoneId!: string;
}

@ObjectType('Todo', { simpleResolvers: true })
export class TodoType {
  @Field(() => [TodoItemType], { description: 'at most 300, the most consequential first' }) items!: TodoItemType[];
  @Field(() => [TodoCountType], { description: 'of everything, also beyond the items' }) counts!: TodoCountType[];
  @Field(() => Int) total!: number;
  @Field(() => NextDueType, { nullable: true, description: 'further off than the list looks' })
  nextDue?: NextDueType | null;
}

@ObjectType('LightCount', { simpleResolvers: true })
export class LightCountType {
  @Field(() => LightEnum) light!: string;
  @Field(() => Int) count!: number;
}

@ObjectType('DashboardLine', { simpleResolvers: true })
export class DashboardLineType {
  @Field(() => ID) id!: string;
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => [LightCountType]) lights!: LightCountType[];
  @Field(() => Int) total!: number;
  @Field(() => Int) percent!: number;
  @Field(() => LightEnum) worst!: string;
}

@ObjectType('GridCell', { simpleResolvers: true, description: 'one cell of the measure × unit grid' })
export class GridCellType {
  @Field(() => Int) m!: number;
  @Field(() => Int) u!: number;
  @Field(() => LightEnum) light!: string;
  @Field(() => Int) count!: number;
  @Field(() => Int) red!: number;
  @Field(() => Int) percent!: number;
}

@ObjectType('RedItem', { simpleResolvers: true })
export class RedItemType {
  @Field(() => ID) actionId!: string;
  @Field(() => ID, { nullable: true }) milestoneId?: string | null;
  @Field(() => String) title!: string;
  @Field(() => String) measureCode!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => Int) daysLate!: number;
  @Field(() => Int) workingDaysLate!: number;
}

@ObjectType('TrendPoint', {
  simpleResolvers: true,
  description: 'by month: milestones due, accepted, red at month’s end',
})
export class TrendPointType {
  @Field(() => String) month!: string;
  @Field(() => Int) due!: number;
  @Field(() => Int) accepted!: number;
  @Field(() => Int) red!: number;
}

@ObjectType('Dashboard', { simpleResolvers: true })
export class DashboardType {
  @Field(() => Moment) asOf!: Date | string;
  @Field(() => CalendarDay) today!: string;
  @Field(() => ProgramType) program!: ProgramType;
  @Field(() => Int, { nullable: true }) year?: number | null;
  @Field(() => [LightCountType]) lights!: LightCountType[];
  @Field(() => Int) total!: number;
  @Field(() => Int) doneCount!: number;
  @Field(() => Int) percentDone!: number;
  @Field(() => Int, { nullable: true }) onTimePercent?: number | null;
  @Field(() => Int) reds!: number;
  @Field(() => Int) redsLastMonth!: number;
  @Field(() => Int, { nullable: true }) filedWithoutChasingPercent?: number | null;
  @Field(() => [DashboardLineType]) byTask!: DashboardLineType[];
  @Field(() => [DashboardLineType]) byMeasure!: DashboardLineType[];
  @Field(() => [DashboardLineType]) byUnit!: DashboardLineType[];
  @Field(() => [GridCellType], { description: 'cells name measures and units by index into byMeasure and byUnit' })
  cells!: GridCellType[];
  @Field(() => [RedItemType]) redList!: RedItemType[];
  @Field(() => [TrendPointType]) trend!: TrendPointType[];
}

@InputType('IssueActionsInput')
export class IssueActionsInput {
  @Field(() => ID) programId!: string;
  @Field(() => Int) year!: number;
  @Field(() => [ID], { nullable: true }) measureIds?: string[] | null;
}

@InputType('ActionVerbInput', { description: 'for every verb on one action; reason where the verb needs one' })
export class ActionVerbInput {
  @Field(() => ID) actionId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => String, { nullable: true }) reasonCode?: string | null;
}

@InputType('MilestoneVerbInput')
export class MilestoneVerbInput {
  @Field(() => ID) milestoneId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => String, { nullable: true }) reasonCode?: string | null;
}

@InputType('EvidenceVerbInput')
export class EvidenceVerbInput {
  @Field(() => ID) evidenceId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => String, { nullable: true }) reasonCode?: string | null;
}

@InputType('MilestoneDraftInput')
export class MilestoneDraftInput {
  @Field(() => ID, { nullable: true }) id?: string | null;
  @Field(() => String) title!: string;
  @Field(() => String) deliverable!: string;
  @Field(() => String, { nullable: true }) acceptanceRule?: string | null;
  @Field(() => [EvidenceKindEnum]) proofKinds!: string[];
  @Field(() => CalendarDay) dueOn!: string;
}

@InputType('PlanActionInput')
export class PlanActionInput {
  @Field(() => ID) actionId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String) content!: string;
  @Field(() => String, { nullable: true }) target?: string | null;
  @Field(() => String, { nullable: true }) steps?: string | null;
  @Field(() => String) ownerName!: string;
  @Field(() => String) section!: string;
  @Field(() => String) headInCharge!: string;
  @Field(() => [MilestoneDraftInput]) milestones!: MilestoneDraftInput[];
}

@InputType('ReportProgressInput')
export class ReportProgressInput {
  @Field(() => ID) actionId!: string;
  @Field(() => Int) percent!: number;
  @Field(() => String) done!: string;
  @Field(() => String, { nullable: true }) difficulty?: string | null;
  @Field(() => String, { nullable: true }) nextStep?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'on purpose: nothing has changed since the last report' })
  isUnchanged?: boolean | null;
  @Field(() => String, { nullable: true, description: 'asked for when the percent is lower than last time' })
  fallReason?: string | null;
}

@InputType('AttachEvidenceInput', { description: 'without milestones the file goes into the unit’s library' })
export class AttachEvidenceInput {
  @Field(() => ID) uploadId!: string;
  @Field(() => [ID]) milestoneIds!: string[];
  @Field(() => String) title!: string;
  @Field(() => EvidenceKindEnum) kind!: string;
  @Field(() => CalendarDay, { nullable: true }) documentOn?: string | null;
}

@InputType('LinkEvidenceInput')
export class LinkEvidenceInput {
  @Field(() => ID) evidenceId!: string;
  @Field(() => [ID]) milestoneIds!: string[];
}

@ObjectType('ActionPayload', { simpleResolvers: true })
export class ActionPayload {
  @Field(() => ActionType, { nullable: true }) action?: ActionType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('MilestonePayload', { simpleResolvers: true })
export class MilestonePayload {
  @Field(() => MilestoneType, { nullable: true }) milestone?: MilestoneType | null;
  @Field(() => ActionType, { nullable: true }) action?: ActionType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('EvidencePayload', { simpleResolvers: true })
export class EvidencePayload {
  @Field(() => EvidenceType, { nullable: true }) evidence?: EvidenceType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('IssueActionsPayload', { simpleResolvers: true })
export class IssueActionsPayload {
  @Field(() => Int) issuedCount!: number;
  @Field(() => Int) alreadyIssuedCount!: number;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('ReportProgressPayload', { simpleResolvers: true })
export class ReportProgressPayload {
  @Field(() => ProgressReportType, { nullable: true }) report?: ProgressReportType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
