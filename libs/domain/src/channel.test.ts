import { describe, expect, it } from 'vitest';
import {
  addressBlockers,
  afterAttempt,
  bytesOf,
  channelFor,
  channelKinds,
  cutTo,
  mostSends,
  muteBlockers,
  packLines,
} from './channel.ts';

const nobody = { email: null, mobile: null, wecomId: null, dingtalkId: null, preferredChannel: null };

describe('the channel of a person', () => {
  it('is the preferred one when it is open and has an address, else the first that is', () => {
    const everything = { ...nobody, email: 'a@b.example', wecomId: 'zhang', mobile: '13900000000' };
    expect(channelFor(everything, ['email', 'wecom-app', 'sms'])).toBe('email');
    expect(channelFor({ ...everything, preferredChannel: 'sms' }, ['email', 'sms'])).toBe('sms');
    expect(channelFor({ ...everything, preferredChannel: 'sms' }, ['email'])).toBe('email');
    expect(channelFor({ ...everything, preferredChannel: 'dingtalk-app' }, ['wecom-app', 'dingtalk-app'])).toBe(
      'wecom-app',
    );
  });
  it('is none without an address, and no text message is sent unasked', () => {
    expect(channelFor(nobody, ['email', 'wecom-app'])).toBeNull();
    expect(channelFor({ ...nobody, mobile: '13900000000' }, ['sms'])).toBeNull();
  });
});

describe('a delivery', () => {
  it.each(channelKinds)('by %s is handed over no more often than the channel allows', channel => {
    let state = { state: 'ready', attempts: 0 } as ReturnType<typeof afterAttempt>;
    let sends = 0;
    while (state.state === 'ready' || (state.state === 'unknown' && state.attempts < mostSends[channel])) {
      sends += 1;
      state = afterAttempt(channel, state.attempts, 'not-known');
    }
    expect(sends).toBe(mostSends[channel]);
    expect(state.state).toBe(mostSends[channel] === 1 ? 'unknown' : 'failed');
  });
  it('that was surely not taken does not count, and one refused for good is over', () => {
    expect(afterAttempt('sms', 0, 'refused-now')).toEqual({ state: 'ready', attempts: 0 });
    expect(afterAttempt('email', 1, 'refused-now')).toEqual({ state: 'unknown', attempts: 1 });
    expect(afterAttempt('email', 1, 'refused-for-good')).toEqual({ state: 'failed', attempts: 1 });
    expect(afterAttempt('sms', 0, 'taken')).toEqual({ state: 'sent', attempts: 1 });
  });
});

describe('lines', () => {
  it('are packed into as few messages as the limit allows, none longer than it, no line lost', () => {
    const lines = Array.from({ length: 200 }, (_, n) => `- 第${n}个单位：已逾期 ${n} 项`);
    const packs = packLines('■ 办理情况', lines, 2048);
    expect(packs.every(pack => bytesOf(pack) <= 2048)).toBe(true);
    expect(packs.flatMap(pack => pack.split('\n').slice(1))).toEqual(lines);
    expect(packs[0]).toContain('(1/');
    expect(packs.length).toBeLessThan(6);
    expect(packLines('头', ['一行'], 2048)).toEqual(['头\n一行']);
  });
  it('that are longer than a message are cut between characters', () => {
    expect(cutTo('行政执法😀品质', 19)).toBe('行政执法😀…');
    expect(bytesOf(packLines('头', ['字'.repeat(900)], 500)[0]!)).toBeLessThanOrEqual(500);
  });
});

it('addresses are checked by their shape', () => {
  const given = { email: 'a@b.example', mobile: '13900000000', wecomId: 'zhang.san', dingtalkId: '0123-x' };
  expect(addressBlockers(given)).toEqual([]);
  expect(addressBlockers(nobody)).toEqual([]);
  expect(
    addressBlockers({ email: 'a b@c', mobile: '139', wecomId: 'a|@all', dingtalkId: 'a,b' }).map(one => one.field),
  ).toEqual(['email', 'mobile', 'wecomId', 'dingtalkId']);
});

it('only kinds that the rules allow are muted', () => {
  const rules = { mutableKinds: ['plan-approved'] };
  expect(muteBlockers(['plan-approved'], rules)).toEqual([]);
  expect(muteBlockers(['milestone-overdue', 'plan-approved'], rules)).toHaveLength(1);
});
