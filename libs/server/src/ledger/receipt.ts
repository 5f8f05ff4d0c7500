import { systemScope } from '../database/scope.ts';
import type { Services } from '../services.ts';
import { leafHash } from './append-leaf.ts';
import { checkpointOf, newestCheckpoint, publicKeys, type PublicKeys } from './checkpoint.queries.ts';
import { fingerprintOf } from './checkpoint-note.ts';
import { rootFromPath } from './merkle.ts';
import { forgetTree, inclusionOf } from './read-tree.ts';

/** What its holder can prove with later, without this system: that the leaf stood in the ledger at that place. */
export interface Receipt {
  format: 1;
  leaf: { seq: number; payload: string; signature: string; keyId: string };
  inclusion: { size: number; index: number; path: string[] } | null;
  checkpoint: string | null;
  fingerprint: string | null;
  keys: PublicKeys;
  comeAgainInSeconds?: number;
}

const nextCheckpointSeconds = 60;

/** By the newest checkpoint that covers the leaf, or by the one of a size. */
export async function receiptOf(
  services: Pick<Services, 'reads' | 'signer'>,
  seq: number,
  size?: number,
): Promise<Receipt | null> {
  const [leaf] = await services.reads.objects<{ payload: string; signature: Buffer; keyId: string }>(
    systemScope,
    `select payload, signature, key_id as "keyId" from ledger_leaf where seq = $1`,
    [seq],
  );
  if (!leaf) return null;
  const [keys, newest] = await Promise.all([
    publicKeys(services),
    size === undefined ? newestCheckpoint(services, seq) : checkpointOf(services, size),
  ]);
  const { payload, signature, keyId } = leaf;
  const receipt = { format: 1, leaf: { seq, payload, signature: signature.toString('base64'), keyId }, keys } as const;
  if (!newest)
    return {
      ...receipt,
      inclusion: null,
      checkpoint: null,
      fingerprint: null,
      comeAgainInSeconds: nextCheckpointSeconds,
    };
  const { root, note } = newest;
  const { path } = await inclusionOf(services.reads, seq, newest.size);
  if (!rootFromPath(leafHash(payload), seq - 1, newest.size, path)?.equals(root)) {
    forgetTree(services.reads);
    throw new Error(
      `The ledger does not lead to its checkpoint ${newest.size}; no receipt can be given for leaf ${seq}.`,
    );
  }
  return {
    ...receipt,
    inclusion: { size: newest.size, index: seq - 1, path: path.map(hash => hash.toString('base64')) },
    checkpoint: note,
    fingerprint: fingerprintOf(newest),
  };
}
