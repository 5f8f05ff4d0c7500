import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { EvaluationStateEnum } from '../graphql/enums.ts';
import { CalendarDay, Localized, Moment } from '../graphql/scalars.ts';
import { UserError } from '../graphql/payload.ts';
import { SchemeRuleType, SchemeTermType } from './schemes.types.ts';

@ObjectType('EvaluationRow', { simpleResolvers: true })
export class EvaluationRowType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) schemeCode!: string;
  @Field(() => Int) schemeVersion!: number;
  @Field(() => CalendarDay) asOf!: string;
  @Field(() => EvaluationStateEnum) state!: string;
  @Field(() => Int) unitsDone!: number;
  @Field(() => Int) unitsTotal!: number;
  @Field(() => String) orderedBy!: string;
  @Field(() => Moment) orderedAt!: Date | string;
  @Field(() => String, { nullable: true }) sha256?: string | null;
}

@ObjectType('GradeCount', { simpleResolvers: true })
export class GradeCountType {
  @Field(() => String) grade!: string;
  @Field(() => Localized) name!: { zh: string; en: string };
  @Field(() => Int) count!: number;
}

@ObjectType('SchemeIndicator', { simpleResolvers: true })
export class SchemeIndicatorType {
  @Field(() => String) code!: string;
  @Field(() => Localized) name!: { zh: string; en: string };
  @Field(() => String) full!: string;
  @Field(() => String) source!: string;
  @Field(() => String) clause!: string;
}

@ObjectType('ScoringScheme', { simpleResolvers: true })
export class ScoringSchemeType {
  @Field(() => String) code!: string;
  @Field(() => Int) version!: number;
  @Field(() => Localized) name!: { zh: string; en: string };
  @Field(() => String, { description: 'unit or case-file' }) subject!: string;
  @Field(() => [SchemeIndicatorType]) indicators!: SchemeIndicatorType[];
  @Field(() => [SchemeRuleType], { description: 'the tree in words, line by line' }) rules!: SchemeRuleType[];
  @Field(() => [SchemeTermType]) terms!: SchemeTermType[];
  @Field(() => String) text!: string;
}

@ObjectType('ScoreRef', { simpleResolvers: true, description: 'a record a figure was made from; actionId opens it' })
export class ScoreRefType {
  @Field(() => String) ref!: string;
  @Field(() => String) label!: string;
  @Field(() => ID, { nullable: true }) actionId?: string | null;
}

@ObjectType('ScoreLine', { simpleResolvers: true })
export class ScoreLineType {
  @Field(() => Localized) text!: { zh: string; en: string };
  @Field(() => String) value!: string;
  @Field(() => [ScoreRefType]) refs!: ScoreRefType[];
}

@ObjectType('IndicatorScore', { simpleResolvers: true })
export class IndicatorScoreType {
  @Field(() => String) code!: string;
  @Field(() => Localized) name!: { zh: string; en: string };
  @Field(() => String) full!: string;
  @Field(() => String) score!: string;
  @Field(() => Boolean) applicable!: boolean;
  @Field(() => [ScoreLineType]) lines!: ScoreLineType[];
}

@ObjectType('UnitScore', { simpleResolvers: true })
export class UnitScoreType {
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => String) total!: string;
  @Field(() => String) grade!: string;
  @Field(() => Localized) gradeName!: { zh: string; en: string };
  @Field(() => Int) rank!: number;
  @Field(() => [Localized]) vetoes!: { zh: string; en: string }[];
  @Field(() => [IndicatorScoreType]) indicators!: IndicatorScoreType[];
  @Field(() => [IndicatorScoreType], { description: 'of the groups, where the scheme has some' })
  groups!: IndicatorScoreType[];
  @Field(() => [ScoreLineType], { description: 'how total, rank and grade came about, where the marks do not say' })
  lines!: ScoreLineType[];
}

@ObjectType('Evaluation', { simpleResolvers: true })
export class EvaluationType {
  @Field(() => ID) id!: string;
  @Field(() => ID) programId!: string;
  @Field(() => String) name!: string;
  @Field(() => ScoringSchemeType) scheme!: ScoringSchemeType;
  @Field(() => CalendarDay) asOf!: string;
  @Field(() => EvaluationStateEnum) state!: string;
  @Field(() => Boolean) isProvisional!: boolean;
  @Field(() => Int) unitsDone!: number;
  @Field(() => Int) unitsTotal!: number;
  @Field(() => String) orderedBy!: string;
  @Field(() => Moment) orderedAt!: Date | string;
  @Field(() => Moment, { nullable: true }) computedAt?: Date | string | null;
  @Field(() => String, { nullable: true }) sha256?: string | null;
  @Field(() => String, { nullable: true }) sm3?: string | null;
  @Field(() => String, { nullable: true }) proposedBy?: string | null;
  @Field(() => String, { nullable: true }) approvedBy?: string | null;
  @Field(() => Moment, { nullable: true }) frozenAt?: Date | string | null;
  @Field(() => String, { nullable: true }) failure?: string | null;
  @Field(() => [UnitScoreType]) units!: UnitScoreType[];
  @Field(() => [GradeCountType]) gradeCounts!: GradeCountType[];
  @Field(() => Boolean) viewerCanProposeFreeze!: boolean;
  @Field(() => Boolean) viewerCanApproveFreeze!: boolean;
  @Field(() => String, { nullable: true }) xlsxUrl?: string | null;
  @Field(() => String, { nullable: true }) docxUrl?: string | null;
  @Field(() => String, { nullable: true, description: 'for a check from outside, once frozen; ?unit= for one unit' })
  packageUrl?: string | null;
}

@InputType('FigureInput')
export class FigureInput {
  @Field(() => String) unitCode!: string;
  @Field(() => String) code!: string;
  @Field(() => Int) year!: number;
  @Field(() => String) value!: string;
  @Field(() => String) source!: string;
  @Field(() => Boolean, { nullable: true }) isProvisional?: boolean | null;
}

@InputType('RecordFiguresInput')
export class RecordFiguresInput {
  @Field(() => ID) programId!: string;
  @Field(() => [FigureInput]) figures!: FigureInput[];
}

@InputType('OrderEvaluationInput')
export class OrderEvaluationInput {
  @Field(() => ID) programId!: string;
  @Field(() => String) schemeCode!: string;
  @Field(() => String) name!: string;
  @Field(() => CalendarDay) asOf!: string;
  @Field(() => ID, { nullable: true, description: 'a frozen evaluation that this one corrects' }) correctsId?:
    string | null;
  @Field(() => String, { nullable: true, description: 'why it is corrected' }) reason?: string | null;
}

@InputType('EvaluationVerbInput')
export class EvaluationVerbInput {
  @Field(() => ID) evaluationId!: string;
}

@ObjectType('EvaluationPayload', { simpleResolvers: true })
export class EvaluationPayload {
  @Field(() => EvaluationType, { nullable: true }) evaluation?: EvaluationType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
