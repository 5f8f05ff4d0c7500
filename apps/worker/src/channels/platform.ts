import { NotAccepted } from '@yardstick/server/notifications/channels/channel';
import { call, type Call } from './http.ts';

/** An answer of 企业微信 or 钉钉: zero is yes, every other number a reason why nothing was taken. */
export interface PlatformAnswer {
  errcode: number;
  errmsg?: string;
}

export interface Refusals {
  /** Numbers that say: not so fast; how long to wait then, where the platform's own rule says it. */
  tooFast: Record<number, number | null>;
  /** Numbers that say: this message will never be taken. */
  forGood: readonly number[];
}

export async function askPlatform<A extends PlatformAnswer>(url: URL, order: Call, refusals: Refusals): Promise<A> {
  const answer = (await call(url, order)) as Partial<A> | null;
  if (typeof answer?.errcode !== 'number') throw new Error(`${url.host} answered without an errcode.`);
  if (answer.errcode === 0) return answer as A;
  throw new PlatformRefused(url.host, answer.errcode, refusals);
}

/** Only the number goes on record: the platforms put addresses and accounts into the words beside it. */
export class PlatformRefused extends NotAccepted {
  constructor(
    host: string,
    readonly errcode: number,
    { tooFast, forGood }: Refusals,
  ) {
    super(
      `${host} refused with errcode ${errcode}.`,
      forGood.includes(errcode) ? 'for-good' : 'now',
      tooFast[errcode] ?? null,
    );
  }
}

/** A token of the platform, fetched when there is none or when the one there is runs out. */
export class Token {
  #token: string | null = null;
  #until = 0;
  readonly #fetch: () => Promise<{ token: string; seconds: number }>;

  constructor(fetch: () => Promise<{ token: string; seconds: number }>) {
    this.#fetch = fetch;
  }

  async get(): Promise<string> {
    if (this.#token && performance.now() < this.#until) return this.#token;
    const { token, seconds } = await this.#fetch().catch((error: unknown) => {
      // Whatever went wrong here, no message was handed over.
      if (error instanceof NotAccepted && error.until === 'now') throw error;
      throw new NotAccepted((error as Error).message, 'now');
    });
    this.#token = token;
    this.#until = performance.now() + Math.max(seconds - 300, 0) * 1_000;
    return token;
  }

  /** Does `work` with the token, and once more with a new one when the platform no longer knows the first. */
  async with<R>(work: (token: string) => Promise<R>, expired: readonly number[]): Promise<R> {
    try {
      return await work(await this.get());
    } catch (error) {
      if (!(error instanceof PlatformRefused) || !expired.includes(error.errcode)) throw error;
      this.#token = null;
      return work(await this.get());
    }
  }
}
