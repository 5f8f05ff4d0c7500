import { NotAccepted, type Message, type Sender } from '@yardstick/server/notifications/channels/channel';
import { createHash, createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDingtalkApp, openDingtalkRobot } from '../src/channels/dingtalk.ts';
import { openSms } from '../src/channels/sms.ts';
import { openWebhook } from '../src/channels/webhook.ts';
import { openWecomApp, openWecomRobot } from '../src/channels/wecom.ts';
import { FakePlatform } from './fake-platform.ts';

let platform: FakePlatform;
const withinMs = 300;
const secret = 'SECf00dc0ffee';
const webhookSecret = `whsec_${Buffer.from('a webhook secret of 32 bytes....').toString('base64')}`;
const message: Message = {
  id: '<digest.2024-10-23.1@yardstick.example>',
  to: 'zhangmou',
  subject: '一把尺 2024-10-23：已逾期 1',
  text: '■ 已逾期 (1)\n- 节点“印发指引”已逾期 3 个工作日',
  params: { overdue: 1 },
};

const openers: Record<string, () => Sender> = {
  'wecom-app': () => openWecomApp({ url: platform.url, corpId: 'corp', agentId: 7, secret, withinMs }),
  'wecom-robot': () => openWecomRobot({ name: 'office', url: `${platform.url}/robot/send?key=k-123`, withinMs }),
  'dingtalk-app': () => openDingtalkApp({ url: platform.url, appKey: 'app', appSecret: secret, agentId: 7, withinMs }),
  'dingtalk-robot': () =>
    openDingtalkRobot({ name: 'gaj', url: `${platform.url}/robot/send?access_token=k-123`, secret, withinMs }),
  sms: () => openSms({ url: `${platform.url}/v1/sms?app=1`, keyId: 'id-1', secret, template: 'digest', withinMs }),
  webhook: () => openWebhook({ url: `${platform.url}/hooks/yardstick`, secret: webhookSecret, withinMs }),
};
const all = Object.keys(openers);
const send = (channel: string, more: Partial<Message> = {}) => openers[channel]!().send({ ...message, ...more });
const fate = (channel: string) =>
  send(channel).then(
    () => 'taken',
    (error: unknown) => (error instanceof NotAccepted ? error.until : 'not-known'),
  );
const tokens = { body: { errcode: 0, access_token: 't-1', expires_in: 7200 } };
/** Tokens are given as they should be; messages meet what the test says. */
const answering = (answer: ReturnType<FakePlatform['answer']>) => {
  platform.answer = ({ method }) => (method === 'GET' ? tokens : answer);
};

beforeAll(async () => {
  platform = await FakePlatform.open();
});
afterAll(() => platform.close());
afterEach(() => platform.reset());

describe('every channel', () => {
  it.each(all)('%s takes a yes for a yes', async channel => {
    answering({ body: { errcode: 0 } });
    expect(await fate(channel)).toBe('taken');
    expect(platform.messages).toHaveLength(1);
  });

  it.each(all)('%s leaves open what a hanging, dropped or failing answer means', async channel => {
    for (const answer of ['hangs', 'drops the line', { status: 500 }, { status: 504 }] as const) {
      answering(answer);
      expect([answer, await fate(channel)]).toEqual([answer, 'not-known']);
    }
    answering({ body: '<html>login</html>' });
    expect(await fate(channel)).toBe(channel === 'webhook' ? 'taken' : 'not-known');
    answering({ body: 'x'.repeat(200_000) });
    expect(await fate(channel)).toBe(channel === 'webhook' ? 'taken' : 'not-known');
  });

  it.each(all)('%s waits where it was told to, and follows nobody to another host', async channel => {
    answering({ status: 429, headers: { 'retry-after': '77' } });
    await expect(send(channel)).rejects.toMatchObject({ until: 'now', retryAfterSeconds: 77 });
    const elsewhere = await FakePlatform.open();
    answering({ status: 307, headers: { location: `${elsewhere.url}/` } });
    expect(await fate(channel)).toBe('now');
    expect(elsewhere.requests).toHaveLength(0);
    await elsewhere.close();
  });

  it.each(all)(
    '%s knows that nothing was taken where nobody listens, and no error names an address or a key',
    async channel => {
      const sender = openers[channel]!();
      const gone = await FakePlatform.open();
      const [url, now] = [platform.url, gone.url];
      await gone.close();
      const unheard = {
        'wecom-app': () => openWecomApp({ url: now, corpId: 'c', agentId: 1, secret }),
        'wecom-robot': () => openWecomRobot({ name: 'office', url: `${now}/?key=k-123` }),
        'dingtalk-app': () => openDingtalkApp({ url: now, appKey: 'a', appSecret: secret, agentId: 1 }),
        'dingtalk-robot': () => openDingtalkRobot({ name: 'gaj', url: `${now}/?access_token=k-123`, secret }),
        sms: () => openSms({ url: now, keyId: 'id', secret, template: 'digest' }),
        webhook: () => openWebhook({ url: now, secret: webhookSecret }),
      }[channel]!();
      const error = await unheard.send(message).then(
        () => null,
        (thrown: unknown) => thrown as Error,
      );
      expect(error).toMatchObject({ name: 'NotAccepted', until: 'now' });
      answering({ status: 403, body: { secret, url } });
      const refused = await sender.send(message).then(
        () => null,
        (thrown: unknown) => thrown as Error,
      );
      for (const said of [error!.message, refused!.message]) expect(said).not.toMatch(/k-123|t-1|SEC|whsec|zhangmou/);
    },
  );
});

describe('企业微信', () => {
  it('messages carry the token, the account and the duplicate check; the token is asked for once', async () => {
    answering({ body: { errcode: 0, msgid: 'm-9' } });
    const sender = openers['wecom-app']!();
    expect(await sender.send(message)).toEqual({ providerId: 'm-9' });
    await sender.send(message);
    const [asked, first] = platform.requests;
    expect(asked).toMatchObject({ path: '/cgi-bin/gettoken' });
    expect(Object.fromEntries(asked!.query)).toEqual({ corpid: 'corp', corpsecret: secret });
    expect(first!.query.get('access_token')).toBe('t-1');
    expect(JSON.parse(first!.body)).toMatchObject({
      touser: 'zhangmou', agentid: 7, msgtype: 'text', text: { content: message.text }, enable_duplicate_check: 1,
    }); // prettier-ignore
    expect(platform.requests.filter(({ path }) => path.endsWith('gettoken'))).toHaveLength(1);
  });

  it('an expired token is replaced and the message sent with the new one', async () => {
    let given = 0;
    platform.answer = ({ method, query }) => {
      if (method === 'GET') return { body: { errcode: 0, access_token: `t-${++given}`, expires_in: 7200 } };
      return { body: { errcode: query.get('access_token') === 't-1' ? 42001 : 0 } };
    };
    expect(await fate('wecom-app')).toBe('taken');
    expect(platform.messages).toHaveLength(2);
  });

  it('a message to nobody there is given up, a refused token and a full quota are waited for', async () => {
    answering({ body: { errcode: 0, invaliduser: 'zhangmou|other' } });
    expect(await fate('wecom-app')).toBe('for-good');
    answering({ body: { errcode: 81013, errmsg: 'all invalid' } });
    expect(await fate('wecom-app')).toBe('for-good');
    answering({ body: { errcode: 45009 } });
    expect([await fate('wecom-app'), await fate('wecom-robot')]).toEqual(['now', 'now']);
    platform.answer = () => 'hangs';
    expect(await fate('wecom-app')).toBe('now'); // the token hung, no message was under way
    expect(
      await openers['wecom-app']!()
        .send(message)
        .catch((error: unknown) => (error as NotAccepted).until),
    ).toBe('now');
  });

  it('a robot is told in markdown, by the key in its address', async () => {
    await send('wecom-robot');
    const [told] = platform.requests;
    expect([told!.path, told!.query.get('key')]).toEqual(['/robot/send', 'k-123']);
    expect(JSON.parse(told!.body)).toEqual({ msgtype: 'markdown', markdown: { content: message.text } });
  });
});

describe('钉钉', () => {
  it('a robot’s call is signed over time and secret', async () => {
    await send('dingtalk-robot');
    const { query, body } = platform.requests[0]!;
    const timestamp = query.get('timestamp')!;
    expect(Math.abs(Date.now() - Number(timestamp))).toBeLessThan(60_000);
    expect(query.get('sign')).toBe(createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'));
    expect(query.get('access_token')).toBe('k-123');
    expect(JSON.parse(body)).toEqual({ msgtype: 'markdown', markdown: { title: message.subject, text: message.text } });
  });

  it('whoever was too fast rests for ten minutes', async () => {
    answering({ body: { errcode: 130101, errmsg: 'send too fast' } });
    await expect(send('dingtalk-robot')).rejects.toMatchObject({ until: 'now', retryAfterSeconds: 600 });
  });

  it('a work notice names the account and gives back the number of its task', async () => {
    answering({ body: { errcode: 0, task_id: 256271667526 } });
    expect(await send('dingtalk-app')).toEqual({ providerId: '256271667526' });
    expect(JSON.parse(platform.messages[0]!.body)).toMatchObject({ agent_id: 7, userid_list: 'zhangmou' });
    answering({ body: { errcode: 33012 } });
    expect(await fate('dingtalk-app')).toBe('for-good');
  });
});

describe('text messages', () => {
  it('are asked of the gateway with a template, signed over method, path, time, nonce and body', async () => {
    answering({ body: { id: 's-1' } });
    expect(await send('sms', { to: '13900000000' })).toEqual({ providerId: 's-1' });
    const { headers, body } = platform.requests[0]!;
    expect(JSON.parse(body)).toEqual({
      requestId: message.id,
      mobile: '13900000000',
      template: 'digest',
      params: { overdue: 1 },
    });
    const lines = [
      'POST',
      '/v1/sms?app=1',
      headers['x-timestamp'],
      headers['x-nonce'],
      createHash('sha256').update(body).digest('hex'),
    ];
    expect(headers['x-signature']).toBe(createHmac('sha256', secret).update(lines.join('\n')).digest('hex'));
    expect(headers['x-key-id']).toBe('id-1');
    expect(body).not.toContain(secret);
  });
  it('that the gateway rejects are given up', async () => {
    answering({ status: 422 });
    expect(await fate('sms')).toBe('for-good');
  });
});

describe('the webhook', () => {
  it('is signed as Standard Webhooks has it, with the same id at every try', async () => {
    await send('webhook');
    await send('webhook');
    const ids = platform.requests.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual(Array(2).fill('digest.2024-10-23.1'));
    const { headers, body } = platform.requests[0]!;
    const key = Buffer.from(webhookSecret.slice(6), 'base64');
    const signed = `${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
    expect(JSON.parse(body)).toEqual({ type: 'yardstick.group-digest', data: { overdue: 1 } });
  });
});
