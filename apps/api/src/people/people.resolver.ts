import { roleLabels } from '@yardstick/domain/roles';
import { calendarYears } from '@yardstick/server/calendar/calendar.queries';
import { importCalendar } from '@yardstick/server/calendar/import-calendar';
import { setClock } from '@yardstick/server/clock/set-clock';
import type { Context } from '@yardstick/server/context';
import { todoCount } from '@yardstick/server/delivery/todo.queries';
import { canIssueActions } from '@yardstick/server/delivery/unit-action.policy';
import { canOrderEvaluation } from '@yardstick/server/evaluation/evaluation.policy';
import { unreadCount } from '@yardstick/server/notifications/inbox.queries';
import { createUser } from '@yardstick/server/people/create-user';
import { deactivateUser } from '@yardstick/server/people/deactivate-user';
import { openUnitAccounts } from '@yardstick/server/people/open-unit-accounts';
import {
  canAdministerUsers,
  canImportCalendar,
  canSetClock,
  givableRoles,
} from '@yardstick/server/people/people.policy';
import { accountOf, clockView, listUsers, viewerFacts } from '@yardstick/server/people/people.queries';
import { resetPassword } from '@yardstick/server/people/reset-password';
import { canImportPlan } from '@yardstick/server/program/program.policy';
import { isOffice, isUnitRole, seesAllUnits } from '@yardstick/domain/roles';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import { selects } from '../graphql/selection.ts';
import {
  CalendarYearType,
  ClockPayload,
  ClockType,
  CountPayload,
  CreateUserInput,
  ImportCalendarInput,
  OpenUnitAccountsInput,
  OpenUnitAccountsPayload,
  SetClockInput,
  UserPayload,
  UserRowType,
  UserVerbInput,
  ViewerType,
} from './people.types.ts';

@Resolver()
export class PeopleResolver {
  @Rule('everyone, about themselves')
  @Query(() => ViewerType)
  async viewer(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    const { actor } = context;
    const [facts, unread, waiting] = await Promise.all([
      viewerFacts(context),
      selects(info, 'unreadNoticeCount') ? unreadCount(context) : 0,
      selects(info, 'todoCount') ? todoCount(context) : 0,
    ]);
    return {
      ...facts,
      name: actor.name || roleLabels[actor.role].zh,
      role: actor.role,
      canImportPlan: canImportPlan(actor),
      canIssueActions: canIssueActions(actor),
      canReview: isOffice(actor.role),
      canSeeAllUnits: seesAllUnits(actor.role),
      canSeeDashboard: seesAllUnits(actor.role) || isUnitRole(actor.role),
      canOrderEvaluation: canOrderEvaluation(actor),
      canAdministerUsers: canAdministerUsers(actor),
      canImportCalendar: canImportCalendar(actor),
      canSetClock: canSetClock(actor),
      givableRoles: givableRoles(actor),
      unreadNoticeCount: unread,
      todoCount: waiting,
    };
  }

  @Rule('everyone who is signed in')
  @Query(() => ClockType)
  clock(@Ctx() context: Context): Promise<object> {
    return clockView(context);
  }

  @Rule('system administrator and office chief (canAdministerUsers)')
  @Query(() => [UserRowType])
  users(@Ctx() context: Context): Promise<object[]> {
    allow(context, canAdministerUsers);
    return listUsers(context);
  }

  @Rule('everyone who is signed in')
  @Query(() => [CalendarYearType])
  calendarYears(@Ctx() context: Context): Promise<object[]> {
    return calendarYears(context);
  }

  @Rule('system administrator for every role, office chief for unit roles and office staff (canGiveRole)')
  @Mutation(() => UserPayload)
  createUser(@Ctx() context: Context, @Arg('input', () => CreateUserInput) input: CreateUserInput): Promise<object> {
    return payload(
      context,
      createUser(context, input as Parameters<typeof createUser>[1]).then(async opened => ({
        account: await accountOf(context, opened),
      })),
    );
  }

  @Rule('system administrator and office chief (canAdministerUsers)')
  @Mutation(() => OpenUnitAccountsPayload)
  async openUnitAccounts(
    @Ctx() context: Context,
    @Arg('input', () => OpenUnitAccountsInput) input: OpenUnitAccountsInput,
  ): Promise<object> {
    const work = openUnitAccounts(context, input).then(accounts => ({ accounts }));
    return { accounts: [], ...(await payload(context, work)) };
  }

  @Rule('system administrator, or office chief for the roles the chief may give (canGiveRole)')
  @Mutation(() => UserPayload)
  resetPassword(@Ctx() context: Context, @Arg('input', () => UserVerbInput) input: UserVerbInput): Promise<object> {
    return payload(
      context,
      resetPassword(context, input).then(async opened => ({ account: await accountOf(context, opened) })),
    );
  }

  @Rule('system administrator, or office chief for the roles the chief may give; nobody their own account')
  @Mutation(() => CountPayload)
  async deactivateUser(
    @Ctx() context: Context,
    @Arg('input', () => UserVerbInput) input: UserVerbInput,
  ): Promise<object> {
    const work = deactivateUser(context, input).then(() => ({ count: 1 }));
    return { count: 0, ...(await payload(context, work)) };
  }

  @Rule('office and system administrator (canImportCalendar)')
  @Mutation(() => CountPayload)
  async importCalendar(
    @Ctx() context: Context,
    @Arg('input', () => ImportCalendarInput) input: ImportCalendarInput,
  ): Promise<object> {
    return { count: 0, ...(await payload(context, importCalendar(context, input))) };
  }

  @Rule('office chief and system administrator, on a demonstration only; the database refuses it in production')
  @Mutation(() => ClockPayload)
  setClock(@Ctx() context: Context, @Arg('input', () => SetClockInput) input: SetClockInput): Promise<object> {
    return payload(
      context,
      setClock(context, input).then(async () => ({ clock: await clockView(context) })),
    );
  }
}
