import type { ClockSetting } from './check.ts';
import type { Lab } from './lab.ts';
import { addDays, isWorkday } from './load.ts';

/** Moves the program's clock, the one in the database, and remembers what it showed when. */
export class ProgramClock {
  readonly settings: ClockSetting[] = [];
  readonly #lab: Lab;
  #day: string;
  #isOpen = true;

  private constructor(lab: Lab, day: string) {
    this.#lab = lab;
    this.#day = day;
  }

  static async at(lab: Lab, day: string): Promise<ProgramClock> {
    const clock = new ProgramClock(lab, day);
    await clock.#set('10:00');
    return clock;
  }

  get day(): string {
    return this.#day;
  }

  /** Forwards or back within the day, staying on the same side of the sending window. */
  async move(chance: number): Promise<string> {
    const [from, to] = this.#isOpen ? [8 * 60 + 40, 17 * 60] : [18 * 60, 23 * 60];
    return this.#set(clockTime(from + Math.floor(chance * (to - from))));
  }

  /** Into the evening, the next workday before dawn's work, or a Saturday. */
  async close(chance: number): Promise<string> {
    this.#isOpen = false;
    const tomorrow = addDays(this.#day, 1);
    if (!isWorkday(tomorrow)) {
      this.#day = tomorrow;
      return this.#set('10:00');
    }
    if (chance < 0.5) return this.#set('18:30');
    this.#day = tomorrow;
    return this.#set('06:30');
  }

  /** To the morning of the next workday. */
  async open(): Promise<string> {
    this.#isOpen = true;
    do this.#day = addDays(this.#day, 1);
    while (!isWorkday(this.#day));
    return this.#set('09:05');
  }

  async #set(time: string): Promise<string> {
    const [row] = await this.#lab.sql<{ shift: string }>(
      `update clock set shift = $1::timestamptz - now(), fixed_at = null returning extract(epoch from shift) * 1000 as shift`,
      [`${this.#day}T${time}:00+08:00`],
    );
    this.settings.push({ from: Date.now(), shiftMs: Number(row!.shift), isOpen: this.#isOpen });
    return `${this.#day} ${time}`;
  }
}

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
