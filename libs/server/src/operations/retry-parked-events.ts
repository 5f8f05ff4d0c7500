import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import { canSeeOperations } from './operations.policy.ts';

/** Lets the workers try events that were set aside again at once; without ids, all of them. */
export async function retryParkedEvents(
  context: Context,
  input: { messageIds?: readonly string[] | null },
): Promise<{ count: number }> {
  const messageIds = input.messageIds ?? null;
  return act(context, { name: 'retryParkedEvents', entity: 'ParkedEvent', input: { messageIds } }, async em => {
    authorize(canSeeOperations(context.actor));
    const tried = await em.execute<unknown[]>(
      `update parked_event set retry_at = clock_timestamp()
       where done_at is null and (?::jsonb is null or jsonb_exists(?::jsonb, message_id::text)) returning 1`,
      [messageIds && JSON.stringify(messageIds), messageIds && JSON.stringify(messageIds)],
    );
    return { count: tried.length };
  });
}
