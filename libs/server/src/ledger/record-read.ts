import type { Context } from '../context.ts';
import { appendLeaf } from './append-leaf.ts';

/** A sensitive read leaves its own leaf: who took which file or export. It is written before the first byte goes out. */
export async function recordRead(
  context: Context,
  read: { action: string; entity: string; id: string | null },
): Promise<void> {
  await context.em.transactional(em =>
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
    }),
  );
}
