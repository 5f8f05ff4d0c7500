import type { Sender } from '@yardstick/server/notifications/channels/channel';
import { createHmac } from 'node:crypto';
import { call } from './http.ts';

export interface WebhookSettings {
  url: string;
  /** `whsec_` and base64 */
  secret: string;
  withinMs?: number;
}

export const signWebhook = (secret: string, id: string, timestamp: string, body: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')}`;

/** Signed as Standard Webhooks has it. The id is the same at every try, so that the receiver takes the message once. */
export const openWebhook = ({ url, secret, withinMs }: WebhookSettings): Sender => ({
  channel: 'webhook',
  target: 'webhook',
  send: async ({ id, params }) => {
    const messageId = id.replace(/^<|@.*$/g, '');
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const body = JSON.stringify({ type: 'yardstick.group-digest', data: params });
    await call(new URL(url), {
      headers: {
        'webhook-id': messageId,
        'webhook-timestamp': timestamp,
        'webhook-signature': signWebhook(secret, messageId, timestamp, body),
      },
      body,
      withinMs,
      statusSays: true,
    });
    return { providerId: messageId };
  },
  close: () => undefined,
});
