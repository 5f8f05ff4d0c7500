import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UserError } from '../graphql/payload.ts';
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

@ObjectType('FindingRemark', { simpleResolvers: true, description: 'what the unit says to a finding' })
export class FindingRemarkType {
  @Field(() => String) text!: string;
  @Field(() => String) writtenBy!: string;
  @Field(() => CalendarDay) writtenOn!: string;
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
  @Field(() => String, {
    nullable: true,
    description: 'names the finding in remarkOnFinding; null where there is nothing to explain',
  })
  hint?: string | null;
  @Field(() => FindingRemarkType, { nullable: true }) remark?: FindingRemarkType | null;
}

@ObjectType('MilestoneCheck', { simpleResolvers: true })
export class MilestoneCheckType {
  @Field(() => ID) milestoneId!: string;
  @Field(() => Boolean, { description: 'false while the text of some file is being read' }) isComplete!: boolean;
  @Field(() => Int) checkedCount!: number;
  @Field(() => Boolean) viewerCanRemark!: boolean;
  @Field(() => [CheckFindingType]) findings!: CheckFindingType[];
}

@InputType()
export class RemarkOnFindingInput {
  @Field(() => ID) milestoneId!: string;
  @Field(() => ID) evidenceId!: string;
  @Field(() => String) hint!: string;
  @Field(() => String) text!: string;
}

@ObjectType('MilestoneCheckPayload', { simpleResolvers: true })
export class MilestoneCheckPayload {
  @Field(() => MilestoneCheckType, { nullable: true }) check?: MilestoneCheckType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
