import type { Sender } from '@yardstick/server/notifications/channels/channel';
import { createHmac } from 'node:crypto';
import { askPlatform, Token, type PlatformAnswer, type Refusals } from './platform.ts';
import type { RobotOptions } from './wecom.ts';

/** Whoever is too fast is shut out for ten minutes. 33012, 60121: no such account; 40035: a text it cannot take. */
const refusals: Refusals = {
  tooFast: { 130101: 600, 90018: null, 90002: null, 88: null },
  forGood: [33012, 60121, 40035],
};
const expiredToken = [40014, 42001];

export interface DingtalkSettings {
  url: string;
  appKey: string;
  appSecret: string;
  agentId: number;
  withinMs?: number;
}

/** A work notice. DingTalk shows a person an equal text once a day, so that a second try changes nothing. */
export function openDingtalkApp({ url, appKey, appSecret, agentId, withinMs }: DingtalkSettings): Sender {
  const token = new Token(async () => {
    const address = new URL('/gettoken', url);
    address.searchParams.set('appkey', appKey);
    address.searchParams.set('appsecret', appSecret);
    const answer = await askPlatform<PlatformAnswer & { access_token: string; expires_in: number }>(
      address,
      { method: 'GET', withinMs },
      refusals,
    );
    return { token: answer.access_token, seconds: answer.expires_in };
  });
  return {
    channel: 'dingtalk-app',
    target: '',
    send: ({ to, text }) =>
      token.with(async accessToken => {
        const address = new URL('/topapi/message/corpconversation/asyncsend_v2', url);
        address.searchParams.set('access_token', accessToken);
        const msg = { msgtype: 'text', text: { content: text } };
        const answer = await askPlatform<PlatformAnswer & { task_id?: number }>(
          address,
          { body: JSON.stringify({ agent_id: agentId, userid_list: to, msg }), withinMs },
          refusals,
        );
        return { providerId: answer.task_id === undefined ? null : String(answer.task_id) };
      }, expiredToken),
    close: () => undefined,
  };
}

export const signRobot = (secret: string, timestamp: number): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');

export const openDingtalkRobot = ({ name, url, secret, withinMs }: RobotOptions): Sender => ({
  channel: 'dingtalk-robot',
  target: name,
  send: async ({ subject, text }) => {
    const address = new URL(url);
    if (secret) {
      const timestamp = Date.now();
      address.searchParams.set('timestamp', String(timestamp));
      address.searchParams.set('sign', signRobot(secret, timestamp));
    }
    await askPlatform(
      address,
      { body: JSON.stringify({ msgtype: 'markdown', markdown: { title: subject, text } }), withinMs },
      refusals,
    );
    return { providerId: null };
  },
  close: () => undefined,
});
