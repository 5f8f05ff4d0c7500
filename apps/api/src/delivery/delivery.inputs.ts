import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { EvidenceKindEnum } from '../graphql/enums.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import { UserError } from '../graphql/payload.ts';
import { ActionType, EvidenceType, MilestoneType, ProgressReportType } from './delivery.types.ts';

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
