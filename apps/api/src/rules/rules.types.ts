import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { UserError } from '../graphql/payload.ts';
import { Moment } from '../graphql/scalars.ts';

@ObjectType('RuleInWords', { simpleResolvers: true })
export class RuleInWordsType {
  @Field(() => String) kind!: string;
  @Field(() => String, { nullable: true, description: 'Code of the program it is for; null: every other program.' })
  program?: string | null;
  @Field(() => String) name!: string;
  @Field(() => [String]) words!: string[];
}

@ObjectType('ReminderRules', { simpleResolvers: true })
export class ReminderRulesType {
  @Field(() => Int) version!: number;
  @Field(() => Moment) since!: Date | string;
  @Field(() => String, { description: 'The whole rule set as JSON.' }) body!: string;
  @Field(() => [RuleInWordsType]) rules!: RuleInWordsType[];
  @Field(() => Boolean) viewerCanChange!: boolean;
}

@ObjectType('RulesPreview', { simpleResolvers: true })
export class RulesPreviewType {
  @Field(() => [RuleInWordsType]) rules!: RuleInWordsType[];
  @Field(() => Int, { description: 'Reminders that would be made for today.' }) created!: number;
  @Field(() => Int, { description: 'Waiting reminders that would become void.' }) voided!: number;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@InputType('ChangeRulesInput')
export class ChangeRulesInput {
  @Field(() => String) body!: string;
  @Field(() => Int, { description: 'The version it was made from.' }) version!: number;
  @Field(() => String) reason!: string;
}

@ObjectType('ChangeRulesPayload', { simpleResolvers: true })
export class ChangeRulesPayload {
  @Field(() => Int, { nullable: true }) version?: number | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
