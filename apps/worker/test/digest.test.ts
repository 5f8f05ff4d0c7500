import { forkFor } from '@yardstick/server/database/orm';
import { systemScope } from '@yardstick/server/database/scope';
import { CheckpointSigner } from '@yardstick/server/ledger/checkpoint-signer';
import { latestFingerprint } from '@yardstick/server/ledger/checkpoint.queries';
import { appendLeaves } from '@yardstick/server/ledger/ledger.fixture';
import { makeCheckpoint } from '@yardstick/server/ledger/make-checkpoint';
import { NotAccepted, type Sender } from '@yardstick/server/notifications/channels/channel';
import { sendDeliveries } from '@yardstick/server/notifications/channels/send-deliveries';
import { writeDigests } from '@yardstick/server/notifications/digest';
import { World } from '@yardstick/server/notifications/notifications.fixture';
import { notify } from '@yardstick/server/notifications/notify';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { simpleParser, type ParsedMail } from 'mailparser';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openEmail } from '../src/channels/email.ts';

let db: TestDatabase;
let liaison: string;
let foreigner: string;
let mailer: Sender;
let relay: SMTPServer;
let relayPort: number;
const received: ParsedMail[] = [];
/** What the relay does with the next mails. */
let mood: 'takes' | 'takes and hangs up' | 'refuses for now' | 'refuses the recipient' = 'takes';

const tell = (occasion: string, recipients = [liaison, foreigner]) =>
  notify(forkFor(db.orm, systemScope), {
    occasion,
    kind: occasion.startsWith('late') ? 'milestone-overdue' : 'plan-returned',
    recipients,
    params: {
      milestone: `<${occasion}>`,
      action: '程序指引',
      measure: 'M04',
      dueOn: '2024-10-18',
      days: 3,
      reason: '缺签章',
    },
  });
const write = () => writeDigests(db.orm, db.services);
const send = (by: Sender['send'] = mailer.send) => sendDeliveries(db.orm, db.services, { ...mailer, send: by });
const deliveries = () =>
  db.sql<{ state: string; attempts: number; message_id: string }>(
    `select state, attempts, message_id from delivery order by id`,
  );

beforeAll(async () => {
  relay = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      done(mood === 'refuses the recipient' ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null);
    },
    onData(stream, session, done) {
      void simpleParser(stream).then(mail => {
        if (mood === 'refuses for now') {
          done(Object.assign(new Error('try later'), { responseCode: 451 }));
          return;
        }
        received.push(mail);
        if (mood === 'takes and hangs up') relay.connections.forEach(connection => connection.close());
        else done();
      });
    },
  });
  relay.on('error', () => undefined);
  await new Promise<void>(resolve => relay.listen(0, '127.0.0.1', resolve));
  relayPort = (relay.server.address() as AddressInfo).port;
  const smtpUrl = `smtp://127.0.0.1:${relayPort}`;
  mailer = openEmail(smtpUrl, '一把尺 <yardstick@ezhou.example>');
  db = await createTestDatabase(inject('postgres'), {
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'yardstick@ezhou.example',
    PUBLIC_URL: 'https://yardstick.example/',
  });
  const world = await World.build(db);
  await world.unit('GAJ');
  liaison = await world.person('UNIT_LIAISON', 'GAJ', { email: 'liaison@gaj.example' });
  foreigner = await world.person('UNIT_HEAD', 'GAJ', { email: 'head@gaj.example', locale: 'en' });
  await world.person('UNIT_STAFF', 'GAJ', { email: 'idle@gaj.example' });
});
afterAll(async () => {
  mailer?.close();
  await new Promise<void>(resolve => relay.close(resolve));
  await db?.drop();
});
beforeEach(async () => {
  mood = 'takes';
  received.length = 0;
  await db.sql(`truncate notice, delivery, delivery_notice, channel_health`);
  await db.setClock('2024-10-23T09:30:00+08:00');
});

describe('the digest', () => {
  it('leaves out what the rule of its kind does not send by the reader’s channel', async () => {
    const rules = await db.services.rules();
    const { receipt } = rules.reminder.kinds;
    const kinds = { ...rules.reminder.kinds, receipt: { ...receipt, channels: ['in-app', 'sms'] as const } };
    const services = { ...db.services, rules: async () => ({ ...rules, reminder: { ...rules.reminder, kinds } }) };
    const writeByRule = () => writeDigests(db.orm, services);
    const keys = { receipt: 'late:a', milestone: 'late:b' };
    for (const [kind, key] of Object.entries(keys))
      await db.sql(
        `insert into reminder (dedupe_key, unit_id, kind, subject_kind, subject_id, due_version, stage, stage_on, recipient_id, state)
         values ($1, 'GAJ', $2, 'milestone', gen_random_uuid(), 1, 'D-3', '2024-10-23', $3, 'sent')`,
        [key, kind, liaison],
      );
    await tell(keys.receipt, [liaison]);
    expect(await writeByRule()).toBe(0);
    await tell(keys.milestone, [liaison]);
    expect(await writeByRule()).toBe(1);
    await send();
    expect(received[0]!.text).toContain('<late:b>');
    expect(received[0]!.text).not.toContain('<late:a>');
  });

  it('by e-mail carries the fingerprint of the ledger once there is one', async () => {
    await tell('returned');
    await write();
    await send();
    expect(received.map(mail => /指纹|Ledger/.test(mail.text!))).toEqual([false, false]);
    await appendLeaves(db, 3);
    await makeCheckpoint(db.orm, db.services, CheckpointSigner.open(db.config));
    const fingerprint = await latestFingerprint(db.services);
    await db.setClock('2024-10-24T09:30:00+08:00');
    await tell('late');
    received.length = 0;
    await write();
    await send();
    expect(fingerprint).toMatch(/^3 · [0-9a-f]{4}( [0-9a-f]{4}){7}$/);
    const texts = received.map(mail => mail.text!);
    expect(texts.filter(text => text.includes(`存证账本指纹：${fingerprint}`))).toHaveLength(1);
    expect(texts.filter(text => text.includes(`Ledger: ${fingerprint}`))).toHaveLength(1);
  });

  it('is one mail a day for each person who has something new, in their language, arranged by what to do', async () => {
    await tell('returned');
    await tell('late');
    expect(await write()).toBe(2);
    expect(await write()).toBe(0);
    expect(await send()).toEqual({ sent: 2, failed: 0 });
    expect(await send()).toEqual({ sent: 0, failed: 0 });
    const [zh, en] = ['liaison@gaj.example', 'head@gaj.example'].map(to =>
      received.filter(mail => (mail.to as { text: string }).text === to),
    );
    expect([zh!.length, en!.length, received.length]).toEqual([1, 1, 2]);
    expect(zh![0]!.subject).toBe('一把尺 2024-10-23：已逾期 1；被退回，请修改 1');
    const text = zh![0]!.text!;
    expect(text.indexOf('■ 已逾期 (1)')).toBeLessThan(text.indexOf('■ 被退回，请修改 (1)'));
    expect(text).toContain('- 节点“<late>”已逾期 3 个工作日');
    expect(text).toContain('https://yardstick.example/');
    expect(zh![0]!.html).toContain('<li>节点“&lt;late&gt;”已逾期 3 个工作日</li>');
    expect(en![0]!.text).toContain('- Milestone “<late>” is overdue by 3 working days');
    expect(zh![0]!.messageId).toBe(`<digest.2024-10-23.${liaison}@ezhou.example>`);

    await db.setClock('2024-10-23T14:00:00+08:00');
    await tell('returned-later-that-day');
    expect(await write()).toBe(0);
    await db.setClock('2024-10-24T09:30:00+08:00');
    expect(await write()).toBe(2);
    await send();
    await db.setClock('2024-10-25T09:30:00+08:00');
    expect(await write()).toBe(0); // nothing new since
    expect(received).toHaveLength(4);
  });

  it.each(['2024-10-23T08:59:00+08:00', '2024-10-23T18:00:00+08:00', '2024-10-26T10:00:00+08:00'])(
    'is not written at %s',
    async moment => {
      await tell('late');
      await db.setClock(moment);
      expect(await write()).toBe(0);
    },
  );

  it('whose sender died is sent once more under the same Message-ID, and never a third time', async () => {
    await tell('late', [liaison]);
    await write();
    await send(async mail => {
      await mailer.send(mail);
      throw new Error('killed');
    });
    await db.sql(`update delivery set state = 'sending'`); // as a killed process leaves it
    await send();
    expect(received.map(mail => mail.messageId)).toEqual(Array(2).fill(`<digest.2024-10-23.${liaison}@ezhou.example>`));
    expect(await deliveries()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    await db.sql(`update delivery set state = 'sending'`);
    await send();
    expect(received).toHaveLength(2);
    expect(await deliveries()).toMatchObject([{ state: 'failed' }]);
  });

  it('is sent at most twice through a relay that takes mail and hangs up', async () => {
    mood = 'takes and hangs up';
    await tell('late', [liaison]);
    await write();
    expect(await send()).toEqual({ sent: 0, failed: 1 });
    expect(await deliveries()).toMatchObject([{ state: 'unknown', attempts: 1 }]);
    for (let n = 0; n < 3; n++) await send();
    expect(received).toHaveLength(2);
    expect(new Set(received.map(mail => mail.messageId)).size).toBe(1);
    expect(await deliveries()).toMatchObject([{ state: 'failed', attempts: 2 }]);
  });

  it('waits for a relay that is away or busy', async () => {
    await tell('late', [liaison]);
    await write();
    const nowhere = openEmail('smtp://127.0.0.1:9', 'yardstick@ezhou.example');
    for (let n = 0; n < 3; n++) await send(nowhere.send);
    nowhere.close();
    mood = 'refuses for now';
    await send();
    expect(await deliveries()).toMatchObject([{ state: 'ready', attempts: 0 }]);
    mood = 'takes';
    expect(await send()).toEqual({ sent: 1, failed: 0 });
    expect(received).toHaveLength(1);
  });

  it('is given up when the address is refused, and the next day tells the same again', async () => {
    mood = 'refuses the recipient';
    await tell('late', [liaison]);
    await write();
    await send();
    expect(await deliveries()).toMatchObject([{ state: 'failed', attempts: 0 }]);
    mood = 'takes';
    await db.setClock('2024-10-24T09:30:00+08:00');
    expect(await write()).toBe(1);
    expect(await send()).toEqual({ sent: 1, failed: 0 });
  });

  it('is sent by one mailer at a time', async () => {
    await tell('late');
    await write();
    const results = await Promise.all([send(), send(), send()]);
    expect(results.reduce((sum, { sent }) => sum + sent, 0)).toBe(2);
    expect(received).toHaveLength(2);
  });

  it('stops the round when the relay says it is busy', async () => {
    await tell('late');
    await write();
    let asked = 0;
    await send(async () => {
      asked += 1;
      throw new NotAccepted('busy', 'now');
    });
    expect(asked).toBe(1);
  });
});
