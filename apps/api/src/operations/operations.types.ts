import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { OperationsCheckEnum, OperationsStateEnum, OperationsUnitEnum } from '../graphql/enums.ts';
import { Moment } from '../graphql/scalars.ts';

@ObjectType('OperationsCheck', { simpleResolvers: true })
export class OperationsCheckType {
  @Field(() => OperationsCheckEnum) check!: string;
  @Field(() => OperationsUnitEnum) unit!: string;
  @Field(() => OperationsStateEnum) state!: string;
  @Field(() => Float, { nullable: true, description: 'null while there is nothing to measure' }) value?: number | null;
  @Field(() => Int, { nullable: true, description: 'how many things it is about' }) count?: number | null;
  @Field(() => Float, { nullable: true, description: 'from here on somebody should look' }) attention?: number | null;
  @Field(() => Float, { nullable: true, description: 'from here on people are told' }) alarm?: number | null;
}

@ObjectType('WorkerSeen', { simpleResolvers: true })
export class WorkerSeenType {
  @Field(() => ID) id!: string;
  @Field(() => String) host!: string;
  @Field(() => Int) pid!: number;
  @Field(() => String, { description: 'what carries its jobs: postgres or redis' }) transport!: string;
  @Field(() => Moment) startedAt!: string;
  @Field(() => Moment) seenAt!: string;
  @Field(() => Boolean) isAlive!: boolean;
}

@ObjectType('FailedJob', { simpleResolvers: true })
export class FailedJobType {
  @Field(() => String) name!: string;
  @Field(() => String) subject!: string;
  @Field(() => String) failure!: string;
}

@ObjectType('QueueState', { simpleResolvers: true })
export class QueueStateType {
  @Field(() => Int) waiting!: number;
  @Field(() => Int) active!: number;
  @Field(() => Int) delayed!: number;
  @Field(() => Int) failed!: number;
  @Field(() => [FailedJobType]) failures!: FailedJobType[];
}

@ObjectType('ParkedEvent', { simpleResolvers: true })
export class ParkedEventType {
  @Field(() => ID) messageId!: string;
  @Field(() => String) type!: string;
  @Field(() => Int) attempts!: number;
  @Field(() => String) failure!: string;
  @Field(() => Moment) parkedAt!: string;
  @Field(() => Moment, { description: 'when it is tried again by itself' }) retryAt!: string;
}

@ObjectType('ChannelHealth', { simpleResolvers: true })
export class ChannelHealthType {
  @Field(() => String) channel!: string;
  @Field(() => String) target!: string;
  @Field(() => Moment, { nullable: true }) lastSuccessAt?: string | null;
  @Field(() => Moment, { nullable: true }) lastFailureAt?: string | null;
  @Field(() => Int) failuresInRow!: number;
  @Field(() => String, { nullable: true }) failure?: string | null;
  @Field(() => Moment, { nullable: true }) backOffUntil?: string | null;
}

@ObjectType('OperationsIncident', { simpleResolvers: true })
export class OperationsIncidentType {
  @Field(() => ID) id!: string;
  @Field(() => OperationsCheckEnum) check!: string;
  @Field(() => Float, { description: 'when it began' }) value!: number;
  @Field(() => Float) threshold!: number;
  @Field(() => Moment) beganAt!: string;
  @Field(() => Moment, { nullable: true }) endedAt?: string | null;
}

@ObjectType('Operations', { simpleResolvers: true })
export class OperationsType {
  @Field(() => Moment) at!: string;
  @Field(() => [OperationsCheckType]) checks!: OperationsCheckType[];
  @Field(() => [WorkerSeenType], { description: 'seen within a day, newest first' }) workers!: WorkerSeenType[];
  @Field(() => QueueStateType, { nullable: true }) queue?: QueueStateType | null;
  @Field(() => [ParkedEventType]) parkedEvents!: ParkedEventType[];
  @Field(() => [ChannelHealthType]) channels!: ChannelHealthType[];
  @Field(() => [OperationsIncidentType], { description: 'open ones first' }) incidents!: OperationsIncidentType[];
}

@InputType()
export class RetryParkedEventsInput {
  @Field(() => [ID], { nullable: true, description: 'all of them when left out' }) messageIds?: string[] | null;
}
