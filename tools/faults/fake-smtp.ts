import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** After the whole text has come: `stall` keeps silent and hangs up, `drop` hangs up at once, `refuse` answers 451. */
export type SmtpFault = 'stall' | 'drop' | 'refuse';

export interface TakenMail {
  messageId: string;
  to: string;
  at: number;
}

interface Armed {
  fault: SmtpFault;
  holdMs: number;
  done: (hasBitten: boolean) => void;
}

/** A mail relay that keeps what it took, and misbehaves when told to. */
export class FakeSmtp {
  /** Whatever came whole and was not refused: a relay that hangs up afterwards may well pass it on. */
  readonly taken: TakenMail[] = [];
  readonly #server: SMTPServer;
  readonly #sockets = new Map<number, Socket>();
  readonly #armed: Armed[] = [];

  private constructor() {
    this.#server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      authOptional: true,
      logger: false,
      onData: (stream, session, answer) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const armed = this.#armed.shift();
          if (armed?.fault === 'refuse') {
            armed.done(true);
            answer(Object.assign(new Error('Busy, try again later'), { responseCode: 451 }));
            return;
          }
          const messageId = /^message-id:\s*(<[^>]+>)/im.exec(Buffer.concat(chunks).toString())?.[1] ?? '';
          this.taken.push({ messageId, to: session.envelope.rcptTo[0]?.address ?? '', at: Date.now() });
          if (!armed) {
            answer();
            return;
          }
          const hangUp = (): void => {
            this.#sockets.get(session.remotePort)?.destroy();
            armed.done(true);
          };
          if (armed.fault === 'drop') hangUp();
          else setTimeout(hangUp, armed.holdMs);
        });
      },
    });
    this.#server.on('error', () => undefined); // connections of killed workers
    this.#server.server.on('connection', (socket: Socket) => {
      const port = socket.remotePort ?? 0;
      this.#sockets.set(port, socket);
      socket.on('close', () => this.#sockets.delete(port));
    });
  }

  static async start(): Promise<FakeSmtp> {
    const fake = new FakeSmtp();
    await new Promise<void>(resolve => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
  }

  /** For the next mail that nothing else is armed for; true when it has bitten, false when given up. */
  arm(fault: SmtpFault, holdMs = 0): Promise<boolean> {
    return new Promise(done => this.#armed.push({ fault, holdMs, done }));
  }

  disarm(): void {
    for (const armed of this.#armed.splice(0)) armed.done(false);
  }

  async stop(): Promise<void> {
    this.disarm();
    for (const socket of this.#sockets.values()) socket.destroy();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }
}
