import {
  noticeGroupOf,
  noticeKinds,
  noticeSentences,
  type NoticeGroup,
  type NoticeParams,
} from '@yardstick/domain/notice-wording';
import type { Context } from '../context.ts';
import { isMuted } from './muted.ts';

export interface NoticeRow {
  id: string;
  kind: string;
  group: NoticeGroup;
  title: string;
  body: string;
  actionId: string | null;
  milestoneId: string | null;
  subjectKind: string | null;
  subjectId: string | null;
  createdAt: string;
  readAt: string | null;
  /** For whom the reader stands in. */
  forName: string | null;
  isQuiet: boolean;
}

/** New is unread and not muted; muted ones stand apart until they are read. */
export const noticeTabs = ['new', 'done', 'quiet', 'all'] as const;
export type NoticeTab = (typeof noticeTabs)[number];

export interface NoticeFilter {
  tab?: NoticeTab | null;
  group?: NoticeGroup | null;
  kind?: string | null;
}

export interface NoticePage {
  rows: NoticeRow[];
  total: number;
  unread: number;
  tabs: { key: NoticeTab; count: number }[];
  /** Of the tab, by what they ask of the reader. */
  groups: { key: NoticeGroup; count: number }[];
  kinds: { key: string; count: number }[];
}

type NoticeTuple = [
  id: number,
  kind: string,
  params: NoticeParams,
  actionId: string | null,
  milestoneId: string | null,
  subjectKind: string | null,
  subjectId: string | null,
  createdAt: string,
  readAt: string | null,
  forName: string | null,
  isQuiet: boolean,
];

const inTab: Record<NoticeTab, string> = {
  all: 'true',
  new: `n.read_at is null and not ${isMuted('$2::jsonb')}`,
  done: 'n.read_at is not null',
  quiet: `n.read_at is null and ${isMuted('$2::jsonb')}`,
};

const matches = (filter: NoticeFilter, kind: string): boolean =>
  (!filter.kind || filter.kind === kind) && (!filter.group || filter.group === noticeGroupOf(kind));

/** A page of the reader's own notices, newest first, worded in their language. Pages count from 1. */
export async function notices(
  context: Context,
  page: number,
  pageSize: number,
  filter: NoticeFilter = {},
): Promise<NoticePage> {
  const { actor, scope, locale, services } = context;
  const limit = Math.min(Math.max(pageSize, 1), 100);
  const tab = noticeTabs.find(one => one === filter.tab) ?? 'all';
  const mutable = JSON.stringify((await services.rules()).channel.mutableKinds);
  const kindsAsked = filter.kind || filter.group ? noticeKinds.filter(kind => matches(filter, kind)) : null;
  const [rows = [], counts = []] = await services.reads.rows(scope, [
    {
      name: `notices-${tab}`,
      text: `select n.id, n.kind, n.params, n.action_id, n.milestone_id, n.subject_kind, n.subject_id, n.created_at, n.read_at,
                    (select f.name from app_user f where f.id = n.for_user_id), n.read_at is null and ${isMuted('$2::jsonb')}
             from notice n join app_user p on p.id = n.recipient_id
             where n.recipient_id = $1 and ${inTab[tab]} and ($3::jsonb is null or jsonb_exists($3::jsonb, n.kind))
             order by n.id desc limit $4 offset $5`,
      values: [actor.id, mutable, kindsAsked && JSON.stringify(kindsAsked), limit, Math.max(page - 1, 0) * limit],
    },
    {
      name: 'notices-counts',
      text: `select n.kind, count(*), count(*) filter (where ${inTab.new}), count(*) filter (where ${inTab.done}),
                    count(*) filter (where ${inTab.quiet})
             from notice n join app_user p on p.id = n.recipient_id where n.recipient_id = $1 group by n.kind`,
      values: [actor.id, mutable],
    },
  ]);
  const byKind = (counts as [string, number, number, number, number][]).map(([kind, all, fresh, done, quiet]) => ({
    kind,
    group: noticeGroupOf(kind),
    counts: { all, new: fresh, done, quiet },
  }));
  const sum = (of: NoticeTab, which: (kind: string) => boolean): number =>
    byKind.reduce((total, one) => total + (which(one.kind) ? one.counts[of] : 0), 0);
  const groups = [...new Set(byKind.map(({ group }) => group))];
  return {
    rows: (rows as NoticeTuple[]).map(
      ([id, kind, params, actionId, milestoneId, subjectKind, subjectId, createdAt, readAt, forName, isQuiet]) => ({
        id: String(id),
        kind,
        group: noticeGroupOf(kind),
        ...noticeSentences(kind, params, locale),
        actionId,
        milestoneId,
        subjectKind,
        subjectId,
        createdAt,
        readAt,
        forName,
        isQuiet,
      }),
    ),
    total: sum(tab, kind => matches(filter, kind)),
    unread: sum('new', () => true),
    tabs: noticeTabs.map(key => ({ key, count: sum(key, () => true) })),
    groups: groups.map(key => ({ key, count: sum(tab, kind => noticeGroupOf(kind) === key) })),
    kinds: byKind.flatMap(({ kind, counts: of }) => (of[tab] > 0 ? [{ key: kind, count: of[tab] }] : [])),
  };
}

/** For the number on the bell. */
export async function unreadCount(context: Context): Promise<number> {
  const { mutableKinds } = (await context.services.rules()).channel;
  const [rows] = await context.services.reads.rows(context.scope, [
    {
      name: 'unread-notices',
      text: `select count(*) from notice n join app_user p on p.id = n.recipient_id where n.recipient_id = $1 and ${inTab.new}`,
      values: [context.actor.id, JSON.stringify(mutableKinds)],
    },
  ]);
  return Number(rows?.[0]?.[0] ?? 0);
}
