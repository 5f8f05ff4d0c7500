import type { Violation } from './violation.ts';

export const passwordLength = { min: 10, max: 128 } as const;

/** Only those long enough to pass the length rule; shorter ones are refused anyway. */
const common = new Set([
  '0000000000',
  '0123456789',
  '1111111111',
  '1234567890',
  '12345678910',
  '0987654321',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  '1122334455',
  '6666666666',
  '8888888888',
  'a1234567890',
  'aa123456789',
  'abc1234567',
  'abcd123456',
  'admin12345',
  'admin123456',
  'iloveyou123',
  'passw0rd123',
  'password12',
  'password123',
  'password1234',
  'qwerty12345',
  'qwertyuiop',
  'woaini1314',
  'woaini1314520',
  'zxcvbnm123',
]);

/** Length and guessability only: rules about which characters to mix make passwords worse and are left out. */
export function passwordBlockers(password: string, username: string): Violation[] {
  const violations: Violation[] = [];
  const field = 'password';
  const length = [...password].length;
  const folded = password.toLowerCase();
  const name = username.trim().toLowerCase();
  if (length < passwordLength.min)
    violations.push({ code: 'PASSWORD_TOO_SHORT', field, params: { min: passwordLength.min } });
  if (length > passwordLength.max)
    violations.push({ code: 'PASSWORD_TOO_LONG', field, params: { max: passwordLength.max } });
  if (name && folded.includes(name)) violations.push({ code: 'PASSWORD_HAS_USER_NAME', field });
  if (common.has(folded)) violations.push({ code: 'PASSWORD_COMMON', field });
  return violations;
}
