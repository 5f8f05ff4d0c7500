import { isUnitRole } from '@yardstick/domain/roles';
import type { Published } from '@yardstick/domain/publication';
import { found, type Context } from '@yardstick/server/context';
import { approvePublication } from '@yardstick/server/evaluation/outcome/approve-publication';
import { confirmResult } from '@yardstick/server/evaluation/outcome/confirm-result';
import { declineObjection } from '@yardstick/server/evaluation/outcome/decline-objection';
import { draftObjection } from '@yardstick/server/evaluation/outcome/draft-objection';
import { canSeeEvaluations, canSeeOwnResults } from '@yardstick/server/evaluation/evaluation.policy';
import {
  evaluationOutcome,
  objectionById,
  unitResult,
  unitResults,
} from '@yardstick/server/evaluation/outcome/outcome.queries';
import { proposePublication } from '@yardstick/server/evaluation/outcome/propose-publication';
import { recomputeEvaluation } from '@yardstick/server/evaluation/outcome/recompute-evaluation';
import { refusePublication } from '@yardstick/server/evaluation/outcome/refuse-publication';
import { rejectObjection } from '@yardstick/server/evaluation/outcome/reject-objection';
import { releaseProvisional } from '@yardstick/server/evaluation/outcome/release-provisional';
import { returnFreeze } from '@yardstick/server/evaluation/outcome/return-freeze';
import { signObjection } from '@yardstick/server/evaluation/outcome/sign-objection';
import { upholdObjection } from '@yardstick/server/evaluation/outcome/uphold-objection';
import { withdrawObjection } from '@yardstick/server/evaluation/outcome/withdraw-objection';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import { EvaluationVerbInput } from './evaluation.types.ts';
import {
  DraftObjectionInput,
  EvaluationOutcomeType,
  ObjectionPayload,
  ObjectionRecordType,
  ObjectionVerbInput,
  OutcomePayload,
  ProposePublicationInput,
  PublicationVerbInput,
  ReasonedEvaluationInput,
  UnitResultPayload,
  UnitResultRowType,
  UnitResultType,
  UpholdObjectionInput,
} from './outcome.types.ts';

/** What happens after an evaluation is computed: release, objections, freeze conditions, publication. */
@Resolver()
export class OutcomeResolver {
  @Rule('a unit’s people: own results once released, and what was published (canSeeOwnResults, row-level fence)')
  @Query(() => [UnitResultRowType])
  unitResults(@Ctx() context: Context): Promise<object[]> {
    allow(context, canSeeOwnResults);
    return unitResults(context);
  }

  @Rule('as the list; null for what is not released to the unit, as for what is not there')
  @Query(() => UnitResultType, { nullable: true })
  unitResult(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    allow(context, canSeeOwnResults);
    return unitResult(context, id);
  }

  @Rule('the unit’s people, office and leading group; null for another unit’s')
  @Query(() => ObjectionRecordType, { nullable: true })
  objection(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    allow(context, actor => isUnitRole(actor.role) || canSeeEvaluations(actor));
    return objectionById(context, id);
  }

  @Rule('leading group and office (canSeeEvaluations)')
  @Query(() => EvaluationOutcomeType, { nullable: true })
  evaluationOutcome(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    allow(context, canSeeEvaluations);
    return evaluationOutcome(context, id);
  }

  @Rule('the office chief (canRelease)')
  @Mutation(() => OutcomePayload)
  releaseProvisional(
    @Ctx() context: Context,
    @Arg('input', () => EvaluationVerbInput) input: EvaluationVerbInput,
  ): Promise<object> {
    return outcomePayload(context, releaseProvisional(context, input));
  }

  @Rule('the office chief (canRelease), once an objection was upheld')
  @Mutation(() => OutcomePayload)
  recomputeEvaluation(
    @Ctx() context: Context,
    @Arg('input', () => ReasonedEvaluationInput) input: ReasonedEvaluationInput,
  ): Promise<object> {
    return outcomePayload(context, recomputeEvaluation(context, input));
  }

  @Rule('the leading group (canApproveFreeze)')
  @Mutation(() => OutcomePayload)
  returnFreeze(
    @Ctx() context: Context,
    @Arg('input', () => ReasonedEvaluationInput) input: ReasonedEvaluationInput,
  ): Promise<object> {
    return outcomePayload(context, returnFreeze(context, input));
  }

  @Rule('the unit’s head, for the own unit (canConfirmResult)')
  @Mutation(() => UnitResultPayload)
  confirmResult(
    @Ctx() context: Context,
    @Arg('input', () => EvaluationVerbInput) input: EvaluationVerbInput,
  ): Promise<object> {
    return payload(
      context,
      confirmResult(context, input).then(async id => ({ result: found(await unitResult(context, id)) })),
    );
  }

  @Rule('the unit’s liaison, for the own unit, until the window closes (canDraftObjection)')
  @Mutation(() => ObjectionPayload)
  draftObjection(
    @Ctx() context: Context,
    @Arg('input', () => DraftObjectionInput) input: DraftObjectionInput,
  ): Promise<object> {
    return objectionPayload(context, draftObjection(context, input));
  }

  @Rule('the unit’s head, until the window closes')
  @Mutation(() => ObjectionPayload)
  signObjection(
    @Ctx() context: Context,
    @Arg('input', () => ObjectionVerbInput) input: ObjectionVerbInput,
  ): Promise<object> {
    return objectionPayload(context, signObjection(context, input));
  }

  @Rule('the unit’s head')
  @Mutation(() => ObjectionPayload)
  declineObjection(
    @Ctx() context: Context,
    @Arg('input', () => ObjectionVerbInput) input: ObjectionVerbInput,
  ): Promise<object> {
    return objectionPayload(context, declineObjection(context, input));
  }

  @Rule('the unit’s liaison, before it is decided')
  @Mutation(() => ObjectionPayload)
  withdrawObjection(
    @Ctx() context: Context,
    @Arg('input', () => ObjectionVerbInput) input: ObjectionVerbInput,
  ): Promise<object> {
    return objectionPayload(context, withdrawObjection(context, input));
  }

  @Rule('office or leading group, of another unit; not who ordered the evaluation or gave the mark')
  @Mutation(() => ObjectionPayload)
  upholdObjection(
    @Ctx() context: Context,
    @Arg('input', () => UpholdObjectionInput) input: UpholdObjectionInput,
  ): Promise<object> {
    return objectionPayload(context, upholdObjection(context, input));
  }

  @Rule('office or leading group, of another unit; not who ordered the evaluation or gave the mark')
  @Mutation(() => ObjectionPayload)
  rejectObjection(
    @Ctx() context: Context,
    @Arg('input', () => ObjectionVerbInput) input: ObjectionVerbInput,
  ): Promise<object> {
    return objectionPayload(context, rejectObjection(context, input));
  }

  @Rule('the office chief (canProposePublication)')
  @Mutation(() => OutcomePayload)
  proposePublication(
    @Ctx() context: Context,
    @Arg('input', () => ProposePublicationInput) input: ProposePublicationInput,
  ): Promise<object> {
    const { evaluationId, what } = input;
    return outcomePayload(context, proposePublication(context, { evaluationId, what: what as Published }));
  }

  @Rule('the leading group, another person of another unit than the proposer (canDecidePublication)')
  @Mutation(() => OutcomePayload)
  approvePublication(
    @Ctx() context: Context,
    @Arg('input', () => PublicationVerbInput) input: PublicationVerbInput,
  ): Promise<object> {
    return outcomePayload(context, approvePublication(context, input));
  }

  @Rule('the leading group (canDecidePublication)')
  @Mutation(() => OutcomePayload)
  refusePublication(
    @Ctx() context: Context,
    @Arg('input', () => PublicationVerbInput) input: PublicationVerbInput,
  ): Promise<object> {
    return outcomePayload(context, refusePublication(context, input));
  }
}

const outcomePayload = (context: Context, done: Promise<string>): Promise<object> =>
  payload(
    context,
    done.then(async id => ({ outcome: found(await evaluationOutcome(context, id)) })),
  );

const objectionPayload = (context: Context, done: Promise<string>): Promise<object> =>
  payload(
    context,
    done.then(async id => ({ objection: found(await objectionById(context, id)) })),
  );
