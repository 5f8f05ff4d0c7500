import { found, type Context } from '@yardstick/server/context';
import { startReport } from '@yardstick/server/reports/start-report';
import { submitReport } from '@yardstick/server/reports/submit-report';
import { signReport } from '@yardstick/server/reports/sign-report';
import { declineReport } from '@yardstick/server/reports/decline-report';
import { withdrawReport } from '@yardstick/server/reports/withdraw-report';
import { acceptReport } from '@yardstick/server/reports/accept-report';
import { returnReport } from '@yardstick/server/reports/return-report';
import { exemptReport } from '@yardstick/server/reports/exempt-report';
import { draftReportCircular } from '@yardstick/server/letters/draft-report-circular';
import { canListReports } from '@yardstick/server/reports/periodic-report.policy';
import { listReports, reportById } from '@yardstick/server/reports/reports.queries';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import {
  ExemptReportInput,
  PeriodicReportsType,
  PeriodicReportType,
  ReportCircularPayload,
  ReportPayload,
  ReportsFilter,
  ReportVerbInput,
  ReturnReportInput,
  StartReportInput,
  SubmitReportInput,
} from './reports.types.ts';

/** Periodic reports: what is asked for, and each verb as one command. */
@Resolver()
export class ReportsResolver {
  @Rule('office, leading group and units; a unit’s people see their own unit’s rows (row-level fence)')
  @Query(() => PeriodicReportsType)
  periodicReports(@Ctx() context: Context, @Arg('filter', () => ReportsFilter) filter: ReportsFilter): Promise<object> {
    allow(context, canListReports);
    return listReports(context, filter);
  }

  @Rule('as the list; null for another unit’s report, as for one that is not there')
  @Query(() => PeriodicReportType, { nullable: true })
  periodicReport(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    allow(context, canListReports);
    return reportById(context, id);
  }

  @Rule('the office; the letter is a draft until somebody approves it')
  @Mutation(() => ReportCircularPayload)
  draftReportCircular(
    @Ctx() context: Context,
    @Arg('input', () => ReportsFilter) input: ReportsFilter,
  ): Promise<object> {
    return payload(
      context,
      draftReportCircular(context, input).then(letterId => ({ letterId })),
    );
  }

  @Rule('the unit’s liaison, once the period has begun')
  @Mutation(() => ReportPayload)
  startReport(@Ctx() context: Context, @Arg('input', () => StartReportInput) input: StartReportInput): Promise<object> {
    return reportPayload(context, startReport(context, input));
  }

  @Rule('the unit’s liaison')
  @Mutation(() => ReportPayload)
  submitReport(
    @Ctx() context: Context,
    @Arg('input', () => SubmitReportInput) input: SubmitReportInput,
  ): Promise<object> {
    return reportPayload(context, submitReport(context, input));
  }

  @Rule('the unit’s head')
  @Mutation(() => ReportPayload)
  signReport(@Ctx() context: Context, @Arg('input', () => ReportVerbInput) input: ReportVerbInput): Promise<object> {
    return reportPayload(context, signReport(context, input));
  }

  @Rule('the unit’s head')
  @Mutation(() => ReportPayload)
  declineReport(@Ctx() context: Context, @Arg('input', () => ReportVerbInput) input: ReportVerbInput): Promise<object> {
    return reportPayload(context, declineReport(context, input));
  }

  @Rule('the unit’s liaison, while nobody has judged it')
  @Mutation(() => ReportPayload)
  withdrawReport(
    @Ctx() context: Context,
    @Arg('input', () => ReportVerbInput) input: ReportVerbInput,
  ): Promise<object> {
    return reportPayload(context, withdrawReport(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => ReportPayload)
  acceptReport(@Ctx() context: Context, @Arg('input', () => ReportVerbInput) input: ReportVerbInput): Promise<object> {
    return reportPayload(context, acceptReport(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => ReportPayload)
  returnReport(
    @Ctx() context: Context,
    @Arg('input', () => ReturnReportInput) input: ReturnReportInput,
  ): Promise<object> {
    return reportPayload(context, returnReport(context, input));
  }

  @Rule('the office chief, not for the own unit, before the report came in')
  @Mutation(() => ReportPayload)
  exemptReport(
    @Ctx() context: Context,
    @Arg('input', () => ExemptReportInput) input: ExemptReportInput,
  ): Promise<object> {
    return reportPayload(context, exemptReport(context, input));
  }
}

function reportPayload(context: Context, done: Promise<string>): Promise<object> {
  return payload(
    context,
    done.then(async id => ({ report: found(await reportById(context, id)) })),
  );
}
