import type { Bilingual } from './bilingual.ts';
import type { Violation } from './violation.ts';

/** Ways to the outside by which a person can be told. */
export const personalChannels = ['email', 'wecom-app', 'dingtalk-app', 'sms'] as const;
export type PersonalChannel = (typeof personalChannels)[number];
export const channelKinds = [...personalChannels, 'wecom-robot', 'dingtalk-robot', 'webhook'] as const;
export type ChannelKind = (typeof channelKinds)[number];

export const channelLabels: Record<ChannelKind | 'in-app', Bilingual> = {
  'in-app': { zh: '站内通知', en: 'Inbox' },
  email: { zh: '电子邮件', en: 'E-mail' },
  'wecom-app': { zh: '企业微信', en: 'WeCom' },
  'dingtalk-app': { zh: '钉钉', en: 'DingTalk' },
  sms: { zh: '短信', en: 'Text message' },
  'wecom-robot': { zh: '企业微信群机器人', en: 'WeCom group robot' },
  'dingtalk-robot': { zh: '钉钉群机器人', en: 'DingTalk group robot' },
  webhook: { zh: '对外推送', en: 'Webhook' },
};

/**
 * How often a message may be handed over when it is not known whether the hand-over before was taken. More than once
 * only where the receiving side tells two for one: by the Message-ID, by WeCom's duplicate check, by DingTalk's rule of
 * one equal message a day, by the webhook-id. A robot and a text message would be seen twice.
 */
export const mostSends: Record<ChannelKind, number> = {
  email: 2,
  'wecom-app': 2,
  'dingtalk-app': 2,
  sms: 1,
  'wecom-robot': 1,
  'dingtalk-robot': 1,
  webhook: 5,
};

export const deliveryStates = ['ready', 'sending', 'sent', 'unknown', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** `refused-now` and `refused-for-good`: the other side surely did not take it. */
export type AttemptOutcome = 'taken' | 'refused-now' | 'refused-for-good' | 'not-known';

/** What becomes of a delivery after an attempt; `attempts` counts those whose fate is not known. */
export function afterAttempt(
  channel: ChannelKind,
  attempts: number,
  outcome: AttemptOutcome,
): { state: DeliveryState; attempts: number } {
  switch (outcome) {
    case 'taken':
      return { state: 'sent', attempts: attempts + 1 };
    case 'refused-for-good':
      return { state: 'failed', attempts };
    case 'refused-now':
      return { state: attempts > 0 ? 'unknown' : 'ready', attempts };
    case 'not-known':
      return { state: isGivenUp(channel, attempts + 1) ? 'failed' : 'unknown', attempts: attempts + 1 };
  }
}

/** A channel of one send leaves the question open for a person; the others have asked often enough. */
const isGivenUp = (channel: ChannelKind, attempts: number): boolean =>
  mostSends[channel] > 1 && attempts >= mostSends[channel];

export interface ChannelLimits {
  perMinute: number;
  /** Longest text of one message, in bytes of UTF-8. */
  bytes: number;
  /** How long to leave the other side alone after it refused for now, unless it says how long itself. */
  backOffSeconds: number;
}

export interface ChannelRules {
  limits: Record<ChannelKind, ChannelLimits>;
  digestLinesPerGroup: number;
  /** Work due within so many calendar days stands in a group's digest. */
  groupDueDays: number;
  /** The leading group's weekly list: sent on the first working day on or after `weekday` (1 is Monday). */
  leaders: { weekday: number; at: string; ageingWorkingDays: number; repeatedReds: number; lines: number };
  /** Who is told while a person is away: the stand-in alone, or both. */
  absence: { tells: 'both' | 'stand-in' };
  /** Kinds of notices a person may mute; every other kind is owed to its reader by the rules of the program. */
  mutableKinds: readonly string[];
}

export interface Addresses {
  email: string | null;
  mobile: string | null;
  wecomId: string | null;
  dingtalkId: string | null;
}

export const addressOf = (channel: PersonalChannel, { email, mobile, wecomId, dingtalkId }: Addresses): string =>
  ({ email, 'wecom-app': wecomId, 'dingtalk-app': dingtalkId, sms: mobile })[channel] ?? '';

/** By which channel a person is told, or null for those who are told in the app only. Text messages are asked for. */
export function channelFor(
  addresses: Addresses & { preferredChannel: PersonalChannel | null },
  open: readonly PersonalChannel[],
): PersonalChannel | null {
  const order = [addresses.preferredChannel, 'email', 'wecom-app', 'dingtalk-app'] as (PersonalChannel | null)[];
  return order.find(channel => channel && open.includes(channel) && addressOf(channel, addresses) !== '') ?? null;
}

const shapes: Record<keyof Addresses, RegExp> = {
  email: /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/,
  mobile: /^1\d{10}$/,
  // as the two platforms allow them; a bar would address two people
  wecomId: /^[\w.@-]{1,64}$/,
  dingtalkId: /^[\w.@$+/=-]{1,64}$/,
};

export function addressBlockers(addresses: Addresses): Violation[] {
  return (Object.keys(shapes) as (keyof Addresses)[]).flatMap(field => {
    const value = addresses[field];
    return value && !shapes[field].test(value) ? [{ code: 'ADDRESS_INVALID', field }] : [];
  });
}

export function muteBlockers(
  kinds: readonly string[],
  { mutableKinds }: Pick<ChannelRules, 'mutableKinds'>,
): Violation[] {
  return kinds.some(kind => !mutableKinds.includes(kind)) ? [{ code: 'NOTICE_STATUTORY', field: 'kinds' }] : [];
}

const encoder = new TextEncoder();
export const bytesOf = (text: string): number => encoder.encode(text).length;

/** Lines under one head put into as few messages as the limit allows; the head stands on each, numbered when there are several. */
export function packLines(head: string, lines: readonly string[], limitBytes: number): string[] {
  const room = limitBytes - bytesOf(head) - 12; // for the number and the line breaks
  const packs: string[][] = [[]];
  let used = 0;
  for (const line of lines) {
    const cut = cutTo(line, room);
    const size = bytesOf(cut) + 1;
    if (used > 0 && used + size > room) {
      packs.push([]);
      used = 0;
    }
    packs.at(-1)!.push(cut);
    used += size;
  }
  return packs.map((pack, index) =>
    [packs.length > 1 ? `${head} (${index + 1}/${packs.length})` : head, ...pack].join('\n'),
  );
}

/** Cut so that no character is halved, with a mark where something is missing. */
export function cutTo(text: string, limitBytes: number): string {
  if (bytesOf(text) <= limitBytes) return text;
  let cut = '';
  let used = 3;
  for (const character of text) {
    used += bytesOf(character);
    if (used > limitBytes) break;
    cut += character;
  }
  return `${cut}…`;
}
