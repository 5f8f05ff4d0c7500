import type { MikroORM } from '@mikro-orm/postgresql';
import { inLocale, type Locale } from '@yardstick/domain/bilingual';
import { bytesOf, channelFor, cutTo, type Addresses, type PersonalChannel } from '@yardstick/domain/channel';
import { ruleOf, type DueKind } from '@yardstick/domain/due';
import {
  noticeGroupLabels,
  noticeGroupOf,
  noticeGroups,
  noticeSentences,
  type NoticeGroup,
  type NoticeParams,
} from '@yardstick/domain/notice-wording';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { latestFingerprint } from '../ledger/checkpoint.queries.ts';
import type { Services } from '../services.ts';
import { openPersonalChannels } from './channels/open-channels.ts';
import { messageIdOf, writeDelivery } from './channels/write-delivery.ts';
import { isMuted } from './muted.ts';
import { isSendingTime, wallClock } from './sending-window.ts';

interface Reader {
  name: string;
  locale: Locale;
  notices: { kind: string; params: NoticeParams }[];
}

interface DigestNotice {
  id: string;
  kind: string;
  params: NoticeParams;
  /** What can be late, when a reminder made it, and of which program. */
  due: DueKind | null;
  program: string | null;
}

interface DigestReader extends Reader, Addresses {
  id: string;
  preferredChannel: PersonalChannel | null;
  notices: DigestNotice[];
}

/**
 * Writes the day's digests: one for each person with an address to whom something new, unread and not muted has come
 * since the digest before. The leading group is told weekly, and whoever is away has a stand-in. Answers how many were
 * written now; safe to call all day long.
 */
export async function writeDigests(orm: MikroORM, services: Services): Promise<number> {
  const { config } = services;
  const open = openPersonalChannels(config);
  if (open.length === 0) return 0;
  const em = forkFor(orm, systemScope);
  const [{ day, time }, { reminder, channel: rules }] = [await wallClock(em), await services.rules()];
  if (time < reminder.digestAt || !(await isSendingTime(em, services))) return 0;
  const fingerprint = await latestFingerprint(services);
  return em.transactional(async tx => {
    const readers = await tx.execute<DigestReader[]>(readersOfToday, [
      JSON.stringify(rules.mutableKinds),
      `digest:${day}:`,
    ]);
    let written = 0;
    for (const reader of readers) {
      const channel = channelFor(reader, open);
      if (!channel) continue;
      const notices = reader.notices.filter(
        ({ due, program }) => !due || ruleOf(reminder, due, program).channels.includes(channel),
      );
      if (notices.length === 0) continue;
      const { subject, text } = wordDigest(
        { ...reader, notices },
        day,
        config.PUBLIC_URL,
        rules.digestLinesPerGroup,
        rules.limits[channel].bytes,
        channel === 'email' ? fingerprint : null,
      );
      written += await writeDelivery(tx, {
        dedupeKey: `digest:${day}:${reader.id}`,
        channel,
        recipientId: reader.id,
        messageId: messageIdOf(config, `digest.${day}.${reader.id}`),
        purpose: 'digest',
        day,
        subject,
        body: text,
        params: countsOf(notices),
        noticeIds: notices.map(({ id }) => id),
      });
    }
    return written;
  });
}

const readersOfToday = `
select p.id, p.name, p.locale, p.email, p.mobile, p.wecom_id as "wecomId", p.dingtalk_id as "dingtalkId",
       p.preferred_channel as "preferredChannel",
       jsonb_agg(jsonb_build_object('id', n.id::text, 'kind', n.kind, 'params', n.params, 'due', r.kind, 'program', g.code)
         order by n.id) as notices
from (select ?::jsonb as mutable_kinds) rule cross join app_user p
  join notice n on n.recipient_id = p.id and n.read_at is null and not ${isMuted('rule.mutable_kinds')}
  left join reminder r on r.dedupe_key = n.occasion and r.recipient_id = n.recipient_id
  left join unit_action a on a.unit_id = r.unit_id and a.id = r.action_id left join program g on g.id = a.program_id
where p.is_active and p.role <> 'LEADER'
  and coalesce(p.email, p.mobile, p.wecom_id, p.dingtalk_id, '') <> ''
  and not exists (select from stand_in_today s where s.user_id = p.id and s.stand_in_id is not null)
  and not exists (select from delivery d where d.dedupe_key = ? || p.id)
group by p.id
having max(n.created_at) > coalesce(
  (select max(d.created_at) from delivery d where d.recipient_id = p.id and d.purpose = 'digest' and d.state in ('sent', 'unknown')),
  '-infinity')
order by p.id`;

const countsOf = (notices: Reader['notices']): Record<NoticeGroup, number> =>
  Object.fromEntries(
    noticeGroups.map(group => [group, notices.filter(notice => noticeGroupOf(notice.kind) === group).length]),
  ) as Record<NoticeGroup, number>;

/** The words of a digest, shortened until they fit into `limitBytes`. */
export function wordDigest(
  reader: Reader,
  day: string,
  publicUrl?: string,
  linesPerGroup = 20,
  limitBytes = 100_000,
  fingerprint: string | null = null,
): { subject: string; text: string } {
  const { locale } = reader;
  const isEnglish = locale === 'en';
  const groups = noticeGroups
    .map(group => ({
      label: inLocale(noticeGroupLabels[group], locale),
      notices: reader.notices.filter(notice => noticeGroupOf(notice.kind) === group),
    }))
    .filter(group => group.notices.length > 0);
  const counts = groups.map(group => `${group.label} ${group.notices.length}`).join(isEnglish ? ', ' : '；');
  const greeting = isEnglish ? `${reader.name}, as of ${day}:` : `${reader.name}：截至 ${day}，您有以下事项。`;
  const link = publicUrl ? ['', `${isEnglish ? 'Open: ' : '前往办理：'}${publicUrl}`] : [];
  // Whoever keeps the mail can show later what the ledger was.
  const ledger = fingerprint ? ['', `${isEnglish ? 'Ledger: ' : '存证账本指纹：'}${fingerprint}`] : [];
  const write = (most: number): string => {
    const lines = groups.flatMap(({ label, notices }) => [
      '',
      `■ ${label} (${notices.length})`,
      ...notices.slice(0, most).map(({ kind, params }) => `- ${noticeSentences(kind, params, locale).title}`),
      ...(notices.length > most
        ? [isEnglish ? `- and ${notices.length - most} more` : `- 另有 ${notices.length - most} 条`]
        : []),
    ]);
    return [greeting, ...lines, ...link, ...ledger, ''].join('\n');
  };
  let most = linesPerGroup;
  let text = write(most);
  while (bytesOf(text) > limitBytes && most > 0) text = write(--most);
  return {
    subject: isEnglish ? `Yardstick ${day}: ${counts}` : `一把尺 ${day}：${counts}`,
    text: cutTo(text, limitBytes),
  };
}

/** The same lines for a reader whose mail program shows HTML. */
export function digestHtml(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const html = escaped
    .split('\n')
    .filter(Boolean)
    .map(line => {
      if (line.startsWith('■ ')) return `<h3>${line.slice(2)}</h3>`;
      if (line.startsWith('- ')) return `<li>${line.slice(2)}</li>`;
      return `<p>${line.replace(/https?:\/\/\S+/, '<a href="$&">$&</a>')}</p>`;
    })
    .join('\n')
    .replace(/(?:<li>.*<\/li>\n?)+/g, '<ul>$&</ul>');
  return `<!doctype html><meta charset="utf-8">\n${html}\n`;
}
