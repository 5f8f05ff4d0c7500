import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { leafHash } from './append-leaf.ts';
import type { LedgerSigner } from './signer.ts';

export interface StoredLeaf {
  seq: number;
  payload: string;
  leafHash: Buffer;
  signature: Buffer;
  keyId: string;
}

/** SQL: the leaves numbered from $1 to $2, in order. */
export const leavesBetween = `
select seq, payload, leaf_hash as "leafHash", signature, key_id as "keyId"
from ledger_leaf where seq between $1 and $2 order by seq`;

export interface LeafKey {
  keyId: string;
  publicKey: KeyObject;
}

export const leafKeyOf = (signer: LedgerSigner): LeafKey => ({
  keyId: signer.keyId,
  publicKey: createPublicKey(signer.publicKeyPem()),
});

export interface Flaw {
  expected: string;
  found: string;
}

/** What is wrong with a leaf taken by itself, or null. Nothing that is stored beside the payload is trusted. */
export function flawOf(leaf: StoredLeaf, key: LeafKey): Flaw | null {
  const said = numberIn(leaf.payload);
  if (said !== leaf.seq) return { expected: `seq ${leaf.seq}`, found: `seq ${said ?? '—'}` };
  if (leaf.keyId !== key.keyId) return { expected: `key ${key.keyId}`, found: `key ${leaf.keyId}` };
  if (!verify(null, Buffer.from(leaf.payload, 'utf8'), key.publicKey, leaf.signature))
    return { expected: 'a signature of these bytes', found: 'another signature' };
  const hash = leafHash(leaf.payload);
  if (!hash.equals(leaf.leafHash)) return { expected: hash.toString('hex'), found: leaf.leafHash.toString('hex') };
  return null;
}

function numberIn(payload: string): number | null {
  try {
    const { log, seq } = JSON.parse(payload) as { log?: unknown; seq?: unknown };
    return log === 'yardstick' && typeof seq === 'number' ? seq : null;
  } catch {
    return null;
  }
}
