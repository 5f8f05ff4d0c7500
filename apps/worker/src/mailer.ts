import { MailNotAccepted, type Mail, type SendMail } from '@yardstick/server/notifications/digest';
import { createTransport } from 'nodemailer';

export interface Mailer {
  send: SendMail;
  close: () => void;
}

export function openMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport(
    { url: smtpUrl, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 },
    { from },
  );
  return {
    send: async ({ messageId, to, subject, text, html }: Mail) => {
      try {
        await transport.sendMail({
          messageId,
          to,
          subject,
          text,
          html,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw notAccepted(error as SmtpError) ?? error;
      }
    },
    close: () => transport.close(),
  };
}

interface SmtpError extends Error {
  code?: string;
  syscall?: string;
  responseCode?: number;
}

/** A connection lost after the text was handed over leaves open whether the relay took it; everything here does not. */
function notAccepted({ code = '', syscall, responseCode = 0, message }: SmtpError): MailNotAccepted | null {
  if (responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE'))
    return new MailNotAccepted(message, 'for-good');
  const neverConnected =
    syscall === 'connect' || code === 'EDNS' || /^(Connection timeout|Greeting never received)/.test(message);
  if (neverConnected || responseCode >= 400 || code === 'EAUTH' || code === 'ETLS')
    return new MailNotAccepted(message, 'now');
  return null;
}
