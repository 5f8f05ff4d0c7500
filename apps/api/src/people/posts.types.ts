import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PostKindEnum, OpenWorkKindEnum, OutgoingFateEnum, RoleEnum } from '../graphql/enums.ts';
import { UserError } from '../graphql/payload.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import { OpenedAccountType } from './people.types.ts';

@ObjectType('PostHolding', { simpleResolvers: true })
export class PostHoldingType {
  @Field(() => ID) id!: string;
  @Field(() => PostKindEnum) post!: string;
  @Field(() => ID) userId!: string;
  @Field(() => String, { description: 'as it was when the post was taken' }) name!: string;
  @Field(() => CalendarDay) fromOn!: string;
  @Field(() => CalendarDay, { nullable: true, description: 'the first day on which this holder answers no more' })
  toOn?: string | null;
  @Field(() => String) basis!: string;
  @Field(() => String) recordedBy!: string;
  @Field(() => String, { nullable: true }) endedBy?: string | null;
}

@ObjectType('PostState', { simpleResolvers: true })
export class PostStateType {
  @Field(() => PostKindEnum) post!: string;
  @Field(() => PostHoldingType, { nullable: true, description: 'null when the post is empty' })
  holding?: PostHoldingType | null;
  @Field(() => Boolean) isRequired!: boolean;
  @Field(() => Boolean, { description: 'empty although the unit has open work and the post must be filled' })
  isMissed!: boolean;
  @Field(() => CalendarDay, { nullable: true }) emptySince?: string | null;
  @Field(() => Boolean) canHandOver!: boolean;
  @Field(() => [PostHoldingType], { description: 'newest first' }) history!: PostHoldingType[];
}

@ObjectType('UnitPosts', { simpleResolvers: true })
export class UnitPostsType {
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => String) shortName!: string;
  @Field(() => Int) openActionCount!: number;
  @Field(() => [PostStateType]) posts!: PostStateType[];
}

@ObjectType('PostHolder', { simpleResolvers: true })
export class PostHolderType {
  @Field(() => PostKindEnum) post!: string;
  @Field(() => PostHoldingType, { nullable: true }) holding?: PostHoldingType | null;
}

@ObjectType('Charge', { simpleResolvers: true })
export class ChargeType {
  @Field(() => ID) actionId!: string;
  @Field(() => String) measureCode!: string;
  @Field(() => String) title!: string;
  @Field(() => Int) year!: number;
  @Field(() => String, { nullable: true }) ownerName?: string | null;
  @Field(() => CalendarDay, { nullable: true }) ownerSince?: string | null;
  @Field(() => String, { nullable: true }) headInCharge?: string | null;
  @Field(() => CalendarDay, { nullable: true }) headInChargeSince?: string | null;
}

@ObjectType('Answerable', { simpleResolvers: true })
export class AnswerableType {
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => CalendarDay) day!: string;
  @Field(() => [PostHolderType]) holders!: PostHolderType[];
  @Field(() => [ChargeType]) charges!: ChargeType[];
}

@ObjectType('OpenWork', { simpleResolvers: true })
export class OpenWorkType {
  @Field(() => OpenWorkKindEnum) kind!: string;
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
  @Field(() => ID, { nullable: true }) actionId?: string | null;
  @Field(() => CalendarDay, { nullable: true }) dueOn?: string | null;
}

@ObjectType('OpenWorkCount', { simpleResolvers: true })
export class OpenWorkCountType {
  @Field(() => OpenWorkKindEnum) kind!: string;
  @Field(() => Int) count!: number;
}

@ObjectType('PostCandidate', { simpleResolvers: true })
export class PostCandidateType {
  @Field(() => ID) userId!: string;
  @Field(() => String) name!: string;
  @Field(() => RoleEnum) role!: string;
  @Field(() => PostKindEnum, { nullable: true, description: 'the post this person would leave' }) post?: string | null;
}

@ObjectType('HandOverPreview', { simpleResolvers: true })
export class HandOverPreviewType {
  @Field(() => PostHoldingType, { nullable: true, description: 'the present holder' })
  present?: PostHoldingType | null;
  @Field(() => String, { nullable: true, description: 'whose open work moves: the holder, or a last one who has left' })
  outgoingName?: string | null;
  @Field(() => CalendarDay, { nullable: true, description: 'the hand-over may not be dated before it' })
  earliestOn?: string | null;
  @Field(() => [PostCandidateType]) candidates!: PostCandidateType[];
  @Field(() => String, { description: 'a free one for a new account' }) username!: string;
  @Field(() => [OpenWorkCountType]) counts!: OpenWorkCountType[];
  @Field(() => [OpenWorkType], { description: 'empty for those who may not read the unit’s work' })
  work!: OpenWorkType[];
}

@InputType('NewHolderInput')
export class NewHolderInput {
  @Field(() => String) username!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) email?: string | null;
}

@InputType('HandOverPostInput')
export class HandOverPostInput {
  @Field(() => ID) unitId!: string;
  @Field(() => PostKindEnum) post!: string;
  @Field(() => CalendarDay, { description: 'the first day on which the successor answers' }) day!: string;
  @Field(() => ID, { nullable: true, description: 'the holder the form showed; null for an empty post' })
  outgoingId?: string | null;
  @Field(() => OutgoingFateEnum, { nullable: true }) outgoing?: string | null;
  @Field(() => ID, { nullable: true }) successorId?: string | null;
  @Field(() => NewHolderInput, { nullable: true, description: 'instead of a successor who has an account' })
  account?: NewHolderInput | null;
  @Field(() => String, { nullable: true }) note?: string | null;
}

@ObjectType('HandOverPayload', { simpleResolvers: true })
export class HandOverPayload {
  @Field(() => String, { nullable: true }) successorName?: string | null;
  @Field(() => String, { nullable: true }) outgoingName?: string | null;
  @Field(() => OpenedAccountType, { nullable: true }) account?: OpenedAccountType | null;
  @Field(() => [OpenWorkCountType]) counts!: OpenWorkCountType[];
  @Field(() => [OpenWorkType]) moved!: OpenWorkType[];
  @Field(() => [UserError]) userErrors!: UserError[];
}
