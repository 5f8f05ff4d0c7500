import type { ChannelKind } from '@yardstick/domain/channel';

export interface Message {
  /** The same at every try, by which the other side may tell two for one. */
  id: string;
  /** E-mail address, account or number; empty where the channel leads to one place only. */
  to: string;
  subject: string;
  text: string;
  /** What templates and machines are told. */
  params: Record<string, unknown>;
}

/** A way to the outside. */
export interface Sender {
  channel: ChannelKind;
  /** Which robot or system, where there may be several; empty for people. */
  target: string;
  /**
   * Resolves when the other side took the message, with what it called it. Rejects with `NotAccepted` only when it surely
   * did not; any other error leaves that open.
   */
  send: (message: Message) => Promise<{ providerId: string | null }>;
  close: () => void;
}

export class NotAccepted extends Error {
  override name = 'NotAccepted';
  /** `for-good`: this message will never be taken; `now`: the other side is away, busy or refuses us for a while. */
  readonly until: 'for-good' | 'now';
  readonly retryAfterSeconds: number | null;
  constructor(message: string, until: 'for-good' | 'now', retryAfterSeconds: number | null = null) {
    super(message);
    this.until = until;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
