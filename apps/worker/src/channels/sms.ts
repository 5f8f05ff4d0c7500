import type { Sender } from '@yardstick/server/notifications/channels/channel';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { call } from './http.ts';

export interface SmsSettings {
  url: string;
  keyId: string;
  secret: string;
  template: string;
  withinMs?: number;
}

/** What is signed, line by line; decision 0019 has it in words for whoever runs the gateway. */
export function signSms(
  secret: string,
  request: { method: string; path: string; timestamp: string; nonce: string; body: string },
): string {
  const bodyHash = createHash('sha256').update(request.body).digest('hex');
  const lines = [request.method, request.path, request.timestamp, request.nonce, bodyHash];
  return createHmac('sha256', secret).update(lines.join('\n')).digest('hex');
}

/** A gateway for text messages that takes one signed JSON request per message: a template's name and what to fill in. */
export function openSms({ url, keyId, secret, template, withinMs }: SmsSettings): Sender {
  return {
    channel: 'sms',
    target: '',
    send: async ({ id, to, params }) => {
      const address = new URL(url);
      const body = JSON.stringify({ requestId: id, mobile: to, template, params });
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const nonce = randomUUID();
      const path = address.pathname + address.search;
      const answer = (await call(address, {
        headers: {
          'x-key-id': keyId,
          'x-timestamp': timestamp,
          'x-nonce': nonce,
          'x-signature': signSms(secret, { method: 'POST', path, timestamp, nonce, body }),
        },
        body,
        withinMs,
      })) as { id?: unknown } | null;
      return { providerId: typeof answer?.id === 'string' ? answer.id.slice(0, 100) : null };
    },
    close: () => undefined,
  };
}
