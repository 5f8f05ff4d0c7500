import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CalendarDay } from '../graphql/scalars.ts';

@ObjectType('PassagePart', { simpleResolvers: true })
export class PassagePartType {
  @Field(() => String) text!: string;
  @Field(() => Boolean, { description: 'both texts have these words' }) isSame!: boolean;
}

@ObjectType('Passage', { simpleResolvers: true, description: 'the same passage in both texts' })
export class PassageType {
  @Field(() => [PassagePartType]) mine!: PassagePartType[];
  @Field(() => [PassagePartType]) theirs!: PassagePartType[];
  @Field(() => Int) sameCount!: number;
}

@ObjectType('ResembledEvidence', { simpleResolvers: true })
export class ResembledEvidenceType {
  @Field(() => ID) evidenceId!: string;
  @Field(() => String) title!: string;
  @Field(() => String) unitName!: string;
  @Field(() => Int) year!: number;
  @Field(() => CalendarDay, { nullable: true }) documentOn?: string | null;
  @Field(() => CalendarDay) uploadedOn!: string;
  @Field(() => ID) actionId!: string;
  @Field(() => String) actionTitle!: string;
  @Field(() => String) url!: string;
}

@ObjectType('CheckFinding', { simpleResolvers: true, description: 'a hint for people; keeps nobody from anything' })
export class CheckFindingType {
  @Field(() => String) code!: string;
  @Field(() => String, { description: 'look: worth a look; note: good to know' }) weight!: string;
  @Field(() => String) message!: string;
  @Field(() => ID, { nullable: true }) evidenceId?: string | null;
  @Field(() => String, { nullable: true }) evidenceTitle?: string | null;
  @Field(() => Int, { nullable: true }) percent?: number | null;
  @Field(() => ResembledEvidenceType, {
    nullable: true,
    description: 'null where it is another unit’s and the viewer a unit',
  })
  other?: ResembledEvidenceType | null;
  @Field(() => [PassageType]) passages!: PassageType[];
}

@ObjectType('MilestoneCheck', { simpleResolvers: true })
export class MilestoneCheckType {
  @Field(() => ID) milestoneId!: string;
  @Field(() => Boolean, { description: 'false while the text of some file is being read' }) isComplete!: boolean;
  @Field(() => Int) checkedCount!: number;
  @Field(() => [CheckFindingType]) findings!: CheckFindingType[];
}
