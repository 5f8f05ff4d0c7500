import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { readNote, writeNote, type Checkpoint, type CheckpointKey } from './checkpoint-note.ts';
import { LedgerSigner } from './signer.ts';

/**
 * Signs checkpoints, with a key of its own, and remembers beside the key what it signed last: a ledger that has become
 * shorter than that is noticed even when every note was taken out of the database.
 */
export class CheckpointSigner {
  readonly #signer: LedgerSigner;
  readonly #memory: string;

  private constructor(keyFile: string) {
    this.#signer = LedgerSigner.fromFile(keyFile);
    this.#memory = `${keyFile}.note`;
  }

  static open(config: Pick<Config, 'CHECKPOINT_KEY_FILE' | 'DATA_DIR'>): CheckpointSigner {
    return new CheckpointSigner(config.CHECKPOINT_KEY_FILE ?? join(config.DATA_DIR, 'keys', 'checkpoint.pem'));
  }

  get keyId(): string {
    return this.#signer.keyId;
  }

  publicKeyPem(): string {
    return this.#signer.publicKeyPem();
  }

  sign(checkpoint: Checkpoint): string {
    return writeNote(checkpoint, this.#signer);
  }

  /** What a note says, if this key signed it. */
  read(note: string): Checkpoint | null {
    const origin = note.slice(0, note.indexOf('\n'));
    const key: CheckpointKey = { name: origin, publicKey: createPublicKey(this.#signer.publicKeyPem()) };
    return readNote(note, [key]);
  }

  /** The newest note signed on this machine; null before the first, and `unreadable` when the file is not what was written. */
  remembered(): Checkpoint | 'unreadable' | null {
    if (!existsSync(this.#memory)) return null;
    return this.read(readFileSync(this.#memory, 'utf8')) ?? 'unreadable';
  }

  /** Call it after the note was committed: what is remembered here must be in the database. */
  remember(note: string): void {
    const [now, before] = [this.read(note), this.remembered()];
    if (!now || before === 'unreadable' || (before && before.size >= now.size)) return;
    const draft = `${this.#memory}.${process.pid}`;
    writeFileSync(draft, note, { mode: 0o600, flush: true });
    renameSync(draft, this.#memory);
  }
}
