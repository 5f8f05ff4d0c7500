import { randomUUID } from 'node:crypto';
import { World } from '@yardstick/server/notifications/notifications.fixture';
import type { Dice } from '../trials/dice.ts';
import type { Expected } from './check.ts';
import type { Lab } from './lab.ts';

interface People {
  liaison: string;
  deputyHead: string;
  head: string;
}

interface OpenMilestone {
  unit: string;
  id: string;
  version: number;
  dueOn: string;
  isHandedIn: boolean;
}

/** The shipped rule for milestones, written down a second time: what the product computes is held against this. */
const leadDays = [15, 7, 3, 1, 0];
const overdueFirst = 1;
const overdueEvery = 3;
const deputyHeadAfter = 5;
const headAfter = 10;

/** Days from today on which a new milestone is due: on its due day, before it, after it, or long to go. */
const offsets = [15, 7, 7, 3, 1, 1, 0, -1, -2, -7, -16, 40];

/** Units with people and milestones that fall due while everything breaks; some are handed in or moved meanwhile. */
export class Load {
  readonly #lab: Lab;
  readonly #people = new Map<string, People>();
  readonly #actions = new Map<string, string>();
  readonly #milestones: OpenMilestone[] = [];
  readonly #free: { milestone: OpenMilestone; version: number; dueOn: string }[] = [];

  private constructor(lab: Lab) {
    this.#lab = lab;
  }

  static async into(lab: Lab, unitCount: number): Promise<Load> {
    const load = new Load(lab);
    const world = await World.build({ sql: lab.sql.bind(lab) } as Parameters<typeof World.build>[0]);
    await lab.sql(`create table expected_key (key text primary key)`);
    await world.unit('OFFICE');
    await world.person('OFFICE_CHIEF', 'OFFICE', { email: 'chief@example.org' });
    for (let n = 0; n < unitCount; n++) {
      const unit = await world.unit(`U${n}`);
      const person = (role: string, who: string) => world.person(role, unit, { email: `${who}.${unit}@example.org` });
      const liaison = await person('UNIT_LIAISON', 'liaison');
      const head = await person('UNIT_HEAD', 'head');
      // Every other unit has a deputy head, for whom the head stands in elsewhere.
      const deputyHead = n % 2 === 0 ? await person('UNIT_HEAD', 'deputy') : head;
      load.#people.set(unit, { liaison, deputyHead, head });
      load.#actions.set(unit, await world.action(unit));
    }
    return load;
  }

  get size(): number {
    return this.#milestones.length;
  }

  async fallDue(count: number, today: string, dice: Dice): Promise<void> {
    const units = [...this.#people.keys()];
    const rows = Array.from({ length: count }, (): OpenMilestone => {
      const dueOn = addDays(today, dice.of(offsets));
      return { unit: dice.of(units), id: randomUUID(), version: 1, dueOn, isHandedIn: false };
    });
    await this.#lab.sql(
      `insert into milestone (unit_id, id, action_id, seq, title, deliverable, proof_kinds, due_on, original_due_on)
       select unit, id, action, $5::int + n, '印发指引', '文件', '["document"]', due, due
       from unnest($1::text[], $2::uuid[], $3::uuid[], $4::date[]) with ordinality as d (unit, id, action, due, n)
       on conflict do nothing`,
      [
        rows.map(row => row.unit),
        rows.map(row => row.id),
        rows.map(row => this.#actions.get(row.unit)),
        rows.map(row => row.dueOn),
        this.#milestones.length,
      ],
    );
    this.#milestones.push(...rows);
  }

  /** One milestone is handed in and another gets a new due day, with what is said of the old one no longer wanted. */
  async change(today: string, dice: Dice): Promise<void> {
    const open = this.#milestones.filter(({ isHandedIn }) => !isHandedIn);
    const [done, moved] = [dice.of(open), dice.of(open)];
    this.#free.push({ milestone: done, version: done.version, dueOn: done.dueOn });
    done.isHandedIn = true;
    await this.#lab.sql(
      `update milestone set state = 'submitted', handed_in_on = app_today(), signed_by = '某' where unit_id = $1 and id = $2`,
      [done.unit, done.id],
    );
    if (moved === done) return;
    this.#free.push({ milestone: moved, version: moved.version, dueOn: moved.dueOn });
    moved.version += 1;
    moved.dueOn = addDays(today, dice.of([7, 3, 1, 0]));
    await this.#lab.sql(`update milestone set due_on = $3, due_version = $4 where unit_id = $1 and id = $2`, [
      moved.unit,
      moved.id,
      moved.dueOn,
      moved.version,
    ]);
  }

  /** Every reminder that there must be on `today`, and those that may be. */
  expectedOn(today: string): Expected[] {
    const due = this.#milestones
      .filter(({ isHandedIn }) => !isHandedIn)
      .flatMap(({ unit, id, version, dueOn }) =>
        this.#keysOf(unit, id, version, dueOn, today).map(({ key, isNewest }): Expected => ({
          key,
          must: isNewest ? 'sent' : 'either',
        })),
      );
    const free = this.#free.flatMap(({ milestone: { unit, id }, version, dueOn }) =>
      this.#keysOf(unit, id, version, dueOn, today).map(({ key }): Expected => ({ key, must: 'free' })),
    );
    return [...due, ...free];
  }

  #keysOf(unit: string, id: string, version: number, dueOn: string, today: string) {
    const { liaison, deputyHead, head } = this.#people.get(unit)!;
    const before = leadDays.filter(days => addDays(dueOn, -days) <= today).map(days => (days ? `D-${days}` : 'D0'));
    const late: { stage: string; to: Set<string> }[] = [];
    const workdays = workdaysAfter(dueOn, today);
    for (let step = overdueFirst; step <= workdays; step += overdueEvery) {
      const to = new Set([liaison]);
      if (step >= deputyHeadAfter) to.add(deputyHead);
      if (step >= headAfter) to.add(head);
      late.push({ stage: `W+${step}`, to });
    }
    const stages = [...before.map(stage => ({ stage, to: new Set([liaison]) })), ...late];
    return stages.flatMap(({ stage, to }, index) =>
      [...to].map(person => ({
        key: `milestone:${id}:v${version}:${stage}:${person}`,
        isNewest: !stages.slice(index + 1).some(later => later.to.has(person)),
      })),
    );
  }
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** In 2024 from Monday 14 October to the new year no holiday and no make-up day moves a weekend; nor from 23 to 30 September. */
export function workdaysAfter(from: string, to: string): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkday(day)) count++;
  return count;
}

/** The National Day holiday and the two make-up days beside it, by the State Council's notice for 2024. */
export function isWorkday(day: string): boolean {
  if (day >= '2024-10-01' && day <= '2024-10-07') return false;
  if (day === '2024-09-29' || day === '2024-10-12') return true;
  return ![0, 6].includes(new Date(day).getUTCDay());
}
