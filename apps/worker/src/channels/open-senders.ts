import type { Config } from '@yardstick/server/config';
import type { Sender } from '@yardstick/server/notifications/channels/channel';
import { openDingtalkApp, openDingtalkRobot } from './dingtalk.ts';
import { openEmail } from './email.ts';
import { openSms } from './sms.ts';
import { openWebhook } from './webhook.ts';
import { openWecomApp, openWecomRobot } from './wecom.ts';

/** Every channel this instance has settings for; none is a good answer too. */
export function openSenders(c: Config): Sender[] {
  const senders: Sender[] = c.ROBOTS.map(robot =>
    robot.kind === 'wecom' ? openWecomRobot(robot) : openDingtalkRobot(robot),
  );
  if (c.SMTP_URL) senders.push(openEmail(c.SMTP_URL, c.MAIL_FROM));
  if (c.WECOM_CORP_ID && c.WECOM_AGENT_ID && c.WECOM_SECRET)
    senders.push(
      openWecomApp({ url: c.WECOM_URL, corpId: c.WECOM_CORP_ID, agentId: c.WECOM_AGENT_ID, secret: c.WECOM_SECRET }),
    );
  if (c.DINGTALK_APP_KEY && c.DINGTALK_APP_SECRET && c.DINGTALK_AGENT_ID)
    senders.push(
      openDingtalkApp({
        url: c.DINGTALK_URL,
        appKey: c.DINGTALK_APP_KEY,
        appSecret: c.DINGTALK_APP_SECRET,
        agentId: c.DINGTALK_AGENT_ID,
      }),
    );
  if (c.SMS_URL && c.SMS_KEY_ID && c.SMS_SECRET)
    senders.push(openSms({ url: c.SMS_URL, keyId: c.SMS_KEY_ID, secret: c.SMS_SECRET, template: c.SMS_TEMPLATE }));
  if (c.WEBHOOK_URL && c.WEBHOOK_SECRET) senders.push(openWebhook({ url: c.WEBHOOK_URL, secret: c.WEBHOOK_SECRET }));
  return senders;
}
