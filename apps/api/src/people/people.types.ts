import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RoleEnum } from '../graphql/enums.ts';
import { CalendarDay, Moment } from '../graphql/scalars.ts';
import { UserError } from '../graphql/payload.ts';

@ObjectType('Viewer', { simpleResolvers: true })
export class ViewerType {
  @Field(() => ID) id!: string;
  @Field(() => String) username!: string;
  @Field(() => String) name!: string;
  @Field(() => RoleEnum) role!: string;
  @Field(() => UnitType) unit!: UnitType;
  @Field(() => String, { nullable: true }) email?: string | null;
  @Field(() => Boolean) canImportPlan!: boolean;
  @Field(() => Boolean) canIssueActions!: boolean;
  @Field(() => Boolean) canReview!: boolean;
  @Field(() => Boolean) canSeeAllUnits!: boolean;
  @Field(() => Boolean) canSeeDashboard!: boolean;
  @Field(() => Boolean) canOrderEvaluation!: boolean;
  @Field(() => Boolean) canAdministerUsers!: boolean;
  @Field(() => Boolean) canImportCalendar!: boolean;
  @Field(() => Boolean) canSetClock!: boolean;
  @Field(() => [RoleEnum], { description: 'the roles this person may hand out' }) givableRoles!: string[];
  @Field(() => Boolean) mustChangePassword!: boolean;
  @Field(() => Int) unreadNoticeCount!: number;
  @Field(() => Int, { description: 'the work waiting for this person, as in the menu' }) todoCount!: number;
}

@ObjectType('Clock', { simpleResolvers: true })
export class ClockType {
  @Field(() => Moment) now!: Date | string;
  @Field(() => CalendarDay) today!: string;
  @Field(() => Boolean) isDemonstration!: boolean;
  @Field(() => Boolean) isShifted!: boolean;
}

@ObjectType('Unit', { simpleResolvers: true })
export class UnitType {
  @Field(() => ID) id!: string;
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String) shortName!: string;
  @Field(() => String, { nullable: true }) field?: string | null;
  @Field(() => Boolean) isScored!: boolean;
  @Field(() => String) kind!: string;
}

@ObjectType('UserRow', { simpleResolvers: true })
export class UserRowType {
  @Field(() => ID) id!: string;
  @Field(() => String) username!: string;
  @Field(() => String) name!: string;
  @Field(() => RoleEnum) role!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => Boolean) isActive!: boolean;
  @Field(() => Moment, { nullable: true }) lastSignedInAt?: Date | string | null;
}

@ObjectType('OpenedAccount', { simpleResolvers: true })
export class OpenedAccountType {
  @Field(() => String) username!: string;
  @Field(() => String) name!: string;
  @Field(() => RoleEnum) role!: string;
  @Field(() => String) unitName!: string;
  @Field(() => String) initialPassword!: string;
}

@ObjectType('CalendarYear', { simpleResolvers: true })
export class CalendarYearType {
  @Field(() => Int) year!: number;
  @Field(() => String) noticeNo!: string;
  @Field(() => Int) workdayCount!: number;
  @Field(() => [CalendarExceptionType]) exceptions!: CalendarExceptionType[];
}

@ObjectType('CalendarException', { simpleResolvers: true })
export class CalendarExceptionType {
  @Field(() => CalendarDay) on!: string;
  @Field(() => Boolean) isWorkday!: boolean;
  @Field(() => String) name!: string;
}

@InputType('ImportCalendarInput')
export class ImportCalendarInput {
  @Field(() => Int) year!: number;
  @Field(() => String) noticeNo!: string;
  @Field(() => [CalendarExceptionInput]) exceptions!: CalendarExceptionInput[];
}

@InputType('CalendarExceptionInput')
export class CalendarExceptionInput {
  @Field(() => CalendarDay) on!: string;
  @Field(() => Boolean) isWorkday!: boolean;
  @Field(() => String) name!: string;
}

@InputType('CreateUserInput')
export class CreateUserInput {
  @Field(() => String) username!: string;
  @Field(() => String) name!: string;
  @Field(() => RoleEnum) role!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String, { nullable: true }) email?: string | null;
}

@InputType('OpenUnitAccountsInput')
export class OpenUnitAccountsInput {
  @Field(() => [ID], { nullable: true }) unitIds?: string[] | null;
}

@InputType('UserVerbInput')
export class UserVerbInput {
  @Field(() => ID) userId!: string;
}

@InputType('SetClockInput')
export class SetClockInput {
  @Field(() => Moment) at!: Date;
}

@ObjectType('UserPayload', { simpleResolvers: true })
export class UserPayload {
  @Field(() => OpenedAccountType, { nullable: true }) account?: OpenedAccountType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('OpenUnitAccountsPayload', { simpleResolvers: true })
export class OpenUnitAccountsPayload {
  @Field(() => [OpenedAccountType]) accounts!: OpenedAccountType[];
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('ClockPayload', { simpleResolvers: true })
export class ClockPayload {
  @Field(() => ClockType, { nullable: true }) clock?: ClockType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('CountPayload', { simpleResolvers: true })
export class CountPayload {
  @Field(() => Int) count!: number;
  @Field(() => [UserError]) userErrors!: UserError[];
}
