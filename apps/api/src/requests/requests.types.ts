import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ActionType, MoveType } from '../delivery/delivery.types.ts';
import { ActionStateEnum, LightEnum, RequestKindEnum, RequestStateEnum } from '../graphql/enums.ts';
import { UserError } from '../graphql/payload.ts';
import { CalendarDay, Moment } from '../graphql/scalars.ts';

@ObjectType('RequestStep', { simpleResolvers: true })
export class RequestStepType {
  @Field(() => Moment) at!: Date | string;
  @Field(() => String) verb!: string;
  @Field(() => String) actorName!: string;
  @Field(() => String, { description: 'the post it was done in, in the reader’s language' }) actorPost!: string;
  @Field(() => String) actorUnit!: string;
  @Field(() => String, { nullable: true }) text?: string | null;
}

@ObjectType('UnitRequest', { simpleResolvers: true })
export class UnitRequestType {
  @Field(() => ID) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => RequestKindEnum) kind!: string;
  @Field(() => RequestStateEnum) state!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => ID) actionId!: string;
  @Field(() => String) actionTitle!: string;
  @Field(() => ActionStateEnum) actionState!: string;
  @Field(() => String) measureCode!: string;
  @Field(() => ID, { nullable: true, description: 'null: the whole action' }) milestoneId?: string | null;
  @Field(() => String, { nullable: true }) milestoneTitle?: string | null;
  @Field(() => String) reason!: string;
  @Field(() => String, { nullable: true }) progress?: string | null;
  @Field(() => CalendarDay, { nullable: true, description: 'the day due when it was filed' }) fromDueOn?: string | null;
  @Field(() => CalendarDay, { nullable: true }) toDueOn?: string | null;
  @Field(() => CalendarDay, { nullable: true }) grantedDueOn?: string | null;
  @Field(() => CalendarDay, { description: 'the day due now' }) dueOn!: string;
  @Field(() => CalendarDay) originalDueOn!: string;
  @Field(() => LightEnum, { nullable: true }) lightAtFiling?: string | null;
  @Field(() => Int, { nullable: true, description: 'which extension of the thing it is, or would be' })
  sequence?: number | null;
  @Field(() => String) filedBy!: string;
  @Field(() => CalendarDay) filedOn!: string;
  @Field(() => CalendarDay, { nullable: true, description: 'the office’s time to reply runs from here' })
  officeSince?: string | null;
  @Field(() => CalendarDay, { nullable: true }) decidedOn?: string | null;
  @Field(() => Int, { nullable: true }) waitingWorkingDays?: number | null;
  @Field(() => CalendarDay, { nullable: true }) replyDueOn?: string | null;
  @Field(() => Boolean) isReplyOverdue!: boolean;
  @Field(() => [String], { description: 'why the leading group decides; empty where the office does' })
  leadersBecause!: string[];
  @Field(() => [RequestStepType]) steps!: RequestStepType[];
  @Field(() => [MoveType]) nextMoves!: MoveType[];
}

@ObjectType('RequestTab', { simpleResolvers: true })
export class RequestTabType {
  @Field(() => String) key!: string;
  @Field(() => Int) count!: number;
}

@ObjectType('RequestPage', { simpleResolvers: true })
export class RequestPageType {
  @Field(() => [UnitRequestType]) rows!: UnitRequestType[];
  @Field(() => Int) total!: number;
  @Field(() => [RequestTabType]) tabs!: RequestTabType[];
}

@ObjectType('MilestoneMoves', { simpleResolvers: true })
export class MilestoneMovesType {
  @Field(() => ID) milestoneId!: string;
  @Field(() => [MoveType]) moves!: MoveType[];
}

@ObjectType('ActionRequests', { simpleResolvers: true })
export class ActionRequestsType {
  @Field(() => [UnitRequestType]) requests!: UnitRequestType[];
  @Field(() => [MoveType], { description: 'what the viewer may ask about the action, with what stands against it' })
  moves!: MoveType[];
  @Field(() => [MilestoneMovesType]) milestones!: MilestoneMovesType[];
  @Field(() => Boolean) viewerCanFile!: boolean;
  @Field(() => CalendarDay, { description: 'no milestone is extended beyond it' }) actionDueOn!: string;
  @Field(() => String, { nullable: true, description: 'what was reported last, to begin a request with' })
  progressSoFar?: string | null;
}

@InputType('RequestFilter')
export class RequestFilter {
  @Field(() => String, {
    nullable: true,
    description: 'open to-sign in-review final-review with-leaders granted refused all',
  })
  tab?: string | null;
  @Field(() => RequestKindEnum, { nullable: true }) kind?: string | null;
  @Field(() => ID, { nullable: true }) unitId?: string | null;
  @Field(() => String, { nullable: true }) text?: string | null;
}

@InputType('RequestExtensionInput')
export class RequestExtensionInput {
  @Field(() => ID) actionId!: string;
  @Field(() => ID, { nullable: true }) milestoneId?: string | null;
  @Field(() => String) reason!: string;
  @Field(() => String) progress!: string;
  @Field(() => CalendarDay) toDueOn!: string;
}

@InputType('ExplainDelayInput')
export class ExplainDelayInput {
  @Field(() => ID) actionId!: string;
  @Field(() => ID, { nullable: true }) milestoneId?: string | null;
  @Field(() => String) reason!: string;
}

@InputType('FileRequestInput')
export class FileRequestInput {
  @Field(() => ID) actionId!: string;
  @Field(() => String) reason!: string;
}

@InputType('RequestVerbInput')
export class RequestVerbInput {
  @Field(() => ID) requestId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@InputType('GrantRequestInput')
export class GrantRequestInput {
  @Field(() => ID) requestId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: 'a word to the unit' }) reason?: string | null;
  @Field(() => CalendarDay, { nullable: true, description: 'another, earlier day than the one asked for' })
  grantedDueOn?: string | null;
}

@ObjectType('RequestPayload', { simpleResolvers: true })
export class RequestPayload {
  @Field(() => UnitRequestType, { nullable: true }) request?: UnitRequestType | null;
  @Field(() => ActionType, { nullable: true }) action?: ActionType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
