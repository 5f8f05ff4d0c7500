import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** The days before the demonstration begins on which messages went out: a make-up Saturday among them. */
const workdays = ['2024-10-10', '2024-10-11', '2024-10-12', '2024-10-14'];

/**
 * What went to the outside in the last days, as the channels would have left it: mostly delivered, one mailbox that is no
 * more, one message to a group whose fate nobody knows. And a liaison who is away, with the deputy standing in.
 */
export async function writeSentMessages(em: SqlEntityManager): Promise<void> {
  for (const day of workdays) {
    await em.execute(digestsOfDay, [day, day, day, day, day, day, day]);
    await em.execute(itemsOfDay, [day]);
    await em.execute(groupDigestOfDay, [day, day, day, day, day, day, day, day]);
  }
  await em.execute(oneMailboxGone);
  await em.execute(oneAbsence);
}

const digestsOfDay = `
insert into delivery (dedupe_key, channel, recipient_id, message_id, purpose, day, subject, body, params, item_count, state, attempts,
  created_at, sent_at, tried_at)
select 'digest:' || ? || ':' || p.id, 'email', p.id, '<digest.' || ? || '.' || p.id || '@yardstick.example>', 'digest', ?::date,
       '一把尺 ' || ? || '：' || i.count || ' 条', '', '{}', i.count, 'sent', 1,
       (? || ' 09:00:10+08')::timestamptz, (? || ' 09:00:14+08')::timestamptz, null
from app_user p join unit u on u.id = p.unit_id
  join (select recipient_id, count(*)::int as count from notice where app_day(created_at) = ?::date group by 1) i on i.recipient_id = p.id
where p.is_active and p.role in ('UNIT_LIAISON', 'OFFICE_STAFF')
order by u.seq, p.username limit 8`;

const itemsOfDay = `
insert into delivery_notice (delivery_id, notice_id)
select d.id, n.id from delivery d join notice n on n.recipient_id = d.recipient_id and app_day(n.created_at) = d.day
where d.purpose = 'digest' and d.day = ?::date`;

const groupDigestOfDay = `
insert into delivery (dedupe_key, channel, target, message_id, purpose, day, subject, body, params, item_count, state, attempts,
  created_at, sent_at, failure)
select 'group-digest:' || ? || ':office:1', 'wecom-robot', 'office', '<group-digest.' || ? || '.office.1@yardstick.example>',
       'group-digest', ?::date, '各单位待办 ' || ?, '', '{}', (select count(*) from reminder where app_day(sent_at) = ?::date),
       case when ? = '2024-10-11' then 'unknown' else 'sent' end, 1, (d || ' 09:00:20+08')::timestamptz,
       case when d <> '2024-10-11' then (d || ' 09:00:21+08')::timestamptz end,
       case when ? = '2024-10-11' then 'qyapi.weixin.qq.com could not be asked: TimeoutError.' end
from (select ?::text as d) given`;

const oneMailboxGone = `
update delivery set state = 'failed', sent_at = null, attempts = 0, failure = '550 5.1.1 no such user'
where id = (select max(id) from delivery where channel = 'email')`;

const oneAbsence = `
insert into absence (unit_id, id, user_id, from_on, last_on, stand_in_id, note, recorded_by, recorded_at)
select h.unit_id, md5('absence' || h.unit_id)::uuid, h.user_id, '2024-10-14', '2024-10-18', null, '参加业务培训', h.name,
       timestamptz '2024-10-11 16:20+08'
from post_holder_today h join unit u on u.id = h.unit_id
  join post_holder_today deputy on deputy.unit_id = h.unit_id and deputy.post = 'deputy-liaison'
where h.post = 'liaison' and h.unit_id not in ('GAJ', 'JRJ', 'TJJ', 'YCJ')
order by u.seq limit 1`;
