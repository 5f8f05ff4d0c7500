import { runSweep } from '@yardstick/server/notifications/sweep-reminders';
import { forkFor } from '@yardstick/server/database/orm';
import { systemScope } from '@yardstick/server/database/scope';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { startPostgres } from '@yardstick/testing/embedded-postgres';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { root, whenOrphaned } from '../bootstrap.mjs';

const open = 1_000_000;
const due = 100_000;
const rounds = 3;
const ticks = 9;
const today = '2024-10-15';

interface Line {
  task: string;
  open: number;
  due: number;
  history: number;
  ms: number;
  /** Time as a multiple of the bare statement's. */
  toBare?: number;
  rows?: number;
  load: number;
}

/** Measures the sweep beside the same rows written by a bare statement, and what a tick costs when nothing is due. */
export async function benchSweep(): Promise<number> {
  const folder = mkdtempSync(path.join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'yardstick-sweep-'));
  chmodSync(folder, 0o711);
  const startedAt = performance.now();
  const say = (text: string): void =>
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres') });
  const leave = (): void =>
    void postgres.stop().finally(() => (rmSync(folder, { recursive: true, force: true }), process.exit(1)));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, leave);
  whenOrphaned(leave);
  let db: TestDatabase | undefined;
  try {
    db = await createTestDatabase(postgres.url('postgres'));
    await db.setClock(`${today}T10:00:00+08:00`);
    const lines: Line[] = [];
    const add = (line: Omit<Line, 'load'>): void => {
      lines.push({ ...line, load: Number(loadavg()[0]!.toFixed(1)) });
      say(JSON.stringify(lines.at(-1)));
      save(lines);
    };
    say(`${open.toLocaleString()} open milestones, ${due.toLocaleString()} of them due in a week`);
    await fill(db);
    const { reminder } = await db.services.rules();
    const ours = async (): Promise<number> => {
      const em = forkFor(db!.orm, systemScope);
      const from = performance.now();
      await em.transactional(tx => runSweep(tx, reminder));
      return performance.now() - from;
    };
    const bare = async (): Promise<number> => {
      const from = performance.now();
      await db!.sql(bareStatement);
      return performance.now() - from;
    };
    const empty = async (): Promise<void> => {
      await db!.sql(`truncate reminder`);
      await db!.sql(`checkpoint`);
    };
    const times = { ours: [] as number[], bare: [] as number[] };
    let rows = '';
    for (let round = 0; round < rounds; round++) {
      await empty();
      times.bare.push(await bare());
      const written = await digestOf(db);
      await empty();
      times.ours.push(await ours());
      rows = await digestOf(db);
      if (rows !== written) throw new Error(`The two wrote different rows: ${written} and ${rows}.`);
    }
    const count = Number(rows.split(' ')[0]);
    const [bareMs, oursMs] = [median(times.bare), median(times.ours)];
    add({ task: 'bare', open, due, history: 0, ms: Math.round(bareMs), rows: count });
    add({ task: 'sweep', open, due, history: 0, ms: Math.round(oursMs), rows: count, toBare: round2(oursMs / bareMs) });
    await db.sql(`update reminder set state = 'sent' where state = 'pending'`);
    await db.sql(`vacuum analyze reminder`);
    add({ task: 'tick-all-told', open, due, history: 0, ms: round2(median(await several(ours))) });

    await db.sql(
      `set session_replication_role = replica; update milestone set due_on = due_on + 400 where due_on < date '${today}' + 20; truncate reminder; reset session_replication_role`,
    );
    for (const history of [100_000, 1_000_000]) {
      say(`history of ${history.toLocaleString()} finished milestones, each with a reminder that was sent`);
      await addHistory(db, history);
      add({ task: 'tick-nothing-due', open, due: 0, history, ms: round2(median(await several(ours))) });
    }
    say(`done; Node ${process.versions.node}, ${cpus().length} processors`);
    return 0;
  } finally {
    await db?.drop().catch(() => undefined);
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Twice unmeasured, so that plans and pages are warm, then as often as it takes. */
async function several(measure: () => Promise<number>): Promise<number[]> {
  await measure();
  await measure();
  const times: number[] = [];
  for (let i = 0; i < ticks; i++) times.push(await measure());
  return times;
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const round2 = (value: number): number => Math.round(value * 100) / 100;

/** How many rows there are, and a sum over what they say. */
async function digestOf(db: TestDatabase): Promise<string> {
  const [row] = await db.sql<{ digest: string }>(
    `select count(*) || ' ' || coalesce(sum(hashtext(dedupe_key || state || stage_on || subject_kind)::bigint), 0) as digest from reminder`,
  );
  return row!.digest;
}

/** The rows of the sweep as somebody would write them who knows the rules by heart and asks nothing. */
const bareStatement = `
insert into reminder (dedupe_key, unit_id, kind, subject_kind, subject_id, action_id, milestone_id, due_version, stage, stage_on,
  recipient_id, state, rule_version)
select 'milestone:' || m.id || ':v' || m.due_version || ':D-' || s.days || ':' || h.user_id, m.unit_id, 'milestone', 'milestone', m.id,
       m.action_id, m.id, m.due_version, 'D-' || s.days, m.due_on - s.days, h.user_id,
       case s.days when 7 then 'pending' else 'superseded' end, 1
from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
  join post_holding h on h.unit_id = m.unit_id and h.post in ('liaison', 'deputy-liaison')
  cross join (values (15), (7)) s (days)
where m.handed_in_on is null and a.state = 'in-progress' and m.due_on <= date '${today}' + 15
order by 1`;

async function fill(db: TestDatabase): Promise<void> {
  await db.sql(`
set session_replication_role = replica;
insert into unit (id, name, short_name, is_scored, kind, seq) select 'U' || n, '单位' || n, '单位' || n, true, 'city', n from generate_series(1, 40) n;
insert into program (id, code, name, starts_on, ends_on) values ('00000000-0000-4000-8000-000000000001', 'P', '三年行动', '2022-01-01', '2024-12-31');
insert into task (id, program_id, seq, code, title) values ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 1, 'T1', '任务');
insert into measure (id, program_id, task_id, seq, code, title, text, source_clause, scope, due, deliverable, evidence_kinds, weight, reaches_all)
select gen_random_uuid(), '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002', n, 'M' || n, 'm', 'm', 'c', 'ALL', '[]', 'd', '[]', 10, true
from generate_series(1, 500) n;
insert into app_user (id, username, name, role, unit_id, password_hash)
select gen_random_uuid(), u.id || p.post, '某', p.role, u.id, 'x' from unit u
cross join (values ('head', 'UNIT_HEAD'), ('deputy-head', 'UNIT_HEAD'), ('liaison', 'UNIT_LIAISON'), ('deputy-liaison', 'UNIT_LIAISON')) p (post, role);
insert into app_user (id, username, name, role, unit_id, password_hash)
select gen_random_uuid(), role, '某', role, 'U1', 'x' from (values ('OFFICE_CHIEF'), ('OFFICE_STAFF')) r (role);
insert into post_holding (unit_id, id, post, user_id, name, from_on, recorded_by)
select unit_id, gen_random_uuid(), substr(username, length(unit_id) + 1), id, name, '2022-01-01', '某' from app_user where role like 'UNIT%';
insert into unit_action (unit_id, id, program_id, measure_id, year, role, title, state, issued_on, start_on, due_on, original_due_on, state_since)
select u.id, gen_random_uuid(), m.program_id, m.id, 2024, 'RESP', '任务', 'in-progress', '2022-01-04', '2022-01-04', '2026-12-31', '2026-12-31', '2022-01-04'
from unit u cross join measure m;
insert into milestone (unit_id, id, action_id, seq, title, deliverable, proof_kinds, due_on, original_due_on)
select a.unit_id, gen_random_uuid(), a.id, n, '节点', '文件', '["document"]', d.day, d.day
from (select unit_id, id, row_number() over () as no from unit_action) a cross join generate_series(1, ${open / 20_000}) n
  cross join lateral (select case when n <= ${due / 20_000} then date '${today}' + 7 else date '${today}' + 30 + ((a.no * 31 + n * 7) % 600)::int end as day) d;
-- from here on references are checked: the bare statement writes into the same table by the same rules
reset session_replication_role;
`);
  await db.sql(`vacuum analyze`);
}

/** Brings the finished milestones, and the reminders that were sent of them, up to a number. */
async function addHistory(db: TestDatabase, upTo: number): Promise<void> {
  await db.sql(`
set session_replication_role = replica;
insert into milestone (unit_id, id, action_id, seq, title, deliverable, proof_kinds, due_on, original_due_on, state, handed_in_on, accepted_on)
select a.unit_id, gen_random_uuid(), a.id, 1000 + n, '节点', '文件', '["document"]', d.day, d.day, 'accepted', d.day - 2, d.day
from (select unit_id, id, row_number() over () as no from unit_action) a
  cross join generate_series((select count(*) from milestone where handed_in_on is not null) / 20000 + 1, ${upTo} / 20000) n
  cross join lateral (select date '2022-02-01' + ((a.no * 31 + n * 7) % 950)::int as day) d;
insert into reminder (dedupe_key, unit_id, kind, subject_kind, subject_id, action_id, milestone_id, due_version, stage, stage_on, recipient_id, state)
select 'milestone:' || m.id || ':v1:D-7:' || h.user_id, m.unit_id, 'milestone', 'milestone', m.id, m.action_id, m.id, 1, 'D-7', m.due_on - 7, h.user_id, 'sent'
from milestone m join post_holding h on h.unit_id = m.unit_id and h.post = 'liaison'
where m.handed_in_on is not null on conflict do nothing;
reset session_replication_role;
`);
  await db.sql(`vacuum analyze`);
}

function save(lines: readonly Line[]): void {
  const folder = path.join(root, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'sweep.jsonl'), lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}
