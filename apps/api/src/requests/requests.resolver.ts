import { found, type Context } from '@yardstick/server/context';
import { actionRecord } from '@yardstick/server/delivery/action-record.queries';
import { answerRequest } from '@yardstick/server/requests/answer-request';
import { askForHelp } from '@yardstick/server/requests/ask-for-help';
import { declineAction } from '@yardstick/server/requests/decline-action';
import { declineRequest } from '@yardstick/server/requests/decline-request';
import { explainDelay } from '@yardstick/server/requests/explain-delay';
import { grantRequest } from '@yardstick/server/requests/grant-request';
import { leadersGrantRequest } from '@yardstick/server/requests/leaders-grant-request';
import { leadersRefuseRequest } from '@yardstick/server/requests/leaders-refuse-request';
import { noteRequest } from '@yardstick/server/requests/note-request';
import { passRequest } from '@yardstick/server/requests/pass-request';
import { putRequestToLeaders } from '@yardstick/server/requests/put-request-to-leaders';
import { readRequest } from '@yardstick/server/requests/read-request';
import { refuseRequest } from '@yardstick/server/requests/refuse-request';
import { requestExtension } from '@yardstick/server/requests/request-extension';
import { requestNotApplicable } from '@yardstick/server/requests/request-not-applicable';
import { reverseRequest } from '@yardstick/server/requests/reverse-request';
import { signRequest } from '@yardstick/server/requests/sign-request';
import { withdrawRequest } from '@yardstick/server/requests/withdraw-request';
import { actionRequests, listRequests, requestById } from '@yardstick/server/requests/requests.queries';
import { canListRequests } from '@yardstick/server/requests/unit-request.policy';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import {
  ActionRequestsType,
  ExplainDelayInput,
  FileRequestInput,
  GrantRequestInput,
  RequestExtensionInput,
  RequestFilter,
  RequestPageType,
  RequestPayload,
  RequestVerbInput,
} from './requests.types.ts';

/** What units ask for, and what is answered; each verb is one command, and the request comes back whole. */
@Resolver()
export class RequestsResolver {
  @Rule('office, leading group and units; a unit’s people see their own unit’s rows (row-level fence)')
  @Query(() => RequestPageType)
  requests(
    @Ctx() context: Context,
    @Arg('filter', () => RequestFilter) filter: RequestFilter,
    @Arg('page', () => Int) page: number,
    @Arg('pageSize', () => Int) pageSize: number,
  ): Promise<object> {
    allow(context, canListRequests);
    return listRequests(context, { filter: filter as Parameters<typeof listRequests>[1]['filter'], page, pageSize });
  }

  @Rule('whoever works with actions; null for another unit’s action, as for one that is not there')
  @Query(() => ActionRequestsType, { nullable: true })
  actionRequests(@Ctx() context: Context, @Arg('actionId', () => ID) actionId: string): Promise<object | null> {
    allow(context, canListRequests);
    return actionRequests(context, actionId);
  }

  @Rule('the unit’s liaison or staff, until the due day is over (canFileRequest)')
  @Mutation(() => RequestPayload)
  requestExtension(
    @Ctx() context: Context,
    @Arg('input', () => RequestExtensionInput) input: RequestExtensionInput,
  ): Promise<object> {
    return requestPayload(context, requestExtension(context, input));
  }

  @Rule('the unit’s liaison or staff, once the due day is over (canFileRequest)')
  @Mutation(() => RequestPayload)
  explainDelay(
    @Ctx() context: Context,
    @Arg('input', () => ExplainDelayInput) input: ExplainDelayInput,
  ): Promise<object> {
    return requestPayload(context, explainDelay(context, input));
  }

  @Rule('the unit’s liaison or staff (canFileRequest)')
  @Mutation(() => RequestPayload)
  requestNotApplicable(
    @Ctx() context: Context,
    @Arg('input', () => FileRequestInput) input: FileRequestInput,
  ): Promise<object> {
    return requestPayload(context, requestNotApplicable(context, input));
  }

  @Rule('the unit’s liaison or staff, before it is acknowledged (canFileRequest)')
  @Mutation(() => RequestPayload)
  declineAction(
    @Ctx() context: Context,
    @Arg('input', () => FileRequestInput) input: FileRequestInput,
  ): Promise<object> {
    return requestPayload(context, declineAction(context, input));
  }

  @Rule('the unit’s liaison or staff (canFileRequest)')
  @Mutation(() => RequestPayload)
  askForHelp(
    @Ctx() context: Context,
    @Arg('input', () => ExplainDelayInput) input: ExplainDelayInput,
  ): Promise<object> {
    return requestPayload(context, askForHelp(context, input));
  }

  @Rule('the unit’s head')
  @Mutation(() => RequestPayload)
  signRequest(@Ctx() context: Context, @Arg('input', () => RequestVerbInput) input: RequestVerbInput): Promise<object> {
    return requestPayload(context, signRequest(context, input));
  }

  @Rule('the unit’s head')
  @Mutation(() => RequestPayload)
  declineRequest(
    @Ctx() context: Context,
    @Arg('input', () => RequestVerbInput) input: RequestVerbInput,
  ): Promise<object> {
    return requestPayload(context, declineRequest(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => RequestPayload)
  passRequest(@Ctx() context: Context, @Arg('input', () => RequestVerbInput) input: RequestVerbInput): Promise<object> {
    return requestPayload(context, passRequest(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => RequestPayload)
  noteRequest(@Ctx() context: Context, @Arg('input', () => RequestVerbInput) input: RequestVerbInput): Promise<object> {
    return requestPayload(context, noteRequest(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => RequestPayload)
  answerRequest(
    @Ctx() context: Context,
    @Arg('input', () => RequestVerbInput) input: RequestVerbInput,
  ): Promise<object> {
    return requestPayload(context, answerRequest(context, input));
  }

  @Rule('the office chief, not for the own unit')
  @Mutation(() => RequestPayload)
  putRequestToLeaders(
    @Ctx() context: Context,
    @Arg('input', () => RequestVerbInput) input: RequestVerbInput,
  ): Promise<object> {
    return requestPayload(context, putRequestToLeaders(context, input));
  }

  @Rule('the office chief, not for the own unit, where the leading group need not')
  @Mutation(() => RequestPayload)
  grantRequest(
    @Ctx() context: Context,
    @Arg('input', () => GrantRequestInput) input: GrantRequestInput,
  ): Promise<object> {
    return requestPayload(context, grantRequest(context, input));
  }

  @Rule('the office chief, not for the own unit')
  @Mutation(() => RequestPayload)
  refuseRequest(
    @Ctx() context: Context,
    @Arg('input', () => RequestVerbInput) input: RequestVerbInput,
  ): Promise<object> {
    return requestPayload(context, refuseRequest(context, input));
  }

  @Rule('the leading group, not for the own unit')
  @Mutation(() => RequestPayload)
  leadersGrantRequest(
    @Ctx() context: Context,
    @Arg('input', () => GrantRequestInput) input: GrantRequestInput,
  ): Promise<object> {
    return requestPayload(context, leadersGrantRequest(context, input));
  }

  @Rule('the leading group, not for the own unit')
  @Mutation(() => RequestPayload)
  leadersRefuseRequest(
    @Ctx() context: Context,
    @Arg('input', () => RequestVerbInput) input: RequestVerbInput,
  ): Promise<object> {
    return requestPayload(context, leadersRefuseRequest(context, input));
  }

  @Rule('the unit’s liaison or staff, while nobody has decided (canFileRequest)')
  @Mutation(() => RequestPayload)
  withdrawRequest(
    @Ctx() context: Context,
    @Arg('input', () => RequestVerbInput) input: RequestVerbInput,
  ): Promise<object> {
    return requestPayload(context, withdrawRequest(context, input));
  }

  @Rule('the office chief, not for the own unit')
  @Mutation(() => RequestPayload)
  reverseRequest(
    @Ctx() context: Context,
    @Arg('input', () => RequestVerbInput) input: RequestVerbInput,
  ): Promise<object> {
    return requestPayload(context, reverseRequest(context, input));
  }

  @Rule('the unit’s liaison or staff (canFileRequest)')
  @Mutation(() => RequestPayload)
  readRequest(@Ctx() context: Context, @Arg('input', () => RequestVerbInput) input: RequestVerbInput): Promise<object> {
    return requestPayload(context, readRequest(context, input));
  }
}

function requestPayload(context: Context, done: Promise<string>): Promise<object> {
  return payload(
    context,
    done.then(async id => {
      const request = found(await requestById(context, id));
      return { request, action: await actionRecord(context, request.actionId) };
    }),
  );
}
