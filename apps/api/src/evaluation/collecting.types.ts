import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { EvaluationStateEnum, SelfAssessmentStateEnum } from '../graphql/enums.ts';
import { UserError } from '../graphql/payload.ts';
import { CalendarDay, Localized, Moment } from '../graphql/scalars.ts';

type Words = { zh: string; en: string };

@ObjectType('NamedUnit', { simpleResolvers: true })
export class NamedUnitType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
}

@ObjectType('MissingFigures', {
  simpleResolvers: true,
  description: 'a figure that the scheme asks for, and of whom it is not on record',
})
export class MissingFiguresType {
  @Field(() => String) indicator!: string;
  @Field(() => Localized) indicatorName!: Words;
  @Field(() => String) figure!: string;
  @Field(() => Localized) figureName!: Words;
  @Field(() => Int, { description: '0 for a figure without a year' }) year!: number;
  @Field(() => String) method!: string;
  @Field(() => [NamedUnitType]) units!: NamedUnitType[];
}

@ObjectType('MissingDecision', {
  simpleResolvers: true,
  description: 'what the chief decided about something missing: an indicator of a unit, or a figure of the round',
})
export class MissingDecisionType {
  @Field(() => ID) id!: string;
  @Field(() => ID, { nullable: true }) unitId?: string | null;
  @Field(() => String, { nullable: true }) unitName?: string | null;
  @Field(() => String, { nullable: true }) indicator?: string | null;
  @Field(() => String, { nullable: true }) figure?: string | null;
  @Field(() => Int) year!: number;
  @Field(() => Localized) name!: Words;
  @Field(() => String) reason!: string;
  @Field(() => String) decidedBy!: string;
  @Field(() => Moment) decidedAt!: Date | string;
  @Field(() => String, { nullable: true }) liftedBy?: string | null;
  @Field(() => String, { nullable: true }) liftReason?: string | null;
}

@ObjectType('CollectingUnit', { simpleResolvers: true })
export class CollectingUnitType {
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => SelfAssessmentStateEnum) selfState!: string;
  @Field(() => String, { nullable: true }) signedBy?: string | null;
  @Field(() => Int) selfCount!: number;
  @Field(() => Int) officeCount!: number;
}

@ObjectType('RecordChoice', { simpleResolvers: true })
export class RecordChoiceType {
  @Field(() => String) code!: string;
  @Field(() => Localized) name!: Words;
  @Field(() => String, { nullable: true }) points?: string | null;
}

@ObjectType('RecordMethod', { simpleResolvers: true, description: 'a figure that is read record by record' })
export class RecordMethodType {
  @Field(() => String) figure!: string;
  @Field(() => Localized) name!: Words;
  @Field(() => String) method!: string;
  @Field(() => [RecordChoiceType]) choices!: RecordChoiceType[];
}

@ObjectType('Collecting', {
  simpleResolvers: true,
  description: 'what goes into an evaluation, and what is missing still',
})
export class CollectingType {
  @Field(() => ID) id!: string;
  @Field(() => EvaluationStateEnum) state!: string;
  @Field(() => CalendarDay, { nullable: true }) collectUntil?: string | null;
  @Field(() => String, { nullable: true, description: 'why that is later than was said first' })
  collectUntilReason?: string | null;
  @Field(() => Boolean) isOverdue!: boolean;
  @Field(() => String, { nullable: true }) closingReason?: string | null;
  @Field(() => String, { nullable: true }) collectedBy?: string | null;
  @Field(() => Moment, { nullable: true }) collectedAt?: Date | string | null;
  @Field(() => [MissingFiguresType]) missing!: MissingFiguresType[];
  @Field(() => Int) missingCount!: number;
  @Field(() => [Localized], { description: 'registers of events without any entry, taken as empty' }) silent!: Words[];
  @Field(() => [MissingDecisionType]) decisions!: MissingDecisionType[];
  @Field(() => [CollectingUnitType]) units!: CollectingUnitType[];
  @Field(() => Int) assessedCount!: number;
  @Field(() => [RecordMethodType]) recordMethods!: RecordMethodType[];
  @Field(() => [String], { description: 'why it cannot be computed yet' }) blockers!: string[];
  @Field(() => String, { nullable: true }) templateUrl?: string | null;
  @Field(() => Boolean) viewerCanClose!: boolean;
  @Field(() => Boolean) viewerCanStart!: boolean;
  @Field(() => Boolean) viewerCanDecide!: boolean;
  @Field(() => Boolean) viewerCanRecord!: boolean;
}

@ObjectType('LineItem', { simpleResolvers: true })
export class LineItemType {
  @Field(() => String) item!: string;
  @Field(() => String) value!: string;
}

@ObjectType('CitedEvidence', { simpleResolvers: true })
export class CitedEvidenceType {
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
}

@ObjectType('AssessmentLine', { simpleResolvers: true })
export class AssessmentLineType {
  @Field(() => String) mark!: string;
  @Field(() => [LineItemType]) items!: LineItemType[];
  @Field(() => [String]) leftOut!: string[];
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => [CitedEvidenceType]) evidence!: CitedEvidenceType[];
  @Field(() => String) by!: string;
  @Field(() => CalendarDay) on!: string;
}

@ObjectType('KnownLine', { simpleResolvers: true })
export class KnownLineType {
  @Field(() => Localized) text!: Words;
  @Field(() => String) value!: string;
}

@ObjectType('ChecklistItem', { simpleResolvers: true })
export class ChecklistItemType {
  @Field(() => String) code!: string;
  @Field(() => Localized) name!: Words;
  @Field(() => String) points!: string;
}

@ObjectType('IndicatorLines', { simpleResolvers: true })
export class IndicatorLinesType {
  @Field(() => String) code!: string;
  @Field(() => String, { nullable: true }) number?: string | null;
  @Field(() => Localized) name!: Words;
  @Field(() => String) full!: string;
  @Field(() => String, { nullable: true }) criterion?: string | null;
  @Field(() => String) source!: string;
  @Field(() => String) clause!: string;
  @Field(() => String) method!: string;
  @Field(() => Boolean, { description: 'marked by people; everything else is counted or recorded' })
  isAssessed!: boolean;
  @Field(() => String, { nullable: true }) most?: string | null;
  @Field(() => String, { nullable: true }) gap?: string | null;
  @Field(() => [ChecklistItemType]) items!: ChecklistItemType[];
  @Field(() => AssessmentLineType, { nullable: true }) self?: AssessmentLineType | null;
  @Field(() => AssessmentLineType, { nullable: true }) office?: AssessmentLineType | null;
  @Field(() => AssessmentLineType, { nullable: true }) final?: AssessmentLineType | null;
  @Field(() => AssessmentLineType, {
    nullable: true,
    description: 'what an upheld objection put in the place of the final line',
  })
  ruled?: AssessmentLineType | null;
  @Field(() => String, { nullable: true }) apart?: string | null;
  @Field(() => String, { nullable: true, description: 'what it comes to by what is on record' }) score?: string | null;
  @Field(() => [KnownLineType]) lines!: KnownLineType[];
  @Field(() => [Localized]) missing!: Words[];
}

@ObjectType('UnitLines', { simpleResolvers: true })
export class UnitLinesType {
  @Field(() => ID, { description: 'of the evaluation' }) id!: string;
  @Field(() => String) name!: string;
  @Field(() => EvaluationStateEnum) state!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => Localized) schemeName!: Words;
  @Field(() => CalendarDay, { nullable: true }) collectUntil?: string | null;
  @Field(() => SelfAssessmentStateEnum) selfState!: string;
  @Field(() => Int, { description: 'counts the savings of the self-assessment; 0 before the first' })
  selfVersion!: number;
  @Field(() => String, { nullable: true }) declineReason?: string | null;
  @Field(() => String, { nullable: true }) draftedBy?: string | null;
  @Field(() => String, { nullable: true }) signedBy?: string | null;
  @Field(() => Moment, { nullable: true }) signedAt?: Date | string | null;
  @Field(() => [IndicatorLinesType]) indicators!: IndicatorLinesType[];
  @Field(() => [MissingDecisionType]) decisions!: MissingDecisionType[];
  @Field(() => Boolean) viewerCanWrite!: boolean;
  @Field(() => Boolean) viewerCanSign!: boolean;
  @Field(() => Boolean) viewerCanCheck!: boolean;
  @Field(() => Boolean) viewerCanConfirm!: boolean;
  @Field(() => Boolean) viewerCanDecide!: boolean;
}

@ObjectType('StatisticsIssue', { simpleResolvers: true })
export class StatisticsIssueType {
  @Field(() => String) severity!: string;
  @Field(() => String) sheet!: string;
  @Field(() => Int) row!: number;
  @Field(() => String) column!: string;
  @Field(() => String) message!: string;
  @Field(() => String, { nullable: true }) suggestion?: string | null;
}

@ObjectType('StatisticsImport', { simpleResolvers: true })
export class StatisticsImportType {
  @Field(() => ID) id!: string;
  @Field(() => ID) evaluationId!: string;
  @Field(() => String) fileName!: string;
  @Field(() => String) state!: string;
  @Field(() => Int) figureCount!: number;
  @Field(() => Int) unitCount!: number;
  @Field(() => Int) errorCount!: number;
  @Field(() => Int) warningCount!: number;
  @Field(() => [StatisticsIssueType]) issues!: StatisticsIssueType[];
  @Field(() => String) annotatedUrl!: string;
}

@InputType('OpenEvaluationInput')
export class OpenEvaluationInput {
  @Field(() => ID) programId!: string;
  @Field(() => String) schemeCode!: string;
  @Field(() => String) name!: string;
  @Field(() => CalendarDay) asOf!: string;
  @Field(() => CalendarDay, { nullable: true, description: 'last day for units to hand in; by the rules if not said' })
  collectUntil?: string | null;
}

@InputType('ExtendCollectingInput')
export class ExtendCollectingInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => CalendarDay, { description: 'the new last day, later than the old one' }) collectUntil!: string;
  @Field(() => String) reason!: string;
}

@InputType('CloseCollectingInput')
export class CloseCollectingInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@InputType('LineItemInput')
export class LineItemInput {
  @Field(() => String) item!: string;
  @Field(() => String) value!: string;
}

@InputType('AssessmentLineInput')
export class AssessmentLineInput {
  @Field(() => String) indicator!: string;
  @Field(() => String, { nullable: true }) mark?: string | null;
  @Field(() => [LineItemInput], { nullable: true }) items?: LineItemInput[] | null;
  @Field(() => [String], { nullable: true }) leftOut?: string[] | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@InputType('SelfLineInput')
export class SelfLineInput extends AssessmentLineInput {
  @Field(() => [ID], { nullable: true, description: 'of the unit’s own library' }) evidenceIds?: string[] | null;
}

@InputType('SelfAssessmentInput')
export class SelfAssessmentInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => [SelfLineInput]) lines!: SelfLineInput[];
  @Field(() => Int, {
    nullable: true,
    description: 'selfVersion that the lines were written upon; left out, they replace whatever stands',
  })
  version?: number | null;
}

@InputType('DeclineSelfAssessmentInput')
export class DeclineSelfAssessmentInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => String) reason!: string;
}

@InputType('CheckLinesInput')
export class CheckLinesInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => [AssessmentLineInput]) lines!: AssessmentLineInput[];
}

@InputType('UnitOfEvaluationInput')
export class UnitOfEvaluationInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => ID) unitId!: string;
}

@InputType('DecideFinalLineInput')
export class DecideFinalLineInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => AssessmentLineInput) line!: AssessmentLineInput;
}

@InputType('RuleNotApplicableInput')
export class RuleNotApplicableInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) indicator!: string;
  @Field(() => String) reason!: string;
}

@InputType('DeferFigureInput')
export class DeferFigureInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => String) figure!: string;
  @Field(() => Int) year!: number;
  @Field(() => String) reason!: string;
}

@InputType('LiftDecisionInput')
export class LiftDecisionInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => ID) decisionId!: string;
  @Field(() => String) reason!: string;
}

@InputType('BatchRecordInput')
export class BatchRecordInput {
  @Field(() => String, { nullable: true }) ref?: string | null;
  @Field(() => String, { nullable: true }) item?: string | null;
  @Field(() => String) value!: string;
  @Field(() => [String], { nullable: true }) vetoes?: string[] | null;
  @Field(() => String, { nullable: true }) note?: string | null;
}

@InputType('RecordBatchInput')
export class RecordBatchInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) figure!: string;
  @Field(() => [BatchRecordInput]) records!: BatchRecordInput[];
  @Field(() => String, { nullable: true }) population?: string | null;
  @Field(() => [String], { nullable: true }) leftOut?: string[] | null;
  @Field(() => String) source!: string;
}

@InputType('CommitStatisticsInput')
export class CommitStatisticsInput {
  @Field(() => ID) importId!: string;
}

@ObjectType('CollectingPayload', { simpleResolvers: true })
export class CollectingPayload {
  @Field(() => ID, { nullable: true }) evaluationId?: string | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
