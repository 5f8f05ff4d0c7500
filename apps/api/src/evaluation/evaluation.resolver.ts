import type { Context } from '@yardstick/server/context';
import { approveFreeze } from '@yardstick/server/evaluation/outcome/approve-freeze';
import { canOrderEvaluation, canSeeEvaluations } from '@yardstick/server/evaluation/evaluation.policy';
import { evaluationById, listEvaluations, listSchemes } from '@yardstick/server/evaluation/evaluation.queries';
import { orderEvaluation } from '@yardstick/server/evaluation/collecting/order-evaluation';
import { proposeFreeze } from '@yardstick/server/evaluation/outcome/propose-freeze';
import { recordFigures } from '@yardstick/server/evaluation/collecting/record-figures';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import { CountPayload } from '../people/people.types.ts';
import {
  EvaluationPayload,
  EvaluationRowType,
  EvaluationType,
  EvaluationVerbInput,
  OrderEvaluationInput,
  RecordFiguresInput,
  ScoringSchemeType,
} from './evaluation.types.ts';

@Resolver()
export class EvaluationResolver {
  @Rule('leading group and office (canSeeEvaluations)')
  @Query(() => [EvaluationRowType])
  evaluations(@Ctx() context: Context): Promise<object[]> {
    allow(context, canSeeEvaluations);
    return listEvaluations(context);
  }

  @Rule('leading group and office (canSeeEvaluations)')
  @Query(() => EvaluationType, { nullable: true })
  evaluation(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    allow(context, canSeeEvaluations);
    return evaluationById(context, id);
  }

  @Rule('everyone who is signed in: one ruler for everyone, and anyone can check the ruler')
  @Query(() => [ScoringSchemeType])
  schemes(@Ctx() context: Context): Promise<object[]> {
    return listSchemes(context);
  }

  @Rule('the office (canOrderEvaluation)')
  @Mutation(() => CountPayload)
  async recordFigures(
    @Ctx() context: Context,
    @Arg('input', () => RecordFiguresInput) input: RecordFiguresInput,
  ): Promise<object> {
    return { count: 0, ...(await payload(context, recordFigures(context, input))) };
  }

  @Rule('the office (canOrderEvaluation)')
  @Mutation(() => EvaluationPayload)
  orderEvaluation(
    @Ctx() context: Context,
    @Arg('input', () => OrderEvaluationInput) input: OrderEvaluationInput,
  ): Promise<object> {
    allow(context, canOrderEvaluation);
    return evaluationPayload(context, orderEvaluation(context, input));
  }

  @Rule('the office chief (canProposeFreeze)')
  @Mutation(() => EvaluationPayload)
  proposeFreeze(
    @Ctx() context: Context,
    @Arg('input', () => EvaluationVerbInput) input: EvaluationVerbInput,
  ): Promise<object> {
    return evaluationPayload(context, proposeFreeze(context, input));
  }

  @Rule('the leading group, another person of another unit than the proposer (canApproveFreeze)')
  @Mutation(() => EvaluationPayload)
  approveFreeze(
    @Ctx() context: Context,
    @Arg('input', () => EvaluationVerbInput) input: EvaluationVerbInput,
  ): Promise<object> {
    return evaluationPayload(context, approveFreeze(context, input));
  }
}

function evaluationPayload(context: Context, done: Promise<string>): Promise<object> {
  return payload(
    context,
    done.then(async id => ({ evaluation: await evaluationById(context, id) })),
  );
}
