import { noticeSentences, type NoticeParams } from '@yardstick/domain/notice-wording';
import type { Context } from '../context.ts';

export interface NoticeRow {
  id: string;
  kind: string;
  title: string;
  body: string;
  actionId: string | null;
  milestoneId: string | null;
  subjectKind: string | null;
  subjectId: string | null;
  createdAt: string;
  readAt: string | null;
}

export interface NoticePage {
  rows: NoticeRow[];
  total: number;
  unread: number;
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
];

/** A page of the reader's own notices, newest first, worded in their language. Pages count from 1. */
export async function notices(
  context: Context,
  page: number,
  pageSize: number,
  unreadOnly = false,
): Promise<NoticePage> {
  const { actor, scope, locale, services } = context;
  const limit = Math.min(Math.max(pageSize, 1), 100);
  const which = unreadOnly ? 'and read_at is null' : '';
  const [rows = [], counts = []] = await services.reads.rows(scope, [
    {
      name: `notices-${unreadOnly ? 'unread' : 'all'}`,
      text: `select id, kind, params, action_id, milestone_id, subject_kind, subject_id, created_at, read_at from notice
             where recipient_id = $1 ${which} order by id desc limit $2 offset $3`,
      values: [actor.id, limit, Math.max(page - 1, 0) * limit],
    },
    {
      name: 'notices-count',
      text: `select count(*), count(*) filter (where read_at is null) from notice where recipient_id = $1`,
      values: [actor.id],
    },
  ]);
  const [all = 0, unread = 0] = (counts[0] ?? []) as number[];
  return {
    rows: (rows as NoticeTuple[]).map(
      ([id, kind, params, actionId, milestoneId, subjectKind, subjectId, createdAt, readAt]) => ({
        id: String(id),
        kind,
        ...noticeSentences(kind, params, locale),
        actionId,
        milestoneId,
        subjectKind,
        subjectId,
        createdAt,
        readAt,
      }),
    ),
    total: unreadOnly ? unread : all,
    unread,
  };
}

/** For the number on the bell. */
export async function unreadCount(context: Context): Promise<number> {
  const [rows] = await context.services.reads.rows(context.scope, [
    {
      name: 'unread-notices',
      text: `select count(*) from notice where recipient_id = $1 and read_at is null`,
      values: [context.actor.id],
    },
  ]);
  return Number(rows?.[0]?.[0] ?? 0);
}
