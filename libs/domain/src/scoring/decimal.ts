import { RuleViolation } from '../violation.ts';

/** An exact fraction, reduced, with d > 0. Marks never pass through a float. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** Halves go away from zero, or to the even digit (GB/T 8170). */
export type Rounding = 'half-up' | 'half-even';

export function ratio(n: bigint, d: bigint = 1n): Ratio {
  if (d === 1n) return { n, d };
  if (d === 0n) throw new RangeError('a ratio needs a divisor other than zero');
  const sign = d < 0n ? -1n : 1n;
  const divisor = gcd(n < 0n ? -n : n, d < 0n ? -d : d);
  return { n: (sign * n) / divisor, d: (sign * d) / divisor };
}

export const zero: Ratio = { n: 0n, d: 1n };

const powers = Array.from({ length: 16 }, (_, i) => 10n ** BigInt(i));
const powerOfTen = (exponent: number): bigint => powers[exponent] ?? 10n ** BigInt(exponent);

const decimalText = /^(-?)(\d+)(?:\.(\d+))?$/;

export const isDecimal = (text: string): boolean => decimalText.test(text);

/** The same few weights and counts are read for every unit. */
const read = new Map<string, Ratio>();

/** Reads plain decimal text such as `-1.50`; exponents, signs of plus and blanks are refused. */
export function parseDecimal(text: string): Ratio {
  const known = read.get(text);
  if (known) return known;
  const value = readDecimal(text);
  if (read.size >= 10_000) read.clear();
  read.set(text, value);
  return value;
}

function readDecimal(text: string): Ratio {
  const match = decimalText.exec(text);
  if (!match) throw new RuleViolation([{ code: 'DECIMAL_INVALID', params: { text } }]);
  const [, minus, whole = '', fraction = ''] = match;
  const n = BigInt(whole + fraction);
  return ratio(minus ? -n : n, powerOfTen(fraction.length));
}

export const add = (a: Ratio, b: Ratio): Ratio =>
  a.d === b.d ? ratio(a.n + b.n, a.d) : ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const negate = (a: Ratio): Ratio => ({ n: -a.n, d: a.d });
export const subtract = (a: Ratio, b: Ratio): Ratio => add(a, negate(b));
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d);
export const divide = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d, a.d * b.n);

/** Negative, zero or positive, as `sort` wants it. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.d === b.d ? a.n - b.n : a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const least = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b);
export const greatest = (a: Ratio, b: Ratio): Ratio => (compare(a, b) >= 0 ? a : b);
export const sum = (ratios: readonly Ratio[]): Ratio => ratios.reduce(add, zero);
export const mean = (ratios: readonly Ratio[]): Ratio => divide(sum(ratios), ratio(BigInt(ratios.length)));

/** The greatest whole number not above it. */
export const floor = (a: Ratio): Ratio => ratio((a.n - (((a.n % a.d) + a.d) % a.d)) / a.d);

/** Rounded to 1/10^scale, as a count of those; half up, −0.005 becomes −0.01. */
export function toScaled(a: Ratio, scale: number, rounding: Rounding = 'half-up'): bigint {
  const magnitude = (a.n < 0n ? -a.n : a.n) * powerOfTen(scale);
  let rounded = (2n * magnitude + a.d) / (2n * a.d);
  if (rounding === 'half-even' && rounded % 2n === 1n && 2n * magnitude === (2n * rounded - 1n) * a.d) rounded -= 1n;
  return a.n < 0n ? -rounded : rounded;
}

export const toHundredths = (a: Ratio, rounding: Rounding = 'half-up'): bigint => toScaled(a, 2, rounding);

/** Rounds to `scale` places and prints them all: `87.30`. */
export function printDecimal(a: Ratio, scale = 2, rounding: Rounding = 'half-up'): string {
  const scaled = toScaled(a, scale, rounding);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
}

export const rounded = (a: Ratio, scale: number, rounding: Rounding = 'half-up'): Ratio =>
  ratio(toScaled(a, scale, rounding), powerOfTen(scale));

/** The exact decimal text, without needless zeros; of tenths, hundredths and so on only, never of thirds. */
export function exactDecimal(a: Ratio): string {
  for (let scale = 0; scale <= 40; scale += 1)
    if ((a.n * 10n ** BigInt(scale)) % a.d === 0n) return printDecimal(a, scale);
  throw new RangeError('this fraction has no end as a decimal');
}

/** Square root rounded up to 1/10^scale, so that a margin is never understated. */
export function rootUp(a: Ratio, scale: number): Ratio {
  if (a.n < 0n) throw new RangeError('a root needs zero or more');
  const square = (a.n * 100n ** BigInt(scale) + a.d - 1n) / a.d;
  let root = wholeRoot(square);
  if (root * root < square) root += 1n;
  return ratio(root, 10n ** BigInt(scale));
}

/** Newton's method, from above. */
function wholeRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let guess = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (guess + n / guess) / 2n;
    if (next >= guess) return guess;
    guess = next;
  }
}

const largestSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** Small ones, which most are, as whole numbers that the processor knows. */
function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) {
    if (a <= largestSafe && b <= largestSafe) return BigInt(safeGcd(Number(a), Number(b)));
    [a, b] = [b, a % b];
  }
  return a;
}

function safeGcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
