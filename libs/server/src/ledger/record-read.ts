import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../context.ts';
import { appendLeaf } from './append-leaf.ts';

export interface SensitiveRead {
  action: string;
  entity: string;
  id: string | null;
}

/** A sensitive read leaves its own leaf: who took which file or export. It is written before the first byte goes out. */
export async function recordRead(context: Context, read: SensitiveRead): Promise<void> {
  await context.em.transactional(em => leafOf(context, em, read));
}

/** As recordRead for what one opening of a preview reads in several requests: one leaf per opening and day. */
export async function recordPreview(context: Context, read: SensitiveRead, previewId: string): Promise<void> {
  await context.em.transactional(async em => {
    const first = await em.execute<unknown[]>(
      `insert into idempotency (user_id, key, operation, request_sha256, result) values (?, ?, ?, '', '{}'::jsonb)
       on conflict do nothing returning 1`,
      [context.actor.id, `${previewId} ${read.id ?? ''} ${context.today}`, read.action],
    );
    if (first.length > 0) await leafOf(context, em, read);
  });
}

const leafOf = (context: Context, em: SqlEntityManager, read: SensitiveRead): Promise<unknown> =>
  appendLeaf(em, context.services.signer, {
    actor: context.actor.id,
    unit: context.actor.unitId,
    role: context.actor.role,
    session: context.request.session,
    ip: context.request.ip,
    ...read,
    changes: [],
    reason: null,
    request: context.request.id,
  });
