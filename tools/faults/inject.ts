import { setTimeout as delay } from 'node:timers/promises';
import { workerCount, type Lab } from './lab.ts';
import type { FaultKind, PlannedFault } from './plan.ts';
import type { ProgramClock } from './program-clock.ts';

/** Longer than a reminder's lease of ten seconds. */
const frozenMs = 11_000;

export interface Injected {
  /** What was done, for the log. */
  said: string;
  /** Whether it bit, once that is known; a cut waits for a COMMIT, a mail fault for a mail. */
  bitten: Promise<boolean>;
}

/** Does one fault to the lab. What lasts goes on in the background, others follow meanwhile. */
export class Injector {
  readonly #lab: Lab;
  readonly #clock: ProgramClock;
  readonly #frozen = new Set<number>();
  readonly #lasting = new Set<Promise<unknown>>();

  constructor(lab: Lab, clock: ProgramClock) {
    this.#lab = lab;
    this.#clock = clock;
  }

  async inject({ kind, chance: [first, second] }: PlannedFault): Promise<Injected> {
    const done = (said: string): Injected => ({ said, bitten: Promise.resolve(true) });
    const lab = this.#lab;
    switch (kind) {
      case 'window-closed':
        return done(await this.#clock.close(first));
      case 'window-opened':
        return done(await this.#clock.open());
      case 'clock-moved':
        return done(await this.#clock.move(first));
      case 'worker-killed':
      case 'worker-clock': {
        const place = Math.floor(first * workerCount);
        await lab.killWorker(place);
        lab.startWorker(place, kind === 'worker-clock' ? second : 0);
        return done(`worker ${place}`);
      }
      case 'worker-frozen': {
        const place = Math.floor(first * workerCount);
        // One always runs, or nothing would be tried.
        if (this.#frozen.size >= workerCount - 1 || this.#frozen.has(place)) return notNow;
        this.#frozen.add(place);
        lab.signalWorker(place, 'SIGSTOP');
        this.#last(frozenMs, () => {
          lab.signalWorker(place, 'SIGCONT');
          this.#frozen.delete(place);
        });
        return done(`worker ${place} for ${frozenMs} ms`);
      }
      case 'queue-emptied':
        await lab.emptyQueue();
        return done(lab.transport);
      case 'redis-killed': {
        const awayMs = Math.floor(first * 1_500);
        await lab.restartRedis(awayMs);
        return done(`away ${awayMs} ms`);
      }
      case 'postgres-crashed': {
        const signal = first < 0.7 ? 'SIGQUIT' : 'SIGKILL';
        await lab.crashPostgres(signal);
        return done(signal);
      }
      case 'backend-killed':
        await lab.killBackend(first);
        return done('');
      case 'connections-terminated':
        await lab.terminateConnections();
        return done('');
      case 'network-cut':
        return done(`${lab.network.reduce((sum, proxy) => sum + proxy.cutAll(), 0)} connections`);
      case 'network-stalled': {
        const stalledMs = 500 + Math.floor(first * 3_500);
        for (const proxy of lab.network) proxy.stall();
        this.#last(stalledMs, () => lab.network.forEach(proxy => proxy.resume()));
        return done(`for ${stalledMs} ms`);
      }
      case 'commit-cut':
      case 'commit-answer-cut': {
        const skip = Math.floor(first * 4);
        const bitten = lab.database.cutAtCommit(kind === 'commit-cut' ? 'request' : 'answer', skip);
        return { said: `after ${skip} others`, bitten };
      }
      case 'mail-stalled':
        return { said: 'the next mail', bitten: lab.smtp.arm('stall', 1_000 + Math.floor(first * 3_000)) };
      case 'mail-dropped':
        return { said: 'the next mail', bitten: lab.smtp.arm('drop') };
      case 'mail-refused':
        return { said: 'the next mail', bitten: lab.smtp.arm('refuse') };
    }
  }

  /** Ends whatever lasts; afterwards everything works again. */
  async end(): Promise<void> {
    this.#lab.database.giveUpCuts();
    this.#lab.smtp.disarm();
    await Promise.all(this.#lasting);
  }

  #last(ms: number, then: () => void): void {
    const lasting = delay(ms).then(then);
    this.#lasting.add(lasting);
    void lasting.finally(() => this.#lasting.delete(lasting));
  }
}

const notNow: Injected = { said: 'not now, another stands still', bitten: Promise.resolve(false) };

export const isFault = (kind: PlannedFault['kind']): kind is FaultKind =>
  kind !== 'window-closed' && kind !== 'window-opened';
