import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { addressOf, afterAttempt, mostSends, type Addresses, type PersonalChannel } from '@yardstick/domain/channel';
import { forkFor } from '../../database/orm.ts';
import { systemScope } from '../../database/scope.ts';
import type { Services } from '../../services.ts';
import { isSendingTime } from '../sending-window.ts';
import { NotAccepted, type Sender } from './channel.ts';

const messagesPerRound = 100;

interface Waiting extends Addresses {
  id: string;
  message_id: string;
  recipient_id: string | null;
  is_active: boolean | null;
  subject: string;
  body: string;
  params: Record<string, unknown>;
  attempts: number;
}

/**
 * Sends what waits for one channel, one sender at a time, within the window and the channel's limit. A message whose fate
 * is not known goes out again under the same id as often as the channel allows, which for robots and text messages is
 * never.
 */
export function sendDeliveries(
  orm: MikroORM,
  services: Services,
  sender: Sender,
): Promise<{ sent: number; failed: number }> {
  const em = forkFor(orm, systemScope);
  const { channel, target } = sender;
  const most = mostSends[channel];
  return forkFor(orm, systemScope).transactional(async turn => {
    const result = { sent: 0, failed: 0 };
    if (!(await isSendingTime(em, services))) return result;
    const [lock] = await turn.execute<{ taken: boolean }[]>(
      `select pg_try_advisory_xact_lock(hashtext('send ' || ? || ' ' || ?)) as taken`,
      [channel, target],
    );
    if (!lock?.taken) return result;
    // Whoever left these in "sending" is gone, or we would not hold the lock.
    await em.execute(
      `update delivery set state = case when attempts < ? or ? = 1 then 'unknown' else 'failed' end,
         failure = coalesce(failure, 'The sender stopped before the other side answered.')
       where state = 'sending' and channel = ? and target = ?`,
      [most, most, channel, target],
    );
    await em.execute(
      `update delivery set state = 'failed', failure = coalesce(failure, 'Not sent on its day.')
       where (state = 'ready' or (state = 'unknown' and attempts < ?)) and channel = ? and target = ? and day < app_today()`,
      [most, channel, target],
    );
    const limits = (await services.rules()).channel.limits[channel];
    const [turnOf] = await em.execute<{ room: number; rests: boolean }[]>(
      `select ? - (select count(*)::int from delivery where channel = ? and target = ?
                   and tried_at > clock_timestamp() - interval '1 minute') as room,
              exists (select from channel_health where channel = ? and target = ? and back_off_until > clock_timestamp()) as rests`,
      [limits.perMinute, channel, target, channel, target],
    );
    if (!turnOf || turnOf.rests || turnOf.room <= 0) return result;
    const waiting = await em.execute<Waiting[]>(
      `select d.id, d.message_id, d.recipient_id, p.is_active, p.email, p.mobile, p.wecom_id as "wecomId",
              p.dingtalk_id as "dingtalkId", d.subject, d.body, d.params, d.attempts
       from delivery d left join app_user p on p.id = d.recipient_id
       where (d.state = 'ready' or (d.state = 'unknown' and d.attempts < ?)) and d.channel = ? and d.target = ?
       order by d.id limit ?`,
      [most, channel, target, Math.min(turnOf.room, messagesPerRound)],
    );
    for (const message of waiting) {
      if (!(await isSendingTime(em, services))) break;
      const claimed = await em.execute<unknown[]>(
        `update delivery set state = 'sending', attempts = attempts + 1, tried_at = clock_timestamp()
         where id = ? and state in ('ready', 'unknown') and attempts = ? returning 1`,
        [message.id, message.attempts],
      );
      if (claimed.length === 0) break; // whoever took it holds the turn by now
      const failure = await trySend(em, message, sender);
      await recordHealth(em, sender, failure, limits.backOffSeconds);
      if (!failure) result.sent += 1;
      else result.failed += 1;
      // The other side is away: the others would fare no better, the next round asks again.
      if (failure instanceof NotAccepted && failure.until === 'now') break;
    }
    return result;
  });
}

async function trySend(em: SqlEntityManager, message: Waiting, sender: Sender): Promise<Error | null> {
  const { id, message_id: messageId, subject, body: text, params } = message;
  try {
    const to = message.recipient_id === null ? '' : addressOf(sender.channel as PersonalChannel, message);
    if (message.recipient_id !== null && (!message.is_active || to === ''))
      throw new NotAccepted('The recipient has no address any more.', 'for-good');
    const { providerId } = await sender.send({ id: messageId, to, subject, text, params });
    await em.execute(
      `update delivery set state = 'sent', sent_at = app_now(), failure = null, provider_id = ?
       where id = ? and attempts = ? and state in ('sending', 'unknown')`,
      [providerId, id, message.attempts + 1],
    );
    return null;
  } catch (thrown) {
    const error = thrown as Error;
    const outcome =
      error instanceof NotAccepted ? (error.until === 'now' ? 'refused-now' : 'refused-for-good') : 'not-known';
    const { state, attempts } = afterAttempt(sender.channel, message.attempts, outcome);
    await em.execute(
      `update delivery set state = ?, attempts = ?, failure = ? where id = ? and attempts = ? and state = 'sending'`,
      [state, attempts, error.message.slice(0, 500), id, message.attempts + 1],
    );
    return error;
  }
}

/** What operations see of a channel. A recipient who is refused says nothing about the channel. */
async function recordHealth(
  em: SqlEntityManager,
  { channel, target }: Sender,
  failure: Error | null,
  backOffSeconds: number,
): Promise<void> {
  if (!failure) {
    await em.execute(
      `insert into channel_health (channel, target, last_success_at) values (?, ?, clock_timestamp())
       on conflict (channel, target) do update
       set last_success_at = excluded.last_success_at, failures_in_row = 0, failure = null, back_off_until = null`,
      [channel, target],
    );
    return;
  }
  if (failure instanceof NotAccepted && failure.until === 'for-good') return;
  const rest = failure instanceof NotAccepted ? (failure.retryAfterSeconds ?? backOffSeconds) : 0;
  await em.execute(
    `insert into channel_health as h (channel, target, last_failure_at, failures_in_row, failure, back_off_until)
     values (?, ?, clock_timestamp(), 1, ?, clock_timestamp() + make_interval(secs => ?))
     on conflict (channel, target) do update
     set last_failure_at = excluded.last_failure_at, failures_in_row = h.failures_in_row + 1, failure = excluded.failure,
         back_off_until = excluded.back_off_until`,
    [channel, target, failure.message.slice(0, 500), rest],
  );
}
