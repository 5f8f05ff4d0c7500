import { absenceState, isAwayOn, type AbsenceState } from '@yardstick/domain/absence';
import { inLocale } from '@yardstick/domain/bilingual';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { personalChannels, type PersonalChannel } from '@yardstick/domain/channel';
import { noticeGroupOf, noticeKindLabel, noticeKinds } from '@yardstick/domain/notice-wording';
import { standInOf } from '@yardstick/domain/post';
import type { PostKind, Role } from '@yardstick/domain/roles';
import { authorize, found, type Context } from '../context.ts';
import { openPersonalChannels } from '../notifications/channels/open-channels.ts';
import { canSeePosts, canSetAbsence, canSetContacts, postsUnit } from './people.policy.ts';
import { postScope } from './posts.queries.ts';

export interface Contacts {
  userId: string;
  name: string;
  email: string | null;
  mobile: string | null;
  wecomId: string | null;
  dingtalkId: string | null;
  preferredChannel: PersonalChannel | null;
  /** Every personal channel, and whether this instance has settings for it. */
  channels: { channel: PersonalChannel; isOpen: boolean }[];
  kinds: { kind: string; label: string; group: string; isMutable: boolean; isMuted: boolean }[];
}

/** Where a person is told, and which kinds of notices they muted. */
export async function contacts(context: Context, userId?: string | null): Promise<Contacts> {
  const { actor, locale, services } = context;
  const [row] = await services.reads.objects<
    Omit<Contacts, 'channels' | 'kinds'> & { role: Role; mutedKinds: string[] }
  >(
    context.scope,
    `select id as "userId", name, role, email, mobile, wecom_id as "wecomId", dingtalk_id as "dingtalkId",
            preferred_channel as "preferredChannel", muted_kinds as "mutedKinds"
     from app_user where id::text = $1`,
    [userId ?? actor.id],
  );
  const { role, mutedKinds, ...person } = found(row);
  authorize(canSetContacts(actor, { id: person.userId, role }));
  const { mutableKinds } = (await services.rules()).channel;
  const open = openPersonalChannels(services.config);
  return {
    ...person,
    channels: personalChannels.map(channel => ({ channel, isOpen: open.includes(channel) })),
    kinds: noticeKinds.map(kind => ({
      kind,
      label: inLocale(noticeKindLabel(kind), locale),
      group: noticeGroupOf(kind),
      isMutable: mutableKinds.includes(kind),
      isMuted: mutableKinds.includes(kind) && mutedKinds.includes(kind),
    })),
  };
}

export interface AbsenceRow {
  id: string;
  unitId: string;
  userId: string;
  name: string;
  fromOn: CalendarDay;
  lastOn: CalendarDay;
  endedOn: CalendarDay | null;
  state: AbsenceState;
  /** Named, or the present holder of the deputy's post; null when nobody stands in. */
  standInName: string | null;
  isStandInNamed: boolean;
  note: string;
  recordedBy: string;
  canEnd: boolean;
}

export interface UnitAbsences {
  absences: AbsenceRow[];
  /** For whom the reader may record an absence, and who may stand in. */
  people: { userId: string; name: string; role: Role; post: PostKind | null; canSet: boolean }[];
}

type AbsenceTuple = [
  id: string,
  userId: string,
  name: string,
  role: Role,
  fromOn: CalendarDay,
  lastOn: CalendarDay,
  endedOn: CalendarDay | null,
  standInId: string | null,
  standInName: string | null,
  note: string,
  recordedBy: string,
];

/** Who of a unit is away, was or will be, newest first, and who is told instead. */
export async function unitAbsences(context: Context, unitId?: string | null): Promise<UnitAbsences> {
  const { actor, today, services } = context;
  const unit = unitId ?? actor.unitId;
  authorize(unit === actor.unitId || (canSeePosts(actor) && (postsUnit(actor) ?? unit) === unit));
  // One's own unit is known to everybody in it; of administrators the fences know no unit.
  const scope = actor.role === 'AUDIT_ADMIN' ? { ...context.scope, unitId: actor.unitId } : postScope(context);
  const [people = [], absences = []] = await services.reads.rows(scope, [
    {
      name: 'absence-people',
      text: `select p.id, p.name, p.role, h.post from app_user p
             left join post_holder_today h on h.user_id = p.id and h.unit_id = p.unit_id
             where p.unit_id = $1 and p.is_active order by p.role, p.name, p.id`,
      values: [unit],
    },
    {
      name: 'absences',
      text: `select a.id, a.user_id, p.name, p.role, a.from_on, a.last_on, a.ended_on, a.stand_in_id, s.name, a.note, a.recorded_by
             from absence a join app_user p on p.id = a.user_id left join app_user s on s.id = a.stand_in_id
             where a.unit_id = $1 order by a.from_on desc, a.recorded_at desc limit 100`,
      values: [unit],
    },
  ]);
  const staff = people as [string, string, Role, PostKind | null][];
  const rows = absences as AbsenceTuple[];
  const deputyOf = (userId: string): string | null => {
    const post = staff.find(([id]) => id === userId)?.[3];
    const [deputy, name] = staff.find(one => post && one[3] === standInOf[post]) ?? [];
    const isAway = rows.some(
      row => row[1] === deputy && isAwayOn({ fromOn: row[4], lastOn: row[5], endedOn: row[6] }, today),
    );
    return isAway ? null : (name ?? null);
  };
  return {
    people: staff.map(([userId, name, role, post]) => ({
      userId,
      name,
      role,
      post,
      canSet: canSetAbsence(actor, { id: userId, role, unitId: unit }),
    })),
    absences: rows.map(
      ([id, userId, name, role, fromOn, lastOn, endedOn, standInId, standInName, note, recordedBy]) => {
        const state = absenceState({ fromOn, lastOn, endedOn }, today);
        const isOpen = state === 'running' || state === 'planned';
        return {
          id,
          unitId: unit,
          userId,
          name,
          fromOn,
          lastOn,
          endedOn,
          state,
          standInName: standInName ?? (isOpen ? deputyOf(userId) : null),
          isStandInNamed: standInId !== null,
          note,
          recordedBy,
          canEnd: isOpen && canSetAbsence(actor, { id: userId, role, unitId: unit }),
        };
      },
    ),
  };
}
