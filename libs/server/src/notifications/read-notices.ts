import { act } from '../act.ts';
import type { Context } from '../context.ts';

export interface ReadNoticesInput {
  ids: string[];
  /** Every unread one, listed or not. */
  all?: boolean | null;
}

/** Marks the reader's own notices as read; ids of other people's are passed over. Answers how many were unread. */
export function readNotices(context: Context, input: ReadNoticesInput): Promise<{ count: number }> {
  return act(context, { name: 'readNotices', entity: 'Notice', input }, async em => {
    const ids = input.ids.filter(id => /^\d{1,18}$/.test(id));
    const read = await em.execute<unknown[]>(
      `update notice set read_at = app_now()
       where recipient_id = ? and read_at is null
         and (? or id in (select jsonb_array_elements_text(?::jsonb)::bigint)) returning 1`,
      [context.actor.id, input.all === true, JSON.stringify(ids)],
    );
    return { count: read.length };
  });
}
