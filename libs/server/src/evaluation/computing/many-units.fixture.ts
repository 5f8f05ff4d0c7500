import { randomUUID } from 'node:crypto';

type Sql = <T = Record<string, unknown>>(text: string, values?: unknown[]) => Promise<T[]>;

const program = '00000000-0000-4000-8000-000000000001';
const task = '00000000-0000-4000-8000-000000000002';
const person = '00000000-0000-4000-8000-000000000003';

/**
 * Units as many as a province or a nation has, each with six actions of three years and five recorded figures: some late,
 * some never done, some sent back, some with a veto. The same for the same number. For an owner who may switch triggers off.
 */
export async function generateUnits(sql: Sql, count: number): Promise<void> {
  await sql(`
set session_replication_role = replica;
insert into unit (id, name, short_name, is_scored, kind, seq)
select 'G' || lpad(n::text, 6, '0'), '第' || n || '单位', '单位' || n, true, 'county', n from generate_series(1, ${count}) n;
insert into app_user (id, username, name, role, unit_id, password_hash) values ('${person}', 'someone', '某', 'OFFICE_CHIEF', 'G000001', 'x');
insert into program (id, code, name, starts_on, ends_on) values ('${program}', 'P', '三年行动', '2022-01-01', '2024-12-31');
insert into program_unit (program_id, unit_id) select '${program}', id from unit where id like 'G%';
insert into task (id, program_id, seq, code, title) values ('${task}', '${program}', 1, 'T1', '任务');
insert into measure (id, program_id, task_id, seq, code, title, text, source_clause, scope, due, deliverable, evidence_kinds, weight, reaches_all)
select gen_random_uuid(), '${program}', '${task}', n, 'M' || n, '措施', '措施', '一', 'ALL', '[]', '文件', '[]', 10, true from generate_series(1, 2) n;
insert into unit_action (unit_id, id, program_id, measure_id, year, role, title, state, issued_on, start_on, due_on, original_due_on, state_since,
  handed_in_on, returned_count)
select x.unit_id, gen_random_uuid(), '${program}', x.measure_id, x.year, case when x.no % 3 = 0 then 'LEAD' else 'RESP' end, '行动',
  case when x.no % 29 = 0 then 'not-applicable' when x.no % 11 = 0 then 'in-progress' else 'done' end,
  make_date(x.year, 1, 4), make_date(x.year, 1, 4), x.due_on, x.due_on, make_date(x.year, 1, 4),
  case when x.no % 11 > 0 then x.due_on + (x.no * 7 % 60)::int - 40 end, (x.no % 13 / 12)::int
from (select u.id as unit_id, m.id as measure_id, y.year, make_date(y.year, 3 * m.seq, 20) as due_on, u.seq * 101 + m.seq * 17 + y.year * 7 as no
      from unit u cross join measure m cross join generate_series(2022, 2024) y (year) where u.id like 'G%') x;
insert into milestone (unit_id, id, action_id, seq, title, deliverable, proof_kinds, due_on, original_due_on, state, handed_in_on)
select unit_id, gen_random_uuid(), id, 1, '节点', '文件', '["document"]', due_on - 30, due_on - 30,
  case when handed_in_on is null then 'planned' else 'accepted' end, handed_in_on - 25
from unit_action where unit_id like 'G%';
insert into figure (unit_id, program_id, code, year, value, source, is_provisional, recorded_by)
select u.id, '${program}', f.code, f.year, f.value, '年报', f.year = 2023, '某'
from unit u cross join lateral (values
  ('efficacy', 2022, (70 + u.seq * 37 % 300 / 10.0)::numeric(5, 1)::text), ('efficacy', 2023, (72 + u.seq * 53 % 270 / 10.0)::numeric(5, 1)::text),
  ('rectification-due', 0, (u.seq % 9)::text), ('rectified', 0, (u.seq % 9 - u.seq % 9 / 4)::text),
  ('satisfaction', 0, (80 + u.seq * 71 % 1900 / 100.0)::numeric(5, 2)::text)
) f (code, year, value) where u.id like 'G%';
insert into figure (unit_id, program_id, code, year, value, source, recorded_by)
select id, '${program}', 'veto-incident', 0, '1', '通报', '某' from unit where id like 'G%' and seq % 211 = 0;
set session_replication_role = origin;`);
  await sql(`vacuum analyze`);
}

/** Orders an evaluation of them that nobody has heard of yet. */
export async function orderOfUnits(sql: Sql, schemeCode = 'acceptance-2024'): Promise<string> {
  const id = randomUUID();
  await sql(
    `insert into evaluation (id, program_id, name, scheme_code, scheme_version, as_of, state, ordered_by, ordered_by_id)
     select $1, '${program}', '验收评估', code, version, '2024-10-01', 'queued', '某', '${person}'
     from scoring_scheme where code = $2 order by version desc limit 1`,
    [id, schemeCode],
  );
  return id;
}
