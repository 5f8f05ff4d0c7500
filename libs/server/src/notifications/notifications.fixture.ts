import type { TestDatabase } from '@yardstick/testing/database';
import { randomUUID } from 'node:crypto';
import { deliverReminders, type DeliveryResult } from './deliver-reminders.ts';

/** What became of one reminder that was to be delivered. */
export async function deliverOne(db: TestDatabase, reminderId: number): Promise<DeliveryResult> {
  return (await deliverReminders(db.orm, db.services, [reminderId])).get(reminderId)!;
}

/** People, units, actions and milestones, put straight into a test's database. */
export class World {
  readonly #db: TestDatabase;
  readonly #programId = randomUUID();
  #seq = 0;

  private constructor(db: TestDatabase) {
    this.#db = db;
  }

  static async build(db: TestDatabase): Promise<World> {
    const world = new World(db);
    await db.sql(
      `insert into program (id, code, name, starts_on, ends_on) values ($1, 'P', '三年行动', '2022-01-01', '2024-12-31')`,
      [world.#programId],
    );
    await db.sql(`insert into task (id, program_id, seq, code, title) values ($1, $2, 1, 'T1', '队伍建设')`, [
      randomUUID(),
      world.#programId,
    ]);
    return world;
  }

  get programId(): string {
    return this.#programId;
  }

  async unit(id: string): Promise<string> {
    this.#seq += 1;
    await this.#db.sql(
      `insert into unit (id, name, short_name, is_scored, kind, seq) values ($1, $2, $2, true, 'city', $3)`,
      [id, `${id}局`, this.#seq],
    );
    return id;
  }

  async person(role: string, unitId: string, more: { email?: string; locale?: string } = {}): Promise<string> {
    const id = randomUUID();
    await this.#db.sql(
      `insert into app_user (id, username, name, role, unit_id, email, locale, password_hash) values ($1, $2, $3, $4, $5, $6, $7, 'x')`,
      [id, `p-${id}`, `${role} ${unitId}`, role, unitId, more.email ?? null, more.locale ?? 'zh-CN'],
    );
    await this.hold(id);
    return id;
  }

  /** Puts a person into the first empty post of their role, as opening an account does. */
  async hold(userId: string): Promise<void> {
    await this.#db.sql(
      `insert into post_holding (unit_id, id, post, user_id, name, from_on, recorded_by)
       select p.unit_id, gen_random_uuid(), v.post, p.id, p.name, '2022-01-01', '某'
       from app_user p join (values (1, 'UNIT_HEAD', 'head'), (2, 'UNIT_HEAD', 'deputy-head'),
         (1, 'UNIT_LIAISON', 'liaison'), (2, 'UNIT_LIAISON', 'deputy-liaison')) v (place, role, post) on v.role = p.role
       where p.id = $1 and not exists (select from post_holding h where h.unit_id = p.unit_id and h.post = v.post and h.to_on is null)
       order by v.place limit 1`,
      [userId],
    );
  }

  async action(
    unitId: string,
    more: { state?: string; issuedOn?: string; since?: string; title?: string; handedInOn?: string } = {},
  ): Promise<string> {
    this.#seq += 1;
    const [id, measureId] = [randomUUID(), randomUUID()];
    await this.#db.sql(
      `insert into measure (id, program_id, task_id, seq, code, title, text, source_clause, scope, due, deliverable, evidence_kinds, weight, reaches_all)
       select $1, program_id, id, $2::int, 'M' || $2::int, 'm', 'm', 'c', 'ALL', '[]', 'd', '[]', 10, true from task limit 1`,
      [measureId, this.#seq],
    );
    await this.#db.sql(
      `insert into unit_action (unit_id, id, program_id, measure_id, year, role, title, state, issued_on, start_on, due_on, original_due_on, state_since, handed_in_on)
       values ($1, $2, $3, $4, 2024, 'RESP', $5, $6, $7, $7, '2024-12-31', '2024-12-31', $8, $9)`,
      [
        unitId,
        id,
        this.#programId,
        measureId,
        more.title ?? '程序指引',
        more.state ?? 'in-progress',
        more.issuedOn ?? '2022-01-04',
        more.since ?? '2022-01-04T09:00:00+08:00',
        more.handedInOn ?? null,
      ],
    );
    return id;
  }

  async milestone(unitId: string, actionId: string, dueOn: string, title = '印发指引'): Promise<string> {
    const [id] = await this.milestones(unitId, actionId, [dueOn], title);
    return id!;
  }

  async milestones(unitId: string, actionId: string, dueOns: string[], title = '印发指引'): Promise<string[]> {
    const rows = await this.#db.sql<{ id: string }>(
      `insert into milestone (unit_id, id, action_id, seq, title, deliverable, proof_kinds, due_on, original_due_on)
       select $1, gen_random_uuid(), $2, n, $3, '文件', '["document"]', due::date, due::date from unnest($4::text[]) with ordinality as d (due, n)
       returning id`,
      [unitId, actionId, title, dueOns],
    );
    return rows.map(row => row.id);
  }

  async timeline(unitId: string, actionId: string, verb: string): Promise<void> {
    await this.#db.sql(
      `insert into timeline_entry (unit_id, action_id, verb, actor_name, actor_unit) values ($1, $2, $3, '某', '某局')`,
      [unitId, actionId, verb],
    );
  }
}
