import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { EvidenceKindEnum } from '../graphql/enums.ts';
import { CalendarDay, Localized } from '../graphql/scalars.ts';
import { ActionVerbInput } from './delivery.inputs.ts';

@ObjectType('PlanExampleMilestone', { simpleResolvers: true })
export class PlanExampleMilestoneType {
  @Field(() => String) title!: string;
  @Field(() => String) deliverable!: string;
  @Field(() => String, { nullable: true }) acceptanceRule?: string | null;
  @Field(() => [EvidenceKindEnum]) proofKinds!: string[];
  @Field(() => CalendarDay, { description: 'moved to the year of the action' }) dueOn!: string;
}

@ObjectType('PlanExample', { simpleResolvers: true, description: 'a plan to copy from: its wording and nothing else' })
export class PlanExampleType {
  @Field(() => String, { description: 'OWN_EARLIER SISTER_UNIT' }) source!: string;
  @Field(() => Int) year!: number;
  @Field(() => String) unitName!: string;
  @Field(() => String) content!: string;
  @Field(() => String, { nullable: true }) target?: string | null;
  @Field(() => String, { nullable: true }) steps?: string | null;
  @Field(() => [PlanExampleMilestoneType]) milestones!: PlanExampleMilestoneType[];
}

@ObjectType('PlanNames', { simpleResolvers: true, description: 'used before in the unit, the last used first' })
export class PlanNamesType {
  @Field(() => [String]) ownerNames!: string[];
  @Field(() => [String]) sections!: string[];
  @Field(() => [String]) headsInCharge!: string[];
}

@ObjectType('ProofExample', { simpleResolvers: true, description: 'what a good piece of one kind looks like' })
export class ProofExampleType {
  @Field(() => EvidenceKindEnum) kind!: string;
  @Field(() => Localized) text!: object;
}

@InputType('ReturnedFieldInput')
export class ReturnedFieldInput {
  @Field(() => String, { description: '`content`, or `milestones.<id>.dueOn`' }) field!: string;
  @Field(() => String, { nullable: true }) note?: string | null;
}

@InputType('ReturnPlanInput')
export class ReturnPlanInput extends ActionVerbInput {
  @Field(() => [ReturnedFieldInput], { nullable: true, description: 'the fields that are to be changed' })
  fields?: ReturnedFieldInput[] | null;
}
