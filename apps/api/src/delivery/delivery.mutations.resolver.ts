import type { Context } from '@yardstick/server/context';
import { acceptEvidence } from '@yardstick/server/delivery/accept-evidence';
import { acceptMilestone } from '@yardstick/server/delivery/accept-milestone';
import { acknowledgeAction } from '@yardstick/server/delivery/acknowledge-action';
import { actionIdOf, actionRecord, progressReport } from '@yardstick/server/delivery/action-record.queries';
import { approvePlan } from '@yardstick/server/delivery/approve-plan';
import { attachEvidence } from '@yardstick/server/delivery/attach-evidence';
import { cancelAction } from '@yardstick/server/delivery/cancel-action';
import { closeAction } from '@yardstick/server/delivery/close-action';
import { completeAction } from '@yardstick/server/delivery/complete-action';
import { declineCompletion } from '@yardstick/server/delivery/decline-completion';
import { declineMilestone } from '@yardstick/server/delivery/decline-milestone';
import { declinePlan } from '@yardstick/server/delivery/decline-plan';
import { evidenceById } from '@yardstick/server/delivery/evidence.queries';
import { issueActions } from '@yardstick/server/delivery/issue-actions';
import { linkEvidence } from '@yardstick/server/delivery/link-evidence';
import { passReview } from '@yardstick/server/delivery/pass-review';
import { planAction } from '@yardstick/server/delivery/plan-action';
import { reopenAction } from '@yardstick/server/delivery/reopen-action';
import { reportProgress } from '@yardstick/server/delivery/report-progress';
import { resumeAction } from '@yardstick/server/delivery/resume-action';
import { returnCompletion } from '@yardstick/server/delivery/return-completion';
import { returnEvidence } from '@yardstick/server/delivery/return-evidence';
import { returnMilestone } from '@yardstick/server/delivery/return-milestone';
import { returnPlan } from '@yardstick/server/delivery/return-plan';
import { signCompletion } from '@yardstick/server/delivery/sign-completion';
import { signMilestone } from '@yardstick/server/delivery/sign-milestone';
import { signPlan } from '@yardstick/server/delivery/sign-plan';
import { submitCompletion } from '@yardstick/server/delivery/submit-completion';
import { submitMilestone } from '@yardstick/server/delivery/submit-milestone';
import { submitPlan } from '@yardstick/server/delivery/submit-plan';
import { suspendAction } from '@yardstick/server/delivery/suspend-action';
import { withdrawEvidence } from '@yardstick/server/delivery/withdraw-evidence';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { Rule } from '../graphql/rule.ts';
import {
  ActionPayload,
  ActionVerbInput,
  AttachEvidenceInput,
  EvidencePayload,
  EvidenceVerbInput,
  IssueActionsInput,
  IssueActionsPayload,
  LinkEvidenceInput,
  MilestonePayload,
  MilestoneVerbInput,
  PlanActionInput,
  ReportProgressInput,
  ReportProgressPayload,
} from './delivery.inputs.ts';
import { ReturnPlanInput } from './desk.types.ts';

/** Every verb of the delivery module; each is one command, and the changed record comes back whole. */
@Resolver()
export class DeliveryMutations {
  @Rule('the office (canIssueActions)')
  @Mutation(() => IssueActionsPayload)
  async issueActions(
    @Ctx() context: Context,
    @Arg('input', () => IssueActionsInput) input: IssueActionsInput,
  ): Promise<object> {
    return { issuedCount: 0, alreadyIssuedCount: 0, ...(await payload(context, issueActions(context, input))) };
  }

  @Rule('the unit’s liaison or staff (canWorkOn)')
  @Mutation(() => ActionPayload)
  planAction(@Ctx() context: Context, @Arg('input', () => PlanActionInput) input: PlanActionInput): Promise<object> {
    return actionPayload(context, planAction(context, input as Parameters<typeof planAction>[1]));
  }

  @Rule('the unit’s liaison or staff (canWorkOn)')
  @Mutation(() => ReportProgressPayload)
  reportProgress(
    @Ctx() context: Context,
    @Arg('input', () => ReportProgressInput) input: ReportProgressInput,
  ): Promise<object> {
    return payload(
      context,
      reportProgress(context, input).then(async id => ({ report: await progressReport(context, id) })),
    );
  }

  @Rule('the unit’s liaison or staff, with their own upload (canWorkOn)')
  @Mutation(() => EvidencePayload)
  attachEvidence(
    @Ctx() context: Context,
    @Arg('input', () => AttachEvidenceInput) input: AttachEvidenceInput,
  ): Promise<object> {
    return evidencePayload(context, attachEvidence(context, input as Parameters<typeof attachEvidence>[1]));
  }

  @Rule('the unit’s liaison or staff (canWorkOn)')
  @Mutation(() => EvidencePayload)
  linkEvidence(
    @Ctx() context: Context,
    @Arg('input', () => LinkEvidenceInput) input: LinkEvidenceInput,
  ): Promise<object> {
    return evidencePayload(context, linkEvidence(context, input));
  }

  @Rule('the unit’s liaison or head')
  @Mutation(() => ActionPayload)
  acknowledgeAction(
    @Ctx() context: Context,
    @Arg('input', () => ActionVerbInput) input: ActionVerbInput,
  ): Promise<object> {
    return actionPayload(context, acknowledgeAction(context, input));
  }

  @Rule('the unit’s liaison')
  @Mutation(() => ActionPayload)
  submitPlan(@Ctx() context: Context, @Arg('input', () => ActionVerbInput) input: ActionVerbInput): Promise<object> {
    return actionPayload(context, submitPlan(context, input));
  }

  @Rule('the unit’s head')
  @Mutation(() => ActionPayload)
  signPlan(@Ctx() context: Context, @Arg('input', () => ActionVerbInput) input: ActionVerbInput): Promise<object> {
    return actionPayload(context, signPlan(context, input));
  }

  @Rule('the unit’s head')
  @Mutation(() => ActionPayload)
  declinePlan(@Ctx() context: Context, @Arg('input', () => ActionVerbInput) input: ActionVerbInput): Promise<object> {
    return actionPayload(context, declinePlan(context, input));
  }

  @Rule('the unit’s liaison')
  @Mutation(() => ActionPayload)
  submitCompletion(
    @Ctx() context: Context,
    @Arg('input', () => ActionVerbInput) input: ActionVerbInput,
  ): Promise<object> {
    return actionPayload(context, submitCompletion(context, input));
  }

  @Rule('the unit’s head')
  @Mutation(() => ActionPayload)
  signCompletion(
    @Ctx() context: Context,
    @Arg('input', () => ActionVerbInput) input: ActionVerbInput,
  ): Promise<object> {
    return actionPayload(context, signCompletion(context, input));
  }

  @Rule('the unit’s head')
  @Mutation(() => ActionPayload)
  declineCompletion(
    @Ctx() context: Context,
    @Arg('input', () => ActionVerbInput) input: ActionVerbInput,
  ): Promise<object> {
    return actionPayload(context, declineCompletion(context, input));
  }

  @Rule('the office chief, not for the own unit')
  @Mutation(() => ActionPayload)
  approvePlan(@Ctx() context: Context, @Arg('input', () => ActionVerbInput) input: ActionVerbInput): Promise<object> {
    return actionPayload(context, approvePlan(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => ActionPayload)
  returnPlan(@Ctx() context: Context, @Arg('input', () => ReturnPlanInput) input: ReturnPlanInput): Promise<object> {
    return actionPayload(context, returnPlan(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => ActionPayload)
  passReview(@Ctx() context: Context, @Arg('input', () => ActionVerbInput) input: ActionVerbInput): Promise<object> {
    return actionPayload(context, passReview(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => ActionPayload)
  returnCompletion(
    @Ctx() context: Context,
    @Arg('input', () => ActionVerbInput) input: ActionVerbInput,
  ): Promise<object> {
    return actionPayload(context, returnCompletion(context, input));
  }

  @Rule('the office chief, not for the own unit')
  @Mutation(() => ActionPayload)
  completeAction(
    @Ctx() context: Context,
    @Arg('input', () => ActionVerbInput) input: ActionVerbInput,
  ): Promise<object> {
    return actionPayload(context, completeAction(context, input));
  }

  @Rule('the office chief, not for the own unit')
  @Mutation(() => ActionPayload)
  closeAction(@Ctx() context: Context, @Arg('input', () => ActionVerbInput) input: ActionVerbInput): Promise<object> {
    return actionPayload(context, closeAction(context, input));
  }

  @Rule('the office chief, not for the own unit')
  @Mutation(() => ActionPayload)
  reopenAction(@Ctx() context: Context, @Arg('input', () => ActionVerbInput) input: ActionVerbInput): Promise<object> {
    return actionPayload(context, reopenAction(context, input));
  }

  @Rule('the office chief, not for the own unit')
  @Mutation(() => ActionPayload)
  suspendAction(@Ctx() context: Context, @Arg('input', () => ActionVerbInput) input: ActionVerbInput): Promise<object> {
    return actionPayload(context, suspendAction(context, input));
  }

  @Rule('the office chief, not for the own unit')
  @Mutation(() => ActionPayload)
  resumeAction(@Ctx() context: Context, @Arg('input', () => ActionVerbInput) input: ActionVerbInput): Promise<object> {
    return actionPayload(context, resumeAction(context, input));
  }

  @Rule('the office chief, not for the own unit')
  @Mutation(() => ActionPayload)
  cancelAction(@Ctx() context: Context, @Arg('input', () => ActionVerbInput) input: ActionVerbInput): Promise<object> {
    return actionPayload(context, cancelAction(context, input));
  }

  @Rule('the unit’s liaison')
  @Mutation(() => MilestonePayload)
  submitMilestone(
    @Ctx() context: Context,
    @Arg('input', () => MilestoneVerbInput) input: MilestoneVerbInput,
  ): Promise<object> {
    return milestonePayload(context, submitMilestone(context, input));
  }

  @Rule('the unit’s head')
  @Mutation(() => MilestonePayload)
  signMilestone(
    @Ctx() context: Context,
    @Arg('input', () => MilestoneVerbInput) input: MilestoneVerbInput,
  ): Promise<object> {
    return milestonePayload(context, signMilestone(context, input));
  }

  @Rule('the unit’s head')
  @Mutation(() => MilestonePayload)
  declineMilestone(
    @Ctx() context: Context,
    @Arg('input', () => MilestoneVerbInput) input: MilestoneVerbInput,
  ): Promise<object> {
    return milestonePayload(context, declineMilestone(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => MilestonePayload)
  acceptMilestone(
    @Ctx() context: Context,
    @Arg('input', () => MilestoneVerbInput) input: MilestoneVerbInput,
  ): Promise<object> {
    return milestonePayload(context, acceptMilestone(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => MilestonePayload)
  returnMilestone(
    @Ctx() context: Context,
    @Arg('input', () => MilestoneVerbInput) input: MilestoneVerbInput,
  ): Promise<object> {
    return milestonePayload(context, returnMilestone(context, input));
  }

  @Rule('the unit’s liaison or staff')
  @Mutation(() => EvidencePayload)
  withdrawEvidence(
    @Ctx() context: Context,
    @Arg('input', () => EvidenceVerbInput) input: EvidenceVerbInput,
  ): Promise<object> {
    return evidencePayload(context, withdrawEvidence(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => EvidencePayload)
  acceptEvidence(
    @Ctx() context: Context,
    @Arg('input', () => EvidenceVerbInput) input: EvidenceVerbInput,
  ): Promise<object> {
    return evidencePayload(context, acceptEvidence(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => EvidencePayload)
  returnEvidence(
    @Ctx() context: Context,
    @Arg('input', () => EvidenceVerbInput) input: EvidenceVerbInput,
  ): Promise<object> {
    return evidencePayload(context, returnEvidence(context, input));
  }
}

function actionPayload(context: Context, done: Promise<string>): Promise<object> {
  return payload(
    context,
    done.then(async id => ({ action: await actionRecord(context, id) })),
  );
}

function milestonePayload(context: Context, done: Promise<string>): Promise<object> {
  return payload(
    context,
    done.then(async milestoneId => {
      const actionId = await actionIdOf(context, { milestoneId });
      const action = actionId ? await actionRecord(context, actionId) : null;
      return { action, milestone: action?.milestones.find(milestone => milestone.id === milestoneId) ?? null };
    }),
  );
}

function evidencePayload(context: Context, done: Promise<string>): Promise<object> {
  return payload(
    context,
    done.then(async id => ({ evidence: await evidenceById(context, id) })),
  );
}
