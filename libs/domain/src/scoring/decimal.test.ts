import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  divide,
  floor,
  mean,
  multiply,
  parseDecimal,
  printDecimal,
  ratio,
  subtract,
  toHundredths,
  zero,
} from './decimal.ts';

const print = (n: number, d: number) => printDecimal(ratio(BigInt(n), BigInt(d)));
const anyRatio = fc.tuple(fc.bigInt(-10_000n, 10_000n), fc.bigInt(1n, 500n)).map(([n, d]) => ratio(n, d));

describe('an exact mark', () => {
  it('is read from plain decimal text and printed again', () => {
    expect(['0', '-1.50', '87.35', '100', '0.005'].map(t => printDecimal(parseDecimal(t), 3))).toEqual([
      '0.000',
      '-1.500',
      '87.350',
      '100.000',
      '0.005',
    ]);
    expect(printDecimal(parseDecimal('12.6'), 0)).toBe('13');
  });

  it.each(['', '1e3', '+1', ' 1', '1.', '.5', 'NaN', '1,000', '1'])('reads %j or refuses it', text => {
    if (text === '1') expect(parseDecimal(text)).toEqual({ n: 1n, d: 1n });
    else expect(() => parseDecimal(text)).toThrow('DECIMAL_INVALID');
  });

  it('keeps thirds whole and hundredths true where floats would not', () => {
    const third = ratio(1n, 3n);
    expect(compare(add(add(third, third), third), ratio(1n))).toBe(0);
    expect(compare(add(parseDecimal('0.1'), parseDecimal('0.2')), parseDecimal('0.3'))).toBe(0);
    expect(compare(mean([ratio(1n), ratio(2n)]), ratio(3n, 2n))).toBe(0);
  });

  it('rounds halves up in size, below zero as above', () => {
    expect([print(1005, 1000), print(-1005, 1000), print(1, 3), print(2, 3), print(-1, 1000)]).toEqual([
      '1.01',
      '-1.01',
      '0.33',
      '0.67',
      '0.00',
    ]);
    expect(toHundredths(parseDecimal('1.005'))).toBe(101n);
  });

  it('rounds to within half a hundredth', () => {
    fc.assert(
      fc.property(anyRatio, a => {
        const error = subtract(ratio(toHundredths(a), 100n), a);
        expect(compare(multiply(error, error), ratio(1n, 40_000n))).toBeLessThanOrEqual(0);
        expect(printDecimal(parseDecimal(printDecimal(a)))).toBe(printDecimal(a));
      }),
    );
  });

  it('undoes what it does', () => {
    fc.assert(
      fc.property(anyRatio, anyRatio, (a, b) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        if (compare(b, zero) !== 0) expect(multiply(divide(a, b), b)).toEqual(a);
        const whole = floor(a);
        expect(whole.d).toBe(1n);
        expect(compare(whole, a) <= 0 && compare(a, add(whole, ratio(1n))) < 0).toBe(true);
      }),
    );
  });

  it('cannot be divided by zero', () => expect(() => divide(ratio(1n), zero)).toThrow(RangeError));
});
