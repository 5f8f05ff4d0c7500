import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { gapsOf, holdersOn, requiredPosts, type Holding } from '@yardstick/domain/post';
import { postKinds, type PostKind } from '@yardstick/domain/roles';
import { authorize, found, type Context } from '../context.ts';
import { systemScope, type Scope } from '../database/scope.ts';
import { canHandOver, canSeePosts, postsUnit } from './people.policy.ts';

export interface HoldingRow extends Holding {
  id: string;
  basis: string;
  recordedBy: string;
  endedBy: string | null;
}

export interface PostState {
  post: PostKind;
  /** Null when the post is empty. */
  holding: HoldingRow | null;
  isRequired: boolean;
  /** Empty although the unit has work to do and the post must be filled. */
  isMissed: boolean;
  /** The day it fell empty; null when it is held or never was. */
  emptySince: CalendarDay | null;
  canHandOver: boolean;
  /** Newest first. */
  history: HoldingRow[];
}

export interface UnitPosts {
  unitId: string;
  unitName: string;
  shortName: string;
  openActionCount: number;
  posts: PostState[];
}

/** Administrators see who holds which post, though none of the units' work. */
export const postScope = (context: Context): Scope =>
  context.actor.role === 'SYS_ADMIN' ? systemScope : context.scope;

/** Units with their posts: every unit that has work or ever had a holder, or the reader's own. */
export async function unitPosts(context: Context, unitId?: string | null): Promise<UnitPosts[]> {
  const { actor, today } = context;
  authorize(canSeePosts(actor));
  const values = [unitId ?? null, postsUnit(actor)];
  const [units = [], holdings = []] = await context.services.reads.rows(postScope(context), [
    {
      name: 'posts-units',
      text: `select u.id, u.name, u.short_name, coalesce(a.open, 0)
             from unit u left join (select unit_id, count(*)::int as open from unit_action
                                    where state not in ('done', 'closed', 'archived', 'cancelled') group by 1) a on a.unit_id = u.id
             where ($1::text is null or u.id = $1) and ($2::text is null or u.id = $2)
               and (a.open is not null or $2::text is not null or exists (select from post_holding h where h.unit_id = u.id))
             order by u.seq`,
      values,
    },
    {
      name: 'posts-holdings',
      text: `select unit_id, id, post, user_id, name, from_on, to_on, basis, recorded_by, ended_by from post_holding h
             where ($1::text is null or unit_id = $1) and ($2::text is null or unit_id = $2)
             order by from_on desc, recorded_at desc`,
      values,
    },
  ]);
  const byUnit = new Map<string, HoldingRow[]>();
  for (const row of holdings as [string, ...HoldingColumns][]) {
    const [unit, ...columns] = row;
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), holdingOf(columns)]);
  }
  return (units as [string, string, string, number][]).map(([id, unitName, shortName, openActionCount]) => {
    const own = byUnit.get(id) ?? [];
    return {
      unitId: id,
      unitName,
      shortName,
      openActionCount,
      posts: holdersOn(own, today).map(({ post, holding }): PostState => {
        const history = own.filter(one => one.post === post);
        const isRequired = requiredPosts.includes(post);
        const gap = holding ? undefined : gapsOf(history, today).at(-1);
        return {
          post,
          holding,
          isRequired,
          isMissed: isRequired && !holding && openActionCount > 0,
          emptySince: gap?.fromOn ?? null,
          canHandOver: canHandOver(actor, { unitId: id, post }),
          history,
        };
      }),
    };
  });
}

type HoldingColumns = [
  id: string,
  post: PostKind,
  userId: string,
  name: string,
  fromOn: CalendarDay,
  toOn: CalendarDay | null,
  basis: string,
  recordedBy: string,
  endedBy: string | null,
];

const holdingOf = ([id, post, userId, name, fromOn, toOn, basis, recordedBy, endedBy]: HoldingColumns): HoldingRow => ({
  id, post, userId, name, fromOn, toOn, basis, recordedBy, endedBy,
}); // prettier-ignore

export interface ChargeRow {
  actionId: string;
  measureCode: string;
  title: string;
  year: number;
  ownerName: string | null;
  ownerSince: CalendarDay | null;
  headInCharge: string | null;
  headInChargeSince: CalendarDay | null;
}

export interface Answerable {
  unitId: string;
  unitName: string;
  day: CalendarDay;
  holders: { post: PostKind; holding: HoldingRow | null }[];
  charges: ChargeRow[];
}

/** Who answered for what in a unit on a day: the holders of its posts, and the names on every action open that day. */
export async function answerableOn(context: Context, unitId: string, day: CalendarDay): Promise<Answerable> {
  const [units = [], holdings = [], charges = []] = await context.services.reads.rows(context.scope, [
    { name: 'answerable-unit', text: `select name from unit where id = $1`, values: [unitId] },
    {
      name: 'answerable-holders',
      text: `select id, post, user_id, name, from_on, to_on, basis, recorded_by, ended_by from post_holding
             where unit_id = $1 and from_on <= $2::date and (to_on is null or to_on > $2::date)`,
      values: [unitId, day],
    },
    {
      name: 'answerable-charges',
      text: `select a.id, m.code, a.title, a.year, max(c.name) filter (where c.role = 'owner'),
                    max(c.from_on) filter (where c.role = 'owner'), max(c.name) filter (where c.role = 'head-in-charge'),
                    max(c.from_on) filter (where c.role = 'head-in-charge')
             from charge c join unit_action a on a.unit_id = c.unit_id and a.id = c.action_id join measure m on m.id = a.measure_id
             where c.unit_id = $1 and c.from_on <= $2::date and (c.to_on is null or c.to_on > $2::date)
             group by a.unit_id, a.id, m.seq, m.code order by a.year, m.seq`,
      values: [unitId, day],
    },
  ]);
  return {
    unitId,
    unitName: found(units[0])[0] as string,
    day,
    holders: postKinds.map(post => ({
      post,
      holding: (holdings as HoldingColumns[]).map(holdingOf).find(holding => holding.post === post) ?? null,
    })),
    charges: (charges as [string, string, string, number, ...(string | null)[]][]).map(
      ([actionId, measureCode, title, year, ownerName, ownerSince, headInCharge, headInChargeSince]) => ({
        actionId,
        measureCode,
        title,
        year,
        ownerName: ownerName ?? null,
        ownerSince: ownerSince ?? null,
        headInCharge: headInCharge ?? null,
        headInChargeSince: headInChargeSince ?? null,
      }),
    ),
  };
}
