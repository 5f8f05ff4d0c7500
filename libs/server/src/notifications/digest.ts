import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { inLocale, type Locale } from '@yardstick/domain/bilingual';
import {
  noticeGroupLabels,
  noticeGroupOf,
  noticeGroups,
  noticeSentences,
  type NoticeParams,
} from '@yardstick/domain/notice-wording';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import type { Services } from '../services.ts';
import { isSendingTime, wallClock } from './sending-window.ts';

export interface Mail {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}
/** Rejects with `MailNotAccepted` only when the relay surely did not take the mail. */
export type SendMail = (mail: Mail) => Promise<unknown>;

export class MailNotAccepted extends Error {
  override name = 'MailNotAccepted';
  /** `for-good`: this mail will never be taken; `now`: the relay is away or busy. */
  readonly until: 'for-good' | 'now';
  constructor(message: string, until: 'for-good' | 'now') {
    super(message);
    this.until = until;
  }
}

const linesPerGroup = 20;
const mailsPerRound = 100;
const mostSends = 2;

interface Reader {
  id: string;
  name: string;
  locale: Locale;
  notices: { kind: string; params: NoticeParams }[];
}

/**
 * Writes the day's digests: one for each person with an address to whom something new and unread has come since the
 * digest before. Answers how many were written now; safe to call all day long.
 */
export async function writeDigests(orm: MikroORM, services: Services): Promise<number> {
  const { config } = services;
  const em = forkFor(orm, systemScope);
  const [{ day, time }, { reminder }] = [await wallClock(em), await services.rules()];
  if (!config.SMTP_URL || time < reminder.digestAt || !(await isSendingTime(em, services))) return 0;
  return em.transactional(async tx => {
    const readers = await tx.execute<Reader[]>(readersOfToday, [`digest:${day}:`]);
    let written = 0;
    for (const reader of readers) {
      const { subject, text } = wordDigest(reader, day, config.PUBLIC_URL);
      const domain = /@([\w.-]+)/.exec(config.MAIL_FROM)?.[1] ?? 'localhost';
      const done = await tx.execute<unknown[]>(
        `insert into delivery (dedupe_key, channel, recipient_id, message_id, subject, body) values (?, 'email', ?, ?, ?, ?)
         on conflict do nothing returning 1`,
        [`digest:${day}:${reader.id}`, reader.id, `<digest.${day}.${reader.id}@${domain}>`, subject, text],
      );
      written += done.length;
    }
    return written;
  });
}

const readersOfToday = `
select p.id, p.name, p.locale, jsonb_agg(jsonb_build_object('kind', n.kind, 'params', n.params) order by n.id) as notices
from app_user p join notice n on n.recipient_id = p.id and n.read_at is null
where p.is_active and p.email <> ''
  and not exists (select from delivery d where d.dedupe_key = ? || p.id)
group by p.id
having max(n.created_at) > coalesce(
  (select max(d.created_at) from delivery d where d.recipient_id = p.id and d.state in ('sent', 'unknown')), '-infinity')
order by p.id`;

export function wordDigest(reader: Reader, day: string, publicUrl?: string): { subject: string; text: string } {
  const { locale } = reader;
  const isEnglish = locale === 'en';
  const groups = noticeGroups
    .map(group => ({
      label: inLocale(noticeGroupLabels[group], locale),
      notices: reader.notices.filter(notice => noticeGroupOf(notice.kind) === group),
    }))
    .filter(group => group.notices.length > 0);
  const counts = groups.map(group => `${group.label} ${group.notices.length}`).join(isEnglish ? ', ' : '；');
  const lines = groups.flatMap(({ label, notices }) => [
    '',
    `■ ${label} (${notices.length})`,
    ...notices.slice(0, linesPerGroup).map(({ kind, params }) => `- ${noticeSentences(kind, params, locale).title}`),
    ...(notices.length > linesPerGroup
      ? [isEnglish ? `- and ${notices.length - linesPerGroup} more` : `- 另有 ${notices.length - linesPerGroup} 条`]
      : []),
  ]);
  const greeting = isEnglish ? `${reader.name}, as of ${day}:` : `${reader.name}：截至 ${day}，您有以下事项。`;
  const link = publicUrl ? ['', `${isEnglish ? 'Open: ' : '前往办理：'}${publicUrl}`] : [];
  return {
    subject: isEnglish ? `Yardstick ${day}: ${counts}` : `一把尺 ${day}：${counts}`,
    text: [greeting, ...lines, ...link, ''].join('\n'),
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

interface WaitingMail {
  id: string;
  message_id: string;
  email: string | null;
  subject: string;
  body: string;
  attempts: number;
}

/**
 * Sends what waits, one mailer at a time. A mail whose fate is not known is sent once more under the same Message-ID,
 * by which the receiver can tell the two for one, and never a third time.
 */
export function sendDigests(
  orm: MikroORM,
  services: Services,
  send: SendMail,
): Promise<{ sent: number; failed: number }> {
  const em = forkFor(orm, systemScope);
  return forkFor(orm, systemScope).transactional(async turn => {
    const result = { sent: 0, failed: 0 };
    if (!(await isSendingTime(em, services))) return result;
    const [lock] = await turn.execute<{ taken: boolean }[]>(
      `select pg_try_advisory_xact_lock(hashtext('send-digests')) as taken`,
    );
    if (!lock?.taken) return result;
    // Whoever left these in "sending" is gone, or we would not hold the lock.
    await em.execute(
      `update delivery set state = case when attempts < ? then 'unknown' else 'failed' end,
         failure = coalesce(failure, 'The sender stopped before the relay answered.') where state = 'sending'`,
      [mostSends],
    );
    await em.execute(
      `update delivery set state = 'failed', failure = coalesce(failure, 'Not sent on its day.')
       where state in ('ready', 'unknown') and app_day(created_at) < app_today()`,
    );
    const waiting = await em.execute<WaitingMail[]>(
      `select d.id, d.message_id, p.email, d.subject, d.body, d.attempts from delivery d join app_user p on p.id = d.recipient_id
       where d.state in ('ready', 'unknown') order by d.id limit ?`,
      [mailsPerRound],
    );
    for (const mail of waiting) {
      await em.execute(`update delivery set state = 'sending', attempts = attempts + 1 where id = ?`, [mail.id]);
      const failure = await trySend(em, mail, send);
      if (!failure) result.sent += 1;
      else result.failed += 1;
      // The relay is away: the others would fare no better, the next round asks again.
      if (failure instanceof MailNotAccepted && failure.until === 'now') break;
    }
    return result;
  });
}

async function trySend(em: SqlEntityManager, mail: WaitingMail, send: SendMail): Promise<Error | null> {
  const { id, message_id: messageId, subject, body: text } = mail;
  try {
    if (!mail.email) throw new MailNotAccepted('The recipient has no address any more.', 'for-good');
    await send({ messageId, to: mail.email, subject, text, html: digestHtml(text) });
  } catch (thrown) {
    const error = thrown as Error;
    const [state, attempts] =
      error instanceof MailNotAccepted
        ? [error.until === 'for-good' ? 'failed' : mail.attempts > 0 ? 'unknown' : 'ready', mail.attempts]
        : [mail.attempts + 1 < mostSends ? 'unknown' : 'failed', mail.attempts + 1];
    await em.execute(`update delivery set state = ?, attempts = ?, failure = ? where id = ?`, [
      state,
      attempts,
      error.message.slice(0, 500),
      id,
    ]);
    return error;
  }
  await em.execute(`update delivery set state = 'sent', sent_at = app_now(), failure = null where id = ?`, [id]);
  return null;
}
