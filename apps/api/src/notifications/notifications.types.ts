import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PostKindEnum, RoleEnum } from '../graphql/enums.ts';
import { UserError } from '../graphql/payload.ts';
import { CalendarDay, Moment } from '../graphql/scalars.ts';

@ObjectType('CountedKey', { simpleResolvers: true })
export class CountedKeyType {
  @Field(() => String) key!: string;
  @Field(() => Int) count!: number;
}

@ObjectType('Notice', { simpleResolvers: true })
export class NoticeType {
  @Field(() => ID) id!: string;
  @Field(() => String) kind!: string;
  @Field(() => String, { description: 'what it asks of its reader' }) group!: string;
  @Field(() => String) title!: string;
  @Field(() => String) body!: string;
  @Field(() => ID, { nullable: true }) actionId?: string | null;
  @Field(() => ID, { nullable: true }) milestoneId?: string | null;
  @Field(() => String, { nullable: true }) subjectKind?: string | null;
  @Field(() => ID, { nullable: true }) subjectId?: string | null;
  @Field(() => Moment) createdAt!: Date | string;
  @Field(() => Moment, { nullable: true }) readAt?: Date | string | null;
  @Field(() => String, { nullable: true, description: 'for whom the reader stands in' }) forName?: string | null;
  @Field(() => Boolean, { description: 'of a kind that its reader muted' }) isQuiet!: boolean;
}

@ObjectType('NoticePage', { simpleResolvers: true })
export class NoticePageType {
  @Field(() => [NoticeType]) rows!: NoticeType[];
  @Field(() => Int) total!: number;
  @Field(() => Int, { description: 'unread and not muted, as on the bell' }) unread!: number;
  @Field(() => [CountedKeyType], { description: 'new, done, quiet, all' }) tabs!: CountedKeyType[];
  @Field(() => [CountedKeyType]) groups!: CountedKeyType[];
  @Field(() => [CountedKeyType]) kinds!: CountedKeyType[];
}

@ObjectType('ChannelSetting', { simpleResolvers: true })
export class ChannelSettingType {
  @Field(() => String) channel!: string;
  @Field(() => Boolean, { description: 'this instance has settings for it' }) isOpen!: boolean;
}

@ObjectType('NoticeKindSetting', { simpleResolvers: true })
export class NoticeKindSettingType {
  @Field(() => String) kind!: string;
  @Field(() => String) label!: string;
  @Field(() => String) group!: string;
  @Field(() => Boolean) isMutable!: boolean;
  @Field(() => Boolean) isMuted!: boolean;
}

@ObjectType('Contacts', { simpleResolvers: true })
export class ContactsType {
  @Field(() => ID) userId!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) email?: string | null;
  @Field(() => String, { nullable: true }) mobile?: string | null;
  @Field(() => String, { nullable: true }) wecomId?: string | null;
  @Field(() => String, { nullable: true }) dingtalkId?: string | null;
  @Field(() => String, { nullable: true }) preferredChannel?: string | null;
  @Field(() => [ChannelSettingType]) channels!: ChannelSettingType[];
  @Field(() => [NoticeKindSettingType]) kinds!: NoticeKindSettingType[];
}

@ObjectType('Absence', { simpleResolvers: true })
export class AbsenceType {
  @Field(() => ID) id!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => ID) userId!: string;
  @Field(() => String) name!: string;
  @Field(() => CalendarDay) fromOn!: string;
  @Field(() => CalendarDay, { description: 'the last day away' }) lastOn!: string;
  @Field(() => CalendarDay, { nullable: true, description: 'the day of an early return' }) endedOn?: string | null;
  @Field(() => String, { description: 'planned, running, over, cancelled' }) state!: string;
  @Field(() => String, { nullable: true, description: 'null when nobody stands in' }) standInName?: string | null;
  @Field(() => Boolean, { description: 'else it is whoever holds the deputy’s post' }) isStandInNamed!: boolean;
  @Field(() => String) note!: string;
  @Field(() => String) recordedBy!: string;
  @Field(() => Boolean) canEnd!: boolean;
}

@ObjectType('UnitPerson', { simpleResolvers: true })
export class UnitPersonType {
  @Field(() => ID) userId!: string;
  @Field(() => String) name!: string;
  @Field(() => RoleEnum) role!: string;
  @Field(() => PostKindEnum, { nullable: true }) post?: string | null;
  @Field(() => Boolean, { description: 'the reader may record this person’s absence' }) canSet!: boolean;
}

@ObjectType('UnitAbsences', { simpleResolvers: true })
export class UnitAbsencesType {
  @Field(() => [AbsenceType]) absences!: AbsenceType[];
  @Field(() => [UnitPersonType]) people!: UnitPersonType[];
}

@ObjectType('SentRow', { simpleResolvers: true })
export class SentRowType {
  @Field(() => ID) id!: string;
  @Field(() => Moment) at!: Date | string;
  @Field(() => Moment, { nullable: true }) sentAt?: Date | string | null;
  @Field(() => String) channel!: string;
  @Field(() => String) channelLabel!: string;
  @Field(() => String) recipient!: string;
  @Field(() => RoleEnum, { nullable: true }) role?: string | null;
  @Field(() => String) unitName!: string;
  @Field(() => String, { nullable: true }) forName?: string | null;
  @Field(() => String) kindLabel!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { description: 'of a reminder' }) stage!: string;
  @Field(() => Int, { nullable: true, description: 'version of the rules it was made by' }) ruleVersion?: number | null;
  @Field(() => String, { description: 'ready, sending, sent, unknown, failed' }) state!: string;
  @Field(() => Int) attempts!: number;
  @Field(() => String, { nullable: true }) failure?: string | null;
  @Field(() => Moment, { nullable: true }) readAt?: Date | string | null;
  @Field(() => Boolean, { nullable: true, description: 'null where nobody can tell, as in a group' })
  isRead?: boolean | null;
  @Field(() => ID, { nullable: true }) actionId?: string | null;
  @Field(() => ID, { nullable: true }) milestoneId?: string | null;
  @Field(() => String, { nullable: true }) subjectKind?: string | null;
  @Field(() => ID, { nullable: true }) subjectId?: string | null;
}

@ObjectType('SentPage', { simpleResolvers: true })
export class SentPageType {
  @Field(() => [SentRowType]) rows!: SentRowType[];
  @Field(() => Int) total!: number;
  @Field(() => [CountedKeyType], { description: 'all, sent, waiting, unknown, failed' }) tabs!: CountedKeyType[];
}

@InputType('NoticeFilter')
export class NoticeFilterInput {
  @Field(() => String, { nullable: true, description: 'new, done, quiet, all' }) tab?: string | null;
  @Field(() => String, { nullable: true }) group?: string | null;
  @Field(() => String, { nullable: true }) kind?: string | null;
}

@InputType('SentFilter')
export class SentFilterInput {
  @Field(() => String, { nullable: true, description: 'all, sent, waiting, unknown, failed' }) tab?: string | null;
  @Field(() => ID, { nullable: true }) unitId?: string | null;
  @Field(() => String, { nullable: true, description: 'part of a name' }) person?: string | null;
  @Field(() => String, { nullable: true, description: 'of a notice, or what a message is for' }) kind?: string | null;
  @Field(() => String, { nullable: true }) channel?: string | null;
  @Field(() => Boolean, { nullable: true }) isRead?: boolean | null;
  @Field(() => CalendarDay, { nullable: true }) fromOn?: string | null;
  @Field(() => CalendarDay, { nullable: true }) toOn?: string | null;
}

@InputType('ReadNoticesInput')
export class ReadNoticesInput {
  @Field(() => [ID]) ids!: string[];
  @Field(() => Boolean, { nullable: true, description: 'every unread one, listed or not' }) all?: boolean | null;
}

@InputType('MuteNoticesInput')
export class MuteNoticesInput {
  @Field(() => [String], { description: 'every muted kind; one left out is heard again' }) kinds!: string[];
}

@InputType('SetContactsInput')
export class SetContactsInput {
  @Field(() => ID, { nullable: true, description: 'the caller when empty' }) userId?: string | null;
  @Field(() => String, { nullable: true }) email?: string | null;
  @Field(() => String, { nullable: true }) mobile?: string | null;
  @Field(() => String, { nullable: true }) wecomId?: string | null;
  @Field(() => String, { nullable: true }) dingtalkId?: string | null;
  @Field(() => String, { nullable: true, description: 'email, wecom-app, dingtalk-app, sms' })
  preferredChannel?: string | null;
}

@InputType('SetAbsenceInput')
export class SetAbsenceInput {
  @Field(() => ID, { nullable: true, description: 'the caller when empty' }) userId?: string | null;
  @Field(() => CalendarDay) fromOn!: string;
  @Field(() => CalendarDay, { description: 'the last day away' }) lastOn!: string;
  @Field(() => ID, { nullable: true, description: 'whoever holds the deputy’s post when empty' })
  standInId?: string | null;
  @Field(() => String, { nullable: true }) note?: string | null;
}

@InputType('EndAbsenceInput')
export class EndAbsenceInput {
  @Field(() => ID) absenceId!: string;
}

@ObjectType('AbsencePayload', { simpleResolvers: true })
export class AbsencePayload {
  @Field(() => ID, { nullable: true }) absenceId?: string | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
