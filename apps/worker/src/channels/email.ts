import { NotAccepted, type Sender } from '@yardstick/server/notifications/channels/channel';
import { digestHtml } from '@yardstick/server/notifications/digest';
import { createTransport } from 'nodemailer';

export function openEmail(smtpUrl: string, from: string): Sender {
  const transport = createTransport(
    { url: smtpUrl, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 },
    { from },
  );
  return {
    channel: 'email',
    target: '',
    send: async ({ id, to, subject, text }) => {
      try {
        await transport.sendMail({
          messageId: id,
          to,
          subject,
          text,
          html: digestHtml(text),
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { providerId: null };
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
function notAccepted({ code = '', syscall, responseCode = 0, message }: SmtpError): NotAccepted | null {
  if (responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')) return new NotAccepted(message, 'for-good');
  const neverConnected =
    syscall === 'connect' || code === 'EDNS' || /^(Connection timeout|Greeting never received)/.test(message);
  if (neverConnected || responseCode >= 400 || code === 'EAUTH' || code === 'ETLS')
    return new NotAccepted(message, 'now');
  return null;
}
