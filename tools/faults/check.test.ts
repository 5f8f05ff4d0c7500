import { describe, expect, it } from 'vitest';
import { check, type Found } from './check.ts';

const minute = 60_000;
const clean = (): Found => ({
  expected: [
    { key: 'milestone:1:v1:D-7:a', must: 'sent' },
    { key: 'milestone:1:v1:D-15:a', must: 'either' },
    { key: 'milestone:2:v1:D-7:a', must: 'free' },
  ],
  reminders: [
    { id: '1', key: 'milestone:1:v1:D-7:a', state: 'sent' },
    { id: '2', key: 'milestone:1:v1:D-15:a', state: 'superseded' },
    { id: '3', key: 'milestone:2:v1:D-7:a', state: 'void' },
  ],
  notices: [
    { recipientId: 'a', occasion: 'milestone:1:v1:D-7:a', createdAt: 1_000_000 + 30 * minute },
    { recipientId: 'a', occasion: 'a plan was approved', createdAt: 0 },
  ],
  leaves: [
    { seq: 0, reminderId: null },
    { seq: 1, reminderId: '1' },
  ],
  ledgerSize: 2,
  deliveries: [{ messageId: '<a>', recipientId: 'a', state: 'sent' }],
  mails: [{ messageId: '<a>', at: 30 * minute }],
  clock: [
    { from: 0, shiftMs: 1_000_000, isOpen: true },
    { from: 60 * minute, shiftMs: 50_000_000, isOpen: false },
    { from: 80 * minute, shiftMs: 90_000_000, isOpen: true },
  ],
});

/** What a test may spoil. */
type Changeable = {
  -readonly [K in keyof Found]: Found[K] extends readonly (infer Row)[]
    ? { -readonly [C in keyof Row]: Row[C] }[]
    : Found[K];
};

const after = (change: (found: Changeable) => void) => {
  const found = clean();
  change(found as Changeable);
  return check(found);
};

describe('the check of a fault run', () => {
  it('finds nothing wrong with a clean run', () => {
    expect(check(clean())).toEqual({ lost: 0, doubled: 0, mailMax: 1, outsideWindow: 0, broken: [] });
  });

  it('finds a reminder that is pending, void, never written or without its notice lost', () => {
    for (const state of ['pending', 'claimed', 'void', 'superseded'])
      expect(
        after(found => {
          found.reminders[0]!.state = state;
          found.notices.shift();
        }).lost,
      ).toBe(1);
    expect(after(found => void found.reminders.splice(1, 1)).lost).toBe(1);
    expect(after(found => void found.notices.shift()).lost).toBe(1);
  });

  it('finds a second notice, a second row, a second leaf and a reminder that nothing called for', () => {
    expect(after(found => void found.notices.push(found.notices[0]!)).doubled).toBe(1);
    expect(after(found => void found.reminders.push({ ...found.reminders[1]!, id: '9' })).doubled).toBe(1);
    expect(
      after(found => {
        found.leaves.push({ seq: 2, reminderId: '1' });
        found.ledgerSize = 3;
      }).doubled,
    ).toBe(1);
    expect(
      after(found => void found.reminders.push({ id: '9', key: 'milestone:1:v1:D-3:a', state: 'superseded' })).doubled,
    ).toBe(1);
    expect(
      after(found => {
        found.notices.push({ recipientId: 'a', occasion: 'milestone:2:v1:D-7:a', createdAt: 0 });
      }).doubled,
    ).toBe(1);
  });

  it('finds gaps and missing leaves in the ledger', () => {
    expect(after(found => void (found.leaves[1]!.seq = 2)).broken).toEqual(['1 gaps in the ledger']);
    expect(after(found => void found.leaves.pop()).broken).toHaveLength(2);
  });

  it('counts what reached the relay, and what did not', () => {
    const thrice = after(found => void found.mails.push(found.mails[0]!, found.mails[0]!));
    expect(thrice).toMatchObject({ mailMax: 3, broken: ['1 mails reached the relay more than twice'] });
    expect(after(found => void (found.mails[0]!.messageId = '<b>')).broken).toEqual([
      '1 mails reached the relay that nobody ordered',
      '1 mails count as sent and never reached the relay',
      '1 people with notices never got a mail',
    ]);
  });

  it('finds what went out while the window was closed, and spares what had begun before', () => {
    const noticeAt = (realMs: number) =>
      after(found => void (found.notices[0]!.createdAt = realMs + 50_000_000)).outsideWindow;
    expect(noticeAt(70 * minute)).toBe(1);
    expect(noticeAt(60 * minute - 1)).toBe(0);
    const mailAt = (at: number) => after(found => void (found.mails[0]!.at = at)).outsideWindow;
    expect(mailAt(70 * minute)).toBe(1);
    expect(mailAt(60 * minute + 2_000)).toBe(0);
    expect(mailAt(81 * minute)).toBe(0);
  });
});
