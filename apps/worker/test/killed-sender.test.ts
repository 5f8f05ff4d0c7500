import { World } from '@yardstick/server/notifications/notifications.fixture';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { FakePlatform } from './fake-platform.ts';
import { bundleWorker, WorkerProcess } from './worker-process.ts';

const patience = { timeout: 60_000, interval: 25 };
let bundle: Awaited<ReturnType<typeof bundleWorker>>;
let db: TestDatabase;
let worker: WorkerProcess | undefined;
let gateway: FakePlatform;
let relay: SMTPServer;
const mails: (string | undefined)[] = [];
/** The relay has the whole text and says nothing: what a sender that dies now leaves open. */
let isRelayMute = true;

beforeAll(async () => {
  bundle = await bundleWorker();
  gateway = await FakePlatform.open();
  gateway.answer = () => 'hangs';
  relay = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      void simpleParser(stream).then(mail => {
        mails.push(mail.messageId);
        if (!isRelayMute) done();
      });
    },
  });
  relay.on('error', () => undefined);
  await new Promise<void>(resolve => relay.listen(0, '127.0.0.1', resolve));
  db = await createTestDatabase(inject('postgres'));
  await db.setClock('2024-10-23T10:00:00+08:00');
  const world = await World.build(db);
  await world.unit('GAJ');
  const byMail = await world.person('UNIT_LIAISON', 'GAJ', { email: 'liaison@gaj.example' });
  const byPhone = await world.person('UNIT_HEAD', 'GAJ');
  await db.sql(`update app_user set mobile = '13900000000', preferred_channel = 'sms' where id = $1`, [byPhone]);
  for (const recipient of [byMail, byPhone])
    await db.sql(
      `insert into notice (recipient_id, occasion, kind, params) values ($1, 'a', 'plan-returned', '{"action":"指引","measure":"M04","reason":"缺签章"}')`,
      [recipient],
    );
}, 120_000);
afterAll(async () => {
  await worker?.kill();
  relay?.connections.forEach(connection => connection.close());
  relay?.close();
  await gateway?.close();
  await db?.drop();
  bundle?.remove();
});

it('a worker killed between hand-over and answer: the mail goes out twice at most under one id, the text message once', async () => {
  const start = () =>
    (worker = new WorkerProcess(bundle.file, db, {
      SMTP_URL: `smtp://127.0.0.1:${(relay.server.address() as AddressInfo).port}`,
      MAIL_FROM: 'yardstick@ezhou.example',
      SMS_URL: `${gateway.url}/sms`,
      SMS_KEY_ID: 'id',
      SMS_SECRET: 'secret',
    }));
  const states = async () =>
    Object.fromEntries(
      (await db.sql<{ channel: string; state: string }>(`select channel, state from delivery`)).map(one => [
        one.channel,
        one.state,
      ]),
    );
  start();
  await expect.poll(() => [mails.length, gateway.requests.length], patience).toEqual([1, 1]);
  expect(await states()).toEqual({ email: 'sending', sms: 'sending' });
  await worker!.kill();

  isRelayMute = false;
  gateway.answer = () => ({ body: { id: 's-2' } });
  await db.sql(`delete from worker_run`);
  start();
  await expect.poll(states, patience).toEqual({ email: 'sent', sms: 'unknown' });
  await db.sql(`delete from worker_run`);
  await expect.poll(async () => (await db.sql(`select from worker_run where kind = 'digest'`)).length, patience).toBe(1);
  expect(mails).toHaveLength(2);
  expect(new Set(mails).size).toBe(1);
  expect(gateway.requests).toHaveLength(1);
  expect(await worker!.stop()).toBe(0);
}, 180_000);
