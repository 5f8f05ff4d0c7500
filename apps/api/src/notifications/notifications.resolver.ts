import type { Context } from '@yardstick/server/context';
import { notices, type NoticeFilter } from '@yardstick/server/notifications/inbox.queries';
import { readNotices } from '@yardstick/server/notifications/read-notices';
import { canReadSentLedger, sentLedger } from '@yardstick/server/notifications/sent-ledger.queries';
import { contacts, unitAbsences } from '@yardstick/server/people/contacts.queries';
import { endAbsence } from '@yardstick/server/people/end-absence';
import { muteNotices } from '@yardstick/server/people/mute-notices';
import { setAbsence } from '@yardstick/server/people/set-absence';
import { setContacts, type SetContactsInput as Addresses } from '@yardstick/server/people/set-contacts';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import { CountPayload } from '../people/people.types.ts';
import {
  AbsencePayload,
  ContactsType,
  EndAbsenceInput,
  MuteNoticesInput,
  NoticeFilterInput,
  NoticePageType,
  ReadNoticesInput,
  SentFilterInput,
  SentPageType,
  SetAbsenceInput,
  SetContactsInput,
  UnitAbsencesType,
} from './notifications.types.ts';

@Resolver()
export class NotificationsResolver {
  @Rule('everyone, their own inbox (row-level fence on the recipient)')
  @Query(() => NoticePageType)
  notices(
    @Ctx() context: Context,
    @Arg('page', () => Int) page: number,
    @Arg('pageSize', () => Int) pageSize: number,
    @Arg('filter', () => NoticeFilterInput, { nullable: true }) filter?: NoticeFilterInput | null,
  ): Promise<object> {
    return notices(context, page, pageSize, (filter ?? {}) as NoticeFilter);
  }

  @Rule('everyone, about themselves; whoever keeps an account, about its holder (canSetContacts)')
  @Query(() => ContactsType)
  contacts(
    @Ctx() context: Context,
    @Arg('userId', () => ID, { nullable: true }) userId?: string | null,
  ): Promise<object> {
    return contacts(context, userId);
  }

  @Rule('everyone, of their own unit; leading group, office and system administrator, of every unit (canSeePosts)')
  @Query(() => UnitAbsencesType)
  unitAbsences(
    @Ctx() context: Context,
    @Arg('unitId', () => ID, { nullable: true }) unitId?: string | null,
  ): Promise<object> {
    return unitAbsences(context, unitId);
  }

  @Rule('office (canReadSentLedger)')
  @Query(() => SentPageType)
  sentLedger(
    @Ctx() context: Context,
    @Arg('page', () => Int) page: number,
    @Arg('pageSize', () => Int) pageSize: number,
    @Arg('filter', () => SentFilterInput, { nullable: true }) filter?: SentFilterInput | null,
  ): Promise<object> {
    allow(context, canReadSentLedger);
    return sentLedger(context, filter ?? {}, page, pageSize);
  }

  @Rule('everyone, their own notices')
  @Mutation(() => CountPayload)
  async readNotices(
    @Ctx() context: Context,
    @Arg('input', () => ReadNoticesInput) input: ReadNoticesInput,
  ): Promise<object> {
    return { count: 0, ...(await payload(context, readNotices(context, input))) };
  }

  @Rule('everyone, for themselves; kinds that the rules allow to be muted')
  @Mutation(() => CountPayload)
  async muteNotices(
    @Ctx() context: Context,
    @Arg('input', () => MuteNoticesInput) input: MuteNoticesInput,
  ): Promise<object> {
    return { count: 0, ...(await payload(context, muteNotices(context, input))) };
  }

  @Rule('everyone, for themselves; system administrator and office chief for the roles they may give (canSetContacts)')
  @Mutation(() => CountPayload)
  async setContacts(
    @Ctx() context: Context,
    @Arg('input', () => SetContactsInput) input: SetContactsInput,
  ): Promise<object> {
    const work = setContacts(context, input as Addresses).then(() => ({ count: 1 }));
    return { count: 0, ...(await payload(context, work)) };
  }

  @Rule('everyone, for themselves; unit head for the unit, whoever keeps the account for its holder (canSetAbsence)')
  @Mutation(() => AbsencePayload)
  setAbsence(@Ctx() context: Context, @Arg('input', () => SetAbsenceInput) input: SetAbsenceInput): Promise<object> {
    return payload(
      context,
      setAbsence(context, input).then(absenceId => ({ absenceId })),
    );
  }

  @Rule('whoever may record it (canSetAbsence)')
  @Mutation(() => AbsencePayload)
  endAbsence(@Ctx() context: Context, @Arg('input', () => EndAbsenceInput) input: EndAbsenceInput): Promise<object> {
    return payload(
      context,
      endAbsence(context, input).then(absenceId => ({ absenceId })),
    );
  }
}
