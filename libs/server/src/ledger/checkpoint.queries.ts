import { createPublicKey } from 'node:crypto';
import { systemScope } from '../database/scope.ts';
import type { Services } from '../services.ts';
import { fingerprintOf, type CheckpointKey } from './checkpoint-note.ts';

export interface StoredCheckpoint {
  size: number;
  root: Buffer;
  note: string;
  at: string;
}

export interface PublicKeys {
  leaf: { keyId: string; publicKey: string }[];
  checkpoint: { keyId: string; name: string; publicKey: string }[];
}

type Reads = Pick<Services, 'reads'>;

/** The newest checkpoint; of those that cover a leaf, when one is given. */
export async function newestCheckpoint({ reads }: Reads, coveredSeq = 1): Promise<StoredCheckpoint | null> {
  const [row] = await reads.objects<StoredCheckpoint>(
    systemScope,
    `select size, root, note, at from ledger_checkpoint where size >= $1 order by size desc limit 1`,
    [coveredSeq],
  );
  return row ?? null;
}

/** The checkpoint of that size. */
export async function checkpointOf({ reads }: Reads, size: number): Promise<StoredCheckpoint | null> {
  const [row] = await reads.objects<StoredCheckpoint>(
    systemScope,
    `select size, root, note, at from ledger_checkpoint where size = $1`,
    [size],
  );
  return row ?? null;
}

/** What people compare: printed in digests, documents and receipts. Null before the first checkpoint. */
export async function latestFingerprint(services: Reads): Promise<string | null> {
  const newest = await newestCheckpoint(services);
  return newest && fingerprintOf(newest);
}

export async function publicKeys({ reads, signer }: Pick<Services, 'reads' | 'signer'>): Promise<PublicKeys> {
  const checkpoint = await reads.objects<PublicKeys['checkpoint'][number]>(
    systemScope,
    `select key_id as "keyId", name, public_key as "publicKey" from checkpoint_key order by at, key_id`,
  );
  return { leaf: [{ keyId: signer.keyId, publicKey: signer.publicKeyPem() }], checkpoint };
}

export async function checkpointKeys(services: Pick<Services, 'reads' | 'signer'>): Promise<CheckpointKey[]> {
  const { checkpoint } = await publicKeys(services);
  return checkpoint.map(({ name, publicKey }) => ({ name, publicKey: createPublicKey(publicKey) }));
}
