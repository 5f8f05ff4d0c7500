import { isStopped, type ActionState } from '@yardstick/domain/action';
import { actionFactsLight } from '@yardstick/domain/light';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { passwordFits } from '../people/passwords.ts';
import { sweepReminders } from '../notifications/sweep-reminders.ts';
import { loadDemonstration, type LoadedDemonstration } from './load-demonstration.ts';

let db: TestDatabase;
let loaded: LoadedDemonstration;
const load = (into: TestDatabase) => loadDemonstration({ ownerUrl: into.ownerUrl, opened: into });

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  loaded = await load(db);
});
afterAll(() => db.drop());

async function count(text: string): Promise<number> {
  return Number((await db.sql<{ count: string }>(`select count(*) from ${text}`))[0]!.count);
}

describe('a loaded demonstration', () => {
  it('begins on the morning of 15 October 2024', async () => {
    const [clock] = await db.sql<{ kind: string; now: Date }>(`select kind, app_now() as now from instance`);
    expect(clock!.kind).toBe('demonstration');
    const sinceLoad = clock!.now.getTime() - Date.parse('2024-10-15T09:05:00+08:00');
    expect(sinceLoad).toBeGreaterThanOrEqual(0);
    expect(sinceLoad).toBeLessThan(10 * 60_000);
    const [leaf] = await db.sql<{ payload: { action: string; at: string } }>(
      `select payload::jsonb as payload from ledger_leaf`,
    );
    expect(leaf!.payload).toMatchObject({ action: 'loadDemonstration', at: '2024-10-15T01:05:00.000Z' });
  });

  it('lets everybody it names sign in', async () => {
    for (const { username, password } of loaded.signIns) {
      const [user] = await db.sql<{ password_hash: string; must_change_password: boolean; is_active: boolean }>(
        `select password_hash, must_change_password, is_active from app_user where username = $1`,
        [username],
      );
      expect(user).toMatchObject({ must_change_password: false, is_active: true });
      expect(await passwordFits(user!.password_hash, password)).toBe(true);
    }
  });

  it('is a mixed picture: most in order, some late, some overdue', async () => {
    const rows = await db.sql<{ light: string; percent: string }>(
      `select l as light, 100.0 * count(*) / sum(count(*)) over () as percent
       from unit_action a, light_of(a.state, a.handed_in_on, a.start_on, a.due_on, a.next_due_on, a.progress_percent, app_today(), 7, 20) l
       group by l`,
    );
    const share = Object.fromEntries(rows.map(row => [row.light, Number(row.percent)])) as Record<string, number>;
    expect(share.blue! + share.green!).toBeGreaterThan(55);
    expect(share.blue! + share.green!).toBeLessThan(67);
    expect(share.yellow).toBeGreaterThan(8);
    expect(share.yellow).toBeLessThan(12);
    expect(share.red).toBeGreaterThan(4);
    expect(share.red).toBeLessThan(7);
    expect(share.grey).toBeGreaterThan(1);
    expect(share.late).toBeGreaterThan(10);
  });

  it('shows the light that the domain gives, on any day', async () => {
    const { light: rules } = await db.services.rules();
    const calendar = await db.services.calendar();
    const milestones = new Map<string, { state: 'planned'; dueOn: string }[]>();
    for (const { action_id, state, due_on } of await db.sql<{ action_id: string; state: 'planned'; due_on: string }>(
      `select action_id, state, due_on::text from milestone`,
    ))
      milestones.set(action_id, [...(milestones.get(action_id) ?? []), { state, dueOn: due_on }]);
    for (const day of ['2023-03-10', '2024-09-30', '2024-10-15', '2024-10-31', '2024-12-31', '2025-02-01']) {
      const rows = await db.sql<Record<string, string> & { progress: number }>(
        `select id, state, handed_in_on::text as handed, start_on::text as start, due_on::text as due, progress_percent as progress,
                light_of(state, handed_in_on, start_on, due_on, next_due_on, progress_percent, $1::date, $2, $3) as light
         from unit_action where start_on <= $1::date or state in ('assigned', 'planning', 'plan-to-sign', 'plan-in-review')`,
        [day, rules.dueSoonDays, rules.lagPercent],
      );
      const wrong = rows.filter(row => {
        const stopped = isStopped(row.state as ActionState);
        const { light } = actionFactsLight(
          {
            state: (row.handed && !stopped ? 'done' : row.state) as 'done',
            issuedOn: row.start!,
            dueOn: row.due!,
            finishedOn: row.handed,
            progressPercent: row.progress,
          },
          milestones.get(row.id!) ?? [],
          day,
          rules,
          calendar,
        );
        return light !== row.light;
      });
      expect(wrong).toEqual([]);
    }
  });

  it('holds nothing that the rules would not have let happen', async () => {
    const violations = {
      'accepted without accepted evidence': `milestone m where state = 'accepted' and not exists (
        select from evidence_link l join evidence e on e.unit_id = l.unit_id and e.id = l.evidence_id
        where l.milestone_id = m.id and e.state = 'accepted')`,
      'accepted with undecided evidence': `milestone m where state = 'accepted' and exists (
        select from evidence_link l join evidence e on e.unit_id = l.unit_id and e.id = l.evidence_id
        where l.milestone_id = m.id and e.state in ('draft', 'submitted', 'questioned', 'returned'))`,
      'evidence for a milestone nobody works on': `evidence_link l join milestone m on m.id = l.milestone_id
        join unit_action a on a.id = m.action_id where a.state in ('assigned', 'planning', 'plan-to-sign', 'plan-in-review')`,
      'evidence of another unit': `evidence_link l join milestone m on m.id = l.milestone_id where m.unit_id <> l.unit_id`,
      'linked before it was uploaded': `evidence_link l join evidence e on e.id = l.evidence_id where l.linked_at < e.uploaded_at`,
      'dated after its upload': `evidence where document_on > app_day(uploaded_at)`,
      'accepted before it was handed in': `milestone where accepted_on < handed_in_on`,
      'handed in before it was issued': `unit_action where handed_in_on < issued_on or due_on < start_on`,
      'acknowledged and still assigned': `unit_action where (acknowledged_at is null) <> (state = 'assigned')`,
      'past planning without a signature': `unit_action where plan_signed_at is null
        and state not in ('assigned', 'planning', 'plan-to-sign', 'cancelled', 'suspended', 'not-applicable')`,
      'returned without a reason': `unit_action where state = 'returned' and (return_reason is null or returned_count = 0)`,
      'suspended from nowhere': `unit_action where (state in ('suspended', 'not-applicable')) <> (state_before_suspension is not null)`,
      'finished with open milestones': `unit_action where state in ('submitted', 'final-review', 'done', 'closed')
        and (milestone_count = 0 or milestone_done_count <> milestone_count or progress_percent <> 100)`,
      'done by somebody before or after their time in the post': `timeline_entry t where exists (
        select from post_holding h where h.unit_id = t.unit_id and h.name = t.actor_name) and not exists (
        select from post_holding h where h.unit_id = t.unit_id and h.name = t.actor_name
          and app_day(t.at) >= h.from_on and (h.to_on is null or app_day(t.at) < h.to_on))`,
      'in progress with nobody answerable': `unit_action a where a.state in ('in-progress', 'returned') and 2 <> (
        select count(*) from charge c where c.unit_id = a.unit_id and c.action_id = a.id and c.to_on is null)`,
      'reviewed by its own unit': `timeline_entry t join unit u on u.id = t.unit_id where t.actor_unit = u.name
        and t.verb in ('acceptMilestone', 'returnMilestone', 'approvePlan', 'returnPlan', 'passReview', 'completeAction', 'closeAction')`,
    };
    for (const [fault, text] of Object.entries(violations)) expect([fault, await count(text)]).toEqual([fault, 0]);
  });

  it('has hand-overs, deputies, and one unit whose liaison left without a successor', async () => {
    expect(await count(`post_holding where to_on is not null`)).toBe(6);
    expect(await count(`post_holder_today where post = 'deputy-liaison'`)).toBeGreaterThan(10);
    expect(
      await db.sql(`select id from unit u where exists (select from post_holding h where h.unit_id = u.id)
        and not exists (select from post_holder_today t where t.unit_id = u.id and t.post = 'liaison')`),
    ).toEqual([{ id: 'YCJ' }]);
    expect(await count(`app_user where not is_active`)).toBe(6);
  });

  it('counts as the triggers would have', async () => {
    expect(
      await count(`unit_action a where (next_due_on, milestone_count, milestone_done_count) is distinct from
        ((select min(due_on) from milestone m where m.action_id = a.id and handed_in_on is null),
         (select count(*)::int from milestone m where m.action_id = a.id),
         (select count(*)::int from milestone m where m.action_id = a.id and state = 'accepted'))
        or evidence_count <> (select count(*) from evidence_link l join milestone m on m.id = l.milestone_id where m.action_id = a.id)`),
    ).toBe(0);
    const [off] = await db.sql<{ count: string }>(
      `select count(*) from pg_trigger where tgname in ('milestone_recounts_action', 'link_recounts_evidence', 'action_keeps_charge') and tgenabled = 'D'`,
    );
    expect(Number(off!.count)).toBe(0);
  });

  it('keeps each file once, for many pieces of evidence', async () => {
    const files = await db.sql<{ sha256: string; size: string }>(`select sha256, size from stored_file`);
    expect(files.length).toBeGreaterThan(150);
    for (const { sha256, size } of files) expect((await db.services.blobs.stat(sha256)).size).toBe(Number(size));
  });

  it('leaves nothing but the day’s own stages to the first sweep', async () => {
    await sweepReminders(db.orm, (await db.services.rules()).reminder);
    expect(await count(`reminder where state = 'pending' and stage_on < app_today()`)).toBe(0);
    expect(await count(`reminder where state = 'pending' and milestone_id is not null`)).toBeGreaterThan(10);
  });

  it('is never loaded over something', async () => {
    await expect(load(db)).rejects.toThrow('empty database');
  });

  it('is the same on every machine', async () => {
    const other = await createTestDatabase(inject('postgres'));
    try {
      await load(other);
      for (const table of [
        'program',
        'measure',
        'measure_unit',
        'unit_action',
        'milestone',
        'evidence',
        'timeline_entry',
        'unit_request',
        'unit_request_step',
        'figure',
        'notice',
        'stored_file',
      ]) {
        const text = `select md5(string_agg(t::text, '|' order by t::text collate "C")) as rows from ${table} t`;
        expect([table, await other.sql(text)]).toEqual([table, await db.sql(text)]);
      }
    } finally {
      await other.drop();
    }
  }, 60_000);
});
