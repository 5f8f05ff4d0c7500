import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UserError } from '../graphql/payload.ts';
import { Localized, Moment } from '../graphql/scalars.ts';

type Bilingual = { zh: string; en: string };

@ObjectType('SchemeVersion', { simpleResolvers: true })
export class SchemeVersionType {
  @Field(() => Int) version!: number;
  @Field(() => Localized) name!: Bilingual;
  @Field(() => Moment) publishedAt!: Date | string;
  @Field(() => String, { nullable: true, description: 'null: it came with the program' }) publishedBy?: string | null;
  @Field(() => String, { nullable: true }) draftedBy?: string | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => Int, { nullable: true, description: 'null for those who see no evaluations' })
  evaluationCount?: number | null;
}

@ObjectType('OpenSchemeDraft', { simpleResolvers: true })
export class OpenSchemeDraftType {
  @Field(() => String) savedBy!: string;
  @Field(() => Moment) savedAt!: Date | string;
}

@ObjectType('SchemeRow', { simpleResolvers: true })
export class SchemeRowType {
  @Field(() => String) code!: string;
  @Field(() => Localized) name!: Bilingual;
  @Field(() => [SchemeVersionType], { description: 'the newest first' }) versions!: SchemeVersionType[];
  @Field(() => OpenSchemeDraftType, { nullable: true }) draft?: OpenSchemeDraftType | null;
}

@ObjectType('SchemeRule', {
  simpleResolvers: true,
  description: 'one line of the printed rules, in the order of the tree',
})
export class SchemeRuleType {
  @Field(() => String, { description: 'group, indicator or bonus' }) kind!: string;
  @Field(() => Int) depth!: number;
  @Field(() => String) code!: string;
  @Field(() => String) number!: string;
  @Field(() => Localized) name!: Bilingual;
  @Field(() => String) full!: string;
  @Field(() => Localized) rule!: Bilingual;
  @Field(() => String) source!: string;
  @Field(() => String) clause!: string;
}

@ObjectType('SchemeTerm', { simpleResolvers: true, description: 'one sentence of what holds for the whole' })
export class SchemeTermType {
  @Field(() => String, { description: 'grade, veto, ceiling, rank, missing or rounding' }) kind!: string;
  @Field(() => Localized) text!: Bilingual;
}

@ObjectType('PublishedScheme', { simpleResolvers: true })
export class PublishedSchemeType {
  @Field(() => String) code!: string;
  @Field(() => Int) version!: number;
  @Field(() => Localized) name!: Bilingual;
  @Field(() => String, { description: 'unit or case-file' }) subject!: string;
  @Field(() => Moment) publishedAt!: Date | string;
  @Field(() => String, { nullable: true }) publishedBy?: string | null;
  @Field(() => String, { nullable: true }) draftedBy?: string | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => Int, { nullable: true }) evaluationCount?: number | null;
  @Field(() => [SchemeRuleType]) rules!: SchemeRuleType[];
  @Field(() => [SchemeTermType]) terms!: SchemeTermType[];
  @Field(() => String) text!: string;
  @Field(() => [SchemeVersionType]) versions!: SchemeVersionType[];
  @Field(() => Boolean) viewerCanDraft!: boolean;
  @Field(() => String) docxUrl!: string;
}

@ObjectType('SchemeDifference', { simpleResolvers: true })
export class SchemeDifferenceType {
  @Field(() => String) path!: string;
  @Field(() => String, { nullable: true }) before?: string | null;
  @Field(() => String, { nullable: true }) after?: string | null;
  @Field(() => Localized) text!: Bilingual;
}

@ObjectType('NewestScheme', { simpleResolvers: true })
export class NewestSchemeType {
  @Field(() => Int) version!: number;
  @Field(() => String) text!: string;
}

@ObjectType('SchemeDraft', { simpleResolvers: true })
export class SchemeDraftType {
  @Field(() => String) code!: string;
  @Field(() => Int, { description: 'the draft’s own number; 0 before it is saved' }) version!: number;
  @Field(() => String) text!: string;
  @Field(() => String, { nullable: true }) savedBy?: string | null;
  @Field(() => Moment, { nullable: true }) savedAt?: Date | string | null;
  @Field(() => Int, { description: 'what it would be published as' }) nextVersion!: number;
  @Field(() => NewestSchemeType, { nullable: true }) newest?: NewestSchemeType | null;
  @Field(() => Boolean) viewerCanSave!: boolean;
  @Field(() => Boolean) viewerCanPublish!: boolean;
}

@ObjectType('SchemeTemplate', { simpleResolvers: true })
export class SchemeTemplateType {
  @Field(() => String) code!: string;
  @Field(() => Int, { nullable: true, description: 'null: delivered with the program, not published here' })
  version?: number | null;
  @Field(() => Localized) name!: Bilingual;
  @Field(() => String) text!: string;
}

@InputType('SaveSchemeDraftInput')
export class SaveSchemeDraftInput {
  @Field(() => String) code!: string;
  @Field(() => String) text!: string;
  @Field(() => Int, { description: 'the draft’s number it was made from; 0 for the first' }) version!: number;
}

@InputType('PublishSchemeInput')
export class PublishSchemeInput {
  @Field(() => String) code!: string;
  @Field(() => Int, { description: 'the draft’s own number' }) version!: number;
  @Field(() => String) reason!: string;
}

@ObjectType('SchemeVersionPayload', { simpleResolvers: true })
export class SchemeVersionPayload {
  @Field(() => Int, { nullable: true }) version?: number | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@InputType('RehearseSchemeInput')
export class RehearseSchemeInput {
  @Field(() => String) code!: string;
  @Field(() => String, { description: 'the draft, saved or not' }) text!: string;
  @Field(() => ID, { nullable: true, description: 'on the inputs it kept; else on what is on record today' })
  evaluationId?: string | null;
  @Field(() => ID, { nullable: true }) programId?: string | null;
  @Field(() => String, { nullable: true, description: 'for a new scheme on today’s inputs: what it is compared with' })
  baseCode?: string | null;
  @Field(() => Int, { description: '1 to 50: by how much each weight is varied' }) percent!: number;
}

@ObjectType('RehearsalBase', { simpleResolvers: true })
export class RehearsalBaseType {
  @Field(() => String) code!: string;
  @Field(() => Localized) name!: Bilingual;
  @Field(() => Int) version!: number;
}

@ObjectType('LackingFigure', { simpleResolvers: true })
export class LackingFigureType {
  @Field(() => String) code!: string;
  @Field(() => Localized) name!: Bilingual;
  @Field(() => [Int]) years!: number[];
  @Field(() => Int) unitCount!: number;
}

@ObjectType('RehearsedPlace', { simpleResolvers: true })
export class RehearsedPlaceType {
  @Field(() => String) total!: string;
  @Field(() => Int) rank!: number;
  @Field(() => String) grade!: string;
}

@ObjectType('MoveDecision', { simpleResolvers: true })
export class MoveDecisionType {
  @Field(() => String, { description: 'indicator, veto or others' }) kind!: string;
  @Field(() => String, { nullable: true }) code?: string | null;
  @Field(() => Localized, { nullable: true }) name?: Bilingual | null;
  @Field(() => String, { nullable: true, description: 'its part of the total' }) before?: string | null;
  @Field(() => String, { nullable: true }) after?: string | null;
}

@ObjectType('RehearsedMove', { simpleResolvers: true })
export class RehearsedMoveType {
  @Field(() => String) unitCode!: string;
  @Field(() => String) unitName!: string;
  @Field(() => RehearsedPlaceType) before!: RehearsedPlaceType;
  @Field(() => RehearsedPlaceType) after!: RehearsedPlaceType;
  @Field(() => MoveDecisionType) decidedBy!: MoveDecisionType;
}

@ObjectType('GradeSpread', { simpleResolvers: true })
export class GradeSpreadType {
  @Field(() => String) grade!: string;
  @Field(() => Localized) name!: Bilingual;
  @Field(() => Int) before!: number;
  @Field(() => Int) after!: number;
}

@ObjectType('RankChange', { simpleResolvers: true })
export class RankChangeType {
  @Field(() => String) unitCode!: string;
  @Field(() => String) unitName!: string;
  @Field(() => Int) before!: number;
  @Field(() => Int) after!: number;
}

@ObjectType('WeightEffect', { simpleResolvers: true })
export class WeightEffectType {
  @Field(() => String) code!: string;
  @Field(() => Localized) name!: Bilingual;
  @Field(() => Int) percent!: number;
  @Field(() => [RankChangeType]) rankChanges!: RankChangeType[];
}

@ObjectType('Rehearsal', { simpleResolvers: true, description: 'what a draft would change; nothing of it is kept' })
export class RehearsalType {
  @Field(() => String, { nullable: true, description: 'the evaluation; null: what is on record today' })
  on?: string | null;
  @Field(() => RehearsalBaseType) base!: RehearsalBaseType;
  @Field(() => [SchemeDifferenceType]) differences!: SchemeDifferenceType[];
  @Field(() => Int) unitCount!: number;
  @Field(() => [LackingFigureType]) lacking!: LackingFigureType[];
  @Field(() => [RehearsedMoveType]) moves!: RehearsedMoveType[];
  @Field(() => [GradeSpreadType]) spread!: GradeSpreadType[];
  @Field(() => [WeightEffectType]) sensitivity!: WeightEffectType[];
}

@ObjectType('RehearsalPayload', { simpleResolvers: true })
export class RehearsalPayload {
  @Field(() => RehearsalType, { nullable: true }) rehearsal?: RehearsalType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
