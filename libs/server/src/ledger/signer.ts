import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Holds the Ed25519 key that leaves are signed with, so that a database administrator cannot forge one. */
export class LedgerSigner {
  readonly keyId: string;
  #key: KeyObject;

  constructor(key: KeyObject) {
    this.#key = key;
    const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
    this.keyId = createHash('sha256').update(spki).digest('hex').slice(0, 16);
  }

  sign(bytes: Uint8Array): Buffer {
    return sign(null, bytes, this.#key);
  }

  /** A secret that only this key's holder can tell, another one for every purpose. */
  derive(purpose: string, bytes: number): Buffer {
    const key = this.#key.export({ type: 'pkcs8', format: 'der' });
    return Buffer.from(hkdfSync('sha256', key, 'yardstick', purpose, bytes));
  }

  publicKeyPem(): string {
    return createPublicKey(this.#key).export({ type: 'spki', format: 'pem' }).toString();
  }

  /** Reads the key file, or makes one that only its owner may read; the public half is written beside it. */
  static fromFile(path: string): LedgerSigner {
    if (!existsSync(path)) {
      mkdirSync(dirname(path), { recursive: true });
      const { privateKey } = generateKeyPairSync('ed25519');
      try {
        writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
        writeFileSync(`${path}.pub`, createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process made it first
      }
    }
    return new LedgerSigner(createPrivateKey(readFileSync(path)));
  }
}
