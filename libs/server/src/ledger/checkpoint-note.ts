import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { LedgerSigner } from './signer.ts';

// C2SP signed-note and tlog-checkpoint; decision 0021 tells the form.

export interface Checkpoint {
  origin: string;
  size: number;
  root: Buffer;
}

/** A public key that checkpoints are signed with, by the name it has in notes. */
export interface CheckpointKey {
  name: string;
  publicKey: KeyObject;
}

const ed25519 = 1;

export function writeNote(checkpoint: Checkpoint, signer: LedgerSigner): string {
  const text = textOf(checkpoint);
  const hash = keyHash({ name: checkpoint.origin, publicKey: createPublicKey(signer.publicKeyPem()) });
  const signature = Buffer.concat([hash, signer.sign(Buffer.from(text, 'utf8'))]).toString('base64');
  return `${text}\n— ${checkpoint.origin} ${signature}\n`;
}

/** What the note says, if one of the keys signed it; null for everything else. */
export function readNote(note: string, keys: readonly CheckpointKey[]): Checkpoint | null {
  const parts = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n\n((?:— [^\n ]+ [A-Za-z0-9+/]+=*\n)+)$/.exec(
    note,
  );
  if (!parts) return null;
  const [, origin = '', size = '', root = '', signatures = ''] = parts;
  const checkpoint = { origin, size: Number(size), root: Buffer.from(root, 'base64') };
  const text = textOf(checkpoint);
  if (!note.startsWith(`${text}\n`)) return null;
  for (const line of signatures.split('\n').filter(Boolean)) {
    const [, name, encoded = ''] = line.split(' ');
    const bytes = Buffer.from(encoded, 'base64');
    for (const key of keys)
      if (
        key.name === name &&
        bytes.length === 68 &&
        bytes.subarray(0, 4).equals(keyHash(key)) &&
        verify(null, Buffer.from(text, 'utf8'), key.publicKey, bytes.subarray(4))
      )
        return checkpoint;
  }
  return null;
}

/** The 32 bytes of an Ed25519 key stand at the end of its SPKI form. */
export const rawKey = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' }).subarray(-32);

function keyHash({ name, publicKey }: CheckpointKey): Buffer {
  const hash = createHash('sha256').update(`${name}\n`, 'utf8').update(Buffer.of(ed25519)).update(rawKey(publicKey));
  return hash.digest().subarray(0, 4);
}

const textOf = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${root.toString('base64')}\n`;

/** For people: the size and the first half of the root in groups that can be read out. */
export function fingerprintOf({ size, root }: Pick<Checkpoint, 'size' | 'root'>): string {
  const groups = root.subarray(0, 16).toString('hex').match(/.{4}/g) ?? [];
  return `${size} · ${groups.join(' ')}`;
}
