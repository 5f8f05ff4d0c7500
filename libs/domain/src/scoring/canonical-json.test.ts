import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

const shuffled = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(shuffled)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([k, v]) => [k, shuffled(v)]),
        )
      : value;

describe('canonical JSON', () => {
  it('sorts keys, leaves out what is undefined and no blanks', () => {
    expect(canonicalJson({ b: [1, 'x', null, true], a: { 乙: '1.50', 甲: undefined }, B: -0 })).toBe(
      '{"B":0,"a":{"乙":"1.50"},"b":[1,"x",null,true]}',
    );
  });

  it('is the same however the keys were ordered, and reads back as the same value', () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.integer().map(n => n + 0),
      fc.boolean(),
      fc.constant(null),
    );
    const key = fc.string().filter(k => k !== '__proto__');
    const value = fc.letrec(tie => ({
      any: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('any')),
        fc.dictionary(key, tie('any'), { noNullPrototype: true }),
      ),
    })).any;
    fc.assert(
      fc.property(value, v => {
        expect(canonicalJson(shuffled(v))).toBe(canonicalJson(v));
        expect(JSON.parse(canonicalJson(v))).toEqual(JSON.parse(JSON.stringify(v)));
      }),
    );
  });

  it.each([[0.5], [NaN], [Infinity], [2 ** 53], [10n], [undefined], [[undefined]], [new Date(0)], [new Map()]])(
    'refuses %s',
    value => expect(() => canonicalJson(value)).toThrow(TypeError),
  );
});
