/** What the clock of the program showed from a moment on, and whether messages may go out then. */
export interface ClockSetting {
  /** Real time at which every new transaction sees it. */
  from: number;
  /** Program time minus real time. */
  shiftMs: number;
  isOpen: boolean;
}

export interface Expected {
  key: string;
  /** `sent`: must have gone out. `either`: went out, or a later stage overtook it. `free`: the thing was done or moved meanwhile. */
  must: 'sent' | 'either' | 'free';
}

export interface Found {
  expected: readonly Expected[];
  reminders: readonly { id: string; key: string; state: string }[];
  /** `createdAt` is program time, in milliseconds. */
  notices: readonly { recipientId: string; occasion: string; createdAt: number }[];
  /** Of every leaf the number and, of deliveries, the reminder. */
  leaves: readonly { seq: number; reminderId: string | null }[];
  ledgerSize: number;
  deliveries: readonly { messageId: string; recipientId: string; state: string }[];
  /** As counted by the mail relay itself. */
  mails: readonly { messageId: string; at: number }[];
  clock: readonly ClockSetting[];
}

export interface Verdict {
  lost: number;
  doubled: number;
  mailMax: number;
  outsideWindow: number;
  /** Every break of a rule, one sentence each. */
  broken: string[];
}

/** A mail handed over just before the window closed may arrive just after. */
const mailGraceMs = 5_000;

/** Holds what was found against what had to be, counted without any of the product's own rules. */
export function check(found: Found): Verdict {
  const broken: string[] = [];
  const say = (count: number, sentence: string): number => {
    if (count > 0) broken.push(`${count} ${sentence}`);
    return count;
  };
  const expected = new Map(found.expected.map(({ key, must }) => [key, must]));
  const states = new Map<string, string[]>();
  for (const { key, state } of found.reminders) states.set(key, [...(states.get(key) ?? []), state]);
  const isReminder = (key: string): boolean => states.has(key) || expected.has(key);
  const notices = tally(found.notices.filter(({ occasion }) => isReminder(occasion)).map(one => one.occasion));

  const isLost = ({ key, must }: Expected): boolean => {
    const state = states.get(key)?.[0];
    if (must === 'free') return false;
    if (state === 'sent') return !notices.has(key);
    return must === 'sent' || state !== 'superseded';
  };
  const lost = say(found.expected.filter(isLost).length, 'reminders that were due were not delivered');

  const ours = found.reminders.filter(({ key }) => key.startsWith('milestone:'));
  const ofSystem = tally(found.leaves.flatMap(({ reminderId }) => (reminderId === null ? [] : [reminderId])));
  const sent = found.reminders.filter(({ state }) => state === 'sent');
  const doubled =
    say(excess(notices), 'notices were given a second time') +
    say(excess(tally(found.reminders.map(({ key }) => key))), 'reminders were written a second time') +
    say(ours.filter(({ key }) => !expected.has(key)).length, 'reminders were written that nothing called for') +
    say(
      found.reminders.filter(({ key, state }) => state !== 'sent' && notices.has(key)).length,
      'notices stand for reminders that did not go out',
    ) +
    say(excess(ofSystem), 'deliveries stand in the ledger twice');
  say(sent.filter(({ id }) => !ofSystem.has(id)).length, 'deliveries are missing in the ledger');
  say(ofSystem.size - sent.length, 'more deliveries stand in the ledger than went out');
  const seqs = found.leaves.map(({ seq }) => seq).sort((a, b) => a - b);
  // The first leaf has the number 0 or 1, whatever the ledger begins with.
  say(seqs.filter((seq, index) => index > 0 && seq !== seqs[index - 1]! + 1).length, 'gaps in the ledger');
  say(Math.abs(seqs.length - found.ledgerSize), 'leaves more or fewer than the ledger counts');

  const mails = tally(found.mails.map(({ messageId }) => messageId));
  const known = new Map(found.deliveries.map(delivery => [delivery.messageId, delivery]));
  const mailMax = Math.max(0, ...mails.values());
  say([...mails.values()].filter(count => count > 2).length, 'mails reached the relay more than twice');
  say([...mails.keys()].filter(id => !known.has(id)).length, 'mails reached the relay that nobody ordered');
  const unsent = found.deliveries.filter(({ messageId, state }) => state === 'sent' && !mails.has(messageId));
  say(unsent.length, 'mails count as sent and never reached the relay');
  const perPerson = new Map<string, boolean>();
  for (const { messageId, recipientId } of found.deliveries)
    perPerson.set(recipientId, (perPerson.get(recipientId) ?? false) || mails.has(messageId));
  const told = new Set(found.notices.filter(({ occasion }) => isReminder(occasion)).map(one => one.recipientId));
  say([...told].filter(person => !perPerson.get(person)).length, 'people with notices never got a mail');

  const outsideWindow =
    say(
      found.notices.filter(({ occasion, createdAt }) => isReminder(occasion) && isOutside(createdAt, found.clock))
        .length,
      'notices were given outside the window',
    ) +
    say(
      found.mails.filter(({ at }) => {
        const setting = settingAt(at, found.clock);
        return setting !== undefined && !setting.isOpen && at - setting.from > mailGraceMs;
      }).length,
      'mails arrived outside the window',
    );
  return { lost, doubled, mailMax, outsideWindow, broken };
}

/**
 * Whether a transaction that showed this program time began while the window was closed. Each setting gives it another
 * real time; it is the setting's own only if it falls into the setting's time.
 */
function isOutside(programTime: number, clock: readonly ClockSetting[]): boolean {
  const fitting = clock.filter(({ from, shiftMs }, index) => {
    const realTime = programTime - shiftMs;
    return realTime >= from && realTime < (clock[index + 1]?.from ?? Infinity);
  });
  return fitting.length > 0 && fitting.every(({ isOpen }) => !isOpen);
}

const settingAt = (at: number, clock: readonly ClockSetting[]): ClockSetting | undefined =>
  clock.findLast(({ from }) => from <= at);

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const excess = (counts: Map<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + Math.max(0, count - 1), 0);
