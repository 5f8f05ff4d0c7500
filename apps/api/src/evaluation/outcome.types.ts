import { objectionStates } from '@yardstick/domain/objection';
import { publicationStates, publishedKinds } from '@yardstick/domain/publication';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf, EvaluationStateEnum } from '../graphql/enums.ts';
import { UserError } from '../graphql/payload.ts';
import { CalendarDay, Localized, Moment } from '../graphql/scalars.ts';
import { AssessmentLineInput, IndicatorLinesType } from './collecting.types.ts';
import { ScoringSchemeType, UnitScoreType } from './evaluation.types.ts';

type Words = { zh: string; en: string };

export const ObjectionStateEnum = enumOf('ObjectionState', objectionStates);
export const PublishedEnum = enumOf('Published', publishedKinds);
export const PublicationStateEnum = enumOf('PublicationState', publicationStates);

@ObjectType('DistributionBand', { simpleResolvers: true, description: 'from this mark, and below that one' })
export class DistributionBandType {
  @Field(() => Int) from!: number;
  @Field(() => Int) to!: number;
  @Field(() => Int) count!: number;
}

@ObjectType('Distribution', { simpleResolvers: true, description: 'all totals without names' })
export class DistributionType {
  @Field(() => Int) unitCount!: number;
  @Field(() => [DistributionBandType]) bands!: DistributionBandType[];
}

@ObjectType('UnitResultRow', { simpleResolvers: true })
export class UnitResultRowType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => CalendarDay) asOf!: string;
  @Field(() => EvaluationStateEnum) state!: string;
  @Field(() => CalendarDay, { nullable: true }) objectionsUntil?: string | null;
  @Field(() => Boolean) isWindowOpen!: boolean;
  @Field(() => String, { nullable: true }) total?: string | null;
  @Field(() => Localized, { nullable: true }) gradeName?: Words | null;
  @Field(() => Int, { nullable: true }) rank?: number | null;
  @Field(() => Moment, { nullable: true }) confirmedAt?: Date | string | null;
  @Field(() => PublishedEnum, { nullable: true }) published?: string | null;
  @Field(() => ID, { nullable: true }) correctedById?: string | null;
}

@ObjectType('ObjectionEvidence', { simpleResolvers: true })
export class ObjectionEvidenceType {
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
  @Field(() => String) fileName!: string;
  @Field(() => String) url!: string;
}

@ObjectType('ObjectionAbout', { simpleResolvers: true })
export class ObjectionAboutType {
  @Field(() => Localized) indicator!: Words;
  @Field(() => Localized, { nullable: true }) line?: Words | null;
}

@ObjectType('Remedy', { simpleResolvers: true, description: 'figure, final-line, not-applicable or records' })
export class RemedyType {
  @Field(() => String) kind!: string;
  @Field(() => String, { nullable: true }) code?: string | null;
  @Field(() => Int, { nullable: true }) year?: number | null;
  @Field(() => String, { nullable: true }) before?: string | null;
  @Field(() => String, { nullable: true }) value?: string | null;
  @Field(() => String, { nullable: true }) source?: string | null;
}

@ObjectType('Objection', { simpleResolvers: true })
export class ObjectionType {
  @Field(() => ID) id!: string;
  @Field(() => ID) evaluationId!: string;
  @Field(() => String) evaluationName!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => String) indicator!: string;
  @Field(() => Int, { nullable: true, description: 'which line of the explanation, from 0' }) line?: number | null;
  @Field(() => ObjectionAboutType) about!: ObjectionAboutType;
  @Field(() => String, { description: 'what stood there when it was written' }) score!: string;
  @Field(() => ObjectionStateEnum) state!: string;
  @Field(() => String) reason!: string;
  @Field(() => String) draftedBy!: string;
  @Field(() => CalendarDay) draftedOn!: string;
  @Field(() => String, { nullable: true }) signedBy?: string | null;
  @Field(() => CalendarDay, { nullable: true }) signedOn?: string | null;
  @Field(() => String, { nullable: true }) decidedBy?: string | null;
  @Field(() => CalendarDay, { nullable: true }) decidedOn?: string | null;
  @Field(() => String, { nullable: true }) decision?: string | null;
  @Field(() => RemedyType, { nullable: true }) remedy?: RemedyType | null;
  @Field(() => Int) version!: number;
  @Field(() => CalendarDay, { nullable: true }) objectionsUntil?: string | null;
  @Field(() => CalendarDay, { nullable: true }) decideDueOn?: string | null;
  @Field(() => [ObjectionEvidenceType]) evidence!: ObjectionEvidenceType[];
  @Field(() => [String], { description: 'verbs the viewer may take now' }) nextVerbs!: string[];
  @Field(() => Boolean, { description: 'the viewer’s own work, about which they do not decide' }) isOwnWork!: boolean;
}

@ObjectType('ObjectionFigure', { simpleResolvers: true })
export class ObjectionFigureType {
  @Field(() => String) code!: string;
  @Field(() => Localized) name!: Words;
  @Field(() => Int) year!: number;
  @Field(() => String) value!: string;
  @Field(() => String) source!: string;
}

@ObjectType('ObjectionRecord', { simpleResolvers: true })
export class ObjectionRecordType extends ObjectionType {
  @Field(() => [ObjectionFigureType], { description: 'for who decides: what can be corrected' })
  figures!: ObjectionFigureType[];
  @Field(() => IndicatorLinesType, {
    nullable: true,
    description: 'for who decides, where people gave the mark: their lines, beside which another final one can be set',
  })
  lines?: IndicatorLinesType | null;
}

@ObjectType('MarkChange', { simpleResolvers: true })
export class MarkChangeType {
  @Field(() => Localized) name!: Words;
  @Field(() => String) before!: string;
  @Field(() => String) after!: string;
}

@ObjectType('UnitChange', { simpleResolvers: true })
export class UnitChangeType {
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => String) totalBefore!: string;
  @Field(() => String) totalAfter!: string;
  @Field(() => Int) rankBefore!: number;
  @Field(() => Int) rankAfter!: number;
  @Field(() => Localized) gradeBefore!: Words;
  @Field(() => Localized) gradeAfter!: Words;
  @Field(() => [MarkChangeType]) indicators!: MarkChangeType[];
}

@ObjectType('EvaluationComputation', {
  simpleResolvers: true,
  description: 'a computation that another took the place of',
})
export class EvaluationComputationType {
  @Field(() => Int) no!: number;
  @Field(() => String) sha256!: string;
  @Field(() => Moment, { nullable: true }) computedAt?: Date | string | null;
  @Field(() => String) reason!: string;
  @Field(() => String) replacedBy!: string;
  @Field(() => Moment) replacedAt!: Date | string;
  @Field(() => [UnitChangeType], { description: 'what the next one made different' }) changes!: UnitChangeType[];
}

@ObjectType('PublishedUnit', { simpleResolvers: true })
export class PublishedUnitType {
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => Localized) gradeName!: Words;
  @Field(() => String, { nullable: true }) total?: string | null;
  @Field(() => Int, { nullable: true }) rank?: number | null;
}

@ObjectType('Publication', { simpleResolvers: true })
export class PublicationType {
  @Field(() => ID) id!: string;
  @Field(() => PublishedEnum) what!: string;
  @Field(() => PublicationStateEnum) state!: string;
  @Field(() => String) proposedBy!: string;
  @Field(() => Moment) proposedAt!: Date | string;
  @Field(() => String, { nullable: true }) decidedBy?: string | null;
  @Field(() => Moment, { nullable: true }) decidedAt?: Date | string | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => [PublishedUnitType]) units!: PublishedUnitType[];
  @Field(() => DistributionType, { nullable: true }) distribution?: DistributionType | null;
}

@ObjectType('UnitResult', { simpleResolvers: true, description: 'an evaluation as one unit may see it' })
export class UnitResultType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => CalendarDay) asOf!: string;
  @Field(() => EvaluationStateEnum) state!: string;
  @Field(() => Moment, { nullable: true }) computedAt?: Date | string | null;
  @Field(() => String, { nullable: true }) sha256?: string | null;
  @Field(() => Moment, { nullable: true }) releasedAt?: Date | string | null;
  @Field(() => CalendarDay, { nullable: true }) objectionsUntil?: string | null;
  @Field(() => Boolean) isWindowOpen!: boolean;
  @Field(() => ScoringSchemeType) scheme!: ScoringSchemeType;
  @Field(() => UnitScoreType, { nullable: true }) unit?: UnitScoreType | null;
  @Field(() => Int) unitCount!: number;
  @Field(() => DistributionType, { nullable: true }) distribution?: DistributionType | null;
  @Field(() => String, { nullable: true }) confirmedBy?: string | null;
  @Field(() => Moment, { nullable: true }) confirmedAt?: Date | string | null;
  @Field(() => [ObjectionType]) objections!: ObjectionType[];
  @Field(() => [EvaluationComputationType]) computations!: EvaluationComputationType[];
  @Field(() => PublicationType, { nullable: true }) publication?: PublicationType | null;
  @Field(() => ID, { nullable: true }) correctsId?: string | null;
  @Field(() => String, { nullable: true }) correctsName?: string | null;
  @Field(() => String, { nullable: true }) correctionReason?: string | null;
  @Field(() => ID, { nullable: true }) correctedById?: string | null;
  @Field(() => Boolean) viewerCanObject!: boolean;
  @Field(() => Boolean) viewerCanConfirm!: boolean;
  @Field(() => String, { nullable: true }) packageUrl?: string | null;
}

@ObjectType('EvaluationOutcome', {
  simpleResolvers: true,
  description: 'between a computed result and its publication',
})
export class EvaluationOutcomeType {
  @Field(() => ID) evaluationId!: string;
  @Field(() => EvaluationStateEnum) state!: string;
  @Field(() => String, { nullable: true }) releasedBy?: string | null;
  @Field(() => Moment, { nullable: true }) releasedAt?: Date | string | null;
  @Field(() => CalendarDay, { nullable: true }) objectionsUntil?: string | null;
  @Field(() => Boolean) isWindowOpen!: boolean;
  @Field(() => Int) unitCount!: number;
  @Field(() => Int) confirmedCount!: number;
  @Field(() => Int) undecidedCount!: number;
  @Field(() => Int) uncorrectedCount!: number;
  @Field(() => [String], { description: 'short names of the units that have not confirmed' }) notConfirmed!: string[];
  @Field(() => [String], { description: 'why it cannot be proposed to be frozen, in the reader’s language' })
  freezeBlockers!: string[];
  @Field(() => [ObjectionType]) objections!: ObjectionType[];
  @Field(() => [EvaluationComputationType]) computations!: EvaluationComputationType[];
  @Field(() => [PublicationType]) publications!: PublicationType[];
  @Field(() => ID, { nullable: true }) correctsId?: string | null;
  @Field(() => String, { nullable: true }) correctsName?: string | null;
  @Field(() => String, { nullable: true }) correctionReason?: string | null;
  @Field(() => ID, { nullable: true }) correctedById?: string | null;
  @Field(() => String, { nullable: true }) correctedByName?: string | null;
  @Field(() => Boolean) viewerCanRelease!: boolean;
  @Field(() => Boolean) viewerCanRecompute!: boolean;
  @Field(() => Boolean) viewerCanReturnFreeze!: boolean;
  @Field(() => Boolean) viewerCanProposePublication!: boolean;
  @Field(() => Boolean) viewerCanDecidePublication!: boolean;
  @Field(() => Boolean) viewerCanCorrect!: boolean;
}

@InputType('ReasonedEvaluationInput')
export class ReasonedEvaluationInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => String) reason!: string;
}

@InputType('DraftObjectionInput')
export class DraftObjectionInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => String) indicator!: string;
  @Field(() => Int, { nullable: true }) line?: number | null;
  @Field(() => String) reason!: string;
  @Field(() => [ID]) evidenceIds!: string[];
}

@InputType('ObjectionVerbInput')
export class ObjectionVerbInput {
  @Field(() => ID) objectionId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@InputType('CorrectedFigureInput')
export class CorrectedFigureInput {
  @Field(() => String) code!: string;
  @Field(() => Int) year!: number;
  @Field(() => String) value!: string;
  @Field(() => String) source!: string;
}

@InputType('UpholdObjectionInput')
export class UpholdObjectionInput extends ObjectionVerbInput {
  @Field(() => CorrectedFigureInput, { nullable: true }) figure?: CorrectedFigureInput | null;
  @Field(() => Boolean, { nullable: true }) notApplicable?: boolean | null;
  @Field(() => AssessmentLineInput, { nullable: true }) finalLine?: AssessmentLineInput | null;
}

@InputType('ProposePublicationInput')
export class ProposePublicationInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => PublishedEnum) what!: string;
}

@InputType('PublicationVerbInput')
export class PublicationVerbInput {
  @Field(() => ID) publicationId!: string;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@ObjectType('OutcomePayload', { simpleResolvers: true })
export class OutcomePayload {
  @Field(() => EvaluationOutcomeType, { nullable: true }) outcome?: EvaluationOutcomeType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('UnitResultPayload', { simpleResolvers: true })
export class UnitResultPayload {
  @Field(() => UnitResultType, { nullable: true }) result?: UnitResultType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('ObjectionPayload', { simpleResolvers: true })
export class ObjectionPayload {
  @Field(() => ObjectionRecordType, { nullable: true }) objection?: ObjectionRecordType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
