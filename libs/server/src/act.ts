import {
  IsolationLevel,
  OptimisticLockError,
  UniqueConstraintViolationException,
  type SqlEntityManager,
} from '@mikro-orm/postgresql';
import { RuleViolation } from '@yardstick/domain/violation';
import { createHash } from 'node:crypto';
import type { Context } from './context.ts';
import { releaseChanges } from './events/outbox.ts';
import { appendLeaf } from './ledger/append-leaf.ts';

export interface Verb {
  /** The command's own name, as in the schema and the ledger. */
  name: string;
  /** What it is done to, when that is one thing. */
  entity?: string;
  id?: string | null;
  reason?: string | null;
  /** The caller's input, compared when an idempotency key comes a second time. */
  input?: unknown;
}

/** What a command answers when its idempotency key has been answered before. */
export class Repeated<R> extends Error {
  override name = 'Repeated';
  readonly result: R;
  constructor(result: R) {
    super('This request was already answered.');
    this.result = result;
  }
}

/**
 * Does a verb: one transaction that holds the change, its events, its idempotency row and its ledger leaf.
 * `work` returns what names the result (an id or a count); the same key gives the same answer again, without effect.
 */
export async function act<R extends string | number | object>(
  context: Context,
  verb: Verb,
  work: (em: SqlEntityManager) => Promise<R>,
): Promise<R> {
  try {
    return await context.em.transactional(
      async em => {
        const sql = em;
        await claimKey(sql, context, verb);
        const result = await work(sql);
        await sql.flush();
        await answerKey(sql, context, result);
        await appendLeaf(sql, context.services.signer, {
          actor: context.actor.id,
          unit: context.actor.unitId,
          role: context.actor.role,
          session: context.request.session,
          ip: context.request.ip,
          action: verb.name,
          entity: verb.entity ?? null,
          id: verb.id ?? (typeof result === 'string' ? result : null),
          changes: releaseChanges(sql).filter(change => change.entity !== 'OutboxMessage'),
          reason: verb.reason ?? null,
          request: context.request.id,
        });
        return result;
      },
      { isolationLevel: IsolationLevel.READ_COMMITTED, clear: true },
    );
  } catch (error) {
    if (error instanceof Repeated) return error.result as R;
    // Somebody else was faster: on the same row, or with the same name or the same issue.
    if (error instanceof OptimisticLockError || error instanceof UniqueConstraintViolationException)
      throw new RuleViolation([{ code: 'STALE' }]);
    throw error;
  }
}

async function claimKey(em: SqlEntityManager, context: Context, verb: Verb): Promise<void> {
  if (!context.idempotencyKey) return;
  const requestSha256 = createHash('sha256')
    .update(JSON.stringify([verb.name, verb.id ?? null, verb.input ?? null]))
    .digest('hex');
  const claimed = await em.execute<unknown[]>(
    `insert into idempotency (user_id, key, operation, request_sha256) values (?, ?, ?, ?) on conflict do nothing returning 1`,
    [context.actor.id, context.idempotencyKey, verb.name, requestSha256],
  );
  if (claimed.length > 0) return;
  const [earlier] = await em.execute<{ request_sha256: string; result: unknown }[]>(
    `select request_sha256, result from idempotency where user_id = ? and key = ?`,
    [context.actor.id, context.idempotencyKey],
  );
  if (earlier?.request_sha256 !== requestSha256) throw new RuleViolation([{ code: 'KEY_REUSED' }]);
  throw new Repeated(earlier.result);
}

async function answerKey(em: SqlEntityManager, context: Context, result: unknown): Promise<void> {
  if (!context.idempotencyKey) return;
  await em.execute(`update idempotency set result = ?::jsonb where user_id = ? and key = ?`, [
    JSON.stringify(result),
    context.actor.id,
    context.idempotencyKey,
  ]);
}
