import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { ChannelKind } from '@yardstick/domain/channel';
import type { Config } from '../../config.ts';

export interface DeliveryOrder {
  /** What it is and for whom, once. */
  dedupeKey: string;
  channel: ChannelKind;
  recipientId?: string | null;
  target?: string;
  messageId: string;
  purpose: 'digest' | 'group-digest' | 'weekly-exceptions';
  unitId?: string | null;
  day: string;
  subject: string;
  body: string;
  params: object;
  itemCount?: number;
  noticeIds?: readonly string[];
}

/** The same at every try; a mail's receiver tells two tries for one by it. */
export function messageIdOf({ MAIL_FROM }: Config, name: string): string {
  return `<${name}@${/@([\w.-]+)/.exec(MAIL_FROM)?.[1] ?? 'localhost'}>`;
}

/** Puts a message among those that wait, once. Answers how many were new. */
export async function writeDelivery(em: SqlEntityManager, order: DeliveryOrder): Promise<number> {
  const { noticeIds = [] } = order;
  const [done] = await em.execute<{ id: string }[]>(
    `insert into delivery (dedupe_key, channel, recipient_id, target, message_id, purpose, unit_id, day, subject, body, params,
       item_count, rule_version)
     select ?, ?, ?::uuid, ?, ?, ?, ?, ?::date, ?, ?, ?::jsonb, ?, (select max(version) from rule_set where kind = 'channel')
     on conflict do nothing returning id`,
    [
      order.dedupeKey,
      order.channel,
      order.recipientId ?? null,
      order.target ?? '',
      order.messageId,
      order.purpose,
      order.unitId ?? null,
      order.day,
      order.subject,
      order.body,
      JSON.stringify(order.params),
      order.itemCount ?? noticeIds.length,
    ],
  );
  if (!done) return 0;
  await em.execute(
    `insert into delivery_notice (delivery_id, notice_id)
     select ?::bigint, id::bigint from jsonb_array_elements_text(?::jsonb) id on conflict do nothing`,
    [done.id, JSON.stringify(noticeIds)],
  );
  return 1;
}
