import { inLocale } from '@yardstick/domain/bilingual';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { channelKinds, channelLabels, type ChannelKind, type DeliveryState } from '@yardstick/domain/channel';
import { noticeKindLabel, noticeSentences, type NoticeParams } from '@yardstick/domain/notice-wording';
import { purposeLabels, stageLabel, type DeliveryPurpose } from '@yardstick/domain/sent-wording';
import { isOffice, type Role } from '@yardstick/domain/roles';
import { authorize, type Context } from '../context.ts';

export const sentTabs = ['all', 'sent', 'waiting', 'unknown', 'failed'] as const;
export type SentTab = (typeof sentTabs)[number];

export interface SentFilter {
  tab?: string | null;
  unitId?: string | null;
  /** Part of a name, or of a robot's. */
  person?: string | null;
  /** A kind of notice, or what a message was for. */
  kind?: string | null;
  channel?: string | null;
  isRead?: boolean | null;
  fromOn?: CalendarDay | null;
  toOn?: CalendarDay | null;
}

export interface SentRow {
  id: string;
  at: string;
  sentAt: string | null;
  channel: ChannelKind | 'in-app';
  channelLabel: string;
  recipient: string;
  role: Role | null;
  unitName: string;
  forName: string | null;
  kindLabel: string;
  title: string;
  /** Why now: the stage of a reminder, or what happened. */
  stage: string;
  ruleVersion: number | null;
  state: DeliveryState;
  attempts: number;
  failure: string | null;
  readAt: string | null;
  /** Null where nobody can tell, as in a group. */
  isRead: boolean | null;
  actionId: string | null;
  milestoneId: string | null;
  subjectKind: string | null;
  subjectId: string | null;
}

export interface SentPage {
  rows: SentRow[];
  total: number;
  tabs: { key: SentTab; count: number }[];
}

export const canReadSentLedger = ({ role }: { role: Role }): boolean => isOffice(role);

interface FlatRow {
  id: string;
  at: string;
  sent_at: string | null;
  channel: ChannelKind | 'in-app';
  state: DeliveryState;
  kind: string;
  params: NoticeParams | null;
  title: string | null;
  item_count: number;
  rule_version: number | null;
  recipient: string | null;
  role: Role | null;
  unit: string | null;
  for_name: string | null;
  target: string;
  failure: string | null;
  attempts: number;
  read_at: string | null;
  is_read: boolean | null;
  stage: string | null;
  action_id: string | null;
  milestone_id: string | null;
  subject_kind: string | null;
  subject_id: string | null;
}

const inDays = (column: string): string =>
  `($1::date is null or ${column} >= ($1::date)::timestamp at time zone 'Asia/Shanghai')
   and ($2::date is null or ${column} < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai')`;

/** Every notice is a delivery too: into the inbox, in the moment it is written. */
const noticeArm = `
  select 'n' || n.id as id, n.id as seq, n.created_at as at, n.created_at as sent_at, 'in-app' as channel, 'sent' as state, n.kind, n.params,
         null::text as title, 1 as item_count, null::int as rule_version, n.recipient_id, coalesce(n.unit_id, p.unit_id) as unit_id, n.for_user_id,
         '' as target, null::text as failure, 1 as attempts, n.read_at, n.read_at is not null as is_read, n.occasion,
         n.action_id, n.milestone_id, n.subject_kind, n.subject_id
  from notice n join app_user p on p.id = n.recipient_id
  where ${inDays('n.created_at')} and ($3::text is null or p.unit_id = $3 or n.unit_id = $3) and ($4::text is null or strpos(p.name, $4) > 0)
    and ($5::text is null or n.kind = $5) and ($6::text is null or $6 = 'in-app')
    and ($7::boolean is null or (n.read_at is not null) = $7)`;

const deliveryArm = `
  select 'd' || d.id as id, d.id as seq, d.created_at as at, d.sent_at, d.channel, d.state, d.purpose as kind, null::jsonb as params,
         d.subject as title, d.item_count, d.rule_version, d.recipient_id, coalesce(d.unit_id, p.unit_id) as unit_id,
         null::uuid as for_user_id, d.target, d.failure, d.attempts, read.read_at, read.is_read, null as occasion,
         null::uuid as action_id, null::uuid as milestone_id, null as subject_kind, null::uuid as subject_id
  from delivery d left join app_user p on p.id = d.recipient_id
    left join lateral (
      select max(n.read_at) as read_at, bool_and(n.read_at is not null) as is_read
      from delivery_notice i join notice n on n.id = i.notice_id where i.delivery_id = d.id
    ) read on d.recipient_id is not null
  where ${inDays('d.created_at')} and ($3::text is null or coalesce(d.unit_id, p.unit_id) = $3)
    and ($4::text is null or strpos(coalesce(p.name, d.target), $4) > 0)
    and ($5::text is null or d.purpose = $5) and ($6::text is null or d.channel = $6)
    and ($7::boolean is null or read.is_read = $7)`;

const isOfTab: Record<SentTab, string> = {
  all: 'true',
  sent: `state = 'sent'`,
  waiting: `state in ('ready', 'sending')`,
  unknown: `state = 'unknown'`,
  failed: `state = 'failed'`,
};

/** What was sent to whom, when, why and by which rule, newest first: notices and messages to the outside in one list. */
export async function sentLedger(
  context: Context,
  filter: SentFilter,
  page: number,
  pageSize: number,
): Promise<SentPage> {
  authorize(canReadSentLedger(context.actor));
  const { scope, services, locale } = context;
  const limit = Math.min(Math.max(pageSize, 1), 100);
  const tab = sentTabs.find(one => one === filter.tab) ?? 'all';
  const values = [
    filter.fromOn || null,
    filter.toOn || null,
    filter.unitId || null,
    filter.person?.trim() || null,
    filter.kind || null,
    filter.channel || null,
    filter.isRead ?? null,
  ];
  const from = limit * Math.max(page - 1, 0);
  const arm = (text: string): string =>
    `(select * from (${text}) arm where ${isOfTab[tab]} order by at desc, seq desc limit $8)`;
  const [rows = [], counts = []] = await services.reads.rows(scope, [
    {
      name: `sent-${tab}`,
      text: `select json_build_object(
          'id', s.id, 'at', s.at, 'sent_at', s.sent_at, 'channel', s.channel, 'state', s.state, 'kind', s.kind, 'params', s.params,
          'title', s.title, 'item_count', s.item_count, 'rule_version', coalesce(s.rule_version, r.rule_version), 'recipient', p.name,
          'role', p.role, 'unit', u.short_name, 'for_name', f.name, 'target', s.target, 'failure', s.failure, 'attempts', s.attempts,
          'read_at', s.read_at, 'is_read', s.is_read, 'stage', r.stage, 'action_id', s.action_id, 'milestone_id', s.milestone_id,
          'subject_kind', s.subject_kind, 'subject_id', s.subject_id)
        from (select * from (${arm(noticeArm)} union all ${arm(deliveryArm)}) both_arms
              order by at desc, seq desc, id limit $9 offset $10) s
          left join app_user p on p.id = s.recipient_id left join app_user f on f.id = s.for_user_id
          left join unit u on u.id = s.unit_id left join reminder r on r.dedupe_key = s.occasion
        order by s.at desc, s.seq desc, s.id`,
      values: [...values, from + limit, limit, from],
    },
    {
      name: 'sent-counts',
      text: `select state, count(*) from (${noticeArm} union all ${deliveryArm}) s group by state`,
      values,
    },
  ]);
  const countOf = new Map(counts as [DeliveryState, number][]);
  const count = (...states: DeliveryState[]): number => states.reduce((sum, one) => sum + (countOf.get(one) ?? 0), 0);
  const tabs: Record<SentTab, number> = {
    all: count('ready', 'sending', 'sent', 'unknown', 'failed'),
    sent: count('sent'),
    waiting: count('ready', 'sending'),
    unknown: count('unknown'),
    failed: count('failed'),
  };
  return {
    total: tabs[tab],
    tabs: sentTabs.map(key => ({ key, count: tabs[key] })),
    rows: (rows as [FlatRow][]).map(([row]) => sentRow(row, locale)),
  };
}

function sentRow(row: FlatRow, locale: Context['locale']): SentRow {
  const isNotice = row.channel === 'in-app';
  const label = isNotice ? noticeKindLabel(row.kind) : purposeLabels[row.kind as DeliveryPurpose];
  return {
    id: row.id,
    at: row.at,
    sentAt: row.sent_at,
    channel: row.channel,
    channelLabel: inLocale(channelLabels[row.channel], locale),
    recipient: row.recipient ?? row.target,
    role: row.role,
    unitName: row.unit ?? '',
    forName: row.for_name,
    kindLabel: inLocale(label, locale),
    title: isNotice ? noticeSentences(row.kind, row.params ?? {}, locale).title : (row.title ?? ''),
    stage: row.stage ? inLocale(stageLabel(row.stage), locale) : '',
    ruleVersion: row.rule_version,
    state: row.state,
    attempts: row.attempts,
    failure: row.failure,
    readAt: row.read_at,
    isRead: row.is_read,
    actionId: row.action_id,
    milestoneId: row.milestone_id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
  };
}

export const sentChannels: readonly (ChannelKind | 'in-app')[] = ['in-app', ...channelKinds];
