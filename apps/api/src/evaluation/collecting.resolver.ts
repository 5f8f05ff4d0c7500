import type { Context } from '@yardstick/server/context';
import {
  declineSelfAssessment,
  saveSelfAssessment,
  signSelfAssessment,
  submitSelfAssessment,
} from '@yardstick/server/evaluation/collecting/assess-self';
import { checkLines, confirmSelfLines, decideFinalLine } from '@yardstick/server/evaluation/collecting/check-lines';
import { closeCollecting } from '@yardstick/server/evaluation/collecting/close-collecting';
import { extendCollecting } from '@yardstick/server/evaluation/collecting/extend-collecting';
import { canCollect } from '@yardstick/server/evaluation/collecting/collecting.policy';
import { collectingOf, unitLinesOf } from '@yardstick/server/evaluation/collecting/collecting.queries';
import { deferFigure, liftDecision, ruleNotApplicable } from '@yardstick/server/evaluation/collecting/decide-missing';
import { canSeeEvaluations } from '@yardstick/server/evaluation/evaluation.policy';
import { commitStatistics, statisticsImportById } from '@yardstick/server/evaluation/collecting/import-statistics';
import { openEvaluation } from '@yardstick/server/evaluation/collecting/open-evaluation';
import { recordBatch } from '@yardstick/server/evaluation/collecting/record-batch';
import { startEvaluation } from '@yardstick/server/evaluation/collecting/start-evaluation';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import {
  CheckLinesInput,
  CloseCollectingInput,
  CollectingPayload,
  CollectingType,
  CommitStatisticsInput,
  DecideFinalLineInput,
  DeclineSelfAssessmentInput,
  DeferFigureInput,
  ExtendCollectingInput,
  LiftDecisionInput,
  OpenEvaluationInput,
  RecordBatchInput,
  RuleNotApplicableInput,
  SelfAssessmentInput,
  StatisticsImportType,
  UnitLinesType,
  UnitOfEvaluationInput,
} from './collecting.types.ts';
import { EvaluationVerbInput } from './evaluation.types.ts';

@Resolver()
export class CollectingResolver {
  @Rule('leading group and office (canSeeEvaluations)')
  @Query(() => CollectingType, { nullable: true })
  collecting(@Ctx() context: Context, @Arg('evaluationId', () => ID) id: string): Promise<object | null> {
    allow(context, canSeeEvaluations);
    return collectingOf(context, id);
  }

  @Rule('leading group and office; a unit’s people of their own unit (canSeeCollecting)')
  @Query(() => UnitLinesType, { nullable: true })
  unitLines(
    @Ctx() context: Context,
    @Arg('evaluationId', () => ID) id: string,
    @Arg('unitId', () => ID) unitId: string,
  ): Promise<object | null> {
    return unitLinesOf(context, id, unitId);
  }

  @Rule('the office (canCollect)')
  @Query(() => StatisticsImportType, { nullable: true })
  statisticsImport(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    allow(context, canCollect);
    return statisticsImportById(context, id);
  }

  @Rule('the office (canCollect)')
  @Mutation(() => CollectingPayload)
  openEvaluation(
    @Ctx() context: Context,
    @Arg('input', () => OpenEvaluationInput) input: OpenEvaluationInput,
  ): Promise<object> {
    return answered(context, openEvaluation(context, input));
  }

  @Rule('the office (canOrderEvaluation)')
  @Mutation(() => CollectingPayload)
  startEvaluation(
    @Ctx() context: Context,
    @Arg('input', () => EvaluationVerbInput) input: EvaluationVerbInput,
  ): Promise<object> {
    return answered(context, startEvaluation(context, input));
  }

  @Rule('the office (canCollect)')
  @Mutation(() => CollectingPayload)
  extendCollecting(
    @Ctx() context: Context,
    @Arg('input', () => ExtendCollectingInput) input: ExtendCollectingInput,
  ): Promise<object> {
    return answered(context, extendCollecting(context, input));
  }

  @Rule('the office (canCollect)')
  @Mutation(() => CollectingPayload)
  closeCollecting(
    @Ctx() context: Context,
    @Arg('input', () => CloseCollectingInput) input: CloseCollectingInput,
  ): Promise<object> {
    return answered(context, closeCollecting(context, input));
  }

  @Rule('the liaison, of the own unit (canMoveSelfAssessment)')
  @Mutation(() => CollectingPayload)
  saveSelfAssessment(
    @Ctx() context: Context,
    @Arg('input', () => SelfAssessmentInput) input: SelfAssessmentInput,
  ): Promise<object> {
    return answered(context, saveSelfAssessment(context, input));
  }

  @Rule('the liaison, of the own unit (canMoveSelfAssessment)')
  @Mutation(() => CollectingPayload)
  submitSelfAssessment(
    @Ctx() context: Context,
    @Arg('input', () => SelfAssessmentInput) input: SelfAssessmentInput,
  ): Promise<object> {
    return answered(context, submitSelfAssessment(context, input));
  }

  @Rule('the unit head, of the own unit (canMoveSelfAssessment)')
  @Mutation(() => CollectingPayload)
  signSelfAssessment(
    @Ctx() context: Context,
    @Arg('input', () => EvaluationVerbInput) input: EvaluationVerbInput,
  ): Promise<object> {
    return answered(context, signSelfAssessment(context, input));
  }

  @Rule('the unit head, of the own unit (canMoveSelfAssessment)')
  @Mutation(() => CollectingPayload)
  declineSelfAssessment(
    @Ctx() context: Context,
    @Arg('input', () => DeclineSelfAssessmentInput) input: DeclineSelfAssessmentInput,
  ): Promise<object> {
    return answered(context, declineSelfAssessment(context, input));
  }

  @Rule('the office, never for the own unit (canCheckLines)')
  @Mutation(() => CollectingPayload)
  checkLines(@Ctx() context: Context, @Arg('input', () => CheckLinesInput) input: CheckLinesInput): Promise<object> {
    return answered(context, checkLines(context, input));
  }

  @Rule('the office, never for the own unit (canCheckLines)')
  @Mutation(() => CollectingPayload)
  confirmSelfLines(
    @Ctx() context: Context,
    @Arg('input', () => UnitOfEvaluationInput) input: UnitOfEvaluationInput,
  ): Promise<object> {
    return answered(context, confirmSelfLines(context, input));
  }

  @Rule('the office chief, never for the own unit (canDecideFinal)')
  @Mutation(() => CollectingPayload)
  decideFinalLine(
    @Ctx() context: Context,
    @Arg('input', () => DecideFinalLineInput) input: DecideFinalLineInput,
  ): Promise<object> {
    return answered(context, decideFinalLine(context, input));
  }

  @Rule('the office chief (canDecideMissing)')
  @Mutation(() => CollectingPayload)
  ruleNotApplicable(
    @Ctx() context: Context,
    @Arg('input', () => RuleNotApplicableInput) input: RuleNotApplicableInput,
  ): Promise<object> {
    return answered(context, ruleNotApplicable(context, input));
  }

  @Rule('the office chief (canDecideMissing)')
  @Mutation(() => CollectingPayload)
  deferFigure(@Ctx() context: Context, @Arg('input', () => DeferFigureInput) input: DeferFigureInput): Promise<object> {
    return answered(context, deferFigure(context, input));
  }

  @Rule('the office chief (canDecideMissing)')
  @Mutation(() => CollectingPayload)
  liftDecision(
    @Ctx() context: Context,
    @Arg('input', () => LiftDecisionInput) input: LiftDecisionInput,
  ): Promise<object> {
    return answered(context, liftDecision(context, input));
  }

  @Rule('the office, never for the own unit (canCheckLines)')
  @Mutation(() => CollectingPayload)
  recordBatch(@Ctx() context: Context, @Arg('input', () => RecordBatchInput) input: RecordBatchInput): Promise<object> {
    return answered(context, recordBatch(context, input));
  }

  @Rule('the office (canCollect)')
  @Mutation(() => CollectingPayload)
  commitStatistics(
    @Ctx() context: Context,
    @Arg('input', () => CommitStatisticsInput) input: CommitStatisticsInput,
  ): Promise<object> {
    return answered(context, commitStatistics(context, input));
  }
}

function answered(context: Context, done: Promise<string>): Promise<object> {
  return payload(
    context,
    done.then(evaluationId => ({ evaluationId })),
  );
}
