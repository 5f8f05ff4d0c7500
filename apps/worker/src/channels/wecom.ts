import { NotAccepted, type Sender } from '@yardstick/server/notifications/channels/channel';
import { askPlatform, Token, type PlatformAnswer, type Refusals } from './platform.ts';

/** 45009 and 45033: too often; 81013, 60111, 40003: no such account; 45002: too long. */
const refusals: Refusals = { tooFast: { 45009: null, 45033: null }, forGood: [81013, 60111, 40003, 45002] };
const expiredToken = [40014, 41001, 42001];
/** Within these seconds WeCom passes over a message that it has already. */
const duplicateCheckSeconds = 14_400;

export interface WecomSettings {
  url: string;
  corpId: string;
  agentId: number;
  secret: string;
  withinMs?: number;
}

export function openWecomApp({ url, corpId, agentId, secret, withinMs }: WecomSettings): Sender {
  const at = (path: string, query: Record<string, string>): URL => {
    const address = new URL(path, url);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    return address;
  };
  const token = new Token(async () => {
    const answer = await askPlatform<PlatformAnswer & { access_token: string; expires_in: number }>(
      at('/cgi-bin/gettoken', { corpid: corpId, corpsecret: secret }),
      { method: 'GET', withinMs },
      refusals,
    );
    return { token: answer.access_token, seconds: answer.expires_in };
  });
  return {
    channel: 'wecom-app',
    target: '',
    send: ({ to, text }) =>
      token.with(async accessToken => {
        const answer = await askPlatform<PlatformAnswer & { msgid?: string; invaliduser?: string }>(
          at('/cgi-bin/message/send', { access_token: accessToken }),
          {
            body: JSON.stringify({
              touser: to,
              msgtype: 'text',
              agentid: agentId,
              text: { content: text },
              enable_duplicate_check: 1,
              duplicate_check_interval: duplicateCheckSeconds,
            }),
            withinMs,
          },
          refusals,
        );
        if (answer.invaliduser?.split('|').includes(to))
          throw new NotAccepted('WeCom knows no such account.', 'for-good');
        return { providerId: answer.msgid ?? null };
      }, expiredToken),
    close: () => undefined,
  };
}

export interface RobotOptions {
  name: string;
  url: string;
  secret?: string | undefined;
  withinMs?: number | undefined;
}

export const openWecomRobot = ({ name, url, withinMs }: RobotOptions): Sender => ({
  channel: 'wecom-robot',
  target: name,
  send: async ({ text }) => {
    await askPlatform(
      new URL(url),
      { body: JSON.stringify({ msgtype: 'markdown', markdown: { content: text } }), withinMs },
      refusals,
    );
    return { providerId: null };
  },
  close: () => undefined,
});
