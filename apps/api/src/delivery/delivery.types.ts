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
import { UnitType } from '../people/people.types.ts';
import { MeasureType } from '../program/program.types.ts';

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
