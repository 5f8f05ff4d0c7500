import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAt, dayNumber } from './calendar-day.ts';
import {
  gapsOf,
  handOverBlockers,
  holdersOn,
  holdsOn,
  overlaps,
  postsOfRole,
  roleOfPost,
  standInOf,
  type HandOverFacts,
  type Holding,
  type Period,
} from './post.ts';
import { postKinds } from './roles.ts';
import { sentence } from './wording.ts';
import { postWording } from './wording.posts.ts';

const holding = (post: Holding['post'], name: string, fromOn: string, toOn: string | null = null): Holding => ({
  post,
  userId: name,
  name,
  fromOn,
  toOn,
});

const someDay = fc.integer({ min: dayNumber('2022-01-01'), max: dayNumber('2024-12-31') }).map(dayAt);
const somePeriod: fc.Arbitrary<Period> = fc
  .tuple(someDay, fc.option(someDay))
  .map(([fromOn, toOn]) => (toOn !== null && toOn < fromOn ? { fromOn: toOn, toOn: fromOn } : { fromOn, toOn }));

describe('a post', () => {
  it('belongs to one role, and its deputy stands in for it', () => {
    expect(postsOfRole('UNIT_HEAD')).toEqual(['head', 'deputy-head']);
    expect(postsOfRole('UNIT_LIAISON')).toEqual(['liaison', 'deputy-liaison']);
    expect(postsOfRole('UNIT_STAFF')).toEqual([]);
    for (const post of postKinds) {
      expect(standInOf[standInOf[post]]).toBe(post);
      expect(roleOfPost[standInOf[post]]).toBe(roleOfPost[post]);
    }
  });

  it('is held from the first day until the day another takes over', () => {
    const period = { fromOn: '2023-03-01', toOn: '2024-02-05' };
    expect(['2023-02-28', '2023-03-01', '2024-02-04', '2024-02-05'].map(day => holdsOn(period, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(holdsOn({ fromOn: '2023-03-01', toOn: '2023-03-01' }, '2023-03-01')).toBe(false);
    expect(holdsOn({ fromOn: '2023-03-01', toOn: null }, '2030-01-01')).toBe(true);
  });

  it('is held by two at once exactly when there is a day on which both hold it', () => {
    const days = Array.from({ length: 1096 }, (_, n) => dayAt(dayNumber('2022-01-01') + n));
    fc.assert(
      fc.property(somePeriod, somePeriod, (a, b) => {
        fc.pre(a.fromOn !== a.toOn && b.fromOn !== b.toOn);
        expect(overlaps(a, b)).toBe(days.some(day => holdsOn(a, day) && holdsOn(b, day)));
        expect(overlaps(b, a)).toBe(overlaps(a, b));
      }),
      { numRuns: 300 },
    );
  });

  it('was answered for by whoever held it that day, or by nobody', () => {
    const holdings = [
      holding('liaison', '张某', '2022-01-04', '2023-04-10'),
      holding('liaison', '李某', '2023-04-10', '2024-01-12'),
      holding('head', '王某', '2022-01-04'),
    ];
    const on = (day: string) =>
      holdersOn(holdings, day).map(({ post, holding: held }) => `${post} ${held?.name ?? '-'}`);
    expect(on('2023-04-09')).toEqual(['head 王某', 'deputy-head -', 'liaison 张某', 'deputy-liaison -']);
    expect(on('2023-04-10')[2]).toBe('liaison 李某');
    expect(on('2024-01-12')[2]).toBe('liaison -');
    expect(on('2022-01-03')[0]).toBe('head -');
  });

  it('shows the days on which nobody held it', () => {
    const today = '2024-10-15';
    const period = (fromOn: string, toOn: string | null) => ({ fromOn, toOn });
    expect(gapsOf([], today)).toEqual([]);
    expect(gapsOf([period('2022-01-04', null)], today)).toEqual([]);
    expect(gapsOf([period('2023-04-10', null), period('2022-01-04', '2023-04-10')], today)).toEqual([]);
    expect(gapsOf([period('2022-01-04', '2023-04-01'), period('2023-04-10', '2024-01-12')], today)).toEqual([
      period('2023-04-01', '2023-04-10'),
      period('2024-01-12', null),
    ]);
  });
});

describe('a hand-over', () => {
  const facts: HandOverFacts = {
    unitId: 'GAJ',
    post: 'liaison',
    day: '2024-10-14',
    today: '2024-10-15',
    present: { userId: 'old', fromOn: '2023-01-01' },
    emptySince: null,
    outgoing: 'leaves',
    successor: { userId: 'next', unitId: 'GAJ', role: 'UNIT_STAFF', isActive: true, holds: null },
  };
  const codes = (change: Partial<HandOverFacts>) => handOverBlockers({ ...facts, ...change }).map(v => v.code);
  const next = facts.successor as Exclude<HandOverFacts['successor'], 'new' | null>;

  it('goes ahead to somebody of the unit or to a new account, today or on a past day', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ successor: 'new', day: '2024-10-15' })).toEqual([]);
    expect(codes({ day: '2023-01-01' })).toEqual([]);
    expect(codes({ present: null, outgoing: null, emptySince: '2024-01-12' })).toEqual([]);
  });

  it.each<[string, Partial<HandOverFacts>]>([
    ['HAND_OVER_IN_FUTURE', { day: '2024-10-16' }],
    ['HAND_OVER_BEFORE_HOLDER', { day: '2022-12-31' }],
    ['HAND_OVER_BEFORE_EMPTY', { present: null, emptySince: '2024-10-15' }],
    ['HAND_OVER_OUTGOING_MISSING', { outgoing: null }],
    ['HAND_OVER_SUCCESSOR_MISSING', { successor: null }],
    ['HAND_OVER_TO_HOLDER', { successor: { ...next, userId: 'old' } }],
    ['HAND_OVER_SUCCESSOR_UNFIT', { successor: { ...next, unitId: 'JYJ' } }],
    ['HAND_OVER_SUCCESSOR_UNFIT', { successor: { ...next, isActive: false } }],
    ['HAND_OVER_SUCCESSOR_UNFIT', { successor: { ...next, role: 'OFFICE_STAFF' } }],
    ['HAND_OVER_BEFORE_OWN_POST', { successor: { ...next, holds: { fromOn: '2024-10-15' } } }],
  ])('is refused by %s', (code, change) => expect(codes(change)).toEqual([code]));

  it('tells all reasons at once, in sentences that say what to do', () => {
    expect(codes({ day: '2024-10-16', outgoing: null, successor: null })).toHaveLength(3);
    for (const [code, { zh, en }] of Object.entries(postWording)) {
      expect(zh).toMatch(/请.*。$/);
      expect(en).toMatch(/^[A-Z].*\.$/);
      expect(sentence({ code, params: { today: 'T', fromOn: 'F' } }, 'zh-CN')).not.toMatch(/[{}]/);
    }
  });
});
