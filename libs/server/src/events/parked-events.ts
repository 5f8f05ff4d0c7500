import type pg from 'pg';

const firstPauseSeconds = 60;
const longestPauseSeconds = 3_600;

/** Sets an event aside whose reaction keeps failing. It is tried again by itself, ever more rarely, and never forgotten. */
export async function parkEvent(pool: pg.Pool, messageId: number, failure: string): Promise<void> {
  await pool.query(
    `insert into parked_event (message_id, attempts, failure, retry_at)
     values ($1, 1, $2, clock_timestamp() + make_interval(secs => $3)) on conflict do nothing`,
    [messageId, failure.slice(0, 1_000), firstPauseSeconds],
  );
}

/** Tries what was set aside and is due to be tried. Two workers at once would only do the same twice, without effect. */
export async function retryParked(
  pool: pg.Pool,
  tryOne: (messageId: number, event: unknown) => Promise<unknown>,
): Promise<{ done: number; failed: number }> {
  const { rows } = await pool.query<{ message_id: string; event: unknown }>(
    `select p.message_id, o.event from parked_event p join outbox_message o on o.id = p.message_id
     where p.done_at is null and p.retry_at <= clock_timestamp() order by p.message_id limit 50`,
  );
  const result = { done: 0, failed: 0 };
  for (const { message_id: messageId, event } of rows) {
    const failure = await tryOne(Number(messageId), event).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    result[failure === null ? 'done' : 'failed'] += 1;
    if (failure === null)
      await pool.query(`update parked_event set done_at = clock_timestamp() where message_id = $1`, [messageId]);
    else
      await pool.query(
        `update parked_event set attempts = attempts + 1, failure = $2,
           retry_at = clock_timestamp() + make_interval(secs => least($3 * power(2, attempts), $4))
         where message_id = $1`,
        [messageId, failure.slice(0, 1_000), firstPauseSeconds, longestPauseSeconds],
      );
  }
  return result;
}
