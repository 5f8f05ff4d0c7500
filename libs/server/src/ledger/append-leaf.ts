import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import { createHash } from 'node:crypto';
import type { LedgerSigner } from './signer.ts';

export interface LeafFacts {
  actor: string;
  unit: string;
  role: string;
  session: string;
  ip: string;
  action: string;
  /** What it was done to; several rows of one verb stand in `changes`. */
  entity: string | null;
  id: string | null;
  changes: { entity: string; id: unknown; before: unknown; after: unknown }[];
  reason: string | null;
  request: string;
}

const ledgerName = 'yardstick';
const leafFormat = 1;

/** RFC 6962 §2.1: the hash of a leaf is SHA-256 over a zero byte and the leaf's bytes. */
export function leafHash(payload: string): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(payload, 'utf8').digest();
}

/**
 * Appends one signed leaf in the caller's transaction. The head row is locked until commit, so sequence numbers have
 * no gap and follow commit order. Call it last: everything after it waits on every other writer.
 */
export async function appendLeaf(em: SqlEntityManager, signer: LedgerSigner, facts: LeafFacts): Promise<number> {
  return (await appendLeaves(em, signer, [facts]))[0]!;
}

/** The same for several things done in one transaction, in their order. Answers their sequence numbers. */
export async function appendLeaves(
  em: SqlEntityManager,
  signer: LedgerSigner,
  all: readonly LeafFacts[],
): Promise<number[]> {
  if (all.length === 0) return [];
  const [head] = await em.execute<{ size: string; at: string }[]>(
    `update ledger_head set size = size + ? returning size, to_char(app_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
    [all.length],
  );
  if (!head) throw new Error('The ledger has no head row.');
  const before = Number(head.size) - all.length;
  const leaves = all.map((facts, i) => {
    const seq = before + i + 1;
    const payload = canonicalJson({ v: leafFormat, log: ledgerName, seq, at: head.at, ...(readable(facts) as object) });
    return { seq, payload, hash: leafHash(payload), signature: signer.sign(Buffer.from(payload, 'utf8')) };
  });
  await em.execute(
    `insert into ledger_leaf (seq, payload, leaf_hash, signature, key_id) values ${leaves.map(() => '(?, ?, ?, ?, ?)').join(', ')}`,
    leaves.flatMap(({ seq, payload, hash, signature }) => [seq, payload, hash, signature, signer.keyId]),
  );
  return leaves.map(({ seq }) => seq);
}

const longestText = 200;

/** JSON that the canonical form accepts: moments as ISO text, fractions as text, secrets and long texts as a hash. */
function readable(value: unknown, key = ''): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `sha256:${createHash('sha256').update(value).digest('hex')}`;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : String(value);
  if (typeof value === 'string') {
    if (/password|token|mobile/i.test(key)) return 'withheld';
    return value.length > longestText ? `sha256:${createHash('sha256').update(value, 'utf8').digest('hex')}` : value;
  }
  if (Array.isArray(value)) return value.map(item => readable(item));
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, readable(item, name)]));
  return value;
}
