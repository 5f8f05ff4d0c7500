import {
  ChangeSetType,
  defineEntity,
  p,
  type EntityManager,
  type EventSubscriber,
  type FlushEventArgs,
} from '@mikro-orm/core';
import type pg from 'pg';
import { release, type DomainEvent } from './domain-event.ts';

const OutboxMessageSchema = defineEntity({
  name: 'OutboxMessage',
  tableName: 'outbox_message',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    event: p.json<DomainEvent>(),
    relayedAt: p.datetime().nullable(),
  },
});
export class OutboxMessage extends OutboxMessageSchema.class {}
OutboxMessageSchema.setClass(OutboxMessage);

/** One row that a verb made or changed, as the ledger records it. */
export interface RowChange {
  entity: string;
  id: unknown;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

const changesOf = new WeakMap<EntityManager, RowChange[]>();

/** The changes flushed so far in the transaction of this entity manager. */
export function releaseChanges(em: EntityManager): RowChange[] {
  const changes = changesOf.get(em) ?? [];
  changesOf.delete(em);
  return changes;
}

/** For what a verb writes past the entities: one more change for its leaf. */
export function noteChange(em: EntityManager, change: RowChange): void {
  changesOf.set(em, [...(changesOf.get(em) ?? []), change]);
}

/** Writes recorded events in the transaction that made them true, and notes what changed for the ledger. */
export class OutboxSubscriber implements EventSubscriber {
  onFlush({ em, uow }: FlushEventArgs): void {
    const changes = changesOf.get(em) ?? [];
    for (const set of uow.getChangeSets()) {
      if (set.entity instanceof OutboxMessage) continue;
      for (const event of release(set.entity)) uow.computeChangeSet(em.create(OutboxMessage, { event }));
      const before =
        set.type === ChangeSetType.CREATE
          ? null
          : Object.fromEntries(
              Object.keys(set.payload).map(key => [
                key,
                (set.originalEntity as Record<string, unknown> | undefined)?.[key],
              ]),
            );
      changes.push({
        entity: set.meta.className,
        id: (set.entity as { id?: unknown }).id ?? null,
        before,
        after: { ...set.payload },
      });
    }
    changesOf.set(em, changes);
  }
}

export type Publish = (messageId: number, event: DomainEvent) => Promise<unknown>;

/**
 * Publishes committed events, oldest first, at least once each. Several workers may run it together. When publishing
 * fails, nothing is marked and the next call tries again.
 */
export async function relayOutbox(pool: pg.Pool, publish: Publish, limit = 200): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ id: string; event: DomainEvent }>(
      `select id, event from outbox_message where relayed_at is null order by id limit $1 for no key update skip locked`,
      [limit],
    );
    for (const row of rows) await publish(Number(row.id), row.event);
    if (rows.length > 0)
      await client.query(`update outbox_message set relayed_at = clock_timestamp() where id = any($1)`, [
        rows.map(row => row.id),
      ]);
    await client.query('commit');
    return rows.length;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
