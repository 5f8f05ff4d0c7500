import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';

// argon2id, 19 MiB, 2 passes: the OWASP minimum, about 15 ms here.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let spareHash: Promise<string> | undefined;

/** Takes as long for an unknown user as for a known one, so that the answer's time tells nothing. */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean> {
  spareHash ??= hashPassword('nobody has this password');
  const fits = await verify(passwordHash ?? (await spareHash), password);
  return fits && passwordHash !== undefined;
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * Initial passwords, easy to read out: four groups of four, about 79 bits. A request that is repeated with its
 * idempotency key is told the same ones again, although they are kept nowhere.
 */
export function initialPasswords(context: Context): (userId: string) => string {
  const request = context.idempotencyKey ?? randomBytes(16).toString('hex');
  return userId => {
    const secret = context.services.signer.derive(`initial password|${context.actor.id}|${request}|${userId}`, 64);
    const all = Array.from({ length: 16 }, (_, place) => letters[secret.readUInt32LE(place * 4) % letters.length]).join(
      '',
    );
    return all.match(/.{4}/g)!.join('-');
  };
}
