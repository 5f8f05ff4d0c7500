import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';

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

/** An initial password that is easy to read out: four groups of four, about 79 bits. */
export function initialPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
